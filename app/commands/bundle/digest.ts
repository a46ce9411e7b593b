import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Everything that a build depends on, from the root of the checkout. */
const sources = [
  "app",
  "content",
  "db",
  "public",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
  "vite.config.ts",
];

/** One hash over the names and contents of all sources, so that a stale build is recognised. */
export function sourceDigest(root: string): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((name) => filesUnder(root, name)).sort()) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file.replaceAll("\\", "/")}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

function filesUnder(root: string, name: string): string[] {
  const found = statSync(join(root, name), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [name];
  return readdirSync(join(root, name)).flatMap((entry) => filesUnder(root, join(name, entry)));
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/** One source file, by its path from the root with forward slashes. */
export type Source = { readonly path: string; readonly text: string };

export const root = join(import.meta.dirname, "../..");
const skipped = new Set(["node_modules", "build", ".data", ".tmp", ".git", "test-results"]);

export function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

export function sourcesUnder(folders: readonly string[], ending: RegExp): Source[] {
  return folders
    .flatMap(filesUnder)
    .filter((path) => ending.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

const importing = [
  /^\s*(?:import|export)\s[^"'`;]*?\sfrom\s*["']([^"']+)["']/gm,
  /^\s*import\s*["']([^"']+)["']/gm,
  /\bimport\(\s*["']([^"']+)["']\s*\)/g,
];

/**
 * What a file imports, types included: paths of the house from its root, packages by their name and
 * `node:` modules as they stand.
 */
export function importsOf({ path, text }: Source): string[] {
  return importing.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, target = ""]) => resolved(path, target)),
  );
}

function resolved(from: string, target: string): string {
  if (target.startsWith("#")) return target.slice(1);
  if (target.startsWith(".")) return posix.normalize(posix.join(dirname(from), target));
  if (target.startsWith("node:")) return target;
  const [scope = "", name = ""] = target.split("/");
  return target.startsWith("@") ? `npm:${scope}/${name}` : `npm:${scope}`;
}

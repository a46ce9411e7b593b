import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { policy } from "#app/domain/people/policy.ts";
import routes from "#app/routes.ts";
import { importsOf, root } from "./sources.ts";

/** One URL of the portal: its pattern, its module, and what stands before it. */
export type Url = {
  readonly pattern: string;
  readonly file: string;
  /** Deeds and questions that its operations ask a permit for. */
  readonly deeds: readonly string[];
  /** Its loader sends everybody to sign in who is not. */
  readonly forSignedIn: boolean;
};

export async function allUrls(): Promise<Url[]> {
  return flat(await routes, "").map(({ pattern, file }) => ({
    pattern,
    file,
    deeds: deedsOf(`app/${file}`),
    forSignedIn: readFileSync(join(root, "app", file), "utf8").includes("personContextFor("),
  }));
}

function flat(
  entries: readonly RouteConfigEntry[],
  above: string,
): Pick<Url, "pattern" | "file">[] {
  return entries.flatMap(({ path, index, file, children }) => {
    const pattern = path ? `${above}/${path.replace(/^\/|\/$/g, "")}` : above;
    const own = path || index ? [{ pattern: pattern || "/", file }] : [];
    return [...own, ...flat(children ?? [], pattern)];
  });
}

/** Edge files that every page or every call goes through: what they ask says nothing about the URL. */
const everywhere = /^app\/http\/(server\/|(api[a-z-]*|context|frame|session)\.server\.ts$)/;

/** Deeds named in the operations that the file imports, directly or through another file. */
function deedsOf(file: string): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(join(root, path), "utf8");
    for (const deed of Object.keys(policy)) if (text.includes(`"${deed}"`)) found.add(deed);
    const further = importsOf({ path, text }).filter(
      (to) => /^app\/(operations|routes|http)\//.test(to) && !everywhere.test(to),
    );
    for (const to of further) visit(to);
  };
  visit(file);
  return [...found].sort();
}

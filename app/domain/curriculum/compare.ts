import { requiredCredentials } from "./release.ts";
import type { Release } from "./schema.ts";

/** One difference. `path` is the place inside the item; a side is undefined where it has none. */
export type Change = {
  readonly item: string;
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
};
export type Comparison = {
  readonly changes: readonly Change[];
  /** Codes of what fellows and holders are judged by, and that the changes alter. */
  readonly competencies: readonly string[];
  readonly epas: readonly string[];
  /** Those changed, those that ask for what changed, and those that rest on them. */
  readonly credentials: readonly string[];
};

/**
 * What changed between two releases, by item and number, and which credentials it touches. The names
 * of the releases and the dates of their adoption are no change.
 */
export function compareReleases(a: Release, b: Release): Comparison {
  const before = flatten(a);
  const after = flatten(b);
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = keys
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => {
      const [item = "", path = ""] = key.split("\n");
      return { item, path, before: before.get(key), after: after.get(key) };
    });
  const changed = new Set(changes.map((each) => each.item));
  return {
    changes,
    competencies: among(changed, [...a.competencies, ...b.competencies]),
    epas: among(changed, [...a.epas, ...b.epas]),
    credentials: [...new Set([...touched(a, changed), ...touched(b, changed)])].sort(),
  };
}

function among(changed: ReadonlySet<string>, items: readonly { readonly code: string }[]) {
  const codes = items.map((each) => each.code).filter((each) => changed.has(each));
  return [...new Set(codes)].sort();
}

function touched(release: Release, changed: ReadonlySet<string>): string[] {
  if (changed.has("requirements")) return release.credentials.map((each) => each.code);
  const hit = new Set(
    release.credentials
      .filter((each) => [each.code, ...each.competencies, ...each.epas].some((c) => changed.has(c)))
      .map((each) => each.code),
  );
  return release.credentials
    .map((each) => each.code)
    .filter(
      (code) => hit.has(code) || requiredCredentials(release, code).some((r) => hit.has(r.code)),
    );
}

/** Every value by item and path. An item is what has a code; its lists of codes are one value. */
function flatten(release: Release): ReadonlyMap<string, string> {
  const { version: _v, title: _t, adoptedOn: _a, replaces: _r, ...rest } = release;
  const { requirements, programme, catalogue, ...lists } = rest;
  const values = new Map<string, string>();
  const items = [...Object.values(lists).flat(), ...Object.values(catalogue).flat()];
  for (const item of items) spread(item, item.code, "", values);
  spread(requirements, "requirements", "", values);
  spread(programme, "programme", "", values);
  return values;
}

function spread(value: unknown, item: string, path: string, into: Map<string, string>): void {
  const plain = typeof value !== "object" || value === null;
  if (plain || (Array.isArray(value) && value.every((each) => typeof each !== "object"))) {
    if (value !== undefined) into.set(`${item}\n${path}`, String(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    spread(inner, item, path === "" ? key : `${path}.${key}`, into);
  }
}

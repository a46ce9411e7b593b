import { allFigures, type NamedFigure } from "./figures.ts";
import { requiredCredentials } from "./release.ts";
import type { Figure, Release } from "./schema.ts";

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

/** One number of a release, before and after; a side is null where the release lacks it. */
export type FigureChange = {
  readonly what: string;
  readonly unit: string;
  readonly before: Figure | null;
  readonly after: Figure | null;
};
export type ItemChange = {
  readonly code: string;
  readonly name: string;
  /** Whether the item as a whole came, went, or changed. */
  readonly kind: "added" | "removed" | "changed";
  readonly figures: readonly FigureChange[];
  /** What is no number: names, lists of codes, wording. */
  readonly others: readonly Omit<Change, "item">[];
};

/** What changed, item by item in the order of the later release, numbers apart from the rest. */
export function changesByItem(a: Release, b: Release): ItemChange[] {
  const { changes } = compareReleases(a, b);
  const [before, after] = [figuresOf(a), figuresOf(b)];
  const names = new Map([...namesOf(a), ...namesOf(b)]);
  const [had, has] = [namesOf(a), namesOf(b)];
  const changed = new Set(changes.map((each) => each.item));
  return [...names].flatMap(([code, name]) => {
    if (!changed.has(code)) return [];
    const kind = !had.has(code) ? "added" : !has.has(code) ? "removed" : "changed";
    const figures = figureChanges(before.get(code), after.get(code));
    const others = changes
      .filter((each) => each.item === code && !isOfFigure(each.path))
      .map(({ path, before, after }) => ({ path, before, after }));
    return [{ code, name, kind, figures, others }];
  });
}

function namesOf({ version: _, catalogue, requirements: __, programme: ___, ...lists }: Release) {
  const { domains, competencies, epas, credentials } = lists;
  const named = [domains, competencies, epas, credentials, ...Object.values(catalogue)].flat();
  return new Map([
    ...named.map(({ code, name }): [string, string] => [code, name]),
    ["requirements", "Rules for every credential"],
    ["programme", "The programme"],
  ]);
}

type Figures = ReadonlyMap<string, NamedFigure>;

function figuresOf(release: Release): ReadonlyMap<string, Figures> {
  const found = new Map<string, Map<string, NamedFigure>>();
  for (const each of allFigures(release)) {
    const code = each.code === release.version ? "requirements" : each.code;
    const own = found.get(code) ?? new Map<string, NamedFigure>();
    found.set(code, own.set(each.what, each));
  }
  return found;
}

function figureChanges(before: Figures = new Map(), after: Figures = new Map()): FigureChange[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((what) => {
    const [was, is] = [before.get(what), after.get(what)];
    if (was && is && sameFigure(was.figure, is.figure)) return [];
    const unit = is?.unit ?? was?.unit ?? "";
    return [{ what, unit, before: was?.figure ?? null, after: is?.figure ?? null }];
  });
}

function sameFigure(a: Figure, b: Figure): boolean {
  return a.value === b.value && a.basis === b.basis && a.source === b.source && a.note === b.note;
}

const isOfFigure = (path: string) => /(^|\.)(value|basis|source|note)$/.test(path);

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
  const { version: _v, title: _t, adoptedOn: _a, replaces: _r, status: _s, ...rest } = release;
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
    const isNothing = value === undefined || (Array.isArray(value) && value.length === 0);
    if (!isNothing) into.set(`${item}\n${path}`, String(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    spread(inner, item, path === "" ? key : `${path}.${key}`, into);
  }
}

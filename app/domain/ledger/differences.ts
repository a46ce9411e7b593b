import { canonical, type Json } from "./canonical.ts";

/** One place at which two values are not the same; null where one of them says nothing there. */
export type Difference = {
  /** A JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly given: string | null;
  readonly found: string | null;
};

/** Where two values differ, at the deepest place that both have; nothing where they are the same. */
export function differences(given: Json | undefined, found: Json | undefined): Difference[] {
  return between(given, found, "");
}

function between(given: Json | undefined, found: Json | undefined, pointer: string): Difference[] {
  if (given === undefined && found === undefined) return [];
  if (isBranch(given) && isBranch(found) && Array.isArray(given) === Array.isArray(found)) {
    const names = [...new Set([...Object.keys(given), ...Object.keys(found)])];
    return names.flatMap((name) => {
      const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
      return between(given[name], found[name], `${pointer}/${escaped}`);
    });
  }
  const [a, b] = [textOf(given), textOf(found)];
  return a === b ? [] : [{ pointer, given: a, found: b }];
}

type Branch = { readonly [name: string]: Json | undefined };

function isBranch(value: Json | undefined): value is Branch {
  return typeof value === "object" && value !== null;
}

function textOf(value: Json | undefined): string | null {
  return value === undefined ? null : canonical(value);
}

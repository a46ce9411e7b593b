import ICAL from "ical.js";
import type { Component, ContentLine } from "./content-lines.server.ts";

/** One property, its value taken apart; times as `2026-11-23`, `2026-11-23T20:00:00` or with `Z`. */
export type Property = {
  readonly name: string;
  readonly line: number;
  readonly params: Readonly<Record<string, string>>;
  /** What kind its values are: "date", "date-time", "recur", "text" … */
  readonly type: string;
  readonly values: readonly unknown[];
  /** The value as it stands in the file, for messages. */
  readonly given: string;
};

/** The properties of a component, in order; a line that cannot be taken apart is given by itself. */
export function propertiesOf({ lines }: Component): {
  readonly properties: readonly Property[];
  readonly unreadable: readonly ContentLine[];
} {
  const properties: Property[] = [];
  const unreadable: ContentLine[] = [];
  for (const each of lines) {
    const found = readProperty(each);
    if (found) properties.push(found);
    else unreadable.push(each);
  }
  return { properties, unreadable };
}

/** The parser throws errors of many kinds at what it cannot read: each of them means just that. */
function readProperty({ line, text }: ContentLine): Property | null {
  const plain = /^(?:EX|R)RULE[:;]/i.test(text) ? text.toUpperCase() : text;
  try {
    const jcal: unknown = ICAL.parse.property(plain);
    if (!Array.isArray(jcal)) return null;
    const [name, params, type, ...values] = jcal as [string, Record<string, unknown>, string];
    return {
      name: name.trim().toUpperCase(),
      line,
      params: textsOf(params),
      type,
      values,
      given: givenIn(text),
    };
  } catch {
    return null;
  }
}

const none = {};

function textsOf(params: Record<string, unknown>): Readonly<Record<string, string>> {
  if (Object.keys(params).length === 0) return none;
  const texts = Object.entries(params).map(([name, value]) => [
    name,
    (Array.isArray(value) ? value.join(",") : String(value)).trim(),
  ]);
  return Object.fromEntries(texts);
}

/** What follows the first colon outside quotes. */
export function givenIn(text: string): string {
  const found = /^(?:[^":]|"[^"]*")*:(.*)$/s.exec(text.slice(0, 2_000));
  return (found?.[1] ?? text).slice(0, 60).trim();
}

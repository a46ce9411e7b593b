import ICAL from "ical.js";
import type { Component, ContentLine } from "./content-lines.server.ts";

/** One property, its value taken apart; times as `2026-11-23`, `2026-11-23T20:00:00` or with `Z`. */
export type Property = Parts & ContentLine;

type Parts = {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
};

/** Lines of a file that were taken apart already: most of them stand there again and again. */
export type KnownLines = Map<string, Parts | null>;
const knownMost = { lines: 20_000, length: 300 };

/** The properties of a component, in order; a line that cannot be taken apart is given by itself. */
export function propertiesOf(
  { lines }: Component,
  known: KnownLines = new Map(),
): {
  readonly properties: readonly Property[];
  readonly unreadable: readonly ContentLine[];
} {
  const properties: Property[] = [];
  const unreadable: ContentLine[] = [];
  for (const each of lines) {
    const { line, text } = each;
    const parts = plainUid(text) ?? remembered(text, known);
    if (!parts) unreadable.push(each);
    else properties.push({ line, text, ...parts });
  }
  return { properties, unreadable };
}

function remembered(text: string, known: KnownLines): Parts | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  const parts = readParts(text);
  if (known.size < knownMost.lines && text.length <= knownMost.length) known.set(text, parts);
  return parts;
}

/** Every event has its own; without escapes there is nothing to take apart. */
function plainUid(text: string): Parts | null {
  if (!text.startsWith("UID:") || text.includes("\\")) return null;
  return { name: "UID", params: none, values: [text.slice(4)] };
}

/** The parser throws errors of many kinds at what it cannot read: each of them means just that. */
function readParts(text: string): Parts | null {
  const plain = /^(?:EX|R)RULE[:;]/i.test(text) ? text.toUpperCase() : text;
  try {
    const jcal: unknown = ICAL.parse.property(plain);
    if (!Array.isArray(jcal)) return null;
    const [name, params, , ...values] = jcal as [string, Record<string, unknown>, string];
    return { name: name.trim().toUpperCase(), params: textsOf(params), values };
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

/** The value as it stands in the file, for messages: what follows the first colon outside quotes. */
export function givenIn(text: string): string {
  const found = /^(?:[^":]|"[^"]*")*:(.*)$/s.exec(text.slice(0, 2_000));
  return (found?.[1] ?? text).slice(0, 60).trim();
}

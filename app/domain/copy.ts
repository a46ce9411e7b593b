import { z } from "zod";

const Words = z.record(z.string().regex(/^[a-z0-9_:-]+$/i), z.string().min(1));

/** content/copy/en.yaml: the words for every code that a person may see, by section. */
export const Copy = z.strictObject({
  refusals: Words,
  rows: Words,
  states: Words,
  reasons: Words,
  event_reasons: Words,
  dispute_outcomes: Words,
  notices: Words,
  gap_kinds: Words,
  gap_decisions: Words,
  answers: Words,
  shift_roles: Words,
  presences: Words,
  row_fields: Words,
  roster_formats: Words,
  word_meanings: Words,
  feed_problems: Words,
  rule_presences: Words,
  rule_findings: Words,
  week_parts: Words,
  activation_flags: Words,
  activation_reasons: Words,
  activation_reviews: Words,
  mcs_kinds: Words,
  join_modes: Words,
  roles: Words,
  posts: Words,
  methods: Words,
  token_scopes: Words,
  tools: Words,
  kinds: Words,
  tiers: Words,
  services: Words,
  severities: Words,
  bases: Words,
  confidences: Words,
  missing: Words,
  units: Words,
});
export type Copy = z.output<typeof Copy>;

export type Detail = Readonly<Record<string, string | number>>;

/**
 * The words for `section.code`, with its placeholders filled: `{when}` inserts a value and
 * `{count|case|cases}` picks a word by number. A code without words reads as itself, spaced out: a
 * missing sentence must never turn a refusal into a fault.
 */
export function say(copy: Copy, key: string, detail: Detail = {}): string {
  const [, code = ""] = key.split(".", 2);
  return fill(find(copy, key) ?? code.replaceAll("_", " "), detail);
}

/** Whether there are words for `section.code`. */
export function hasWords(copy: Copy, key: string): boolean {
  return find(copy, key) !== undefined;
}

function find(copy: Copy, key: string): string | undefined {
  const dot = key.indexOf(".");
  const section = key.slice(0, dot);
  const words = Object.hasOwn(copy, section) ? copy[section as keyof Copy] : {};
  const code = key.slice(dot + 1);
  return Object.hasOwn(words, code) ? words[code] : undefined;
}

function fill(words: string, detail: Detail): string {
  if (!words.includes("{")) return words;
  return words.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (placeholder, name: string, one?: string, many?: string) => {
      const value = detail[name];
      if (value === undefined) return placeholder;
      if (one === undefined) return String(value);
      return Number(value) === 1 ? one : (many ?? one);
    },
  );
}

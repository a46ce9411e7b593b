import { Pattern, type PatternChange } from "#app/operations/roster/change-pattern.server.ts";
import type { Rosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { parseFormData, type Typed } from "./form.server.ts";
import { personOf } from "./person-text.server.ts";
import { readUnitTime } from "./unit-time.server.ts";

type ReadPattern =
  | { readonly ok: false; readonly fields: Record<string, string>; readonly typed: Typed }
  | {
      readonly ok: true;
      readonly change: PatternChange;
      readonly reason: string | null;
      /** The plan to be published; null for a dry run. */
      readonly planHash: string | null;
      readonly typed: Typed;
    };

/** The form of a pattern: people by lines, each found by name or registration. */
export function readPattern(form: FormData, { unit, people }: Rosterable): ReadPattern {
  const fields: Record<string, string> = {};
  const lines = String(form.get("people") ?? "").split(/\r?\n/);
  const named = lines.map((line) => line.trim()).filter(Boolean);
  const registrations: string[] = [];
  for (const [i, line] of named.entries()) {
    const who = personOf(line, people);
    if (who.ok && !who.registration.startsWith("?")) registrations.push(who.registration);
    else
      fields.people ??= `Line ${i + 1}: ${who.ok ? "Give somebody who is known here." : who.words}`;
  }
  const from = readUnitTime(`${form.get("from") ?? ""}T12:00`, unit.timeZone);
  if (!from.ok) fields.from = "Write a date, such as 2026-11-22.";
  const parsed = parseFormData(form, Pattern.omit({ people: true }));
  if (named.length === 0) fields.people = "Fill this in.";
  if (named.length > 40) fields.people = "Use at most 40 people.";
  const { typed } = parsed;
  if (!parsed.ok) return { ok: false, fields: { ...parsed.fields, ...fields }, typed };
  if (!from.ok || Object.keys(fields).length > 0) return { ok: false, fields, typed };
  const isCommit = form.get("intent") === "commit";
  return {
    ok: true,
    change: { ...parsed.value, people: registrations, unitCode: unit.code, from: from.at },
    reason: String(form.get("reason") ?? "").trim() || null,
    planHash: isCommit ? String(form.get("planHash") ?? "") || null : null,
    typed,
  };
}

import type { Result } from "#app/domain/result.ts";
import type { RosterField } from "#app/domain/roster/row.ts";
import { rosterPresences, shiftRoles } from "#app/domain/roster/shift.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { Rosterable } from "#app/operations/roster/list-rosterable.server.ts";
import type { RosterOutcome } from "#app/operations/roster/publish-roster.server.ts";
import { rowWords } from "#app/operations/roster/read-roster.server.ts";
import { choicesOf } from "./choices.server.ts";
import type { FormReply } from "./form-reply.server.ts";
import { personOf, personText } from "./person-text.server.ts";
import { explain, statusOf } from "./problem.server.ts";

const fields = [
  ...(["registration", "role", "presence", "start", "end"] as const),
  ...(["responseMinutes", "assignment", "contact", "reference"] as const),
];
/** `other`: somebody typed instead of one of those on offer. `why`: a reason on offer. */
const besides = ["other", "reason", "why", "scope"] as const;

/** What the form of one shift offers to choose from. */
export function shiftChoices(ctx: Context, { people }: Pick<Rosterable, "people">) {
  return {
    people: people.map(personText),
    roles: choicesOf(ctx, "shift_roles", shiftRoles),
    presences: choicesOf(ctx, "presences", rosterPresences),
  };
}

/** The form as one row of a roster, read by the same rules as an upload; nothing is lost of what was typed. */
export function readShiftForm(form: FormData, people: Rosterable["people"]) {
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 500);
  const row = Object.fromEntries(fields.map((name) => [name, text(name)]));
  const typed = { ...row, ...Object.fromEntries(besides.map((name) => [name, text(name)])) };
  const reason = text("reason").trim() || text("why").trim() || null;
  const isTyped = text("other").trim() !== "";
  const who = personOf(isTyped ? text("other") : text("registration"), people);
  const read: Partial<Record<RosterField, string>> = row;
  // A name that matches nobody stands behind a question mark.
  const name = who.ok && who.registration.startsWith("?") ? who.registration.slice(1) : null;
  const registration = who.ok && name === null ? who.registration : "";
  const raw = { row: 1, fields: { ...read, registration }, nameText: name };
  const wrong = who.ok ? null : { [isTyped ? "other" : "registration"]: who.words };
  return { raw, reason, typed, wrong };
}

/** Null when it was done; else what the form is to say, and its status. */
export function shiftReply(
  ctx: Context,
  done: Result<RosterOutcome>,
  typed: Record<string, string>,
): { reply: FormReply; status: number } | null {
  if (!done.ok) {
    const { code } = done.refusal;
    const words = explain(ctx, done.refusal);
    const isReason = code === "reason_required";
    const fields: FormReply["fields"] = isReason ? { reason: words } : {};
    const reply = { fields, words: isReason ? null : words, typed, code };
    return { reply, status: statusOf(code) };
  }
  if (!("rows" in done.value)) return null;
  const said: Record<string, string> = {};
  for (const row of done.value.rows) said[row.field] ??= rowWords(ctx.content, row);
  const { row = null, ...beside } = said;
  return { reply: { fields: beside, words: row, typed }, status: 422 };
}

import { whoOf } from "#app/domain/roster/plan.ts";
import { shiftChoices } from "#app/http/shift-form.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { ShiftKey } from "#app/operations/roster/change-shift.server.ts";
import { findShift } from "#app/operations/roster/find-shift.server.ts";
import type { Rosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { suggestPeople } from "#app/operations/roster/suggest-people.server.ts";

/** So many are offered beside whoever has it: with them a thumb reaches everything. */
const suggestedMost = 4;

/** A shift as its page shows it, and who could take it. */
export async function shiftView(
  ctx: Context,
  found: Rosterable,
  { source, key }: { readonly source: string; readonly key: ShiftKey },
) {
  const { timeZone, code, name } = found.unit;
  const standing = await findShift(ctx, code, source, key);
  const shift = standing.ok ? standing.value.shift : null;
  const named = found.people.find((each) => each.registration === key.registration)?.name;
  return {
    unit: { code, name, zone: timeZone },
    choices: shiftChoices(ctx, found),
    when: {
      start: key.start,
      end: key.end,
      hasBegun: key.start < ctx.now,
      isRunning: key.start < ctx.now && ctx.now < key.end,
    },
    who: named ?? key.registration ?? `${key.nameText}, matched to nobody`,
    isGone: shift === null,
    isFed: standing.ok && standing.value.kind !== "uploaded",
    suggested: shift ? await suggestedFor(ctx, code, { ...key, ...shift.shift }, shift) : [],
    values: {
      registration: whoOf(key),
      role: key.role,
      presence: key.presence,
      start: plainTime(key.start, timeZone),
      end: plainTime(key.end, timeZone),
      responseMinutes: shift ? String(shift.responseMinutes) : "",
      assignment: key.assignment ?? "",
      contact: shift?.contact ?? "",
    },
    reference: shift?.reference ?? "",
  };
}

async function suggestedFor(
  ctx: Context,
  unitCode: string,
  { role, presence, start, end, registration }: ShiftKey,
  { responseMinutes }: { readonly responseMinutes: number },
) {
  // A shift that runs is taken over now: who was busy this morning is free for the rest.
  const from = start < ctx.now && ctx.now < end ? ctx.now : start;
  const tried = { role, presence, responseMinutes, start: from, end };
  const found = await suggestPeople(ctx, unitCode, tried, suggestedMost + 1);
  if (!found.ok) return [];
  return found.value
    .filter((each) => each.registration !== registration)
    .slice(0, suggestedMost)
    .map(({ registration, name, mark }) => ({
      registration,
      name,
      hint: mark.meets.length > 0 ? `Free, and counts for ${mark.meets.join(", ")}` : "Free",
    }));
}

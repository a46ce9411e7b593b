import { z } from "zod";
import type { Change } from "#app/domain/roster/plan.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { rosterPresences, shiftRoles } from "#app/domain/roster/shift.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { instantTexts } from "#app/domain/time/instant-texts.ts";
import type { Planned } from "./publish-roster.server.ts";

const InstantText = z.iso.datetime({ offset: true });
const Count = z.number().int().nonnegative();

export const ShiftText = z.object({
  /** Null where the roster gave a name that nobody was matched to. */
  registration: z.string().nullable(),
  name: z.string().nullable(),
  role: z.enum(shiftRoles),
  presence: z.enum(rosterPresences),
  start: InstantText,
  end: InstantText,
  responseMinutes: z.number().int(),
  assignment: z.string().nullable(),
  contact: z.string().nullable(),
  reference: z.string().nullable(),
});

/** The body of `PUT /api/v1/units/{unit}/roster`. */
export const RosterAnswer = z.object({
  committed: z.boolean(),
  plan: z.object({ added: Count, changed: Count, removed: Count, unchanged: Count }),
  /** Shifts that have begun would change: committing it takes a reason. */
  reasonRequired: z.boolean(),
  changes: z.array(
    z.object({
      change: z.enum(["added", "changed", "removed"]),
      shift: ShiftText,
      before: ShiftText.optional(),
    }),
  ),
  /** Registrations that nobody holds, and names that nobody was matched to. */
  unmatched: z.array(z.string()),
  planHash: z.string(),
});

export function rosterAnswer(planned: Planned): z.input<typeof RosterAnswer> {
  const { committed, plan, unmatched, planHash } = planned;
  const said = instantTexts();
  return {
    committed,
    plan: plan.counts,
    reasonRequired: plan.altersThePast,
    changes: plan.changes.flatMap((change) => changeText(change, said) ?? []),
    unmatched: [...unmatched],
    planHash,
  };
}

function changeText(change: Change, said: (at: Instant) => string) {
  if (change.kind === "unchanged") return null;
  const before = change.kind === "changed" ? { before: shiftText(change.before, said) } : {};
  return { change: change.kind, shift: shiftText(change.shift, said), ...before };
}

export function shiftText(
  shift: RosterShift,
  said: (at: Instant) => string = formatInstant,
): z.input<typeof ShiftText> {
  return {
    registration: shift.registration,
    name: shift.registration === null ? shift.nameText : null,
    role: shift.role,
    presence: shift.presence,
    start: said(shift.shift.start),
    end: said(shift.shift.end),
    responseMinutes: shift.responseMinutes,
    assignment: shift.assignment,
    contact: shift.contact,
    reference: shift.reference,
  };
}

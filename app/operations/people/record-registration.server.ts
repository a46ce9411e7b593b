import { z } from "zod";
import { Validity, validityOf } from "#app/domain/people/validity.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { forever, overlaps } from "#app/domain/time/interval.ts";
import { registration } from "#db/schema/people.ts";
import { findRow, findStandingRow, insertRow } from "#db/store/corrections.server.ts";
import { everything } from "#db/store/known.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { type Correction, correct } from "./correction.server.ts";

export const RecordRegistration = Validity.extend({
  id: z.uuid(),
  personId: z.uuid(),
  authority: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z][A-Z0-9-]{1,15}$/, "Use the authority's short name in capitals, such as GMC."),
  number: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9./-]{1,32}$/, "Use letters, digits, and . / -"),
  /** The row that this one replaces, where it corrects one. */
  supersedes: z.uuid().optional(),
});

/** A number by which rosters know a person. Nobody else may hold it at the same time. */
export function recordRegistration(ctx: Context, input: z.output<typeof RecordRegistration>) {
  const { id, personId, authority, number, supersedes = null } = input;
  return act(ctx, "registration.record", { personId }, async ({ tx, record }) => {
    if (await findRow(tx, registration, id)) return allow({ id });
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    const during = validityOf(input);
    if (!during) return refuse("ends_before_it_starts");
    if (supersedes) {
      const before = await findStandingRow(tx, registration, supersedes);
      if (!before || before.personId !== personId) return refuse("already_corrected");
    }
    const held = await registrationsHeld(tx, [`${authority}:${number}`], everything);
    const others = held.filter((each) => each.personId !== personId);
    if (others.some((each) => overlaps(each.during, during))) return refuse("registration_taken");
    const endsAt = during.end === forever ? null : during.end;
    const fact = { id, personId, authority, number, startsAt: during.start, endsAt, supersedes };
    await insertRow(tx, registration, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

/** Ends or voids a registration. */
export function correctRegistration(ctx: Context, correction: Correction) {
  const target = async (_: unknown, row: { personId: string }) => allow({ personId: row.personId });
  return correct(ctx, { deed: "registration.record", table: registration, target }, correction);
}

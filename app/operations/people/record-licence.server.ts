import { z } from "zod";
import { Validity, validityOf } from "#app/domain/people/validity.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { forever, type Instant } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { licence } from "#db/schema/people.ts";
import { findRow, findStandingRow, insertRow } from "#db/store/corrections.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { impactFact, impactOn } from "../coverage/preview-impact.server.ts";
import { type Correction, correct } from "./correction.server.ts";

/** As units name theirs: a country or a part of it. */
export const Jurisdiction = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "Use the country's two letters, such as DE or US-NY.");

export const RecordLicence = Validity.extend({
  id: z.uuid(),
  personId: z.uuid(),
  jurisdiction: Jurisdiction,
  number: z.string().trim().min(1).max(60),
  /** `unreadable`: the authority's register could not be read, so nothing is proven either way. */
  outcome: z.enum(["verified", "unreadable"]),
  /** Where it was looked up. */
  source: z.string().trim().min(1).max(200),
  /** The row that this one replaces: a new check, or a correction. */
  supersedes: z.uuid().optional(),
});

/** The right to practise in a jurisdiction, as somebody checked it just now with its authority. */
export function recordLicence(ctx: Context, input: z.output<typeof RecordLicence>) {
  const { id, personId, jurisdiction, number, outcome, source, supersedes = null } = input;
  return act(ctx, "licence.record", { personId }, async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (ctx.actor.id === personId) return refuse("own_record");
    if (await findRow(tx, licence, id)) return allow({ id });
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    const during = validityOf(input);
    if (!during) return refuse("ends_before_it_starts");
    if (supersedes) {
      const before = await findStandingRow(tx, licence, supersedes);
      if (!before || before.personId !== personId) return refuse("already_corrected");
    }
    const fact = {
      ...{ id, personId, jurisdiction, number, outcome, source, supersedes },
      startsAt: during.start,
      endsAt: during.end === forever ? null : during.end,
      checkedBy: ctx.actor.id,
      checkedAt: now,
    };
    await insertRow(tx, licence, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

/** Ends or voids a licence. What cover is lost by that goes on record with it. */
export function correctLicence(ctx: Context, correction: Correction) {
  const target = async (_: unknown, row: { personId: string }) => allow({ personId: row.personId });
  const impact = async (
    tx: Transaction,
    { personId, jurisdiction }: { personId: string; jurisdiction: string },
    now: Instant,
  ) => {
    const asked = { what: "licence", jurisdiction } as const;
    return impactFact(await impactOn(tx, ctx.content, personId, asked, now));
  };
  return correct(ctx, { deed: "licence.record", table: licence, target, impact }, correction);
}

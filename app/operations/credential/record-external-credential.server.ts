import { z } from "zod";
import { Validity, validityOf } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { forever, type Instant } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import type { Transaction } from "#db/client.server.ts";
import { externalCredential } from "#db/schema/credential.ts";
import { findRow, findStandingRow, insertRow } from "#db/store/corrections.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { type Correction, correct } from "../people/correction.server.ts";

/** How it was looked at: the closed list that the form offers. */
export const verificationMethods = [
  "register_lookup",
  "issuer_confirmation",
  "original_document",
  "signed_credential",
  "self_declaration",
] as const;

export const RecordExternalCredential = Validity.extend({
  id: z.uuid(),
  personId: z.uuid(),
  code: z.string().min(1),
  number: z.string().trim().max(60).optional(),
  /** Attested: the person says so. Verified: somebody else looked it up at its source. */
  standing: z.enum(["attested", "verified"]),
  source: z.string().trim().min(1).max(200),
  method: z.enum(verificationMethods),
  /** The row that this one replaces: a new check, a renewal, or a correction. */
  supersedes: z.uuid().optional(),
}).refine((given) => given.standing === "attested" || given.method !== "self_declaration", {
  message: "What is only declared by the person is attested, not verified.",
  path: ["method"],
});
type Given = z.output<typeof RecordExternalCredential>;

/**
 * A credential that others gave, attested or just now verified at its source. A verified one is trusted
 * until it is to be checked again (`reverifyMonths` of content); an attested one is shown and never counts.
 */
export function recordExternalCredential(ctx: Context, given: Given) {
  const { id, personId, code, standing } = given;
  return act(ctx, "external.record", { personId }, async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (standing === "verified" && ctx.actor.id === personId) return refuse("own_record");
    if (await findRow(tx, externalCredential, id)) return allow({ id });
    const external = ctx.content.externals.get(code);
    if (!external) return refuse("unknown_code", { given: code });
    const fits = await judge(tx, given);
    if (!fits.ok) return fits;
    const months = external.reverifyMonths.value;
    const fact = {
      ...{ id, personId, code, standing, source: given.source, method: given.method },
      number: given.number ?? null,
      ...fits.value,
      verifiedBy: ctx.actor.id,
      verifiedAt: now,
      reverifyBy: standing === "verified" ? addMonths(now, months, given.timeZone) : null,
      supersedes: given.supersedes ?? null,
    };
    await insertRow(tx, externalCredential, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

type Times = { readonly startsAt: Instant; readonly endsAt: Instant | null };

async function judge(tx: Transaction, given: Given): Promise<Result<Times>> {
  if (!(await findPerson(tx, given.personId))) return refuse("no_such_person");
  const during = validityOf(given);
  if (!during) return refuse("ends_before_it_starts");
  if (given.supersedes) {
    const before = await findStandingRow(tx, externalCredential, given.supersedes);
    const same = before?.personId === given.personId && before.code === given.code;
    if (!same) return refuse("already_corrected");
  }
  return allow({ startsAt: during.start, endsAt: during.end === forever ? null : during.end });
}

/** Ends or voids an outside credential. */
export function correctExternalCredential(ctx: Context, correction: Correction) {
  const target = async (_: unknown, row: { personId: string }) => allow({ personId: row.personId });
  return correct(ctx, { deed: "external.record", table: externalCredential, target }, correction);
}

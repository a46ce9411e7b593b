import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { scopeTarget } from "#db/store/people/places.server.ts";
import { findTrainingRecord, insertTrainingRecord } from "#db/store/training/records.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { momentOf, When } from "./moments.server.ts";

export const trainingRecordKinds = ["certificate", "exam", "assessor_training"] as const;

export const RecordTrainingRecord = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  programmeId: z.uuid(),
  kind: z.enum(trainingRecordKinds),
  /** Of an outside credential, such as EXAM-CIC or TRAIN-ASSESSOR. */
  code: z.string().min(1).max(32),
  /** An instant, or a date such as "2026-10-01". */
  when: When,
  hours: z.coerce.number().positive().max(1000).optional(),
});

/** The director records an examination, a certificate or training that they have seen proof of. */
export function recordTrainingRecord(
  ctx: Context,
  input: z.output<typeof RecordTrainingRecord>,
): Promise<Result<{ readonly id: string }>> {
  const { id, personId, kind, code, hours } = input;
  const target = (tx: Transaction) => scopeTarget(tx, "programme", input.programmeId);
  return act(ctx, "training_record.record", target, async ({ tx, now, record }) => {
    const before = await findTrainingRecord(tx, id);
    if (before) {
      const same = before.personId === personId && before.code === code;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const verifiedBy = ctx.actor.id;
    if (verifiedBy === null || verifiedBy === personId) return refuse("not_permitted");
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    if (!ctx.content.externals.has(code)) return refuse("training_code_unknown", { field: "code" });
    if (kind === "assessor_training" && hours === undefined) {
      return refuse("hours_required", { field: "hours" });
    }
    const at = typeof input.when === "string" ? `${input.when}T00:00` : input.when;
    const when = momentOf(at, "UTC", undefined);
    if (!when.ok) return when;
    if (when.value > now) return refuse("starts_in_the_future", { field: "when" });
    const fact = { id, personId, kind, code, completedAt: when.value, hours: hours ?? null };
    const entrySeq = await record({ trainingRecord: { ...fact, verifiedBy } });
    await insertTrainingRecord(tx, { ...fact, verifiedBy, entrySeq });
    return allow({ id });
  });
}

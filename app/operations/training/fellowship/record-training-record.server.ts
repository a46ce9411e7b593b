import { z } from "zod";
import { type Content, releaseOf } from "#app/domain/content.ts";
import { beginningOf, endOfDay } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  acceptRecord,
  recordCodes,
  trainingRecordKinds,
} from "#app/domain/training/training-record.ts";
import type { Transaction } from "#db/client.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { findProgramme, scopeTarget } from "#db/store/people/places.server.ts";
import { fellowshipsOf } from "#db/store/training/fellowships.server.ts";
import { findTrainingRecord, insertTrainingRecord } from "#db/store/training/records.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";

export const RecordTrainingRecord = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  programmeId: z.uuid(),
  kind: z.enum(trainingRecordKinds),
  /** One that the release has for this kind: see `recordCodes`. */
  code: z.string().min(1).max(32),
  /** A day on the programme's calendar. */
  when: z.iso.date("Choose a date."),
  hours: z.coerce.number().positive().max(1000).optional(),
});
type Input = z.output<typeof RecordTrainingRecord>;

/**
 * The director records an examination, a course, an audit or training that they have seen proof of. The
 * same id sent again with the same content is answered the same.
 *
 * Refusals: `own_record`, `no_such_person`, `no_such_programme`, those of `acceptRecord`.
 */
export function recordTrainingRecord(
  ctx: Context,
  input: Input,
): Promise<Result<{ readonly id: string }>> {
  const { id, personId } = input;
  const target = (tx: Transaction) => scopeTarget(tx, "programme", input.programmeId);
  return act(ctx, "training_record.record", target, async ({ tx, now, record }) => {
    const before = await findTrainingRecord(tx, id);
    if (before) {
      const same = before.personId === personId && before.code === input.code;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const verifiedBy = ctx.actor.id;
    if (verifiedBy === null) return refuse("not_permitted");
    if (verifiedBy === personId) return refuse("own_record");
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    const said = await recordSaid(ctx, tx, input, now);
    if (!said.ok) return said;
    const fact = { id, personId, ...said.value, verifiedBy };
    const entrySeq = await record({ trainingRecord: fact });
    await insertTrainingRecord(tx, { ...fact, entrySeq });
    return allow({ id });
  });
}

/** What a form says of a record, judged under the release of the person's fellowship in the programme. */
export async function recordSaid(
  { content }: { readonly content: Content },
  tx: Transaction,
  { personId, programmeId, kind, code, when, ...input }: Omit<Input, "id">,
  now: Instant,
) {
  const programme = await findProgramme(tx, programmeId);
  if (!programme) return refuse("no_such_programme");
  const all = await fellowshipsOf(tx, personId);
  const here = all.filter((each) => each.programmeId === programmeId);
  const release = here.at(-1)?.release ?? programme.release;
  const { timeZone } = programme;
  const completed = { start: beginningOf(when, timeZone), end: endOfDay(when, timeZone) };
  const hours = input.hours ?? null;
  const accepted = acceptRecord(
    { kind, code, hours, completed },
    {
      codes: recordCodes(releaseOf(content, release), content.externals),
      now,
      began: here[0]?.during.start ?? null,
    },
  );
  return accepted.ok ? allow({ kind, code, hours, completedAt: completed.start }) : accepted;
}

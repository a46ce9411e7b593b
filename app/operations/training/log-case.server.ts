import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { complicationGrades, logRoles, scaiStages } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptCase } from "#app/domain/training/case.ts";
import { findCase, insertCase } from "#db/store/training/cases.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { momentOf, Reading, When } from "./moments.server.ts";

const Codes = z.array(z.string().max(64)).max(64).default([]);

export const LogCase = z.object({
  /** Made with the form, so that a repeated send is recognised. */
  id: z.uuid(),
  fellowshipId: z.uuid(),
  activity: z.string().min(1).max(64),
  role: z.enum(logRoles),
  setting: z.string().min(1).max(64),
  when: When,
  reading: Reading.optional(),
  supervisorId: z.uuid(),
  devices: Codes,
  access: Codes,
  contexts: Codes,
  scenario: z.string().max(64).optional(),
  hours: z.coerce.number().positive().max(24).optional(),
  scaiStage: z.enum(scaiStages).optional(),
  complicationGrade: z.enum(complicationGrades).default("none"),
  complications: Codes,
});

/**
 * A fellow adds a case to their own log. A refusal leaves no trace; a case leaves one ledger entry; the
 * same id sent again by the same person is answered the same and leaves nothing more.
 */
export function logCase(
  ctx: Context,
  input: z.output<typeof LogCase>,
): Promise<Result<{ readonly id: string }>> {
  const target = (tx: Parameters<typeof fellowshipTarget>[0]) =>
    fellowshipTarget(tx, input.fellowshipId);
  return act(ctx, "case.log", target, async ({ tx, now, record }) => {
    const before = await findCase(tx, input.id);
    if (before) {
      const same = before.fellowshipId === input.fellowshipId;
      return same ? allow({ id: before.id }) : refuse("same_id_other_content");
    }
    const fellowship = await findFellowship(tx, input.fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const { fellowId, timeZone: zone, during } = fellowship;
    const when = momentOf(input.when, zone, input.reading);
    if (!when.ok) return when;
    const release = releaseOf(ctx.content, fellowship.release);
    const { fellowshipId, when: _, reading: __, ...said } = input;
    const given = {
      ...said,
      performedAt: when.value,
      scenario: input.scenario ?? null,
      hours: input.hours ?? null,
      scaiStage: input.scaiStage ?? null,
    };
    const judged = acceptCase(given, { fellowId, during, release, zone, now });
    if (!judged.ok) return judged;
    const supervisors = await holdersOf(tx, "assessor", fellowship, now);
    if (!supervisors.some((each) => each.id === input.supervisorId)) {
      return refuse("supervisor_not_assessor", { field: "supervisorId" });
    }
    const entrySeq = await record({ case: judged.value, fellowship: fellowshipId });
    await insertCase(tx, { ...judged.value, fellowshipId, fellowId, entrySeq });
    return allow({ id: input.id });
  });
}

import { z } from "zod";
import { complicationGrades, logRoles, scaiStages } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { CaseInput } from "#app/domain/training/case/case.ts";
import { insertCase } from "#db/store/training/cases.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import { findVersion } from "#db/store/training/logbook.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { acceptCaseOf, saysTheSame } from "./accept-case.server.ts";
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

/** What was said about the case itself, with nothing left open. */
export function caseSaid(
  input: Omit<z.output<typeof LogCase>, "fellowshipId">,
  performedAt: Instant,
): CaseInput {
  const { id, activity, role, setting, supervisorId, devices, access, contexts } = input;
  const {
    scenario = null,
    hours = null,
    scaiStage = null,
    complicationGrade,
    complications,
  } = input;
  return {
    ...{ id, activity, role, setting, supervisorId, devices, access, contexts, performedAt },
    ...{ scenario, hours, scaiStage, complicationGrade, complications },
  };
}

/**
 * A fellow adds a case to their own log. A refusal leaves no trace; a case leaves one ledger entry; the
 * same id sent again is answered the same and leaves nothing more, also after the case was corrected. The
 * same id with anything else in it: `same_id_other_content`.
 */
export function logCase(
  ctx: Context,
  input: z.output<typeof LogCase>,
): Promise<Result<{ readonly id: string }>> {
  const { id, fellowshipId } = input;
  const target = (tx: Parameters<typeof fellowshipTarget>[0]) => fellowshipTarget(tx, fellowshipId);
  return act(ctx, "case.log", target, async ({ tx, now, record }) => {
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const { timeZone: zone, fellowId } = fellowship;
    const when = momentOf(input.when, zone, input.reading);
    if (!when.ok) return when;
    const said = caseSaid(input, when.value);
    const before = await findVersion(tx, id);
    if (before) {
      const own = before.fellowshipId === fellowshipId && before.supersedes === null;
      return own && saysTheSame(said, before, zone)
        ? allow({ id })
        : refuse("same_id_other_content");
    }
    const judged = await acceptCaseOf(ctx, tx, said, { fellowship, now });
    if (!judged.ok) return judged;
    const entrySeq = await record({ case: judged.value, fellowship: fellowshipId });
    await insertCase(tx, { ...judged.value, fellowshipId, fellowId, entrySeq });
    return allow({ id });
  });
}

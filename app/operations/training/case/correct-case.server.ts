import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { localText } from "#app/domain/time/wall-time.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { awaitsReview } from "#app/domain/training/evidence.ts";
import { insertCase, type LoggedCase } from "#db/store/training/cases.server.ts";
import { findFellowship } from "#db/store/training/fellowships.server.ts";
import { findVersion } from "#db/store/training/logbook.server.ts";
import { act, type Turn } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { acceptCaseOf, saysTheSame } from "./accept-case.server.ts";
import { caseTarget, standingCase } from "./case-target.server.ts";
import { caseSaid, LogCase } from "./log-case.server.ts";
import { momentOf } from "./moments.server.ts";

export const CorrectCase = LogCase.omit({ fellowshipId: true }).extend({
  /** The version that is corrected. */
  of: z.uuid(),
  reason: z.string().trim().min(3).max(500),
});
type Input = z.output<typeof CorrectCase>;

/**
 * A fellow says how a case really was. The new version takes the place of the old one, which stays on
 * record; confirmed or declined, the new one waits for its supervisor again. A time left as it was kept
 * keeps its night and weekend.
 *
 * Refusals: those of a new case, `case_corrected_meanwhile`, `case_already_withdrawn`,
 * `correction_changes_nothing`, and `complication_under_review`: while a review is open only its
 * director's closing or its supervisor's declining moves the case on.
 */
export function correctCase(ctx: Context, input: Input): Promise<Result<{ readonly id: string }>> {
  const { id, of, reason } = input;
  return act(
    ctx,
    "case.correct",
    (tx) => caseTarget(tx, of),
    async ({ tx, now, record }) => {
      const old = await findVersion(tx, of);
      const fellowship = old && (await findFellowship(tx, old.fellowshipId));
      if (!fellowship) return refuse("no_such_case");
      const when = whenOf(input, old, fellowship.timeZone);
      if (!when.ok) return when;
      const said = caseSaid(input, when.value);
      const before = await findVersion(tx, id);
      if (before) {
        const same = before.supersedes === of && before.correctionReason === reason;
        const repeated = same && saysTheSame(said, before, fellowship.timeZone);
        return repeated ? allow({ id }) : refuse("same_id_other_content");
      }
      const correctable = await mayBeCorrected(tx, of);
      if (!correctable.ok) return correctable;
      if (saysTheSame(said, old, fellowship.timeZone)) return refuse("correction_changes_nothing");
      const why = acceptFreeText(reason, "reason");
      if (!why.ok) return why;
      const judged = await acceptCaseOf(ctx, tx, said, { fellowship, now, kept: old });
      if (!judged.ok) return judged;
      const { fellowshipId, fellowId, provenance, importId } = old;
      const change = { supersedes: of, correctionReason: reason };
      const entrySeq = await record({ case: judged.value, fellowship: fellowshipId, ...change });
      const origin = { ...change, provenance, importId };
      await insertCase(tx, { ...judged.value, ...origin, fellowshipId, fellowId, entrySeq });
      return allow({ id });
    },
  );
}

/** The time that the form still shows as it was kept is that of the record, to the millisecond. */
function whenOf({ when, reading }: Input, old: LoggedCase, zone: string): Result<Instant> {
  const left = typeof when === "string" && when === localText(old.performedAt, zone) && !reading;
  return left ? allow(old.performedAt) : momentOf(when, zone, reading);
}

async function mayBeCorrected(tx: Turn["tx"], caseId: string): Promise<Result<LoggedCase>> {
  const standing = await standingCase(tx, caseId);
  if (!standing.ok) return standing;
  if (standing.value.withdrawnBecause !== null) return refuse("case_already_withdrawn");
  return awaitsReview(standing.value) ? refuse("complication_under_review") : standing;
}

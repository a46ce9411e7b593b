import { z } from "zod";
import { gapDecisions } from "#app/domain/coverage/gap/decision.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { subtract } from "#app/domain/time/interval.ts";
import { insertGapDecision, isGapDecided } from "#db/store/coverage/gap-decisions.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { showGaps } from "./show-gaps.server.ts";

const At = z.string().transform((text, issue) => {
  const at = parseInstant(text);
  if (at === null) issue.addIssue({ code: "custom", message: "Write a time with its offset." });
  return at as Instant;
});

export const DecideGap = z.object({
  id: z.uuid(),
  unit: z.string().min(1).max(64),
  rule: z.string().min(1).max(64),
  start: At,
  end: At,
  decision: z.enum(gapDecisions),
  words: z.string().trim().min(3, "Say in a few words why.").max(1_000),
});
export type DecideGap = z.output<typeof DecideGap>;

/** A gap that is looked at lies within so many days of its beginning. */
export const gapDaysMax = 31;

/**
 * Decides about a gap as it stands. Alerts about it stop, for this rule and this interval alone.
 *
 * @returns Refusal `gap_changed` where the rule has no such gap by now, `gap_over` where its time is past.
 */
export async function decideGap(ctx: Context, wish: DecideGap): Promise<Result<{ id: string }>> {
  const { id, unit: unitCode, rule, start, end, decision, words } = wish;
  if (end <= ctx.now) return refuse("gap_over");
  if (!(start < end) || end > later(start, 2 * gapDaysMax * day)) return refuse("gap_changed");
  // What there is a gap of is computed before the turn, since everybody waits for the turn.
  const found = await showGaps(ctx, { unitCode, from: start, to: end });
  if (!found.ok) return found;
  // All of it is a gap of the rule: what is none yet cannot be decided about beforehand.
  const open = found.value.lines.filter((gap) => gap.rule === rule);
  const isGap = subtract([{ start, end }], open).length === 0;
  return act<{ id: string }>(ctx, "gap.decide", unitTarget(unitCode), async (turn) => {
    const { tx, record } = turn;
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (await isGapDecided(tx, id)) return allow({ id });
    if (!isGap) return refuse("gap_changed");
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const decidedBy = ctx.actor.id;
    const fact = { id, unitId: unit.id, ruleId: rule, decision, words, decidedBy };
    const period = { startsAt: start, endsAt: end };
    const entrySeq = await record({ ...fact, ...period });
    await insertGapDecision(tx, { ...fact, ...period, entrySeq });
    return allow({ id });
  });
}

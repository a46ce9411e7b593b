import { z } from "zod";
import { type Answer, answerAt } from "#app/domain/coverage/answer.ts";
import { unitTiers } from "#app/domain/coverage/rule.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { allUnits, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { answerOf } from "./answer-coverage.server.ts";
import { factsOf } from "./facts.server.ts";

const InstantText = z.iso.datetime({ offset: true });

/** The body of `GET /api/v1/staffing`. */
export const StaffingList = z.object({
  at: InstantText,
  knownAt: InstantText,
  ledgerSeq: z.number().int(),
  contentRelease: z.string(),
  units: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      tier: z.enum(unitTiers),
      region: z.string(),
      timeZone: z.string(),
      answer: z.enum(["yes", "no", "unknown"]),
      /** Ids of the applicable block rules that are not yes. */
      unmet: z.array(z.string()),
      holdsUntil: InstantText.nullable(),
    }),
  ),
});
export type StaffingList = z.output<typeof StaffingList>;
export type StaffingLine = StaffingList["units"][number];

/** Far enough for the next edge of nearly every roster; the few others are read to the end. */
const lookAhead = 10 * day;

/** Every unit that the caller may ask about, with its answer at one instant. */
export function listStaffing(
  ctx: Context,
  question: { readonly at?: Instant | null; readonly knownAt?: Instant | null },
): Promise<Result<StaffingList>> {
  return ask<StaffingList>(ctx, "coverage.list", {}, async (view) => {
    const asked = await asOf(view, question);
    if (!asked.ok) return asked;
    const known = asked.value;
    const units = (await allUnits(view.tx, known.knownThrough)).filter(
      ({ id, organisationId }) =>
        permit(ctx.actor, "coverage.ask", { unitId: id, organisationId }, view.now).ok,
    );
    const window = interval(known.at, later(known.at, lookAhead));
    const facts = await factsOf(view.tx, ctx.content, units, window, known);
    const lines: StaffingLine[] = [];
    for (const [i, unit] of units.entries()) {
      const near = answerAt(facts[i]!, known.at, { isNow: known.isNow });
      const isSeen = near.holdsUntil !== null && near.holdsUntil <= window.end;
      const answer = isSeen ? near : (await answerOf(ctx, view.tx, unit, known.at, known)).answer;
      lines.push(lineOf(unit, answer));
    }
    return allow({
      at: formatInstant(known.at),
      knownAt: formatInstant(known.knownAt),
      ledgerSeq: known.knownThrough,
      contentRelease: ctx.content.current.version,
      units: lines,
    });
  });
}

function lineOf(unit: UnitRow, answer: Answer): StaffingLine {
  const unmet = answer.rules
    .filter((rule) => rule.severity === "block")
    .filter((rule) => rule.answer === "no" || rule.answer === "unknown");
  return {
    code: unit.code,
    name: unit.name,
    tier: answer.tier ?? "none",
    region: unit.region,
    timeZone: unit.timeZone,
    answer: answer.answer,
    unmet: unmet.map((rule) => rule.id),
    holdsUntil: formatInstant(answer.holdsUntil),
  };
}

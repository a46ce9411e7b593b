import { answerAt } from "#app/domain/coverage/answer.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { allUnits } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf } from "./facts.server.ts";

export type StaffingLine = {
  readonly code: string;
  readonly name: string;
  readonly tier: string;
  readonly region: string;
  readonly timeZone: string;
  readonly answer: "yes" | "no" | "unknown";
  readonly unmet: readonly string[];
  readonly holdsUntil: string | null;
};
export type StaffingList = {
  readonly at: string;
  readonly knownAt: string;
  readonly ledgerSeq: number;
  readonly units: readonly StaffingLine[];
};

const lookAhead = 10 * day;

/** Every unit that the caller may ask about, with its answer at one instant. */
export function listStaffing(
  ctx: Context,
  question: { readonly at?: Instant | null; readonly knownAt?: Instant | null },
): Promise<Result<StaffingList>> {
  return ask<StaffingList>(ctx, "coverage.list", {}, async (view) => {
    const asked = await asOf(view, question);
    if (!asked.ok) return asked;
    const { at, knownAt, knownThrough, isNow } = asked.value;
    const units = (await allUnits(view.tx, knownThrough)).filter(
      ({ id, organisationId }) =>
        permit(ctx.actor, "coverage.ask", { unitId: id, organisationId }, view.now).ok,
    );
    const window = interval(at, later(at, lookAhead));
    const facts = await factsOf(view.tx, ctx.content, units, window, asked.value);
    const lines = facts.map((each, i): StaffingLine => {
      const unit = units[i]!;
      const answer = answerAt(each, at, { isNow });
      return {
        code: unit.code,
        name: unit.name,
        tier: answer.tier ?? "none",
        region: unit.region,
        timeZone: unit.timeZone,
        answer: answer.answer,
        unmet: answer.rules
          .filter((rule) => rule.severity === "block")
          .filter((rule) => rule.answer === "no" || rule.answer === "unknown")
          .map((rule) => rule.id),
        holdsUntil: formatInstant(answer.holdsUntil),
      };
    });
    return allow({
      at: formatInstant(at),
      knownAt: formatInstant(knownAt),
      ledgerSeq: knownThrough,
      units: lines,
    });
  });
}

import type { Content } from "#app/domain/content.ts";
import { type Answer, answerAt } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { readCoverageFactsIn } from "#db/store/coverage-facts.server.ts";
import type { Who } from "#db/store/coverage-sql.server.ts";
import { findUnitId, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { ask, asOf, type View } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type Known, type ReadUnit, unitsFrom } from "./facts.server.ts";
import { dutyTarget } from "./on-duty.server.ts";
import type { StaffingAnswer } from "./staffing-answer.server.ts";
import { staffingBody } from "./staffing-body.server.ts";

export type StaffingQuestion = {
  readonly unitCode: string;
  readonly at?: Instant | null;
  readonly knownAt?: Instant | null;
};

/**
 * Whether a unit's rules are met at an instant, as known at another, explained. Any fault on the way is
 * thrown or refused: the caller must then read `unknown`.
 */
export function answerCoverage(
  ctx: Context,
  question: StaffingQuestion,
): Promise<Result<StaffingAnswer>> {
  const target = dutyTarget(ctx, "coverage.ask", question.unitCode);
  return ask<StaffingAnswer>(ctx, "coverage.ask", target, async (view) => {
    const found = await answerIn(view, ctx, question, "present");
    return found.ok ? allow(found.value.body) : found;
  });
}

export type Answered = {
  readonly body: StaffingAnswer;
  readonly unit: UnitRow;
  readonly facts: UnitFacts;
};

/**
 * The answer with what it rests on, inside a question whose permit covers the unit.
 *
 * @param who  `present` reads no more of people than the answer tells; `rostered` also who comes next.
 */
export async function answerIn(
  view: View,
  ctx: Context,
  { unitCode, at, knownAt }: StaffingQuestion,
  who: Who = "rostered",
): Promise<Result<Answered>> {
  const asked = await asOf(view, { at, knownAt });
  if (!asked.ok) return asked;
  const known = asked.value;
  const unitId = await findUnitId(view.tx, unitCode, known.knownThrough);
  if (unitId === null) return refuse("no_such_unit");
  const question = { ...known, who };
  const { read, answer } = await answerOf(ctx.content, view.tx, unitId, question);
  const when = { at: known.at, knownAt: known.knownAt, ledgerSeq: known.knownThrough };
  const body = staffingBody(ctx.content, read, answer, when);
  return allow({ body, unit: read.row, facts: read.facts });
}

/** Hand-overs come within half a day, nearly always. */
export const firstLook = 14 * hour;
/** Else within a day or two; else what is fed by the week, and by the year. */
export const lookAheads = [2 * day, 10 * day, 400 * day];

type Asked = Known & { readonly at: Instant; readonly isNow: boolean; readonly who: Who };

/** The answer, with `holdsUntil` found by reading as far ahead as it takes. */
export async function answerOf(
  content: Content,
  tx: Transaction,
  unitId: string,
  { at, knownAt, knownThrough, isNow, who }: Asked,
): Promise<{ readonly read: ReadUnit; readonly answer: Answer; readonly window: Interval }> {
  for (const [i, ahead] of lookAheads.entries()) {
    const window = interval(at, later(at, ahead));
    const wanted = { unitIds: [unitId], window, at, knownThrough, who };
    const rows = await readCoverageFactsIn(tx, wanted);
    const [read] = unitsFrom(content, rows, [unitId], knownAt);
    if (!read) throw new Error("no facts of the unit");
    const answer = answerAt(read.facts, at, { isNow });
    if (reaches(answer, window.end) || i === lookAheads.length - 1) {
      return { read, answer, window };
    }
  }
  throw new Error("unreachable: the last look ahead returns");
}

/** Whether what was read shows the next edge; beyond its end there may be an earlier one. */
export function reaches({ holdsUntil }: Pick<Answer, "holdsUntil">, end: Instant): boolean {
  return holdsUntil !== null && holdsUntil <= end;
}

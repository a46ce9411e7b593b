import type { Answer } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { shockTeamAt } from "#app/domain/coverage/shock-team.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { AsOf } from "#app/domain/time/as-of.ts";
import { formatInstant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { findUnit, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { ask, asOf, type View } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { lookAheads, reaches, type StaffingQuestion } from "../answer-coverage.server.ts";
import { factsOf } from "../facts.server.ts";
import { dutyTarget } from "../on-duty.server.ts";
import { worded } from "../staffing-body.server.ts";
import { wordingFor } from "../wording.server.ts";
import type { ShockTeamAnswer } from "./shock-team-answer.server.ts";

/** Who the shock team of a unit is at an instant, as known at another: seat by seat, explained. */
export async function answerShockTeam(
  ctx: Context,
  question: StaffingQuestion,
): Promise<Result<ShockTeamAnswer>> {
  const found = await showTeam(ctx, question);
  return found.ok ? allow(found.value.body) : found;
}

/** The same for a screen, with the unit. */
export function showTeam(ctx: Context, question: StaffingQuestion): Promise<Result<TeamAnswered>> {
  const target = dutyTarget(ctx, "coverage.ask", question.unitCode);
  return ask<TeamAnswered>(ctx, "coverage.ask", target, (view) => teamIn(view, ctx, question));
}

export type TeamAnswered = { readonly body: ShockTeamAnswer; readonly unit: UnitRow };

/** The same inside a question or an act whose permit covers the unit. */
export async function teamIn(
  view: View,
  ctx: Context,
  { unitCode, at, knownAt }: StaffingQuestion,
): Promise<Result<TeamAnswered>> {
  const asked = await asOf(view, { at, knownAt });
  if (!asked.ok) return asked;
  const known = asked.value;
  const unit = await findUnit(view.tx, unitCode, known.knownThrough);
  if (!unit) return refuse("no_such_unit");
  const { answer, facts } = await teamOf(ctx, view.tx, unit, known);
  return allow({ body: bodyOf(ctx, unit, known, answer, facts), unit });
}

type Known = AsOf & { readonly isNow: boolean };

/** With `holdsUntil` found by reading as far ahead as it takes. */
async function teamOf({ content }: Context, tx: Transaction, unit: UnitRow, known: Known) {
  const { at, isNow } = known;
  const { shockTeam: standard, current } = content;
  for (const [i, ahead] of lookAheads.entries()) {
    const end = later(at, ahead);
    const [facts] = await factsOf(tx, content, [unit], interval(at, end), known);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const answer = shockTeamAt(facts, at, { standard, version: current.version, isNow });
    if (reaches(answer, end) || i === lookAheads.length - 1) return { answer, facts };
  }
  throw new Error("unreachable: the last look ahead returns");
}

function bodyOf(
  ctx: Context,
  { code, name, timeZone }: UnitRow,
  { at, knownAt, knownThrough }: Known,
  answer: Answer,
  facts: UnitFacts,
): ShockTeamAnswer {
  const { shockTeam, current } = ctx.content;
  const { rules, notices, people, data } = worded(wordingFor(ctx.content, facts), answer, facts);
  return {
    unit: { code, name, tier: answer.tier ?? "none", timeZone },
    at: formatInstant(at),
    knownAt: formatInstant(knownAt),
    ledgerSeq: knownThrough,
    contentRelease: current.version,
    answer: answer.answer,
    holdsUntil: formatInstant(answer.holdsUntil),
    distinctPeople: shockTeam.distinctPeopleMin.value,
    seats: rules.flatMap(({ id, title, answer: said, required, metBy, reasons }) => {
      const seat = shockTeam.seats.find((each) => each.seat === id);
      if (!seat) return [];
      const respondMinutes = seat.respondMinutes.value;
      const addWhen = seat.addWhen ?? null;
      return [{ seat: id, title, addWhen, respondMinutes, answer: said, required, metBy, reasons }];
    }),
    notices,
    people,
    data,
  };
}

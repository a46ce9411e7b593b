import { type Answer, answerAt } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { AsOf } from "#app/domain/time/as-of.ts";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { overridesAt } from "#db/store/coverage.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf, type View } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf, type Known } from "./facts.server.ts";
import { recentFacts } from "./recent-facts.server.ts";
import type { StaffingAnswer } from "./staffing-answer.server.ts";
import { type Wording, wordingFor } from "./wording.server.ts";

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
  return ask<StaffingAnswer>(ctx, "coverage.ask", unitTarget(question.unitCode), async (view) => {
    const found = await answerIn(view, ctx, question);
    return found.ok ? allow(found.value.body) : found;
  });
}

export type Answered = {
  readonly body: StaffingAnswer;
  readonly unit: UnitRow;
  readonly facts: UnitFacts;
};

/** The answer with what it rests on, inside a question whose permit covers the unit. */
export async function answerIn(
  view: View,
  ctx: Context,
  { unitCode, at, knownAt }: StaffingQuestion,
): Promise<Result<Answered>> {
  const asked = await asOf(view, { at, knownAt });
  if (!asked.ok) return asked;
  const known = asked.value;
  const unit = await findUnit(view.tx, unitCode, known.knownThrough);
  if (!unit) return refuse("no_such_unit");
  const { answer, facts } = await answerOf(ctx, view.tx, unit, known.at, known);
  const { code, name, timeZone } = unit;
  const body: StaffingAnswer = {
    unit: { code, name, tier: answer.tier ?? "none", timeZone },
    at: formatInstant(known.at),
    knownAt: formatInstant(known.knownAt),
    ledgerSeq: known.knownThrough,
    contentRelease: ctx.content.current.version,
    answer: answer.answer,
    holdsUntil: formatInstant(answer.holdsUntil),
    override: await overrideAt(view, unit, known),
    ...worded(wordingFor(ctx.content, facts), answer, facts),
  };
  return allow({ body, unit, facts });
}

/** It never changes the answer; it stands beside it. */
async function overrideAt({ tx }: View, unit: UnitRow, { at, knownThrough }: AsOf) {
  const [found] = await overridesAt(tx, unit.id, at, knownThrough);
  const doctor = found && (await personsById(tx, [found.doctorId])).get(found.doctorId);
  if (!found || !doctor) return null;
  return {
    doctor: { id: doctor.id, name: doctor.name },
    reason: found.reason,
    start: formatInstant(found.startsAt),
    end: formatInstant(found.endsAt),
  };
}

/** Hand-overs come within a day or two, nearly always; else what is fed by the week, and by the year. */
const lookAheads = [2 * day, 10 * day, 400 * day];

/** The answer, with `holdsUntil` found by reading as far ahead as it takes. */
export async function answerOf(
  ctx: Pick<Context, "db" | "content">,
  tx: Transaction,
  unit: UnitRow,
  at: Instant,
  known: Known & { readonly isNow: boolean },
): Promise<{ facts: UnitFacts; answer: Answer }> {
  const { isNow } = known;
  if (isNow) {
    const { facts, window } = await recentFacts(ctx, tx, unit, at, known);
    const answer = answerAt(facts, at, { isNow });
    if (reaches(answer, window.end)) return { facts, answer };
  }
  for (const [i, ahead] of lookAheads.entries()) {
    const window = interval(at, later(at, ahead));
    const [facts] = await factsOf(tx, ctx.content, [unit], window, known);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const answer = answerAt(facts, at, { isNow });
    if (reaches(answer, window.end) || i === lookAheads.length - 1) return { facts, answer };
  }
  throw new Error("unreachable: the last look ahead returns");
}

/** Whether what was read shows the next edge; beyond its end there may be an earlier one. */
function reaches({ holdsUntil }: Answer, end: Instant): boolean {
  return holdsUntil !== null && holdsUntil <= end;
}

function worded(words: Wording, answer: Answer, { hubs }: UnitFacts) {
  const hubOf = (unitId: string) => hubs.find((hub) => hub.unitId === unitId)?.code;
  return {
    notices: answer.notices.map((notice) => ({
      code: notice.code,
      ...(notice.practitioner ? { practitioner: notice.practitioner } : {}),
      ...(notice.credential ? { credential: notice.credential } : {}),
      detail: words.notice(notice),
    })),
    ruleSets: [...answer.ruleSets],
    rules: answer.rules.map(({ ruleSet, reasons, ...rule }) => ({
      ...rule,
      metBy: [...rule.metBy],
      reasons: reasons.map((reason) => ({
        code: reason.code,
        ...(reason.practitioner ? { practitioner: reason.practitioner } : {}),
        ...(reason.credential ? { credential: reason.credential } : {}),
        detail: words.reason(reason),
      })),
    })),
    people: answer.people.map((person) => ({
      id: person.id,
      name: person.name,
      registration: person.registration,
      contact: person.contact,
      shifts: person.shifts.map((shift) => ({
        id: shift.id,
        assignment: shift.assignment,
        start: formatInstant(shift.start),
        end: formatInstant(shift.end),
        role: shift.role,
        presence: shift.presence,
        responseMinutes: shift.responseMinutes,
        ...(hubOf(shift.unitId) ? { unit: hubOf(shift.unitId) } : {}),
      })),
      credentials: person.credentials.map((each) => ({
        id: each.id,
        code: each.code,
        kind: each.kind,
        state: each.state,
        validFrom: formatInstant(each.validity.start),
        validUntil: formatInstant(each.validity.end as Instant | null),
      })),
    })),
    data: {
      rosterReceivedAt: formatInstant(answer.data.rosterReceivedAt),
      rosterSource: answer.data.rosterSource,
      staleAfter: formatInstant(answer.data.staleAfter),
    },
  };
}

import type { Content } from "#app/domain/content.ts";
import { type Answer, answerAt } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { overridesAt } from "#db/store/coverage.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf, type Known } from "./facts.server.ts";
import type { StaffingAnswer } from "./staffing-answer.server.ts";
import { noticeWords, reasonWords } from "./wording.server.ts";

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
  { unitCode, at, knownAt }: StaffingQuestion,
): Promise<Result<StaffingAnswer>> {
  return ask<StaffingAnswer>(ctx, "coverage.ask", unitTarget(unitCode), async (view) => {
    const asked = await asOf(view, { at, knownAt });
    if (!asked.ok) return asked;
    const known = asked.value;
    const unit = await findUnit(view.tx, unitCode, known.knownThrough);
    if (!unit) return refuse("no_such_unit");
    const found = await answerOf(view.tx, ctx.content, unit, known.at, known, known.isNow);
    const [override] = await overridesAt(view.tx, unit.id, known.at, known.knownThrough);
    const doctor = override
      ? (await personsById(view.tx, [override.doctorId])).get(override.doctorId)
      : undefined;
    return allow({
      unit: {
        code: unit.code,
        name: unit.name,
        tier: found.answer.tier ?? "none",
        timeZone: unit.timeZone,
      },
      at: formatInstant(known.at),
      knownAt: formatInstant(known.knownAt),
      ledgerSeq: known.knownThrough,
      contentRelease: ctx.content.current.version,
      answer: found.answer.answer,
      holdsUntil: formatInstant(found.answer.holdsUntil),
      override:
        override && doctor
          ? {
              doctor: { id: doctor.id, name: doctor.name },
              reason: override.reason,
              start: formatInstant(override.startsAt),
              end: formatInstant(override.endsAt),
            }
          : null,
      ...worded(ctx.content, found.answer),
    });
  });
}

/** Far enough for the next edge of any roster that is fed by the week; else by the year. */
const lookAheads = [10 * day, 400 * day];

/** The answer, with `holdsUntil` found by reading as far ahead as it takes. */
export async function answerOf(
  tx: Transaction,
  content: Content,
  unit: UnitRow,
  at: Instant,
  known: Known,
  isNow: boolean,
): Promise<{ facts: UnitFacts; answer: Answer }> {
  for (const [i, ahead] of lookAheads.entries()) {
    const window = interval(at, later(at, ahead));
    const [facts] = await factsOf(tx, content, [unit], window, known);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const answer = answerAt(facts, at, { isNow });
    const seen = answer.holdsUntil !== null && answer.holdsUntil <= window.end;
    if (seen || i === lookAheads.length - 1) return { facts, answer };
  }
  throw new Error("unreachable: the last look ahead returns");
}

function worded(content: Content, answer: Answer) {
  return {
    notices: answer.notices.map((notice) => ({
      code: notice.code,
      ...(notice.practitioner ? { practitioner: notice.practitioner } : {}),
      ...(notice.credential ? { credential: notice.credential } : {}),
      detail: noticeWords(content, notice),
    })),
    ruleSets: [...answer.ruleSets],
    rules: answer.rules.map(({ ruleSet, reasons, ...rule }) => ({
      ...rule,
      metBy: [...rule.metBy],
      reasons: reasons.map((reason) => ({
        code: reason.code,
        ...(reason.practitioner ? { practitioner: reason.practitioner } : {}),
        ...(reason.credential ? { credential: reason.credential } : {}),
        detail: reasonWords(content, reason),
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

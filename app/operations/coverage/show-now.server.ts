import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import type { RosterPresence, ShiftRole } from "#app/domain/roster/shift.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import { ask, type View } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { answerIn, type StaffingQuestion } from "./answer-coverage.server.ts";
import { dutyTarget } from "./on-duty.server.ts";
import type { StaffingAnswer } from "./staffing-answer.server.ts";

/** Who comes on duty at the next hand-over. */
export type Coming = {
  readonly at: Instant;
  readonly name: string;
  readonly role: ShiftRole;
  readonly presence: RosterPresence;
};
export type Now = {
  readonly answer: StaffingAnswer;
  readonly unit: UnitRow;
  readonly next: readonly Coming[];
};

/** The answer for a screen: with what comes next, so that nobody has to ask twice. */
export function showNow(ctx: Context, question: StaffingQuestion): Promise<Result<Now>> {
  const target = dutyTarget(ctx, "coverage.ask", question.unitCode);
  return ask<Now>(ctx, "coverage.ask", target, (view) => nowIn(view, ctx, question));
}

/** The same inside a question whose permit covers the unit. */
export async function nowIn(
  view: View,
  ctx: Context,
  question: StaffingQuestion,
): Promise<Result<Now>> {
  const found = await answerIn(view, ctx, question);
  if (!found.ok) return found;
  const { body, unit, facts } = found.value;
  const next = comingAfter(facts, question.at ?? view.now);
  return allow({ answer: body, unit, next });
}

/** Everybody whose duty begins at the next beginning within a day, by name. */
function comingAfter({ sources, registrations, people }: UnitFacts, at: Instant): Coming[] {
  const soon = interval(later(at, 1), later(at, day));
  const rows = sources
    .flatMap((source) => rowsInForce(inForce(source.publications)))
    .filter(({ assignment }) => assignment.role !== "not_counted")
    .filter(({ assignment, during }) => {
      // A publication's own edge begins nobody's duty.
      return during.start === assignment.shift.start && holds(soon, during.start);
    });
  const first = Math.min(...rows.map(({ during }) => during.start));
  const coming = rows.filter(({ during }) => during.start === first);
  return coming.map(({ assignment, during }) => {
    const held = registrations.find(
      (each) => each.registration === assignment.registration && holds(each.during, during.start),
    );
    const known = held && people.get(held.personId)?.name;
    const name = known ?? assignment.nameText ?? assignment.registration ?? "";
    return { at: during.start, name, role: assignment.role, presence: assignment.presence };
  });
}

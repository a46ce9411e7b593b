import { say } from "#app/domain/copy.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { permit } from "#app/domain/people/permit.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import { holds, type Interval, overlaps } from "#app/domain/time/interval.ts";
import type { Context } from "#app/operations/context.server.ts";
import { gapPath } from "#app/operations/coverage/gap/gap-path.server.ts";
import type { GapLine, Gaps } from "#app/operations/coverage/gap/show-gaps.server.ts";
import { wordingFor } from "#app/operations/coverage/wording.server.ts";
import { reasonWords } from "./gap-views.server.ts";
import { grouped } from "./grouped-reasons.server.ts";

/** One gap of one rule in words. `number` is that of the gap of the whole answer in which it lies. */
export type GapLineView = ReturnType<typeof gapLineView>;

/** The gaps of each rule in words, in order of time. */
export function gapLineViews(ctx: Context, found: Gaps): GapLineView[] {
  const told = new Set<number>();
  return found.lines.map((line) => {
    const number = found.gaps.findIndex((gap) => overlaps(gap, line)) + 1;
    const isFirst = number > 0 && line.severity === "block" && !told.has(number);
    if (isFirst) told.add(number);
    const id = isFirst ? `gap-${number}` : `gap-${line.rule}-${line.start}`;
    return { ...gapLineView(ctx, found, line), id, number };
  });
}

/** A gap in words: why, who could cover and how to reach them, and what was decided. */
export function gapLineView(ctx: Context, { unit, facts }: Gaps, line: GapLine) {
  const { copy } = ctx.content;
  const words = wordingFor(ctx.content, facts);
  const nameOf = (id: string) => facts.people.get(id)?.name ?? id;
  const said = line.reasons.map((reason) => {
    const name = reason.practitioner ? nameOf(reason.practitioner) : null;
    return { code: reason.code, text: words.reason(reason), name };
  });
  const { rule, title, severity, start, end, answer } = line;
  return {
    ...{ id: "", number: 0, rule, title, severity, start, end, answer },
    kinds: line.kinds.map((kind) => ({ kind, words: say(copy, `gap_kinds.${kind}`) })),
    ...reasonWords(grouped(said)),
    candidates: line.couldCover.map((id) => {
      const person = facts.people.get(id);
      return { id, name: person?.name ?? id, contact: person?.contact ?? null };
    }),
    decisions: line.decisions.map(({ id, decision, words: why, by, recordedAt, during }) => {
      const what = say(copy, `gap_decisions.${decision}`);
      return { id, what, why, by, recordedAt, start: during.start, end: during.end };
    }),
    isDecided: line.undecided.length === 0,
    to: gapPath(unit.code, line),
    isCutAtStart: line.isCutAtStart,
    isCutAtEnd: line.isCutAtEnd,
  };
}

/** When people come on duty by the unit's own roster: a publication's edge begins nobody's duty. */
export function handovers({ sources }: UnitFacts, window: Interval): number[] {
  const starts = sources
    .flatMap((source) => rowsInForce(inForce(source.publications)))
    .filter(({ assignment }) => assignment.role !== "not_counted")
    .filter(({ assignment, during }) => during.start === assignment.shift.start)
    .map(({ during }) => during.start)
    .filter((at) => holds(window, at));
  return [...new Set(starts)].sort((a, b) => a - b);
}

/** Whether the person may decide about gaps of a unit. */
export function mayDecide({ actor, now }: Context, { unit }: Pick<Gaps, "unit">): boolean {
  const target = { unitId: unit.id, organisationId: unit.organisationId };
  return permit(actor, "gap.decide", target, now).ok;
}

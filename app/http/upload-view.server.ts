import { say } from "#app/domain/copy.ts";
import type { RosterFile } from "#app/domain/roster/roster-file.ts";
import type { RosterShift, RowError } from "#app/domain/roster/row.ts";
import { type Instant, later } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { HeldFeed } from "#app/operations/roster/feed/show-unit-feeds.server.ts";
import { type JudgedPlan, judgePlan } from "#app/operations/roster/judge-plan.server.ts";
import { askWords, type Questions } from "#app/operations/roster/mapping/ask-words.server.ts";
import type { Planned } from "#app/operations/roster/publish-roster.server.ts";
import { rowWords } from "#app/operations/roster/read-roster.server.ts";
import { placeWords } from "./answer-view.server.ts";
import { changeLines } from "./plan-lines.server.ts";
import { dutyViews, nameViews, wordChoices } from "./word-form.server.ts";

/** Rows of one kind that are listed; the others are counted. */
const rowsShown = 100;

/** Bad rows as a person finds them: by line and what the line calls it. */
export function rowViews({ content }: Pick<Context, "content">, rows: readonly RowError[]) {
  return {
    rows: rows.slice(0, rowsShown).map((row) => ({
      line: row.row,
      field: row.field === "row" ? "the whole row" : say(content.copy, `row_fields.${row.field}`),
      words: rowWords(content, row),
    })),
    more: Math.max(0, rows.length - rowsShown),
  };
}
export type RowViews = ReturnType<typeof rowViews>;

/** What was read of a file, before anything is decided. */
export function fileView({ content }: Pick<Context, "content">, file: RosterFile) {
  return {
    format: say(content.copy, `roster_formats.${file.format}`),
    rows: file.rows.length,
    notes: file.notes.map((each) => rowWords(content, each)),
  };
}
export type FileView = ReturnType<typeof fileView>;

/** So many names can each offer everybody; beyond, the page would grow too long for a phone. */
const everybodyUpTo = 15;

/** The words of a file that only its unit can explain. */
export function questionsView(ctx: Context, questions: Questions) {
  const { names, duties, more, people } = questions;
  return {
    names: nameViews(names, people),
    duties: dutyViews(duties),
    more,
    choices: wordChoices(
      ctx,
      people.filter((each) => each.isOfUnit || names.length <= everybodyUpTo),
    ),
  };
}
export type QuestionsView = ReturnType<typeof questionsView>;

/** A plan as people read it, with what of it would not count. */
export function planView(ctx: Context, planned: Planned, judged: JudgedPlan) {
  const { copy } = ctx.content;
  const nameOf = (shift: RosterShift) => judged.names.get(shift.registration ?? "") || null;
  const line = (shift: RosterShift, i: number) => ({
    key: String(i),
    who: nameOf(shift) ?? shift.registration ?? shift.nameText ?? "",
    as: [say(copy, `shift_roles.${shift.role}`), shift.assignment].filter(Boolean).join(", "),
    where: placeWords(copy, shift.presence, shift.responseMinutes),
    ...shift.shift,
  });
  const { unqualified, elsewhere } = judged;
  return {
    hash: planned.planHash,
    counts: planned.plan.counts,
    unmatched: planned.unmatched,
    reasonRequired: planned.plan.altersThePast,
    changes: changeLines(ctx, planned.plan, nameOf),
    unqualified: unqualified.slice(0, rowsShown).map(line),
    unqualifiedMore: Math.max(0, unqualified.length - rowsShown),
    elsewhere: elsewhere
      .slice(0, rowsShown)
      .map(({ shift, unitCode }, i) => ({ ...line(shift, i), unitCode })),
    elsewhereMore: Math.max(0, elsewhere.length - rowsShown),
  };
}
export type PlanView = ReturnType<typeof planView>;

/** What waits of a feed: the plan to confirm, or the words to explain; neither where it says nothing any more. */
export async function heldFeedView(ctx: Context, { unit, planned, file }: HeldFeed) {
  if (planned) {
    const shifts = planned.plan.changes.map((each) => each.shift);
    const judged = await judgePlan(ctx, unit.code, spanOf(shifts, ctx.now), planned.plan);
    return { plan: judged.ok ? planView(ctx, planned, judged.value) : null, questions: null };
  }
  if (!file) return { plan: null, questions: null };
  const questions = await askWords(ctx, unit.code, file.matched);
  return { plan: null, questions: questions.ok ? questionsView(ctx, questions.value) : null };
}

function spanOf(shifts: readonly RosterShift[], now: Instant): Interval {
  const starts = shifts.map(({ shift }) => shift.start);
  const ends = shifts.map(({ shift }) => shift.end);
  const start = starts.reduce((a, b) => (b < a ? b : a), now);
  return interval(
    start,
    ends.reduce((a, b) => (b > a ? b : a), later(now, 1)),
  );
}

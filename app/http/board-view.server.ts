import type { Now } from "#app/operations/coverage/show-now.server.ts";
import { type AnswerView, answerView } from "./answer-view.server.ts";
import type { BoardContext } from "./board-context.server.ts";

/** An answer older than this is nothing to rely on: several looks at the record must have failed. */
const freshMsMax = 120_000;

/** Everything that hangs on the wall at this instant. */
export function boardView(ctx: BoardContext, { unit, answer, next }: Now) {
  const view = answerView(ctx.content, answer);
  return {
    unit: { code: unit.code, name: unit.name, contact: unit.contact },
    isScreen: ctx.screen !== null,
    now: ctx.now,
    answer: view,
    next: next.map(({ at, name }) => ({ at, name })),
    freshMs: freshFor(view, ctx.now),
  };
}
export type BoardData = ReturnType<typeof boardView>;

/** Until it can change by itself, until its roster is too old, and in no case for longer than two minutes. */
function freshFor({ holdsUntil, data }: AnswerView, now: number): number {
  const stale = data.staleAfter !== null && data.staleAfter > now ? data.staleAfter : null;
  const ends = [holdsUntil, stale].flatMap((at) => (at === null ? [] : [at - now]));
  return Math.min(freshMsMax, ...ends);
}

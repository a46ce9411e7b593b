import type { Answers } from "./feedback-round.ts";
import { type FeedbackStandard, type RaterGroup, raterGroups } from "./feedback-standard.ts";

export type Figures = {
  readonly count: number;
  readonly mean: number;
  /** How many gave each level, from 1 to 5. */
  readonly levels: readonly number[];
};

export type QuestionSummary = {
  readonly code: string;
  /** Null: too few judged it. */
  readonly all: Figures | null;
  /** Beside `groups` of the summary; empty where a group's figures would tell another's. */
  readonly byGroup: readonly Figures[];
};

export type FeedbackSummary = {
  readonly count: number;
  /** Groups of raters as they are shown together; one alone stands for everybody. */
  readonly groups: readonly { readonly of: readonly RaterGroup[]; readonly count: number }[];
  readonly questions: readonly QuestionSummary[];
};

/**
 * What a round says, without telling what anybody said: null under the number from which answers are
 * shown. What is shown of a group stands for at least that many people, and so does every difference
 * between what is shown of all and of groups.
 */
export function summarise(
  answers: readonly Answers[],
  { questions, shownFrom }: Pick<FeedbackStandard, "questions" | "shownFrom">,
): FeedbackSummary | null {
  const least = shownFrom.value;
  if (answers.length < least) return null;
  const merged = mergedGroups(answers, least);
  const within = merged.map((of) => answers.filter((each) => of.includes(each.group)));
  return {
    count: answers.length,
    groups: merged.map((of, i) => ({ of, count: within[i]?.length ?? 0 })),
    questions: questions.map(({ code }) => {
      const all = levelsOf(answers, code);
      const each = within.map((some) => levelsOf(some, code));
      const tells = each.some((some) => some.length < least);
      return {
        code,
        all: all.length < least ? null : figuresOf(all),
        byGroup: tells || each.length < 2 ? [] : each.map(figuresOf),
      };
    }),
  };
}

/** Groups that are large enough stand alone; the others are put together, and with a large one if needed. */
export function mergedGroups(answers: readonly Answers[], least: number): RaterGroup[][] {
  const size = (of: readonly RaterGroup[]) =>
    answers.filter((each) => of.includes(each.group)).length;
  const present = raterGroups.filter((each) => size([each]) > 0);
  const large = present.filter((each) => size([each]) >= least).map((each) => [each]);
  const small = present.filter((each) => size([each]) < least);
  if (small.length === 0) return large;
  if (size(small) >= least || large.length === 0) return [...large, small];
  const [smallest = [], ...rest] = large.toSorted((a, b) => size(a) - size(b));
  return [...rest, [...smallest, ...small]];
}

function levelsOf(answers: readonly Answers[], code: string): number[] {
  return answers.flatMap(({ levels }) => {
    const level = Object.hasOwn(levels, code) ? levels[code] : undefined;
    return level === undefined ? [] : [level];
  });
}

function figuresOf(given: readonly number[]): Figures {
  const levels = [1, 2, 3, 4, 5].map((level) => given.filter((each) => each === level).length);
  const sum = given.reduce((total, each) => total + each, 0);
  return { count: given.length, mean: sum / given.length, levels };
}

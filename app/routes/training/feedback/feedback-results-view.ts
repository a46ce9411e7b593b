import type { FeedbackResultsView } from "#app/components/feedback-results.tsx";
import type { Content } from "#app/domain/content.ts";
import type { FeedbackSummary } from "#app/domain/training/feedback/feedback-summary.ts";
import { meanWords } from "./feedback-view.ts";

/** The results of a round as the page shows them, with the words of its questions and groups. */
export function resultsView(
  { feedback }: Content,
  { count, groups, questions }: FeedbackSummary,
): FeedbackResultsView {
  const nameOf = (code: string) => feedback.groups.find((each) => each.code === code)?.name ?? code;
  const shown = groups.length > 1 ? groups : [];
  return {
    count,
    levels: feedback.scale.map(({ level, label }) => ({ level, label })),
    groups: shown.map(({ of, count: size }) => ({
      name: of.map(nameOf).join(" and "),
      count: size,
    })),
    questions: questions.map(({ code, all, byGroup }) => ({
      code,
      text: feedback.questions.find((each) => each.code === code)?.text ?? code,
      judged: all?.count ?? null,
      mean: all && meanWords(all.mean),
      levels: all?.levels ?? [],
      byGroup: byGroup.map(({ mean }) => meanWords(mean)),
    })),
  };
}

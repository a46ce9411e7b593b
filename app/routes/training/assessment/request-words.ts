import type { State } from "#app/components/state-mark.tsx";
import type { RequestState } from "#app/domain/training/assessment/assessment-link.ts";
import type { Weight } from "#app/domain/training/assessment/observation.ts";

/** How the state of a request is shown: shape, word and colour. */
export const requestMarks = {
  open: { state: "in_progress", word: "Open" },
  answered: { state: "satisfied", word: "Answered" },
  declined: { state: "warned", word: "Declined" },
  expired: { state: "expired", word: "Ended unanswered" },
} as const satisfies Record<RequestState, { readonly state: State; readonly word: string }>;

/** Said to the fellow of an answer that was given. */
export const weightWords: Readonly<Record<Weight, string>> = {
  counts: "It counts.",
  not_entitled:
    "It is feedback and does not count: they were not entitled to judge this on that day.",
  not_counted_assurance:
    "It is feedback and does not count: your programme does not count what is given in this way.",
};

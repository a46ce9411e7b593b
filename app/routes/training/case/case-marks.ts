import type { State } from "#app/components/state-mark.tsx";

/** How the state of a case is shown: shape, word and colour. */
export const caseMarks = {
  pending: { state: "in_progress", word: "Waits for confirmation" },
  confirmed: { state: "satisfied", word: "Confirmed" },
  declined: { state: "warned", word: "Declined" },
  withdrawn: { state: "not-applicable", word: "Withdrawn" },
} as const satisfies Record<string, { readonly state: State; readonly word: string }>;

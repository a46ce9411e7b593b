import type { Route } from "#app/domain/signoff/decision.ts";

/** By which way somebody came to a signature, in the middle of a sentence and at its beginning. */
export const routeWords: Readonly<Record<Route, string>> = {
  training: "by training",
  practice: "by the practice pathway",
  renewal: "as a renewal",
};

export const routeTitles: Readonly<Record<Route, string>> = {
  training: "Training",
  practice: "Practice pathway",
  renewal: "Renewal",
};

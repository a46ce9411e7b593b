import type { FindingWord } from "#app/domain/signoff/meeting.ts";
import type { State } from "./state-mark.tsx";

/** What a committee can find, with its mark: shape, word and colour together. */
export const findingWords: Readonly<
  Record<FindingWord, { readonly word: string; readonly hint: string; readonly state: State }>
> = {
  on_track: { word: "On track", hint: "Goes on as planned", state: "satisfied" },
  attention: {
    word: "Needs attention",
    hint: "Something is to change before the next meeting; say what",
    state: "renewal_due",
  },
  at_risk: {
    word: "At risk",
    hint: "May not get there without a plan; say why, and which",
    state: "warned",
  },
  ready: { word: "Ready", hint: "A credential can be reviewed", state: "issued" },
};

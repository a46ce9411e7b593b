import type { RoundState } from "#app/domain/training/feedback/feedback-round.ts";

/** What a round is at, in a few words. */
export function stateWords({
  state,
  round: { answered },
  needed,
}: {
  readonly state: RoundState;
  readonly round: { readonly answered: number };
  readonly needed: number;
}): string {
  if (state === "closed") return "Discussed";
  if (state === "open") return "Takes answers";
  return answered >= needed ? "Ended, to be discussed" : "Ended with too few answers";
}

/** A mean with one decimal, as a table shows it. */
export function meanWords(mean: number): string {
  return mean.toFixed(1);
}

import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { withAblePerson, withLoss, withUnmatchedRow } from "../changed-units.ts";
import type { Three } from "./three-values.ts";

/** Whoever answers for a unit at an instant: the engine, or the oracle. */
export type Asker = (facts: UnitFacts, at: Instant) => Three;
export type Law = (ask: Asker, facts: UnitFacts, at: Instant, which: number) => string | null;

/** Adding a proven qualified person on duty never turns yes into anything else. */
export const addingKeepsYes: Law = (ask, facts, at) => {
  if (ask(facts, at) !== "yes") return null;
  const after = ask(withAblePerson(facts), at);
  return after === "yes" ? null : `one more able person turned yes into ${after}`;
};

/** Removing or revoking what qualifies a person never turns no or unknown into yes. */
export const losingNeverHelps: Law = (ask, facts, at, which) => {
  const before = ask(facts, at);
  if (before === "yes") return null;
  const sinces = [at, (at - 3_600_000) as Instant, (at + 3_600_000) as Instant] as const;
  const after = ask(withLoss(facts, which, sinces[which % 3] as Instant), at);
  return after === "yes" ? `a loss turned ${before} into yes` : null;
};

/** An unmatched row leaves yes as it is, proves nothing, and leaves unknown unknown. */
export const wildcardsNeverProve: Law = (ask, facts, at) => {
  const before = ask(facts, at);
  const after = ask(withUnmatchedRow(facts), at);
  const allowed = { yes: ["yes"], unknown: ["unknown"], no: ["no", "unknown"] }[before];
  return allowed.includes(after) ? null : `an unmatched row turned ${before} into ${after}`;
};

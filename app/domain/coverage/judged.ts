import { cutAt, type Interval } from "../time/interval.ts";
import { edgesIn } from "./edges.ts";
import type { UnitFacts } from "./facts.ts";
import { prepare } from "./prepare.ts";
import { type RuleVerdict, type Verdict, verdictAt } from "./verdict.ts";

/** A stretch in which nothing changes, and what the bedside would be told in all of it. */
export type Judged = Interval & { readonly verdict: Verdict };

/** Every stretch of a window with its verdict, in order and without a hole. */
export function judgedOver(facts: UnitFacts, window: Interval): Judged[] {
  const prepared = prepare(facts);
  return cutAt(edgesIn(prepared, window), window).map((stretch) => ({
    ...stretch,
    verdict: verdictAt(prepared, stretch.start),
  }));
}

/** How long each of the answers was given, in milliseconds. */
export type Tally = Record<RuleVerdict["answer"], number>;

export function emptyTally(): Tally {
  return { yes: 0, no: 0, unknown: 0, "not-applicable": 0 };
}

import type { Instant } from "../time/instant.ts";
import type { Interval } from "../time/interval.ts";

/** How long a decision holds unless the committee says otherwise. */
export const usualEntrustmentMonths = 12;

type Decided = {
  readonly personId: string;
  readonly epa: string;
  readonly during: Interval;
  readonly entrySeq: number;
};

/**
 * The decisions that hold now or will hold, each cut where a later decision about the same person and
 * activity takes over: the latest one rules from its beginning.
 */
export function rulingDecisions<D extends Decided>(decisions: readonly D[], now: Instant): D[] {
  return decisions.flatMap((decision) => {
    const { personId, epa, entrySeq } = decision;
    const { start, end } = decision.during;
    const later = decisions
      .filter((o) => o.personId === personId && o.epa === epa && o.entrySeq > entrySeq)
      .map((o) => o.during.start);
    const until = Math.min(end, ...later) as Instant;
    if (until <= start || until <= now) return [];
    return [{ ...decision, during: { start, end: until } }];
  });
}

import { type Instant, type Interval, intersect, subtract } from "../time/interval.ts";
import type { AgeingDuty } from "./facts.ts";

/** What another unit's roster says of one person: on site there, or on leave there. */
export type RowThere = {
  readonly during: Interval;
  readonly isLeave: boolean;
  /** From when its roster is too old to prove it; null: never. */
  readonly staleFrom: Instant | null;
};
export type DutyThere = { readonly during: Interval; readonly fresh: boolean };

/**
 * When somebody is on site at another unit, by what is known at an instant. Leave ends duty there, whichever of
 * that unit's rosters grants it; a leave that its roster no longer proves makes duty uncertain instead.
 *
 * @param rows  All of one person at one unit, under whatever registration.
 */
export function onSiteThere(rows: readonly RowThere[], knownAt: Instant): DutyThere[] {
  const leave = rows.filter((each) => each.isLeave).map((each) => byAge(each, knownAt));
  const proven = leave.flatMap((each) => each.fresh);
  const doubtful = leave.flatMap((each) => each.old);
  return rows
    .filter((each) => !each.isLeave)
    .flatMap((row) => {
      const { fresh, old } = byAge(row, knownAt);
      const there = subtract(fresh, proven);
      const sure = subtract(there, doubtful).map((during) => ({ during, fresh: true }));
      const open = there.flatMap((each) => doubtful.flatMap((one) => intersect(each, one) ?? []));
      const unsure = [...subtract(old, proven), ...open];
      return [...sure, ...unsure.map((during) => ({ during, fresh: false }))];
    });
}

/** Whatever decides where somebody is and will be too old one day: duty there, and leave in the midst of it. */
export function ageingThere(rows: readonly RowThere[]): Omit<AgeingDuty, "personId">[] {
  const onSite = rows.filter((each) => !each.isLeave);
  return rows.flatMap(({ during, isLeave, staleFrom }) => {
    if (staleFrom === null) return [];
    const spans = isLeave
      ? onSite.flatMap((each) => intersect(each.during, during) ?? [])
      : [during];
    return spans.map((span) => ({ during: span, staleFrom }));
  });
}

/** A question about a later instant than the record knows is judged at `knownAt`: fresh then, fresh later. */
function byAge({ during, staleFrom }: RowThere, knownAt: Instant) {
  if (staleFrom === null || knownAt < staleFrom) return { fresh: [during], old: [] };
  const aged = intersect(during, { start: staleFrom, end: Number.POSITIVE_INFINITY as Instant });
  return aged ? { fresh: subtract([during], [aged]), old: [aged] } : { fresh: [during], old: [] };
}

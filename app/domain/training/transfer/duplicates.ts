import type { DatePrecision } from "../portfolio-policy.ts";

/** What makes two entries of a log the same case: what was done, in which part, and when. */
export type Occurrence = {
  readonly activity: string;
  readonly role: string;
  /** Local: "2024-04-03". */
  readonly date: string;
  /** Local: "08:30"; says nothing where the precision is coarser than a minute. */
  readonly time: string;
  readonly precision: DatePrecision;
};

/**
 * Entries that can be recognised again. Two are alike when activity, role and time agree, as exactly as the
 * coarser of the two is dated.
 */
export type Occurrences<T> = {
  add(occurrence: Occurrence, what: T): void;
  /** The first alike one; null where there is none. */
  find(occurrence: Occurrence): T | null;
  /** The same, and forgets it: one entry of a log explains one row of a file. */
  take(occurrence: Occurrence): T | null;
};

export function occurrences<T>(): Occurrences<T> {
  const buckets = new Map<string, { occurrence: Occurrence; what: T }[]>();
  const bucketOf = ({ activity, role, date }: Occurrence) =>
    `${activity}\n${role}\n${date.slice(0, 7)}`;
  const indexOf = (occurrence: Occurrence) => {
    const bucket = buckets.get(bucketOf(occurrence)) ?? [];
    return { bucket, at: bucket.findIndex((each) => alike(each.occurrence, occurrence)) };
  };
  return {
    add(occurrence, what) {
      const key = bucketOf(occurrence);
      const bucket = buckets.get(key);
      if (bucket) bucket.push({ occurrence, what });
      else buckets.set(key, [{ occurrence, what }]);
    },
    find(occurrence) {
      const { bucket, at } = indexOf(occurrence);
      return bucket[at]?.what ?? null;
    },
    take(occurrence) {
      const { bucket, at } = indexOf(occurrence);
      return at < 0 ? null : (bucket.splice(at, 1)[0]?.what ?? null);
    },
  };
}

function alike(a: Occurrence, b: Occurrence): boolean {
  const coarsest = [a.precision, b.precision];
  if (coarsest.includes("month")) return a.date.slice(0, 7) === b.date.slice(0, 7);
  if (coarsest.includes("day")) return a.date === b.date;
  return a.date === b.date && a.time === b.time;
}

import fc from "fast-check";

/** A rule in parts, as the oracle judges it and as a file writes it. Monday is 1. */
export type RandomRule = {
  readonly freq: "DAILY" | "WEEKLY" | "MONTHLY";
  readonly interval: number;
  readonly count: number | null;
  /** The last day on which it may recur, as days after its start. */
  readonly untilAfter: number | null;
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
};
export type RandomSeries = {
  readonly zone: string;
  /** A local reading, "2026-03-28T20:00". */
  readonly start: string;
  readonly minutes: number;
  readonly rule: RandomRule;
  /** Which occurrences are left out, by their place (modulo how many there are). */
  readonly except: readonly number[];
  /** Which are moved, and by how many minutes. */
  readonly moved: readonly { readonly which: number; readonly minutes: number }[];
};

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"];
const two = (n: number) => String(n).padStart(2, "0");

const start = fc
  .tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(23),
    fc.constantFrom(0, 30),
  )
  .map(
    ([month, day, hour, minute]) => `2026-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`,
  );

const nth = (most: number) =>
  fc.constantFrom(...[0, 0, 1, 2, -1].filter((n) => Math.abs(n) <= most));
const weekdays = (most: number) =>
  fc.uniqueArray(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), nth: nth(most) }), {
    maxLength: 3,
    selector: (each) => each.weekday,
  });
const monthDays = fc.uniqueArray(fc.constantFrom(1, 2, 15, 28, 29, 30, 31, -1, -2, -30), {
  maxLength: 3,
});
const months = fc.oneof(
  { weight: 4, arbitrary: fc.constant<number[]>([]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
  },
);
const ending = fc.oneof(
  fc.record({ count: fc.integer({ min: 1, max: 30 }), untilAfter: fc.constant(null) }),
  fc.record({ count: fc.constant(null), untilAfter: fc.nat(200) }),
  fc.constant({ count: null, untilAfter: null }),
);

const rule: fc.Arbitrary<RandomRule> = fc
  .tuple(
    fc.constantFrom("DAILY" as const, "WEEKLY" as const, "MONTHLY" as const),
    fc.integer({ min: 1, max: 4 }),
    ending,
    fc.boolean(),
  )
  .chain(([freq, interval, end, byDay]) =>
    fc.record({
      freq: fc.constant(freq),
      interval: fc.constant(interval),
      count: fc.constant(end.count),
      untilAfter: fc.constant(end.untilAfter),
      weekdays: byDay ? weekdays(freq === "MONTHLY" ? 2 : 0) : fc.constant([]),
      monthDays: freq === "WEEKLY" || byDay ? fc.constant([]) : monthDays,
      months,
    }),
  );

export const randomSeries: fc.Arbitrary<RandomSeries> = fc.record({
  zone: fc.constantFrom(...zones),
  start,
  minutes: fc.integer({ min: 30, max: 26 * 60 }),
  rule,
  except: fc.array(fc.nat(50), { maxLength: 3 }),
  moved: fc.array(
    fc.record({ which: fc.nat(50), minutes: fc.integer({ min: -3_000, max: 3_000 }) }),
    {
      maxLength: 2,
    },
  ),
});

const names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** The rule as a file writes it. @param until  In UTC, "20260401T180000Z". */
export function ruleText(
  { freq, interval, count, weekdays, monthDays, months }: RandomRule,
  until: string | null,
) {
  const parts = [`FREQ=${freq}`, `INTERVAL=${interval}`];
  if (count !== null) parts.push(`COUNT=${count}`);
  if (until !== null) parts.push(`UNTIL=${until}`);
  const byDay = weekdays.map(({ weekday, nth: n }) => `${n || ""}${names[weekday - 1]}`);
  if (byDay.length > 0) parts.push(`BYDAY=${byDay.join(",")}`);
  if (monthDays.length > 0) parts.push(`BYMONTHDAY=${monthDays.join(",")}`);
  if (months.length > 0) parts.push(`BYMONTH=${months.join(",")}`);
  return `RRULE:${parts.join(";")}`;
}

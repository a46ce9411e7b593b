import { type Instant, type Interval, intersect } from "../time/interval.ts";
import { localTimeOn, startOfLocalDay } from "../time/wall-time.ts";
import type { Stretch } from "./coverage.ts";
import type { UnitSettings } from "./facts.ts";
import type { ThreeValued } from "./verdict.ts";

/** A part of a local day, by the unit's own day: before it, in it, after it. */
export type DayPart = Interval & {
  readonly part: "night" | "day" | "evening";
  /** The least answer at any instant of it. */
  readonly answer: ThreeValued;
  /** Block rules that are not yes at some instant of it, in the order in which they first are not. */
  readonly unmet: readonly string[];
};

const least: readonly ThreeValued[] = ["no", "unknown", "yes"];

/**
 * The answers of a local day in three parts, for a column of a roster.
 *
 * @param day  Its first instant; the day ends where the next begins, after 23 to 25 hours.
 */
export function dayParts(
  stretches: readonly Stretch[],
  day: Instant,
  zone: string,
  { startMinute, endMinute }: UnitSettings["day"],
): DayPart[] {
  const end = startOfLocalDay(day, zone, 1);
  const at = (minutes: number) =>
    localTimeOn(day, zone, { hour: Math.floor(minutes / 60), minute: minutes % 60 });
  const [morning, evening] = [at(startMinute), at(endMinute)];
  const cuts = [
    { part: "night", start: day, end: morning },
    { part: "day", start: morning, end: evening },
    { part: "evening", start: evening, end },
  ] as const;
  return cuts.filter((each) => each.start < each.end).map((each) => partOf(stretches, each));
}

function partOf(
  stretches: readonly Stretch[],
  cut: Pick<DayPart, "part" | "start" | "end">,
): DayPart {
  const within = stretches.filter((each) => intersect(each, cut) !== null);
  const answer = least.find((each) => within.some((stretch) => stretch.answer === each));
  const unmet = [...new Set(within.flatMap((each) => each.unmet))];
  return { ...cut, answer: answer ?? "unknown", unmet };
}

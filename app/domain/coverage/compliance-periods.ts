import { cutAt, type Instant, type Interval, joinWhen } from "../time/interval.ts";
import { localParts } from "../time/wall-time.ts";
import { answerTogether, type Together } from "./compliance-together.ts";
import { emptyTally, type Tally } from "./judged.ts";
import type { Told, ToldRule } from "./told.ts";

export type Span = Interval & { readonly answer: ToldRule["answer"] };

/** What is followed over time: the answer (null), one rule by its id, or rules together. */
export type Followed = string | Together | null;

/** What is followed, over time: neighbours that are alike are one. */
export function spansOf(told: readonly Told[], followed: Followed): Span[] {
  const spans = told.map(({ start, end, answer, rules }): Span => {
    if (followed === null) return { start, end, answer };
    if (typeof followed !== "string")
      return { start, end, answer: answerTogether(followed, rules) };
    const found = rules.find(({ id }) => id === followed);
    return { start, end, answer: found?.answer ?? "not-applicable" };
  });
  return joinWhen(spans, (a, b) => a.answer === b.answer);
}

/** One local day or week of a year: how long it was what. */
export type Period = Interval & { readonly tally: Tally };

/** Spans counted by local day or by local week from Monday on; the first and last may be parts. */
export function countedBy(
  unit: "day" | "week",
  spans: readonly Span[],
  window: Interval,
  starts: readonly Instant[],
  zone: string,
): Period[] {
  const isStart = (at: Instant) => unit === "day" || localParts(at, zone).weekday === 1;
  const periods = cutAt(starts.filter(isStart), window).map((each) => {
    return { ...each, tally: emptyTally() };
  });
  let i = 0;
  for (const span of spans) {
    while (periods[i] && periods[i]!.end <= span.start) i++;
    for (let j = i; j < periods.length && periods[j]!.start < span.end; j++) {
      const { start, end, tally } = periods[j]!;
      tally[span.answer] += Math.min(end, span.end) - Math.max(start, span.start);
    }
  }
  return periods;
}

/** How long a stretch of time was what; `spans` are in order. */
export function tallyWithin(spans: readonly Span[], { start, end }: Interval): Tally {
  const tally = emptyTally();
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < spans.length && spans[i]!.start < end; i++) {
    const span = spans[i]!;
    tally[span.answer] += Math.min(end, span.end) - Math.max(start, span.start);
  }
  return tally;
}

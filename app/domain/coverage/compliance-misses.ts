import type { Interval } from "../time/interval.ts";
import type { Reason } from "./reason.ts";
import type { Told, ToldRule } from "./told.ts";

/** A longest stretch in which one rule was not met, with everything that was wrong in it. */
export type Miss = Interval & {
  readonly rule: string;
  readonly title: string;
  /** `no` if it was no at any instant of it. */
  readonly answer: "no" | "unknown";
  readonly reasons: readonly Reason[];
};

type Growing = { -readonly [Key in keyof Omit<Miss, "reasons">]: Miss[Key] } & {
  /** Each thing that was wrong, by its text; and whatever was looked at already. */
  readonly wrong: Map<string, Reason>;
  readonly seen: Set<Reason>;
};

/** Every miss of a required rule, in order of time. */
export function missesIn(told: readonly Told[]): Miss[] {
  const last = new Map<string, Growing>();
  const found: Growing[] = [];
  for (const { start, end, rules } of told) {
    for (const { id, title, severity, answer, reasons } of rules) {
      if (severity === "warn" || answer === "yes" || answer === "not-applicable") continue;
      let miss = last.get(id);
      if (miss?.end !== start) {
        miss = { start, end, rule: id, title, answer, wrong: new Map(), seen: new Set() };
        last.set(id, miss);
        found.push(miss);
      }
      goesOn(miss, end, answer, reasons);
    }
  }
  return found
    .map(({ wrong, seen: _, ...miss }): Miss => ({ ...miss, reasons: [...wrong.values()] }))
    .sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : 1));
}

function goesOn(
  miss: Growing,
  end: Miss["end"],
  answer: Miss["answer"],
  reasons: ToldRule["reasons"],
) {
  miss.end = end;
  if (answer === "no") miss.answer = "no";
  for (const reason of reasons) {
    // The same object comes again and again while nothing about a person changes.
    if (miss.seen.has(reason)) continue;
    miss.seen.add(reason);
    const text = JSON.stringify(reason);
    if (!miss.wrong.has(text)) miss.wrong.set(text, reason);
  }
}

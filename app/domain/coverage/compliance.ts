import { cutAt, type Instant, type Interval, joinWhen } from "../time/interval.ts";
import { localParts } from "../time/wall-time.ts";
import type { UnitSettings } from "./facts.ts";
import { emptyTally, type Tally } from "./judged.ts";
import { localClock } from "./local-clock.ts";
import type { Reason } from "./reason.ts";
import type { RuleWindow } from "./rule-window.ts";
import type { Told } from "./told.ts";

/** The parts of the week that are told apart, by the clock on the unit's wall. */
export const weekParts = ["weekday_day", "weekday_night", "weekend_day", "weekend_night"] as const;
export type WeekPart = (typeof weekParts)[number];

/** How long a rule, or the answer itself, was what, in all and by part of the week. */
export type Hours = { readonly all: Tally; readonly parts: Readonly<Record<WeekPart, Tally>> };

/** One line of a year: the answer (`id` is null) or a rule. */
export type ComplianceRow = {
  readonly id: string | null;
  readonly title: string;
  readonly severity: "block" | "warn";
  readonly hours: Hours;
};

const weekend: RuleWindow = [{ weekdays: [6, 7], from: "00:00", to: "00:00" }];

/** Which part of the week it is, and where one part ends and the next begins. */
function weekClock(zone: string, settings: Pick<UnitSettings, "day" | "serviceHours">) {
  const clock = localClock(zone, settings, new Set<RuleWindow>(["day", weekend]));
  const partAt = (at: Instant): WeekPart => {
    const hours = clock.hoursAt(at);
    const isDay = clock.isOpen("day", hours) === true;
    if (clock.isOpen(weekend, hours)) return isDay ? "weekend_day" : "weekend_night";
    return isDay ? "weekday_day" : "weekday_night";
  };
  return { partAt, edgesIn: clock.edgesIn };
}

/** What a year comes to: the answer first, then each rule in the order in which it was first in force. */
export function complianceOf(
  told: readonly Told[],
  zone: string,
  settings: Pick<UnitSettings, "day" | "serviceHours">,
): ComplianceRow[] {
  const clock = weekClock(zone, settings);
  const found = new Map<string | null, ComplianceRow>();
  const rowOf = (id: string | null, title: string, severity: "block" | "warn") => {
    const before = found.get(id);
    if (before) return before;
    const row = { id, title, severity, hours: emptyHours() };
    found.set(id, row);
    return row;
  };
  rowOf(null, "The answer", "block");
  for (const stretch of told) {
    for (const { start, end } of cutAt(clock.edgesIn(stretch), stretch)) {
      const part = clock.partAt(start);
      const add = ({ hours }: ComplianceRow, answer: keyof Tally) => {
        hours.all[answer] += end - start;
        hours.parts[part][answer] += end - start;
      };
      add(rowOf(null, "", "block"), stretch.answer);
      for (const rule of stretch.rules) add(rowOf(rule.id, rule.title, rule.severity), rule.answer);
    }
  }
  return [...found.values()];
}

function emptyHours(): Hours {
  const parts = Object.fromEntries(weekParts.map((part) => [part, emptyTally()]));
  return { all: emptyTally(), parts: parts as Record<WeekPart, Tally> };
}

/** How much of the time in which it was asked it was met; null where it never was. */
export function shareMet({ yes, no, unknown }: Tally): number | null {
  const asked = yes + no + unknown;
  return asked === 0 ? null : yes / asked;
}

/** A longest stretch in which one rule was not met, with everything that was wrong in it. */
export type Miss = Interval & {
  readonly rule: string;
  readonly title: string;
  /** `no` if it was no at any instant of it. */
  readonly answer: "no" | "unknown";
  readonly reasons: readonly Reason[];
};

/** Every miss of a required rule, in order of time. */
export function missesIn(told: readonly Told[]): Miss[] {
  const byRule = new Map<string, Miss[]>();
  for (const { start, end, rules } of told) {
    for (const { id, title, severity, answer, reasons } of rules) {
      if (severity === "warn" || answer === "yes" || answer === "not-applicable") continue;
      const misses = byRule.get(id) ?? [];
      const last = misses.at(-1);
      if (last?.end === start) {
        const worst = last.answer === "no" ? "no" : answer;
        const all = distinct([...last.reasons, ...reasons]);
        misses[misses.length - 1] = { ...last, end, answer: worst, reasons: all };
      } else misses.push({ start, end, rule: id, title, answer, reasons });
      byRule.set(id, misses);
    }
  }
  return [...byRule.values()]
    .flat()
    .sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : 1));
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((each) => [JSON.stringify(each), each])).values()];
}

/** The answer, or one rule, over time: neighbours that are alike are one. */
export function spansOf(told: readonly Told[], rule: string | null) {
  const spans = told.map(({ start, end, answer, rules }) => {
    const found = rule === null ? answer : rules.find(({ id }) => id === rule)?.answer;
    return { start, end, answer: found ?? ("not-applicable" as const) };
  });
  return joinWhen(spans, (a, b) => a.answer === b.answer);
}

/** One local day or week of a year: how long it was what. */
export type Period = Interval & { readonly tally: Tally };

/** Spans counted by local day or by local week from Monday on; the first and last may be parts. */
export function countedBy(
  unit: "day" | "week",
  spans: ReturnType<typeof spansOf>,
  window: Interval,
  starts: (window: Interval) => readonly Instant[],
  zone: string,
): Period[] {
  const isStart = (at: Instant) => unit === "day" || localParts(at, zone).weekday === 1;
  const periods = cutAt(starts(window).filter(isStart), window).map((each) => {
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

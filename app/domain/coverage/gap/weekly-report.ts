import { hour, type Instant, later } from "../../time/instant.ts";
import { type Interval, interval } from "../../time/interval.ts";
import { localParts, localTimeOn } from "../../time/wall-time.ts";
import { isoWeek } from "../../training/assessment/digest.ts";
import { groupBy } from "../group-by.ts";
import type { Judged } from "../judged.ts";
import type { GapKind } from "./cause.ts";
import type { RuleGap } from "./rule-gaps.ts";
import { lengthText, openSpanText, spanText } from "./span-text.ts";

/** The report goes out on Monday at this hour of the unit, or so many hours later at most. */
export const reportHour = 7;
export const reportLateHours = 48;
/** Coming gaps of so many days are told. */
export const reportDaysAhead = 28;

export type ReportWeek = {
  /** The ISO week that is over, "2026-W47". */
  readonly week: string;
  /** From its Monday to the next, midnight by the unit's clock. */
  readonly window: Interval;
};

/** The week to report at an instant; null before Monday's hour, and once it is too late. */
export function reportDue(zone: string, now: Instant): ReportWeek | null {
  const { weekday } = localParts(now, zone);
  const monday = (days: number, clock = 0) =>
    localTimeOn(now, zone, { hour: clock, minute: 0 }, 1 - weekday + days);
  const at = monday(0, reportHour);
  if (now < at || now >= later(at, reportLateHours * hour)) return null;
  return { week: isoWeek(monday(-7, 12), zone), window: interval(monday(-7), monday(0)) };
}

/** How long an answer was given, in milliseconds. */
export type AnswerHours = { readonly yes: number; readonly no: number; readonly unknown: number };
export type RuleHours = AnswerHours & { readonly rule: string; readonly title: string };

/** For the whole and for each required rule, how long it was yes, no and unknown while it applied. */
export function hoursOf(judged: readonly Judged[]): { all: AnswerHours; rules: RuleHours[] } {
  const all = { yes: 0, no: 0, unknown: 0 };
  const rules = new Map<
    string,
    { rule: string; title: string } & Record<keyof typeof all, number>
  >();
  for (const { start, end, verdict } of judged) {
    const ms = end - start;
    all[verdict.answer] += ms;
    for (const { placed, answer } of verdict.rules) {
      if (placed.rule.severity !== "block" || answer === "not-applicable") continue;
      const { id, title } = placed.rule;
      const own = rules.get(id) ?? { rule: id, title, yes: 0, no: 0, unknown: 0 };
      own[answer] += ms;
      rules.set(id, own);
    }
  }
  return { all, rules: [...rules.values()] };
}

export type WeeklyReport = {
  readonly unit: { readonly name: string; readonly zone: string };
  readonly week: ReportWeek;
  readonly hours: ReturnType<typeof hoursOf>;
  /** Coming gaps of required rules. */
  readonly gaps: readonly RuleGap[];
  readonly kindWords: (kind: GapKind) => string;
  /** What else waits for somebody, each a sentence: reviews, names, feeds. */
  readonly waiting: readonly string[];
  readonly page: string;
};

/** Of so many stretches with gaps the hours are written out. */
const gapsMax = 15;

/** The plain text of a unit's week: what was not met and what is coming; what went well in one line. */
export function reportText(report: WeeklyReport): string {
  const { unit, week, hours, gaps, waiting, page } = report;
  return [
    `${unit.name}, week ${week.week}: ${spanText(week.window, unit.zone)} (${unit.zone}).`,
    "As the record stands now.",
    "",
    "Last week",
    `- Every required rule met: ${answerWords(hours.all)}`,
    ...ruleLines(hours.rules),
    "",
    `Gaps of the next ${reportDaysAhead} days`,
    ...(gaps.length === 0 ? ["- None."] : gapLines(report)),
    ...(waiting.length > 0 ? ["", "Waiting for you", ...waiting.map((each) => `- ${each}`)] : []),
    "",
    "Each gap with who could cover it, and where to decide:",
    page,
  ].join("\n");
}

function ruleLines(rules: readonly RuleHours[]): string[] {
  const missed = rules.filter(({ no, unknown }) => no + unknown > 0);
  const met = rules.length - missed.length;
  return [
    ...missed.map((each) => `- ${each.rule}, ${each.title}: ${answerWords(each)}`),
    ...(met > 0 ? [`- ${met} ${met === 1 ? "rule was" : "rules were"} met all the time.`] : []),
  ];
}

/** "yes 6 d 2 h, unknown 22 h": what was given for no time is left out. */
function answerWords({ yes, no, unknown }: AnswerHours): string {
  const parts = Object.entries({ yes, no, unknown }).filter(([, ms]) => ms > 0);
  return parts.map(([answer, ms]) => `${answer} ${lengthText(ms)}`).join(", ") || "not asked for";
}

function gapLines({ gaps, kindWords, unit }: WeeklyReport): string[] {
  const kinds = groupBy(gaps, ({ kinds: [first] }) => first ?? "unknown");
  const counts = [...kinds].map(([kind, of]) => `- ${of.length} because ${kindWords(kind)}`);
  const hours = [...groupBy(gaps, (gap) => openSpanText(gap, unit.zone))];
  const left = hours.length - gapsMax;
  return [
    ...counts,
    ...hours
      .slice(0, gapsMax)
      .map(([span, of]) => `- ${span}: ${of.map(({ rule }) => rule).join(", ")}`),
    ...(left > 0 ? [`- and ${left} more`] : []),
  ];
}

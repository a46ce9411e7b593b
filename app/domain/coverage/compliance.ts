import { cutAt, type Instant } from "../time/interval.ts";
import { answerTogether, type Together } from "./compliance-together.ts";
import type { UnitSettings } from "./facts.ts";
import { emptyTally, type Tally } from "./judged.ts";
import { localClock } from "./local-clock.ts";
import type { RuleWindow } from "./rule-window.ts";
import type { Told, ToldRule } from "./told.ts";

/** The parts of the week that are told apart, by the clock on the unit's wall. */
export const weekParts = ["weekday_day", "weekday_night", "weekend_day", "weekend_night"] as const;
export type WeekPart = (typeof weekParts)[number];

/** How long a rule, or the answer itself, was what, in all and by part of the week. */
export type Hours = { readonly all: Tally; readonly parts: Readonly<Record<WeekPart, Tally>> };

/** One line of a year: the answer, rules that are one standard together, or a rule. */
export type ComplianceRow = {
  readonly kind: "answer" | Together["kind"] | "rule";
  /** Null for the answer. */
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

/**
 * What a year comes to: the answer first, then what is one standard together, then each rule in the order
 * in which it was first in force. Titles of the former two are left to whoever shows them.
 */
export function complianceOf(
  told: readonly Told[],
  zone: string,
  settings: Pick<UnitSettings, "day" | "serviceHours">,
  together: readonly Together[],
): ComplianceRow[] {
  const row = (of: Omit<ComplianceRow, "hours">): ComplianceRow => ({ ...of, hours: emptyHours() });
  const answer = row({ kind: "answer", id: null, title: "", severity: "block" });
  const whole = together.map((each) => {
    return { each, row: row({ kind: each.kind, id: each.id, title: "", severity: "block" }) };
  });
  const rules = new Map<string, ComplianceRow>();
  const rowOf = ({ id, title, severity }: ToldRule) => {
    const found = rules.get(id) ?? row({ kind: "rule", id, title, severity });
    rules.set(id, found);
    return found;
  };
  for (const { stretch, parts } of byWeekPart(told, zone, settings)) {
    const add = ({ hours }: ComplianceRow, said: keyof Tally) => {
      hours.all[said] += stretch.end - stretch.start;
      for (const { part, ms } of parts) hours.parts[part][said] += ms;
    };
    add(answer, stretch.answer);
    for (const { each, row: own } of whole) add(own, answerTogether(each, stretch.rules));
    for (const rule of stretch.rules) add(rowOf(rule), rule.answer);
  }
  return [answer, ...whole.map(({ row: own }) => own), ...rules.values()];
}

type Parted = {
  readonly stretch: Told;
  readonly parts: readonly { readonly part: WeekPart; readonly ms: number }[];
};

/** Each stretch with how much of it lies in which part of the week. */
function byWeekPart(
  told: readonly Told[],
  zone: string,
  settings: Pick<UnitSettings, "day" | "serviceHours">,
): Parted[] {
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last) return [];
  const clock = weekClock(zone, settings);
  const window = { start: first.start, end: last.end };
  const pieces = cutAt(clock.edgesIn(window), window).map((piece) => {
    return { ...piece, part: clock.partAt(piece.start) };
  });
  let i = 0;
  return told.map((stretch) => {
    while (pieces[i]!.end <= stretch.start) i++;
    const parts: Parted["parts"][number][] = [];
    for (let j = i; j < pieces.length && pieces[j]!.start < stretch.end; j++) {
      const { start, end, part } = pieces[j]!;
      parts.push({ part, ms: Math.min(end, stretch.end) - Math.max(start, stretch.start) });
    }
    return { stretch, parts };
  });
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

import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Condition, StaffingRule } from "#app/domain/coverage/rule.ts";
import type { LocalWindow } from "#app/domain/coverage/rule-window.ts";
import { type ClockReading, clockAt } from "./local-clock.ts";
import { allOf, type Three } from "./three-values.ts";

/** Whether a rule asks anything at an instant, and how many people; null where the number is unknown. */
export type Asked = { readonly applies: Three; readonly people: number | null };

export function asked(facts: UnitFacts, rule: StaffingRule, at: number): Asked {
  const people = peopleAsked(facts, rule, at);
  const counted: Three = people === null ? "unknown" : people > 0 ? "yes" : "no";
  const condition = rule.when ? conditionAt(facts, rule.when, at) : "yes";
  return { applies: allOf([inWindow(facts, rule, at), condition, counted]), people };
}

function inWindow({ unit, settings }: UnitFacts, rule: StaffingRule, at: number): Three {
  if (rule.window === "24x7") return "yes";
  const clock = clockAt(at, unit.timeZone);
  const shows = (start: number, end: number) => start <= clock.minute && clock.minute < end;
  if (typeof rule.window !== "string") {
    return rule.window.some((each) => showsHours(each, clock)) ? "yes" : "no";
  }
  if (rule.window === "day") {
    return shows(settings.day.startMinute, settings.day.endMinute) ? "yes" : "no";
  }
  if (settings.serviceHours === null) return "unknown";
  const open = settings.serviceHours.some(
    (each) => each.weekday === clock.weekday && shows(each.startMinute, each.endMinute),
  );
  return open ? "yes" : "no";
}

/** Clock readings compared as text; hours through midnight are an evening and the morning after it. */
function showsHours({ weekdays, from, to }: LocalWindow, clock: ClockReading): boolean {
  const two = (n: number) => String(n).padStart(2, "0");
  const text = `${two(Math.floor(clock.minute / 60))}:${two(clock.minute % 60)}`;
  const yesterday = clock.weekday === 1 ? 7 : clock.weekday - 1;
  const parts =
    from < to
      ? [{ on: clock.weekday, from, to }]
      : [
          { on: clock.weekday, from, to: "24:00" },
          { on: yesterday, from: "00:00", to },
        ];
  return parts.some((part) => weekdays.includes(part.on) && part.from <= text && text < part.to);
}

export function conditionAt(facts: UnitFacts, when: Condition, at: number): Three {
  if ("service" in when) {
    const offered = facts.unit.profiles.some(
      ({ during, services }) => during.start <= at && at < during.end && services.has(when.service),
    );
    return offered ? "yes" : "no";
  }
  const count = countAt(facts, when.count, at);
  if (count === null) return "unknown";
  return count > when.above ? "yes" : "no";
}

function peopleAsked(facts: UnitFacts, rule: StaffingRule, at: number): number | null {
  if (rule.min) return rule.min.value;
  if (!rule.minFormula) throw new RangeError(`rule ${rule.id} asks for no number`);
  const count = countAt(facts, rule.minFormula.count, at);
  return count === null ? null : Math.ceil(count / rule.minFormula.per.value);
}

type CountName = keyof UnitFacts["states"][number]["counts"];

/** The last state before the instant that names the count speaks, as long as it lasts; else null. */
function countAt(facts: UnitFacts, name: CountName, at: number): number | null {
  let last: UnitFacts["states"][number] | null = null;
  for (const state of facts.states) {
    if (state.recordedAt > at || state.recordedAt > facts.knownAt) continue;
    if (state.counts[name] === undefined) continue;
    if (!last || state.recordedAt >= last.recordedAt) last = state;
  }
  if (!last) return null;
  const lasts = Math.min(last.validUntil, last.recordedAt + facts.settings.maxAgeMs.state);
  return at < lasts ? (last.counts[name] ?? null) : null;
}

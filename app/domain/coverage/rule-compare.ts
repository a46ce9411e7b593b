import { minutesOf } from "./local-clock.ts";
import { excludedByDefault, type StaffingRule, shiftRoles } from "./rule.ts";
import { type Finding, type RuleSetting, refused, warned } from "./rule-finding.ts";
import type { RuleWindow } from "./rule-window.ts";

const minutesPerDay = 1_440;
const minutesPerWeek = 7 * minutesPerDay;

/** What pairs of rules say of each other: the same twice, two numbers for one thing, one within another. */
export function comparisons(own: readonly StaffingRule[], setting: RuleSetting): Finding[] {
  const open = new Map<StaffingRule, Uint8Array | null>();
  for (const rule of [...setting.others, ...own]) open.set(rule, openMinutes(rule.window, setting));
  const hoursOf = (rule: StaffingRule) => open.get(rule) ?? null;
  return own.flatMap((rule, i) => {
    const others = [...setting.others, ...own.slice(0, i)];
    const compared = others.flatMap((other): Finding[] => {
      const named = { other: other.id };
      const isAlike = demandOf(rule) === demandOf(other);
      const [mine, theirs] = [hoursOf(rule), hoursOf(other)];
      if (isAlike && isSameHours(rule, other, mine, theirs)) {
        if (peopleOf(rule) === peopleOf(other)) return [refused(rule.id, "rule_same_as", named)];
        return [refused(rule.id, "rule_contradicts", { ...named, field: "min" })];
      }
      const isBoth = mine !== null && theirs !== null && mine.some((on, m) => on && theirs[m]);
      if (isAlike && isBoth && peopleOf(rule) !== peopleOf(other))
        return [refused(rule.id, "rule_contradicts", { ...named, field: "min" })];
      return asksNoMore(rule, other, mine, theirs)
        ? [warned(rule.id, "rule_implied_by", named)]
        : [];
    });
    // One reason is enough, and what forbids a rule goes before what only speaks against it.
    const first = compared.find(({ severity }) => severity === "refuse") ?? compared[0];
    return first ? [first] : [];
  });
}

/** Everything that a rule asks of a person and of the hour but how many, when, and how it is called. */
function demandOf(rule: StaffingRule): string {
  const { anyOf, allOf, presence, responseMinutes, post, when, privileges } = rule;
  const ordered = Object.entries(privileges).sort();
  return JSON.stringify([
    [...anyOf].sort(),
    [...allOf].sort(),
    [...rolesOf(rule)].sort(),
    presence,
    responseMinutes?.value ?? null,
    post ?? null,
    when ?? null,
    ordered,
  ]);
}

function peopleOf({ min, minFormula }: StaffingRule): string {
  return minFormula ? `${minFormula.count}/${minFormula.per.value}` : String(min?.value ?? 1);
}

function rolesOf({ roles }: StaffingRule): readonly string[] {
  return roles ?? shiftRoles.filter((role) => !excludedByDefault.includes(role));
}

function isSameHours(
  a: StaffingRule,
  b: StaffingRule,
  mine: Uint8Array | null,
  theirs: Uint8Array | null,
): boolean {
  if (mine === null || theirs === null) return a.window === b.window;
  return mine.every((on, m) => on === theirs[m]);
}

const nearness = { on_site: 0, on_call: 1, remote: 2, named: 3 } as const;

/** Whether whoever meets `strong` also meets `weak`, whenever `weak` is asked. */
function asksNoMore(
  weak: StaffingRule,
  strong: StaffingRule,
  mine: Uint8Array | null,
  theirs: Uint8Array | null,
): boolean {
  if (weak.presence === "named" || strong.presence === "named") return false;
  if (mine === null || theirs === null || !mine.every((on, m) => !on || theirs[m] === 1))
    return false;
  const isIn = (few: readonly string[], many: readonly string[]) =>
    few.every((each) => many.includes(each));
  const most = (rule: StaffingRule) =>
    rule.presence === "on_site" ? 0 : (rule.responseMinutes?.value ?? Number.POSITIVE_INFINITY);
  const asked = Object.entries(weak.privileges).filter(([code]) => strong.anyOf.includes(code));
  return (
    !weak.minFormula &&
    !strong.minFormula &&
    (weak.min?.value ?? 1) <= (strong.min?.value ?? 1) &&
    (strong.when === undefined || JSON.stringify(strong.when) === JSON.stringify(weak.when)) &&
    nearness[strong.presence] <= nearness[weak.presence] &&
    most(strong) <= most(weak) &&
    isIn(strong.anyOf, weak.anyOf) &&
    isIn(weak.allOf, strong.allOf) &&
    isIn(rolesOf(strong), rolesOf(weak)) &&
    asked.every(([code, privilege]) => strong.privileges[code] === privilege) &&
    !(weak.severity === "block" && strong.severity === "warn")
  );
}

/** Which minutes of the week a window holds, by the clock on the wall; null where nobody set them. */
function openMinutes(window: RuleWindow, { settings }: RuleSetting): Uint8Array | null {
  const open = new Uint8Array(minutesPerWeek);
  const add = (weekday: number, start: number, end: number) => {
    const from = (weekday - 1) * minutesPerDay + start;
    const length = end > start ? end - start : end - start + minutesPerDay;
    for (let m = from; m < from + length; m++) open[m % minutesPerWeek] = 1;
  };
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  if (window === "24x7") return open.fill(1);
  if (window === "service_hours") {
    if (settings.serviceHours === null) return null;
    for (const each of settings.serviceHours) add(each.weekday, each.startMinute, each.endMinute);
  } else if (window === "day") {
    for (const each of everyDay) add(each, settings.day.startMinute, settings.day.endMinute);
  } else {
    for (const { weekdays, from, to } of window)
      for (const each of weekdays) add(each, minutesOf(from), minutesOf(to));
  }
  return open;
}

import type { Condition, countNames, StaffingRule } from "./rule.ts";
import { excludedByDefault, shiftRoles } from "./rule.ts";
import type { LocalWindow, RuleWindow } from "./rule-window.ts";

/** How codes read: from content, given by whoever shows the rule. */
export type RuleWording = {
  readonly code: (code: string) => string;
  readonly privilege: (code: string) => string;
  readonly role: (role: string) => string;
  readonly post: (post: string) => string;
  readonly count: (count: string) => string;
  readonly service: (service: string) => string;
  /** The unit's day, where it is known: "08:00 to 18:00". */
  readonly day?: string;
};

/** A rule as one plain sentence: "At least 1 doctor with …, on call within 30 minutes, at all hours." */
export function ruleInWords(rule: StaffingRule, words: RuleWording): string {
  const parts = [
    `${peopleWords(rule, words)} ${heldWords(rule, words)}`,
    placeWords(rule, words),
    windowWords(rule.window, words.day),
    ...(rule.when ? [conditionWords(rule.when, words)] : []),
  ];
  return `${parts.join(", ")}.`;
}

function peopleWords(rule: StaffingRule, words: RuleWording): string {
  const { min, minFormula } = rule;
  if (minFormula) {
    const { value } = minFormula.per;
    const each = value === 1 ? "each" : `every ${value}`;
    return `At least ${whoWords(rule, 1, words)} for ${each} of “${words.count(minFormula.count)}”`;
  }
  return `At least ${whoWords(rule, min?.value ?? 1, words)}`;
}

/** Roles that a rule admits; where it says none, whoever is rostered as a doctor of any role but training. */
function whoWords({ roles, presence }: StaffingRule, count: number, words: RuleWording): string {
  if (presence === "named") return count === 1 ? "1 person" : `${count} people`;
  const open = shiftRoles.filter((role) => !excludedByDefault.includes(role));
  const doctors = numbered(count, "doctor");
  if (!roles) return doctors;
  const named = (some: readonly string[]) => some.map((role) => words.role(role).toLowerCase());
  if (!open.every((role) => roles.includes(role))) {
    const list = listed(named(roles), "or");
    return count === 1 ? `1 ${list}` : `${count} people rostered as ${list}`;
  }
  const others = named(roles.filter((role) => !open.includes(role)));
  return others.length === 0 ? doctors : `${doctors} (${listed(others, "and")} included)`;
}

function heldWords({ anyOf, allOf, privileges }: StaffingRule, words: RuleWording): string {
  const ways = anyOf.map((code) => {
    const privilege = privileges[code];
    if (privilege === undefined) return words.code(code);
    const which = privilege === code ? "" : ` “${words.privilege(privilege)}”`;
    return `${words.code(code)} and this unit's privilege${which} for it`;
  });
  const also = allOf.length > 0 ? [`and with ${listed(allOf.map(words.code), "and")}`] : [];
  return [`with ${listed(ways, "or")}`, ...also].join(", ");
}

function placeWords({ presence, responseMinutes, post }: StaffingRule, words: RuleWording): string {
  if (presence === "named") return `appointed as “${words.post(post ?? "")}”`;
  if (presence === "on_site") return "on site";
  const where = presence === "on_call" ? "on call" : "here or at the hub";
  return responseMinutes === undefined
    ? where
    : `${where} within ${numbered(responseMinutes.value, "minute")}`;
}

/** "at all hours", "by day", "on Monday to Friday from 16:00 to 08:00 the next day". */
export function windowWords(window: RuleWindow, day?: string): string {
  if (window === "24x7") return "at all hours";
  if (window === "day") return day ? `by day (${day})` : "by day";
  if (window === "service_hours") return "in service hours";
  return listed(window.map(hoursWords), "and");
}

const dayNames = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

function hoursWords({ weekdays, from, to }: LocalWindow): string {
  const end = to > from ? to : `${to} the next day`;
  return `${weekdayWords(weekdays)} from ${from} to ${end}`;
}

/** Neighbouring days as a range: "on Monday to Friday and Sunday"; all seven: "every day". */
function weekdayWords(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 7) return "every day";
  const runs: number[][] = [];
  for (const each of days) {
    const last = runs.at(-1);
    if (last && last.at(-1) === each - 1) last.push(each);
    else runs.push([each]);
  }
  const nameOf = (weekday: number) => dayNames[weekday - 1] ?? String(weekday);
  const said = runs.flatMap((run) => {
    const [first = 0, last = first] = [run[0], run.at(-1)];
    return run.length > 2 ? [`${nameOf(first)} to ${nameOf(last)}`] : run.map(nameOf);
  });
  return `on ${listed(said, "and")}`;
}

function conditionWords(when: Condition, words: RuleWording): string {
  if ("service" in when) return `where the unit has “${words.service(when.service)}”`;
  return `only while “${words.count(when.count)}” is above ${when.above}`;
}

/** Which count a rule hangs on, if any: its condition or what it takes the number of people from. */
export function countsAsked(rule: StaffingRule): (typeof countNames)[number][] {
  const asked = [
    ...(rule.minFormula ? [rule.minFormula.count] : []),
    ...(rule.when && "count" in rule.when ? [rule.when.count] : []),
  ];
  return [...new Set(asked)];
}

function listed(words: readonly string[], link: "and" | "or"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${link} ${words.at(-1)}`;
}

function numbered(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

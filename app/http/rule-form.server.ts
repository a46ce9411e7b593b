import { z } from "zod";
import {
  Condition,
  countNames,
  rulePresences,
  type StaffingRule,
  serviceNames,
  shiftRoles,
} from "#app/domain/coverage/rule.ts";
import type { LocalWindow, RuleWindow } from "#app/domain/coverage/rule-window.ts";
import { bases, SourceKey } from "#app/domain/curriculum/schema.ts";
import { unitPosts } from "#app/domain/people/posts.ts";
import type { Typed } from "./form.server.ts";

/** So many rows of hours a form offers; a rule that needs more can be two rules. */
export const hoursRows = [1, 2, 3] as const;

const whole = "Write a whole number.";
const Number_ = z.coerce.number(whole).int(whole);
const Codes = z.array(z.string()).default([]);
const Clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write it as 08:00.")
  .optional();
const Weekdays = z.array(z.coerce.number().int().min(1).max(7)).default([]);

/** A rule as its form sends it; what cannot be is said by the check of rules, with its reason. */
export const RuleForm = z.object({
  title: z.string().trim().min(1, "Say in a few words what it asks for.").max(120),
  severity: z.enum(["block", "warn"]),
  people: z.enum(["number", "count"]),
  min: Number_.optional(),
  per: Number_.optional(),
  perCount: z.enum(countNames).default("beds_occupied"),
  roles: z.array(z.enum(shiftRoles)).default([]),
  anyOf: Codes,
  allOf: Codes,
  privilege: z.string().default("none"),
  presence: z.enum(rulePresences),
  responseMinutes: Number_.optional(),
  post: z.enum(unitPosts).optional(),
  window: z.enum(["24x7", "day", "service_hours", "hours"]),
  weekdays1: Weekdays,
  weekdays2: Weekdays,
  weekdays3: Weekdays,
  from1: Clock,
  from2: Clock,
  from3: Clock,
  to1: Clock,
  to2: Clock,
  to3: Clock,
  when: z.enum(["always", "count", "service"]),
  whenCount: z.enum(countNames).optional(),
  above: Number_.min(0).optional(),
  whenService: z.enum(serviceNames).optional(),
  basis: z.enum(bases),
  source: z.string().trim().min(1).max(200),
});
export type RuleForm = z.output<typeof RuleForm>;

export type ReadRule =
  | { readonly ok: true; readonly rule: StaffingRule }
  | { readonly ok: false; readonly fields: Readonly<Record<string, string>> };

/** The form as a rule, or what is missing beside its field. Whether the rule can be is judged later. */
export function ruleOfForm(form: RuleForm, id: string): ReadRule {
  const missing = missingFields(form);
  if (Object.keys(missing).length > 0) return { ok: false, fields: missing };
  const { basis, source, presence, roles, responseMinutes, post } = form;
  // A figure names a published source, or the unit itself, whose words stand in the rule.
  const key = SourceKey.safeParse(source).success ? source : "UNIT";
  const figure = (value: number) => ({ value, basis, source: key });
  const when = conditionOf(form);
  const rule: StaffingRule = {
    id,
    title: form.title,
    severity: form.severity,
    ...(roles.length > 0 ? { roles } : {}),
    anyOf: form.anyOf,
    allOf: form.allOf,
    ...(form.people === "count"
      ? { minFormula: { count: form.perCount, per: figure(form.per ?? 0) } }
      : { min: figure(form.min ?? 0) }),
    presence,
    ...(responseMinutes === undefined ? {} : { responseMinutes: figure(responseMinutes) }),
    window: windowOf(form),
    ...(when ? { when } : {}),
    privileges: privilegesOf(form),
    ...(presence === "named" && post ? { post } : {}),
    basis,
    source,
  };
  return { ok: true, rule };
}

function missingFields(form: RuleForm): Record<string, string> {
  const words = "Fill this in.";
  const hours = form.window === "hours" ? hoursOf(form) : [];
  const half = hoursRows.filter((row) => {
    const [from, to] = [form[`from${row}`], form[`to${row}`]];
    return form.window === "hours" && (from === undefined) !== (to === undefined);
  });
  return {
    ...(form.people === "number" && form.min === undefined ? { min: words } : {}),
    ...(form.people === "count" && form.per === undefined ? { per: words } : {}),
    ...(form.presence === "named" && !form.post ? { post: words } : {}),
    ...(form.when === "count" && !form.whenCount ? { whenCount: words } : {}),
    ...(form.when === "count" && form.above === undefined ? { above: words } : {}),
    ...(form.when === "service" && !form.whenService ? { whenService: words } : {}),
    ...Object.fromEntries(half.map((row) => [`to${row}`, "Give both a beginning and an end."])),
    ...(form.window === "hours" && hours.length === 0 && half.length === 0
      ? { from1: "Give the days, a beginning and an end." }
      : {}),
  };
}

function hoursOf(form: RuleForm): LocalWindow[] {
  return hoursRows.flatMap((row) => {
    const [from, to, weekdays] = [form[`from${row}`], form[`to${row}`], form[`weekdays${row}`]];
    return from && to ? [{ weekdays, from, to }] : [];
  });
}

function windowOf(form: RuleForm): RuleWindow {
  return form.window === "hours" ? hoursOf(form) : form.window;
}

function conditionOf({ when, whenCount, above, whenService }: RuleForm) {
  if (when === "count") return Condition.parse({ count: whenCount, above });
  return when === "service" ? Condition.parse({ service: whenService }) : null;
}

/** "each": for every code the privilege of the same name; otherwise the one that is named, for all. */
function privilegesOf({ privilege, anyOf }: RuleForm): Record<string, string> {
  if (privilege === "none") return {};
  return Object.fromEntries(anyOf.map((code) => [code, privilege === "each" ? code : privilege]));
}

/** A rule as its form shows it, to be changed. */
export function formOfRule(rule: StaffingRule): Typed {
  const { min, minFormula, window, when, privileges } = rule;
  const text = (value: number | undefined) => (value === undefined ? "" : String(value));
  const hours = typeof window === "string" ? [] : window;
  const named = Object.entries(privileges);
  const isEach = named.every(([code, privilege]) => code === privilege);
  return {
    title: rule.title,
    severity: rule.severity,
    people: minFormula ? "count" : "number",
    min: text(min?.value),
    per: text(minFormula?.per.value),
    perCount: minFormula?.count ?? "beds_occupied",
    roles: rule.roles ?? [],
    anyOf: rule.anyOf,
    allOf: rule.allOf,
    privilege: named.length === 0 ? "none" : isEach ? "each" : (named[0]?.[1] ?? "none"),
    presence: rule.presence,
    responseMinutes: text(rule.responseMinutes?.value),
    post: rule.post ?? "",
    window: typeof window === "string" ? window : "hours",
    ...Object.fromEntries(
      hours.flatMap(({ weekdays, from, to }, i) => [
        [`weekdays${i + 1}`, weekdays.map(String)],
        [`from${i + 1}`, from],
        [`to${i + 1}`, to],
      ]),
    ),
    when: when ? ("count" in when ? "count" : "service") : "always",
    whenCount: when && "count" in when ? when.count : "",
    above: when && "count" in when ? String(when.above) : "",
    whenService: when && "service" in when ? when.service : "",
    basis: rule.basis,
    source: rule.source,
  };
}

import { z } from "zod";
import {
  Condition,
  countNames,
  rulePresences,
  type StaffingRule,
  serviceNames,
  shiftRoles,
} from "#app/domain/coverage/rule.ts";
import { bases, type Figure, SourceKey } from "#app/domain/curriculum/schema.ts";
import { unitPosts } from "#app/domain/people/posts.ts";
import type { Typed } from "./form.server.ts";
import { hoursIn, type Read, rowsOfHours, someHoursIn } from "./hours-form.server.ts";
import { privilegesIn, rowsOfPrivileges } from "./rule-privilege-form.server.ts";

const Number_ = z.coerce.number("Write a number.");
const Codes = z.array(z.string()).default([]);

/** A rule as its form sends it, besides its rows; what cannot be is said by the check of rules, with its reason. */
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
  post: z.string().optional(),
  window: z.enum(["24x7", "day", "service_hours", "hours"]),
  when: z.enum(["always", "count", "service"]),
  whenCount: z.enum(countNames).optional(),
  above: Number_.int("Write a whole number.").min(0).optional(),
  whenService: z.enum(serviceNames).optional(),
  basis: z.enum(bases),
  source: z.string().trim().min(1).max(200),
  note: z.string().trim().max(300).optional(),
});
export type RuleForm = z.output<typeof RuleForm>;

type Sent = { readonly form: RuleForm; readonly typed: Typed };

/**
 * The form as a rule, or what is missing beside its field. Whether the rule can be is judged later.
 *
 * @param before  The rule that is changed: what no field asks for is kept from it, such as what a number
 *                by itself rests on, for as long as the number stays.
 */
export function ruleOfForm(
  { form, typed }: Sent,
  id: string,
  before: StaffingRule | null,
): Read<{ readonly rule: StaffingRule }> {
  const hours = form.window === "hours" ? someHoursIn(typed) : null;
  const rights = privilegesIn(form, typed);
  const missing = {
    ...missingFields(form, before),
    ...(hours && !hours.ok ? hours.fields : {}),
    ...(hours ? {} : strayHours(typed, before)),
    ...(rights.ok ? {} : rights.fields),
  };
  if (Object.keys(missing).length > 0 || !rights.ok) return { ok: false, fields: missing };
  const { basis, source, presence, responseMinutes, post, when } = form;
  const figure = figuresOf(form, before);
  const rule: StaffingRule = {
    id,
    title: form.title,
    severity: form.severity,
    ...(form.roles.length > 0 ? { roles: inOrderOf(before?.roles, form.roles) } : {}),
    anyOf: inOrderOf(before?.anyOf, form.anyOf),
    allOf: inOrderOf(before?.allOf, form.allOf),
    ...(form.people === "count"
      ? {
          minFormula: { count: form.perCount, per: figure(form.per ?? 0, before?.minFormula?.per) },
        }
      : { min: figure(form.min ?? 0, before?.min) }),
    presence,
    ...(responseMinutes === undefined
      ? {}
      : { responseMinutes: figure(responseMinutes, before?.responseMinutes) }),
    window: hours?.ok ? hours.hours : form.window === "hours" ? "24x7" : form.window,
    ...(when === "always" ? {} : { when: conditionOf(form) }),
    privileges: rights.privileges,
    ...(presence === "named" && post ? { post } : {}),
    basis,
    source,
    ...(form.note ? { note: form.note } : {}),
  };
  return { ok: true, rule };
}

/** A figure names a published source, or the unit itself, whose words stand in the rule. */
function keyOf(source: string): string {
  return SourceKey.safeParse(source).success ? source : "UNIT";
}

type Rests = Pick<StaffingRule, "basis" | "source">;

/** Whether a number rests on something else than the rule that it stands in. */
export function restsElsewhere({ basis, source }: Rests, figure: Figure): boolean {
  return figure.basis !== basis || figure.source !== keyOf(source) || figure.note !== undefined;
}

/** A number as the form has it; unchanged, it rests on what it rested on by itself. */
function figuresOf({ basis, source }: RuleForm, before: StaffingRule | null) {
  return (value: number, old: Figure | undefined): Figure => {
    const isKept = before && old?.value === value && restsElsewhere(before, old);
    return isKept ? old : { value, basis, source: keyOf(source) };
  };
}

/** Boxes come in the order of the page; the same ones keep the order in which they were written. */
function inOrderOf<T extends string>(before: readonly T[] | undefined, chosen: T[]): T[] {
  const kept = before ?? [];
  const isSame =
    kept.every((each) => chosen.includes(each)) && chosen.every((each) => kept.includes(each));
  return isSame ? [...kept] : chosen;
}

function missingFields(form: RuleForm, before: StaffingRule | null): Record<string, string> {
  const words = "Fill this in.";
  const isPost = [...unitPosts, before?.post].some((each) => each === form.post);
  return {
    ...(form.people === "number" && form.min === undefined ? { min: words } : {}),
    ...(form.people === "count" && form.per === undefined ? { per: words } : {}),
    ...(form.presence === "named" && !form.post ? { post: words } : {}),
    ...(form.post && !isPost ? { post: "Choose one of the list." } : {}),
    ...(form.when === "count" && !form.whenCount ? { whenCount: words } : {}),
    ...(form.when === "count" && form.above === undefined ? { above: words } : {}),
    ...(form.when === "service" && !form.whenService ? { whenService: words } : {}),
  };
}

/** Hours that nobody asked for, but for those that the rule had until now. */
function strayHours(typed: Typed, before: StaffingRule | null): Record<string, string> {
  const given = hoursIn(typed);
  const had = Array.isArray(before?.window) ? before.window : [];
  const isStray = !given.ok || JSON.stringify(given.hours) !== JSON.stringify(had);
  if (!isStray || (given.ok && given.hours.length === 0)) return {};
  return { window: "Hours stand below: choose them, or empty the rows." };
}

function conditionOf({ when, whenCount, above, whenService }: RuleForm): Condition {
  return Condition.parse(when === "count" ? { count: whenCount, above } : { service: whenService });
}

/** A rule as its form shows it, to be changed. */
export function formOfRule(rule: StaffingRule): Typed {
  const { min, minFormula, window, when } = rule;
  const text = (value: number | undefined) => (value === undefined ? "" : String(value));
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
    ...rowsOfPrivileges(rule),
    presence: rule.presence,
    responseMinutes: text(rule.responseMinutes?.value),
    post: rule.post ?? "",
    window: typeof window === "string" ? window : "hours",
    ...(typeof window === "string" ? {} : rowsOfHours(window)),
    when: when ? ("count" in when ? "count" : "service") : "always",
    whenCount: when && "count" in when ? when.count : "",
    above: when && "count" in when ? String(when.above) : "",
    whenService: when && "service" in when ? when.service : "",
    basis: rule.basis,
    source: rule.source,
    note: rule.note ?? "",
  };
}

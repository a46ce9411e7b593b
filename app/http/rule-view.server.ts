import { type Content, nameOfCode } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { UnitSettings } from "#app/domain/coverage/facts.ts";
import {
  countNames,
  rulePresences,
  type StaffingRule,
  serviceNames,
  shiftRoles,
} from "#app/domain/coverage/rule.ts";
import type { RuleDifference } from "#app/domain/coverage/rule-change.ts";
import type { Finding } from "#app/domain/coverage/rule-finding.ts";
import { type RuleWording, ruleInWords } from "#app/domain/coverage/rule-words.ts";
import { bases } from "#app/domain/curriculum/schema.ts";
import { unitPosts } from "#app/domain/people/posts.ts";
import type { Context } from "#app/operations/context.server.ts";
import { askableCodes } from "#app/operations/coverage/rule-setting.server.ts";
import { choicesOf } from "./choices.server.ts";
import { privilegeName } from "./privileges.server.ts";

/** The words by which one unit's rules are said. */
export function ruleWording(content: Content, day?: UnitSettings["day"]): RuleWording {
  const named = (section: string) => (code: string) => say(content.copy, `${section}.${code}`);
  const clock = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, "0")).join(":");
  return {
    code: (code) => {
      const name = nameOfCode(content, code);
      return name === code ? code : `${code} (${name})`;
    },
    privilege: (code) => privilegeName(content, code),
    role: named("shift_roles"),
    post: named("posts"),
    count: named("services"),
    service: named("services"),
    ...(day ? { day: `${clock(day.startMinute)} to ${clock(day.endMinute)}` } : {}),
  };
}

/** A rule as pages show it: its sentence, and what that rests on. */
export function ruleView(content: Content, rule: StaffingRule, words: RuleWording) {
  const source = content.sources.get(rule.source);
  return {
    id: rule.id,
    title: rule.title,
    severity: say(content.copy, `severities.${rule.severity}`),
    words: ruleInWords(rule, words),
    basis: say(content.copy, `bases.${rule.basis}`),
    source: source?.cite ?? rule.source,
    sourceHref: source?.url ?? (source?.doi ? `https://doi.org/${source.doi}` : null),
    note: rule.note ?? null,
  };
}
export type RuleView = ReturnType<typeof ruleView>;

/** What was found in rules, each in a sentence. */
export function findingWords(content: Content, { code, rule, other, values }: Finding): string {
  const named = Object.entries(values ?? {}).map(([name, value]) => {
    if (name === "count" || name === "service")
      return [name, say(content.copy, `services.${value}`)];
    return [name, value];
  });
  const told = { ...Object.fromEntries(named), rule, ...(other ? { other } : {}) };
  return say(content.copy, `rule_findings.${code}`, told);
}

/** The changes between two versions, a line each. */
export function differenceLines(difference: RuleDifference, words: RuleWording): string[] {
  const line = (rule: StaffingRule) => `${rule.id}, ${rule.title}: ${ruleInWords(rule, words)}`;
  return [
    ...difference.added.map((rule) => `Added ${line(rule)}`),
    ...difference.removed.map((rule) => `Removed ${line(rule)}`),
    ...difference.changed.map(
      ({ before, after }) => `Changed ${line(after)} Before: ${ruleInWords(before, words)}`,
    ),
  ];
}

/** What a rule's form offers, in words. */
export function ruleChoices(ctx: Context) {
  const { content } = ctx;
  const codes = askableCodes(content).map((code) => {
    const name = nameOfCode(content, code);
    return { value: code, label: name === code ? code : `${name} (${code})` };
  });
  const cannulate = "va-ecmo-cannulation";
  return {
    severities: choicesOf(ctx, "severities", ["block", "warn"]),
    roles: choicesOf(
      ctx,
      "shift_roles",
      shiftRoles.filter((role) => role !== "not_counted"),
    ),
    codes,
    privileges: [
      { value: "none", label: "None" },
      { value: "each", label: "This unit's privilege for the same credential" },
      { value: cannulate, label: `This unit's privilege: ${privilegeName(content, cannulate)}` },
    ],
    presences: choicesOf(ctx, "rule_presences", rulePresences),
    posts: choicesOf(ctx, "posts", unitPosts),
    counts: choicesOf(ctx, "services", countNames),
    services: choicesOf(ctx, "services", serviceNames),
    bases: choicesOf(ctx, "bases", bases),
  };
}
export type RuleChoices = ReturnType<typeof ruleChoices>;

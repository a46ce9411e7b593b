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
import { restsElsewhere } from "./rule-form.server.ts";
import { cannulation } from "./rule-privilege-form.server.ts";

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

/** What a rule's form offers, in words; and whatever the rule has that is not on offer any more. */
export function ruleChoices(ctx: Context, rule: StaffingRule | null) {
  const { content } = ctx;
  const named = (code: string, name: string) => ({
    value: code,
    label: name === code ? code : `${name} (${code})`,
  });
  const used = rule ? [...rule.anyOf, ...rule.allOf, ...Object.keys(rule.privileges)] : [];
  const codes = withUsed(askableCodes(content), used).map((code) =>
    named(code, nameOfCode(content, code)),
  );
  const privileges = withUsed(
    [cannulation, ...askableCodes(content)],
    Object.values(rule?.privileges ?? {}),
  );
  const roles = shiftRoles.filter((role) => role !== "not_counted");
  return {
    severities: choicesOf(ctx, "severities", ["block", "warn"]),
    roles: choicesOf(ctx, "shift_roles", withUsed(roles, rule?.roles ?? [])),
    codes,
    privileges: [
      { value: "none", label: "None" },
      { value: "each", label: "This unit's privilege for the same credential" },
      {
        value: cannulation,
        label: `This unit's privilege: ${privilegeName(content, cannulation)}`,
      },
      { value: "rows", label: "Another one for each credential, below" },
    ],
    privilegeCodes: privileges.map((code) => named(code, privilegeName(content, code))),
    presences: choicesOf(ctx, "rule_presences", rulePresences),
    posts: [
      ...choicesOf(ctx, "posts", unitPosts),
      ...[rule?.post ?? ""]
        .filter((post) => post !== "" && !unitPosts.some((each) => each === post))
        .map((post) => ({ value: post, label: post })),
    ],
    counts: choicesOf(ctx, "services", countNames),
    services: choicesOf(ctx, "services", serviceNames),
    bases: choicesOf(ctx, "bases", bases),
    rests: restsOf(content, rule),
  };
}
export type RuleChoices = ReturnType<typeof ruleChoices>;

function withUsed<T extends string>(offered: readonly T[], used: readonly T[]): T[] {
  return [...new Set([...offered, ...used])];
}

type Rests = Partial<Record<"min" | "per" | "responseMinutes", string>>;

/** Of numbers that rest on something else than their rule: on what, for as long as they stay as they are. */
function restsOf(content: Content, rule: StaffingRule | null): Rests {
  if (!rule) return {};
  const figures = {
    min: rule.min,
    per: rule.minFormula?.per,
    responseMinutes: rule.responseMinutes,
  };
  const found = Object.entries(figures).flatMap(([field, figure]) => {
    if (!figure || !restsElsewhere(rule, figure)) return [];
    const source = content.sources.get(figure.source)?.cite ?? figure.source;
    const words = `${figure.value} rests on a source of its own, which stays with it: ${say(content.copy, `bases.${figure.basis}`)}, ${source}${figure.note ? ` (${figure.note})` : ""}`;
    return [[field, words]];
  });
  return Object.fromEntries(found);
}

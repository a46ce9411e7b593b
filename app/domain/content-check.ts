import type { Content } from "./content.ts";
import type { StaffingRule } from "./coverage/rule.ts";
import { releaseProblems } from "./curriculum/consistency.ts";

/** What in the content does not hold together, across files; empty when all is well. */
export function contentProblems(content: Content): string[] {
  const externals = new Set(content.externals.keys());
  return [
    ...[...content.releases.values()].flatMap((each) => releaseProblems(each, externals)),
    ...succession(content),
    ...sourceProblems(content),
    ...ruleProblems(content),
    ...evidenceProblems(content),
    ...targetProblems(content),
  ];
}

function succession({ releases }: Content): string[] {
  return [...releases.values()]
    .filter((each) => each.replaces !== null && !releases.has(each.replaces))
    .map((each) => `release ${each.version} replaces ${each.replaces}, which is not here`);
}

/** Every `source` anywhere must be in sources.yaml, and every source must be cited somewhere. */
function sourceProblems(content: Content): string[] {
  const { sources, copy: _words, pages: _prose, current: _same, ...citing } = content;
  const cited = new Map<string, string>();
  collectSources({ ...citing, releases: Object.fromEntries(content.releases) }, "content", cited);
  for (const each of content.externals.values()) collectSources(each, each.code, cited);
  return [
    ...[...cited]
      .filter(([key]) => !sources.has(key))
      .map(([key, where]) => `${where}: no source ${key} in sources.yaml`),
    ...[...sources.keys()]
      .filter((key) => !cited.has(key))
      .map((key) => `sources.yaml: ${key} is cited by nothing`),
  ];
}

function collectSources(value: unknown, where: string, into: Map<string, string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "source" && typeof inner === "string") {
      if (!into.has(inner)) into.set(inner, where);
    } else collectSources(inner, `${where}.${key}`, into);
  }
}

function ruleProblems(content: Content): string[] {
  const { tiers, shockTeam, current } = content;
  const known = new Set([
    ...current.credentials.map((each) => each.code),
    ...content.externals.keys(),
    ...tiers.standings.map((each) => each.code),
  ]);
  const rules = [...tiers.tiers, tiers.guard, ...tiers.templates].flatMap((each) => each.rules);
  const ids = rules.map((each) => each.id);
  return [
    ...rules.flatMap((each) => ruleProblem(each, known)),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `rule ${id} occurs twice`),
    ...shockTeam.seats.flatMap((each) => unknownCodes(`seat ${each.seat}`, each, known)),
    ...shockTeam.emergency.reviewers
      .filter((each) => !known.has(each))
      .map((each) => `shock team: no credential ${each}`),
    ...tiers.standings
      .filter((each) => !current.epas.some((epa) => epa.code === each.epa))
      .map((each) => `standing ${each.code}: no EPA ${each.epa}`),
  ];
}

type Asking = { readonly anyOf: readonly string[]; readonly allOf: readonly string[] };

function unknownCodes(from: string, { anyOf, allOf }: Asking, known: ReadonlySet<string>) {
  const missing = [...anyOf, ...allOf].filter((each) => !known.has(each));
  return missing.map((each) => `${from}: no credential ${each}`);
}

function ruleProblem(rule: StaffingRule, known: ReadonlySet<string>): string[] {
  const found = unknownCodes(`rule ${rule.id}`, rule, known);
  for (const code of Object.keys(rule.privileges)) {
    if (!rule.anyOf.includes(code)) found.push(`rule ${rule.id}: privilege for unasked ${code}`);
  }
  const away = rule.presence === "on_call" || rule.presence === "remote";
  if (away && !rule.responseMinutes) found.push(`rule ${rule.id}: no response time`);
  return found;
}

function evidenceProblems({ evidence }: Content): string[] {
  const ids = new Set(evidence.trials.map((each) => each.id));
  return evidence.teachingPoints
    .flatMap((each) => each.trials)
    .filter((each) => !ids.has(each))
    .map((each) => `evidence/trials.yaml: a teaching point names ${each}, which is not there`);
}

/** A target by context must be one that the current release's catalogue can meet. */
function targetProblems({ portfolio, current }: Content): string[] {
  const timed = ["night", "weekend"];
  const isOffered = (subject: string, context: string) =>
    current.catalogue.activities.some(
      ({ kind, competencies, epas, contexts }) =>
        kind !== "simulation" &&
        [...competencies, ...epas].includes(subject) &&
        (timed.includes(context) || contexts.includes(context)),
    );
  return portfolio.policy.contextTargets
    .filter(({ subject, context }) => !isOffered(subject, context))
    .map(({ subject, context }) => `portfolio.yaml: no case of ${subject} can be ${context}`);
}

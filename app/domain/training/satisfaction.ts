import { competency as competencyOf } from "../curriculum/release.ts";
import type { Competency } from "../curriculum/schema.ts";
import type { Instant } from "../time/instant.ts";
import { addMonths } from "../time/wall-time.ts";
import { countingAt, type Dossier, dossierOf } from "./dossier.ts";
import type { Evidence, Rules } from "./evidence.ts";
import { logLines } from "./log.ts";
import { observationLines } from "./observed.ts";
import { idsOf, lineFor, type Missing, type RequirementLine } from "./requirement-line.ts";

/** `blocked_pending_review`: a high-grade complication waits for its review. It is never a failure. */
export type CompetencySatisfaction = {
  readonly code: string;
  readonly name: string;
  readonly status: "met" | "in_progress" | "blocked_pending_review";
  readonly lines: readonly RequirementLine[];
  readonly missing: readonly Missing[];
};

/**
 * Whether a competency has been shown by an instant, and what is missing.
 *
 * @throws RangeError for a code that the release lacks.
 * @source the release's competencies.yaml and requirements.yaml
 */
export function satisfies(
  rules: Rules,
  competencyCode: string,
  evidence: Evidence,
  at: Instant,
): CompetencySatisfaction {
  return satisfaction(dossierOf(rules, evidence, at), competencyCode);
}

/** Several credentials ask for the same competency, and competencies for each other. */
const judged = new WeakMap<Dossier, Map<string, CompetencySatisfaction>>();

/** The same over evidence that has been sorted already; each competency is judged once per dossier. */
export function satisfaction(dossier: Dossier, competencyCode: string): CompetencySatisfaction {
  const known = judged.get(dossier) ?? new Map<string, CompetencySatisfaction>();
  judged.set(dossier, known);
  const before = known.get(competencyCode);
  if (before) return before;
  const found = judge(dossier, competencyCode);
  known.set(competencyCode, found);
  return found;
}

function judge(dossier: Dossier, competencyCode: string): CompetencySatisfaction {
  const competency = competencyOf(dossier.rules.release, competencyCode);
  const lines = [
    ...logLines(dossier, competency),
    ...observationLines(dossier, competency),
    ...competency.certificates.map((each) => certificateLine(dossier, each)),
    ...competency.prerequisites.map((each) => prerequisiteLine(dossier, each)),
    ...complicationLine(dossier, competency),
  ];
  const unmet = lines.filter((each) => !each.met);
  const blocked = unmet.some((each) => each.kind === "complication_review");
  return {
    code: competency.code,
    name: competency.name,
    status: blocked ? "blocked_pending_review" : unmet.length === 0 ? "met" : "in_progress",
    lines,
    missing: unmet.flatMap((each) => each.missing),
  };
}

/**
 * A verified outside credential in date, or a record of the training inside the recency window. What
 * others certify ages by the calendar: leave makes no certificate last longer.
 */
function certificateLine(
  { rules, evidence, at }: Dossier,
  { code, title }: Competency["certificates"][number],
): RequirementLine {
  const since = addMonths(at, -rules.release.requirements.recencyWindowMonths.value);
  const held = countingAt(evidence.externals, code, at);
  const recorded = evidence.records.filter(
    ({ kind, code: of, completedAt }) =>
      kind === "certificate" && of === code && completedAt <= at && completedAt > since,
  );
  const found = [...idsOf(held), ...idsOf(recorded)];
  const have = Math.min(1, found.length);
  return lineFor({ kind: "certificate", of: code, title, have, need: 1, evidence: found });
}

/** Shown by its own evidence, or proven by a credential that includes it and counts now. */
function prerequisiteLine(dossier: Dossier, code: string): RequirementLine {
  const { rules, evidence, at } = dossier;
  const { name: title } = competencyOf(rules.release, code);
  const including = rules.release.credentials.filter((each) => each.competencies.includes(code));
  const held = including.flatMap((each) => countingAt(evidence.credentials, each.code, at));
  const shown = held.length > 0 ? null : satisfaction(dossier, code);
  const have = held.length > 0 || shown?.status === "met" ? 1 : 0;
  const from = shown ? shown.lines.flatMap((each) => each.evidence) : idsOf(held);
  return lineFor({ kind: "prerequisite", of: code, title, have, need: 1, evidence: from });
}

/** Present only while a review is open: `have` of `need` reviews closed. */
function complicationLine({ open }: Dossier, { code }: Competency): RequirementLine[] {
  const waiting = open.get(code) ?? [];
  if (waiting.length === 0) return [];
  const need = waiting.length;
  return [lineFor({ kind: "complication_review", have: 0, need, evidence: idsOf(waiting) })];
}

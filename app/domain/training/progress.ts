import { credentialDefinition } from "../curriculum/release.ts";
import type { CredentialDefinition } from "../curriculum/schema.ts";
import type { Instant } from "../time/instant.ts";
import { type Dossier, dossierOf } from "./dossier.ts";
import { type EpaProgress, epaProgress } from "./epa.ts";
import type { Evidence, Rules } from "./evidence.ts";
import { holderLines } from "./holder-lines.ts";
import { evidenceOf, type Missing, type RequirementLine } from "./requirement-line.ts";
import { type CompetencySatisfaction, satisfaction } from "./satisfaction.ts";

/** How far one person is towards one credential at an instant. `eligible`: everything is shown. */
export type CredentialProgress = {
  readonly credential: string;
  readonly name: string;
  readonly release: string;
  readonly at: Instant;
  readonly status: "met" | "in_progress" | "blocked";
  readonly eligible: boolean;
  readonly competencies: readonly CompetencySatisfaction[];
  readonly epas: readonly EpaProgress[];
  /** What is asked of the holder beside competencies and EPAs. */
  readonly lines: readonly RequirementLine[];
  readonly missing: readonly (Missing & { readonly in: string })[];
  /** Ids of everything that was counted, sorted. */
  readonly evidence: readonly string[];
};

/** The same in figures: narrow enough to be remembered for a whole cohort. */
export type CredentialCount = Pick<
  CredentialProgress,
  "credential" | "name" | "status" | "eligible"
> & {
  /** Requirements met, of those asked. */
  readonly met: number;
  readonly of: number;
};

export function countOf(progress: CredentialProgress): CredentialCount {
  const { credential, name, status, eligible, competencies, epas, lines } = progress;
  const parts = [...competencies, ...epas];
  const partsMet = parts.filter((each) => each.status === "met").length;
  const linesMet = lines.filter((each) => each.met).length;
  const of = parts.length + lines.length;
  return { credential, name, status, eligible, met: partsMet + linesMet, of };
}

/**
 * What stands between a person and a credential. Nothing is issued by it: people decide and sign.
 *
 * @throws RangeError for a code that the release lacks.
 */
export function progressTowards(
  rules: Rules,
  credentialCode: string,
  evidence: Evidence,
  at: Instant,
): CredentialProgress {
  return progressOver(
    dossierOf(rules, evidence, at),
    credentialDefinition(rules.release, credentialCode),
  );
}

/** Progress towards every credential of the release; the evidence is sorted once. */
export function progressTowardsAll(
  rules: Rules,
  evidence: Evidence,
  at: Instant,
): CredentialProgress[] {
  return progressIn(dossierOf(rules, evidence, at));
}

/** The same over evidence that has been sorted already. */
export function progressIn(dossier: Dossier): CredentialProgress[] {
  return dossier.rules.release.credentials.map((each) => progressOver(dossier, each));
}

function progressOver(dossier: Dossier, definition: CredentialDefinition): CredentialProgress {
  const competencies = definition.competencies.map((each) => satisfaction(dossier, each));
  const epas = definition.epas.map((each) => epaProgress(dossier, each));
  const lines = holderLines(dossier, definition);
  const blocked = competencies.some((each) => each.status === "blocked_pending_review");
  const missing = [
    ...competencies.flatMap((each) => within(each.code, each.missing)),
    ...epas.flatMap((each) => within(each.code, each.missing)),
    ...within(
      definition.code,
      lines.flatMap((each) => each.missing),
    ),
  ];
  const eligible = missing.length === 0;
  const all = [...[...competencies, ...epas].flatMap((each) => each.lines), ...lines];
  return {
    credential: definition.code,
    name: definition.name,
    release: dossier.rules.release.version,
    at: dossier.at,
    status: blocked ? "blocked" : eligible ? "met" : "in_progress",
    eligible,
    competencies,
    epas,
    lines,
    missing,
    evidence: evidenceOf(all, dossier.order),
  };
}

function within(code: string, missing: readonly Missing[]) {
  return missing.map((each) => ({ ...each, in: code }));
}

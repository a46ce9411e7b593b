import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { Activity, Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type ContextProgress, contextProgress } from "#app/domain/training/context-targets.ts";
import { type Dossier, dossierOf, whyNotCounted } from "#app/domain/training/dossier.ts";
import { enoughEvidence } from "#app/domain/training/enough.ts";
import { epaProgress } from "#app/domain/training/epa.ts";
import type { CaseEvidence, Evidence, ObservationEvidence } from "#app/domain/training/evidence.ts";
import type { RequirementLine } from "#app/domain/training/requirement-line.ts";
import { satisfaction } from "#app/domain/training/satisfaction.ts";
import type { Transaction } from "#db/client.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { type SelfAssessment, selfAssessmentsOf } from "#db/store/training/assessments.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { feedbackAbout } from "#db/store/training/observation-words.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import type { Context } from "../../context.server.ts";
import { judgedAs, openDossier } from "./show-progress.server.ts";

export type SubjectObservation = ObservationEvidence & {
  readonly assessorName: string;
  /** What was said; null where nothing was, or it was erased. */
  readonly feedback: string | null;
  /** Why it can never count; null where it could. */
  readonly whyNot: ReturnType<typeof whyNotCounted>;
};

export type SubjectView = {
  readonly fellowship: Fellowship;
  readonly at: Instant;
  readonly code: string;
  readonly name: string;
  readonly kind: "competency" | "epa";
  readonly status: "met" | "in_progress" | "blocked_pending_review";
  readonly targetLevel: number;
  readonly lines: readonly RequirementLine[];
  /** Ids of everything that is counted. */
  readonly counted: ReadonlySet<string>;
  /** Whether another observation would tell nothing new. */
  readonly enough: boolean;
  /** The programme's targets by context, of this subject. */
  readonly contexts: readonly ContextProgress[];
  /** Credentials that ask for it. */
  readonly credentials: readonly { readonly code: string; readonly name: string }[];
  /** What can be logged towards it. */
  readonly activities: readonly Activity[];
  /** Cases that speak for it, counted or not, latest first. */
  readonly cases: readonly CaseEvidence[];
  /** Names of the cases' supervisors. */
  readonly supervisors: ReadonlyMap<string, string>;
  /** Latest first. */
  readonly observations: readonly SubjectObservation[];
  /** How the fellow judged themselves, latest first. It never counts. */
  readonly self: readonly SelfAssessment[];
};

/**
 * One competency or EPA of a fellow: every line, and all the evidence about it.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export function showSubject(
  ctx: Context,
  fellowshipId: string | null,
  code: string,
): Promise<Result<SubjectView>> {
  return openDossier(ctx, fellowshipId, code, async (view, fellowship) => {
    const { fellowId, programmeId } = fellowship;
    const judged = await judgedAs(ctx, view, fellowId);
    if (!judged.ok) return judged;
    const { evidence, rules, at } = judged.value;
    const { release } = rules;
    const dossier = dossierOf(rules, evidence, at);
    const part = partOf(dossier, code);
    if (!part) return refuse("no_such_competency");
    const { contextTargets } = await policyOf(view.tx, ctx.content, programmeId, at);
    const targets = contextTargets.filter((each) => each.subject === code);
    const activities = release.catalogue.activities.filter((each) =>
      [...each.competencies, ...each.epas].includes(code),
    );
    const self = await selfAssessmentsOf(view.tx, fellowId);
    return allow({
      fellowship,
      at,
      code,
      ...part,
      counted: new Set(part.lines.flatMap((each) => each.evidence)),
      enough: enoughEvidence(dossier, ctx.content.portfolio.enoughEvidence, code).isEnough,
      contexts: contextProgress(dossier, targets),
      credentials: credentialsAsking(release, code),
      activities,
      ...(await casesFor(view.tx, evidence, activities, at)),
      observations: await observationsAbout(view.tx, evidence, { fellowId, code, at }),
      self: self.filter((each) => each.subjectCode === code),
    });
  });
}

type Part = Pick<SubjectView, "kind" | "name" | "status" | "targetLevel" | "lines">;

function partOf(dossier: Dossier, code: string): Part | null {
  const { release } = dossier.rules;
  const competency = findCompetency(release, code);
  if (competency) {
    const { name, status, lines } = satisfaction(dossier, code);
    return { kind: "competency", name, status, lines, targetLevel: competency.level.value };
  }
  if (!findEpa(release, code)) return null;
  const { name, status, lines, targetLevel } = epaProgress(dossier, code);
  return { kind: "epa", name, status, lines, targetLevel };
}

function credentialsAsking({ credentials }: Release, code: string) {
  return credentials
    .filter((each) => [...each.competencies, ...each.epas].includes(code))
    .map(({ code: of, name }) => ({ code: of, name }));
}

async function casesFor(
  tx: Transaction,
  evidence: Evidence,
  activities: readonly Activity[],
  at: Instant,
) {
  const codes = new Set(activities.map((each) => each.code));
  const cases = evidence.cases
    .filter((each) => codes.has(each.activity) && each.performedAt <= at)
    .sort((a, b) => b.performedAt - a.performedAt || (a.id < b.id ? 1 : -1));
  const supervisors = await namesOf(tx, [...new Set(cases.flatMap((e) => e.supervisorId ?? []))]);
  return { cases, supervisors };
}

async function observationsAbout(
  tx: Transaction,
  evidence: Evidence,
  { fellowId, code, at }: { fellowId: string; code: string; at: Instant },
): Promise<SubjectObservation[]> {
  const observed = evidence.observations
    .filter((each) => each.subjectCode === code && each.observedAt <= at)
    .sort((a, b) => b.observedAt - a.observedAt || (a.id < b.id ? 1 : -1));
  const names = await namesOf(
    tx,
    observed.map((each) => each.assessorId),
  );
  const said = await feedbackAbout(tx, fellowId, code);
  return observed.map((each) => ({
    ...each,
    assessorName: names.get(each.assessorId) ?? "",
    feedback: said.get(each.id) ?? null,
    whyNot: whyNotCounted(evidence, each, at),
  }));
}

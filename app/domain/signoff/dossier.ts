import { competency as competencyOf } from "../curriculum/release.ts";
import type { CredentialDefinition, Release } from "../curriculum/schema.ts";
import { formatInstant } from "../time/instant.ts";
import { type Evidence, isConfirmed } from "../training/evidence.ts";
import type { CredentialProgress } from "../training/progress.ts";
import type { RequirementLine } from "../training/requirement-line.ts";
import type { Recommendation } from "./committee.ts";
import type { Judgement, Route } from "./decision.ts";
import { type Gap, placeOf } from "./exception.ts";
import type { PathwayEvidence, PathwayLine } from "./pathway.ts";

/** Anything that can be written as canonical JSON. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** One requirement as it is shown and signed. */
export type DossierLine = {
  readonly in: string;
  readonly title: string;
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
  /** Where in the dossier, as an exception names it; lines of an application have none. */
  readonly line?: string;
  /** Left aside by two people, both named. */
  readonly excepted?: Excepted;
};

export type Excepted = {
  readonly reason: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
};

export type Dossier = {
  readonly route: Route;
  readonly person: { readonly id: string; readonly name: string };
  readonly programme: { readonly id: string; readonly name: string };
  readonly definition: CredentialDefinition;
  readonly release: Release;
  readonly lines: readonly DossierLine[];
  /** The facts that the lines rest on; see `trainingFacts` and `pathwayFacts`. */
  readonly facts: Plain;
};

/**
 * The facts about one credential in a fellow's evidence, in an order of their own: the same facts give
 * the same text, whenever and in whatever order they were read. What is not confirmed is no evidence yet.
 */
export function trainingFacts(
  release: Release,
  definition: CredentialDefinition,
  evidence: Evidence,
  progress: CredentialProgress,
): Plain {
  const codes = subjectsOf(release, definition);
  const feeding = new Set(
    release.catalogue.activities
      .filter((each) => each.competencies.some((code) => codes.has(code)))
      .map((each) => each.code),
  );
  const counted = new Set(progress.evidence);
  return {
    cases: evidence.cases
      .filter((each) => isConfirmed(each) && feeding.has(each.activity))
      .map((each) => ({
        id: each.id,
        activity: each.activity,
        role: each.role,
        performedAt: formatInstant(each.performedAt),
        supervisor: each.supervisorId,
        simulated: each.simulated,
        hours: each.hours,
        complication: each.complicationGrade,
        review: each.reviewOutcome,
      }))
      .sort(byId),
    observations: evidence.observations
      .filter((each) => codes.has(each.subjectCode))
      .map((each) => ({
        id: each.id,
        of: each.subjectCode,
        tool: each.tool,
        level: each.level,
        observedAt: formatInstant(each.observedAt),
        assessor: each.assessorId,
      }))
      .sort(byId),
    records: evidence.records
      .filter((each) => counted.has(each.id))
      .map((each) => ({
        id: each.id,
        kind: each.kind,
        code: each.code,
        completedAt: formatInstant(each.completedAt),
      }))
      .sort(byId),
    standing: [...evidence.credentials, ...evidence.externals]
      .filter((each) => counted.has(each.id))
      .map(({ id, code }) => ({ id, code }))
      .sort(byId),
  };
}

/** The facts of an application on the practice pathway. */
export function pathwayFacts(evidence: PathwayEvidence): Plain {
  return {
    practiceYears: evidence.practiceYears,
    cases: [...evidence.caseCounts]
      .map(({ competency, cases }) => ({ id: competency, cases }))
      .sort(byId),
    observations: evidence.observations
      .map((each) => ({
        id: each.id,
        of: each.competency,
        level: each.level,
        observedAt: formatInstant(each.observedAt),
        assessor: each.assessorName,
        institution: each.institution,
      }))
      .sort(byId),
    unitHead: evidence.unitHead,
    unitHeadLetterAt: formatInstant(evidence.unitHeadLetterAt),
    held: [...evidence.held].sort(),
  };
}

export function trainingLines(
  progress: CredentialProgress,
  titleOf: (line: RequirementLine) => string,
) {
  const within =
    (code: string) =>
    (line: RequirementLine): DossierLine => ({
      in: code,
      title: titleOf(line),
      have: line.have,
      need: line.need,
      met: line.met,
      line: placeOf({ in: code, id: line.id }),
    });
  return [
    ...progress.competencies.flatMap((each) => each.lines.map(within(each.code))),
    ...progress.epas.flatMap((each) => each.lines.map(within(each.code))),
    ...progress.lines.map(within(progress.credential)),
  ];
}

/** The same lines, as what stands between the fellow and the credential. */
export function trainingGaps(progress: CredentialProgress): Gap[] {
  const within =
    (code: string) =>
    ({ id, kind, of, met, missing }: RequirementLine): Gap => ({
      in: code,
      id,
      kind,
      of,
      met,
      missing: missing.length,
    });
  return [
    ...progress.competencies.flatMap((each) => each.lines.map(within(each.code))),
    ...progress.epas.flatMap((each) => each.lines.map(within(each.code))),
    ...progress.lines.map(within(progress.credential)),
  ];
}

/**
 * By whom each competency and each EPA was judged, as far as it counts. A round of feedback has many raters
 * and no single judge, so it is left out.
 */
export function judgedBy(progress: CredentialProgress, evidence: Evidence): Judgement[] {
  const byId = new Map(evidence.observations.map((each) => [each.id, each]));
  return [...progress.competencies, ...progress.epas].flatMap(({ code, lines }) => {
    const counted = lines
      .filter(({ kind }) => kind === "observations" || kind === "epa_ratings")
      .flatMap((each) => each.evidence)
      .flatMap((id) => byId.get(id) ?? [])
      .filter(({ tool }) => tool !== "MSF");
    const assessors = [...new Set(counted.map((each) => each.assessorId))].sort();
    return assessors.length > 0 ? [{ of: code, assessors }] : [];
  });
}

export function pathwayDossierLines(code: string, lines: readonly PathwayLine[]): DossierLine[] {
  return lines.map(({ title, have, need, met }) => ({ in: code, title, have, need, met }));
}

/** What is fixed when a committee takes a case up: the facts alone, and what they are for. */
export function evidenceJson({ route, person, definition, release, facts }: Dossier): Plain {
  return { route, person: person.id, credential: definition.code, release: release.version, facts };
}

/** Exactly what a signer sees and signs: the facts, the requirements, the votes and the meaning. */
export function dossierJson(dossier: Dossier, committee: Recommendation, meaning: string): Plain {
  const { person, programme, definition, release } = dossier;
  return {
    ...(evidenceJson(dossier) as Record<string, Plain>),
    person: { ...person },
    programme: { ...programme },
    credential: { code: definition.code, name: definition.name },
    curriculum: release.version,
    requirements: dossier.lines.map(lineJson),
    committee: {
      state: committee.state,
      quorum: committee.quorum,
      recommend: committee.recommend,
      notYet: committee.notYet,
      abstained: committee.abstained,
      conflicted: committee.conflicted,
      dissent: [...committee.dissent].sort(),
    },
    meaning,
  };
}

function lineJson({ excepted, ...line }: DossierLine): Plain {
  return excepted ? { ...line, excepted: { ...excepted } } : { ...line };
}

/** The sentence that a signature stands for, as printed beside it. */
export function meaningOf({ route, person, definition, release, programme }: Dossier): string {
  if (route === "renewal") {
    return `I have read the evidence shown here. I attest for ${programme.name} that ${person.name} has kept up what ${definition.name} (${definition.code}) of curriculum ${release.version} asks for, and may be entrusted with it for another period.`;
  }
  return `I have read the evidence shown here. I attest for ${programme.name} that ${person.name} meets the requirements of ${definition.name} (${definition.code}) of curriculum ${release.version} and may be entrusted with it without supervision.`;
}

/** The sentence of a refusal. */
export function refusalMeaningOf({ person, definition, programme }: Dossier): string {
  return `I have read the evidence shown here. I do not attest for ${programme.name} that ${person.name} meets the requirements of ${definition.name}, for the reason given.`;
}

/** Competencies and EPAs whose evidence bears on a credential, prerequisites included. */
function subjectsOf(release: Release, definition: CredentialDefinition): ReadonlySet<string> {
  const codes = new Set<string>(definition.epas);
  const add = (code: string) => {
    if (codes.has(code)) return;
    codes.add(code);
    competencyOf(release, code).prerequisites.forEach(add);
  };
  definition.competencies.forEach(add);
  return codes;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

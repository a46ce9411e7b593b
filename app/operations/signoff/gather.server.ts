import { type Content, releaseOf } from "#app/domain/content.ts";
import { credentialDefinition } from "#app/domain/curriculum/release.ts";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { type Recommendation, recommendation } from "#app/domain/signoff/committee.ts";
import type { Shown } from "#app/domain/signoff/decision.ts";
import {
  type Dossier,
  dossierJson,
  evidenceJson,
  judgedBy,
  meaningOf,
  pathwayDossierLines,
  pathwayFacts,
  trainingFacts,
  trainingGaps,
  trainingLines,
} from "#app/domain/signoff/dossier.ts";
import { type Gap, leftAside, placeOf } from "#app/domain/signoff/exception.ts";
import { type PathwayEvidence, pathwayLines } from "#app/domain/signoff/pathway.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { type Evidence, rulesOf } from "#app/domain/training/evidence.ts";
import { progressTowards } from "#app/domain/training/progress.ts";
import { titleOf } from "#app/domain/training/words.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { everything } from "#db/store/known.server.ts";
import { exceptionsOf, type RequirementException } from "#db/store/signoff/exceptions.server.ts";
import {
  findPathway,
  pathwayCounts,
  pathwayObservationsOf,
} from "#db/store/signoff/pathways.server.ts";
import { type CastVote, type Review, votesOf } from "#db/store/signoff/reviews.server.ts";
import { loadEvidence } from "#db/store/training/evidence.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { renewalCase } from "../credential/renewal-case.server.ts";

export type Subject = Pick<
  Review,
  | "personId"
  | "personName"
  | "programmeId"
  | "programmeName"
  | "fellowshipId"
  | "pathwayId"
  | "renewalOf"
  | "credentialCode"
  | "release"
>;

/** Everything about one case as the record holds it now. */
export type Gathered = {
  readonly dossier: Dossier;
  readonly evidence: Shown;
  /** What could be left aside by an exception; none on other routes than training. */
  readonly gaps: readonly Gap[];
  /** Of the facts alone: what a committee takes up. */
  readonly digest: string;
};

/** Reads what a committee looks at and a director signs: the same facts give the same digest. */
export async function gather(
  tx: Transaction,
  content: Content,
  subject: Subject,
  now: Instant,
): Promise<Gathered> {
  const { standing, found } = await evidenceOfPerson(tx, content, subject.personId, now);
  if (subject.renewalOf) {
    const renewed = await renewalCase(tx, content, subject, now, found);
    return { ...renewed, gaps: [], digest: sha256(canonical(evidenceJson(renewed.dossier))) };
  }
  const gathered = subject.pathwayId
    ? await fromPathway(tx, content, subject, standing, now)
    : fromTraining(content, subject, found, now);
  return { ...gathered, digest: sha256(canonical(evidenceJson(gathered.dossier))) };
}

async function evidenceOfPerson(tx: Transaction, content: Content, personId: string, now: Instant) {
  const rules = standingRules(content);
  const found = await loadEvidence(tx, personId, everything, rules, content.portfolio);
  const standing = [...found.credentials, ...found.externals]
    .filter((each) => each.counts.some((during) => holds(during, now)))
    .map((each) => each.code);
  return { found, standing };
}

function frameOf(content: Content, subject: Subject) {
  const release = releaseOf(content, subject.release);
  return {
    person: { id: subject.personId, name: subject.personName },
    programme: { id: subject.programmeId, name: subject.programmeName },
    definition: credentialDefinition(release, subject.credentialCode),
    release,
  };
}

function fromTraining(content: Content, subject: Subject, found: Evidence, now: Instant) {
  const frame = frameOf(content, subject);
  const rules = rulesOf(content, subject.release);
  const progress = progressTowards(rules, subject.credentialCode, found, now);
  const counted = new Set(progress.evidence);
  const assessors = found.observations
    .filter((each) => counted.has(each.id))
    .map((each) => each.assessorId);
  return {
    dossier: {
      ...frame,
      route: "training" as const,
      lines: trainingLines(progress, titleOf),
      facts: trainingFacts(frame.release, frame.definition, found, progress),
    },
    evidence: {
      missing: progress.missing.length,
      assessors: [...new Set(assessors)].sort(),
      judged: judgedBy(progress, found),
    },
    gaps: trainingGaps(progress),
  };
}

async function fromPathway(
  tx: Transaction,
  content: Content,
  subject: Subject,
  standing: readonly string[],
  now: Instant,
) {
  const frame = frameOf(content, subject);
  const evidence = await pathwayEvidence(tx, subject.pathwayId ?? "", frame.definition, standing);
  const lines = pathwayLines(frame.release, frame.definition, evidence, now);
  return {
    dossier: {
      ...frame,
      route: "practice" as const,
      lines: pathwayDossierLines(frame.definition.code, lines),
      facts: pathwayFacts(evidence),
    },
    evidence: { missing: lines.filter((each) => !each.met).length, assessors: [], judged: [] },
    gaps: [],
  };
}

async function pathwayEvidence(
  tx: Transaction,
  pathwayId: string,
  definition: Dossier["definition"],
  standing: readonly string[],
): Promise<PathwayEvidence> {
  const pathway = await findPathway(tx, pathwayId);
  if (!pathway) throw new Error(`no practice pathway ${pathwayId}`);
  const asked = [...definition.requires, ...definition.requiresAny, ...definition.base];
  return {
    practiceYears: pathway.practiceYears,
    caseCounts: await pathwayCounts(tx, pathwayId),
    observations: await pathwayObservationsOf(tx, pathwayId),
    unitHead: pathway.unitHead,
    unitHeadLetterAt: pathway.unitHeadLetterAt,
    held: [...new Set(standing.filter((code) => asked.includes(code)))].sort(),
  };
}

/** The dossier as it is shown and signed now, with what the committee said. */
export type Showable = Gathered & {
  readonly committee: Recommendation;
  readonly votes: readonly CastVote[];
  /** What somebody asked to leave aside, decided or not. */
  readonly exceptions: readonly RequirementException[];
  readonly meaning: string;
  /** Canonical JSON of all that is shown, and its SHA-256. */
  readonly text: string;
  readonly shownDigest: string;
};

export async function gatherReview(
  tx: Transaction,
  content: Content,
  review: Review,
  now: Instant,
): Promise<Showable> {
  const exceptions = await exceptionsOf(tx, [review.id]);
  const gathered = withExceptions(await gather(tx, content, review, now), exceptions);
  const votes = await votesOf(tx, [review.id]);
  const quorum = gathered.dossier.release.requirements.committeeMembers.value;
  const committee = recommendation(votes, quorum);
  const meaning = meaningOf(gathered.dossier);
  const text = canonical(dossierJson(gathered.dossier, committee, meaning));
  return { ...gathered, committee, votes, exceptions, meaning, text, shownDigest: sha256(text) };
}

/** What two people left aside is shown so, with both names, and is missing no longer. */
function withExceptions(gathered: Gathered, exceptions: readonly RequirementException[]): Gathered {
  const approved = exceptions.filter((each) => each.outcome === "approved");
  if (approved.length === 0) return gathered;
  const { dossier, evidence, gaps } = gathered;
  const lines = dossier.lines.map((line) => {
    const found = line.met ? undefined : approved.find((each) => each.line === line.line);
    if (!found) return line;
    const { reason, proposedByName: proposedBy, decidedByName } = found;
    return { ...line, excepted: { reason, proposedBy, approvedBy: decidedByName ?? "" } };
  });
  const places = approved.map((each) => each.line);
  const aside = leftAside(gaps, places);
  const left = gaps.filter((each) => !each.met && aside.has(placeOf(each)));
  const fewer = left.reduce((sum, each) => sum + each.missing, 0);
  return {
    ...gathered,
    dossier: { ...dossier, lines },
    evidence: { ...evidence, missing: evidence.missing - fewer },
  };
}

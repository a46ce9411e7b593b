import type { HolderRecord } from "#app/domain/credential/holder.ts";
import type { CredentialTimeline } from "#app/domain/credential/standing.ts";
import { type StandingRules, timelinesOf } from "#app/domain/credential/timeline.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { AssessorRecord } from "#app/domain/training/entitlement.ts";
import type {
  Evidence,
  ObservationEvidence,
  StandingEvidence,
} from "#app/domain/training/evidence.ts";
import type { Portfolio } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "../../client.server.ts";
import { holderRecords } from "../standing.server.ts";
import { assuranceRulesOf } from "./assurance-rules.server.ts";
import { caseEvidenceOf } from "./case-evidence.server.ts";
import { fellowshipsOf } from "./fellowships.server.ts";
import { observationsOf, type RecordedObservation } from "./observations.server.ts";
import { appointmentsOfAssessor, trainingRecordsOf } from "./records.server.ts";
import { workingTimesOf } from "./working-times.server.ts";

/**
 * All that speaks for one person, as the record stood after an entry. Two readings of the same entry give
 * the same evidence, so that a digest can be taken over what is judged from it.
 *
 * @param standing  What makes a credential count: see `standingRules`.
 * @param portfolio  What holds where the programme decided nothing.
 */
export async function loadEvidence(
  tx: Transaction,
  personId: string,
  knownThrough: number,
  standing: StandingRules,
  portfolio: Portfolio,
): Promise<Evidence> {
  const holder = await holderOf(tx, personId, knownThrough);
  const timelines = timelinesOf(holder, standing);
  const own = new Set(holder.own.map((each) => each.id));
  const external = new Set(holder.external.map((each) => each.id));
  const fellowships = await fellowshipsOf(tx, personId, knownThrough);
  const programmeId = fellowships.at(-1)?.programmeId ?? null;
  const workingTimes = await workingTimesOf(tx, personId, knownThrough);
  return {
    fellowships: fellowships.map(({ id, programmeId, release, during }) => ({
      id,
      programmeId,
      release,
      during,
    })),
    cases: await caseEvidenceOf(tx, personId, knownThrough),
    observations: (await observationsOf(tx, personId, knownThrough)).map(observationEvidence),
    records: await trainingRecordsOf(tx, personId, knownThrough),
    credentials: timelines.filter((each) => own.has(each.id)).map(standingOf),
    externals: timelines.filter((each) => external.has(each.id)).map(standingOf),
    entrustments: entrustmentsIn(holder),
    workingTime: workingTimes.map(({ during, percent }) => ({ during, percent })),
    countedAssurance: await assuranceRulesOf(tx, portfolio, programmeId, knownThrough),
  };
}

/** What could entitle a person to assess, as the record stood after an entry. */
export async function loadAssessorRecord(
  tx: Transaction,
  personId: string,
  knownThrough: number,
  standing: StandingRules,
): Promise<AssessorRecord> {
  const holder = await holderOf(tx, personId, knownThrough);
  const own = new Set(holder.own.map((each) => each.id));
  return {
    credentials: timelinesOf(holder, standing)
      .filter((each) => own.has(each.id))
      .map(standingOf),
    entrustments: entrustmentsIn(holder),
    appointments: await appointmentsOfAssessor(tx, personId, knownThrough),
  };
}

async function holderOf(tx: Transaction, personId: string, knownThrough: number) {
  const records = await holderRecords(tx, [personId], knownThrough);
  return records.get(personId) ?? { own: [], external: [], entrustments: [] };
}

function standingOf({ id, code, stretches }: CredentialTimeline): StandingEvidence {
  const counts = stretches
    .filter((each) => each.counts === "yes")
    .map(({ start, end }) => ({ start, end }));
  return { id, code, counts };
}

/** The latest decision about an EPA rules from its beginning, so that trust can also be taken back. */
function entrustmentsIn({ entrustments }: HolderRecord): Evidence["entrustments"] {
  return entrustments.flatMap(({ id, epa, level, during, recordedAt }) => {
    const later = entrustments.filter((o) => o.epa === epa && o.recordedAt > recordedAt);
    const end = Math.min(during.end, ...later.map((o) => o.during.start)) as Instant;
    return end > during.start ? [{ id, epa, level, during: { start: during.start, end } }] : [];
  });
}

/** What is judged, without names and without what was said: that may be erased. */
function observationEvidence(each: RecordedObservation): ObservationEvidence {
  const { fellowshipId, fellowId, assessorName, requestId, feedback, ...observation } = each;
  return observation;
}

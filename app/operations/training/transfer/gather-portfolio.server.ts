import { nameOfCode } from "#app/domain/content.ts";
import { findActivity, findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { forever, type Instant, later } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import {
  type CredentialProgress,
  countOf,
  progressTowardsAll,
} from "#app/domain/training/progress.ts";
import type { PortfolioDocument } from "#app/domain/training/transfer/portfolio-document.ts";
import type { Transaction } from "#db/client.server.ts";
import { credentialsOf } from "#db/store/credential/credentials.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { type Finding, findingsAbout } from "#db/store/signoff/findings.server.ts";
import { minutesOf } from "#db/store/signoff/meetings.server.ts";
import { signOffsAbout } from "#db/store/signoff/sign-offs.server.ts";
import { selfAssessmentsOf } from "#db/store/training/assessments.server.ts";
import { casesOf, type LoggedCase } from "#db/store/training/cases.server.ts";
import { type Fellowship, fellowshipsOf } from "#db/store/training/fellowships.server.ts";
import { observationsOf } from "#db/store/training/observations.server.ts";
import { trainingRecordsOf } from "#db/store/training/records.server.ts";
import { workingTimesOf } from "#db/store/training/working-times.server.ts";
import type { Context } from "../../context.server.ts";
import { rememberedEvidence } from "../progress/remembered.server.ts";

export type Whose = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly now: Instant;
};

/** Everything that the record holds about one fellow's training, as of now. */
export async function gatherPortfolio(
  ctx: Context,
  tx: Transaction,
  whose: Whose,
): Promise<PortfolioDocument> {
  const { fellowship, release, now } = whose;
  const { fellowId, timeZone: zone } = fellowship;
  const subjectName = (code: string) =>
    findCompetency(release, code)?.name ?? findEpa(release, code)?.name ?? code;
  const { evidence, rules } = await rememberedEvidence(ctx, tx, fellowId);
  const records = await trainingRecordsOf(tx, fellowId);
  const names = await namesOf(
    tx,
    records.map((each) => each.verifiedBy),
  );
  return {
    format: "systole-portfolio",
    version: 1,
    exportedAt: iso(now),
    fellow: { name: fellowship.fellowName },
    fellowships: (await fellowshipsOf(tx, fellowId)).map((each) => ({
      id: each.id,
      programme: each.programmeName,
      release: each.release,
      timeZone: each.timeZone,
      ...daysOf(each.during, each.timeZone),
    })),
    progress: progressTowardsAll(rules, evidence, now).map(progressRow),
    cases: (await casesOf(tx, fellowId)).map((each) => caseRow(each, release, zone)),
    observations: (await observationsOf(tx, fellowId)).map((each) => ({
      id: each.id,
      observedAt: iso(each.observedAt),
      subject: each.subjectCode,
      subjectName: subjectName(each.subjectCode),
      tool: each.tool,
      level: each.level,
      assessor: each.assessorName,
      assurance: each.assurance,
      raters: each.raters,
      case: each.caseId,
      feedback: each.feedback,
    })),
    selfAssessments: (await selfAssessmentsOf(tx, fellowId)).map((each) => ({
      id: each.id,
      assessedAt: iso(each.assessedAt),
      subject: each.subjectCode,
      subjectName: subjectName(each.subjectCode),
      level: each.level,
      note: each.note,
    })),
    records: records.map((each) => ({
      id: each.id,
      kind: each.kind,
      code: each.code,
      name: nameOfCode(ctx.content, each.code),
      completedAt: iso(each.completedAt),
      hours: each.hours,
      verifiedBy: names.get(each.verifiedBy) ?? "",
    })),
    workingTime: (await workingTimesOf(tx, fellowId)).map(({ id, percent, during }) => ({
      id,
      ...daysOf(during, zone),
      percent,
    })),
    findings: (await signedFindings(tx, fellowship.id)).map(findingRow),
    signOffs: await signOffRows(tx, fellowId),
    credentials: (await credentialsOf(tx, fellowId)).map((each) => ({
      id: each.id,
      code: each.code,
      name: nameOfCode(ctx.content, each.code),
      release: each.release,
      validFrom: iso(each.validFrom),
      validUntil: iso(each.validUntil),
      issued: each.issued,
      href: `${ctx.settings.publicOrigin}/credentials/${each.id}`,
    })),
  };
}

const iso = (at: Instant) => new Date(at).toISOString();
const two = (value: number) => String(value).padStart(2, "0");

function dayOf(at: Instant, zone: string): string {
  const { year, month, day } = localParts(at, zone);
  return `${year}-${two(month)}-${two(day)}`;
}

/** First and last day; the last is open where there is no end. */
function daysOf({ start, end }: Fellowship["during"], zone: string) {
  return {
    from: dayOf(start, zone),
    until: end === forever ? null : dayOf(later(end, -1), zone),
  };
}

function progressRow(progress: CredentialProgress) {
  const { credential, name, status, met, of } = countOf(progress);
  return { credential, name, release: progress.release, status, met, of };
}

function caseRow(each: LoggedCase, release: Release, zone: string) {
  const { hour, minute } = localParts(each.performedAt, zone);
  const isMinute = each.datePrecision === "minute";
  const day = dayOf(each.performedAt, zone);
  return {
    id: each.id,
    date: each.datePrecision === "month" ? day.slice(0, 7) : day,
    time: isMinute ? `${two(hour)}:${two(minute)}` : null,
    activity: each.activity,
    activityName: findActivity(release, each.activity)?.name ?? each.activity,
    role: each.role,
    setting: each.setting,
    supervisor: each.supervisorName,
    devices: [...each.devices],
    access: [...each.access],
    contexts: [...each.contexts],
    scenario: each.scenario,
    hours: each.hours,
    scaiStage: each.scaiStage,
    complicationGrade: each.complicationGrade,
    complications: [...each.complications],
    simulated: each.simulated,
    provenance: each.provenance,
    state: each.verification?.outcome ?? ("pending" as const),
    reason: each.verification?.reason ?? null,
    loggedAt: iso(each.loggedAt),
  };
}

/** Findings leave the meeting only once its minutes are signed. */
async function signedFindings(tx: Transaction, fellowshipId: string): Promise<Finding[]> {
  const signed: Finding[] = [];
  for (const each of await findingsAbout(tx, fellowshipId)) {
    if (await minutesOf(tx, each.meetingId)) signed.push(each);
  }
  return signed;
}

function findingRow(each: Finding) {
  return {
    id: each.id,
    heldAt: iso(each.heldAt),
    halfYear: each.halfYear,
    recommendation: each.recommendation,
    rationale: each.rationale?.text ?? null,
    dissent: each.dissent?.text ?? null,
    milestones: { ...each.milestones },
    recordedBy: each.recordedByName,
  };
}

async function signOffRows(tx: Transaction, personId: string) {
  const all = await signOffsAbout(tx, personId);
  return all.map((each) => ({
    id: each.id,
    credential: each.credentialCode,
    release: each.release,
    decision: each.decision,
    signedAt: iso(each.signedAt),
    signer: each.signerName,
    signerRole: each.signerRole,
    meaning: each.meaning,
    reason: each.reason,
    evidenceDigest: each.evidenceDigest,
    coSignatures: each.coSignatures.map(({ signerName, signerRole, meaning, signedAt }) => ({
      signer: signerName,
      signerRole,
      meaning,
      signedAt: iso(signedAt),
    })),
    withdrawnBecause: each.withdrawalReason,
  }));
}

import type { PortfolioDocument } from "./portfolio-document.ts";

/** A table as it is written into a file; `name` is the file's, without its ending. */
export type ExportTable = {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

/** Everything of a portfolio, one table for each kind. Our own import reads the one of cases. */
export function tablesOf(document: PortfolioDocument): ExportTable[] {
  const { cases, observations, selfAssessments, records, workingTime } = document;
  const { findings, signOffs, credentials } = document;
  return [
    table("cases", cases, {
      entry: (each) => each.id,
      date: (each) => each.date,
      time: (each) => each.time,
      activity_code: (each) => each.activity,
      activity: (each) => each.activityName,
      role: (each) => each.role,
      setting: (each) => each.setting,
      supervisor: (each) => each.supervisor,
      devices: (each) => each.devices.join("; "),
      access: (each) => each.access.join("; "),
      contexts: (each) => each.contexts.join("; "),
      scenario: (each) => each.scenario,
      hours: (each) => each.hours,
      scai_stage: (each) => each.scaiStage,
      complication_grade: (each) => each.complicationGrade,
      complications: (each) => each.complications.join("; "),
      simulated: (each) => yesNo(each.simulated),
      provenance: (each) => each.provenance,
      state: (each) => each.state,
      reason: (each) => each.reason,
      logged_at: (each) => each.loggedAt,
    }),
    table("observations", observations, {
      entry: (each) => each.id,
      observed_at: (each) => each.observedAt,
      subject: (each) => each.subject,
      subject_name: (each) => each.subjectName,
      tool: (each) => each.tool,
      level: (each) => each.level,
      assessor: (each) => each.assessor,
      assurance: (each) => each.assurance,
      raters: (each) => each.raters,
      case: (each) => each.case,
      feedback: (each) => each.feedback,
    }),
    table("self-assessments", selfAssessments, {
      entry: (each) => each.id,
      assessed_at: (each) => each.assessedAt,
      subject: (each) => each.subject,
      subject_name: (each) => each.subjectName,
      level: (each) => each.level,
      note: (each) => each.note,
    }),
    table("records", records, {
      entry: (each) => each.id,
      kind: (each) => each.kind,
      code: (each) => each.code,
      name: (each) => each.name,
      completed_at: (each) => each.completedAt,
      hours: (each) => each.hours,
      verified_by: (each) => each.verifiedBy,
    }),
    table("working-time", workingTime, {
      entry: (each) => each.id,
      from: (each) => each.from,
      until: (each) => each.until,
      percent: (each) => each.percent,
    }),
    table("committee-findings", findings, {
      entry: (each) => each.id,
      held_at: (each) => each.heldAt,
      half_year: (each) => each.halfYear,
      recommendation: (each) => each.recommendation,
      rationale: (each) => each.rationale,
      dissent: (each) => each.dissent,
      milestones: ({ milestones }) =>
        Object.entries(milestones)
          .map(([domain, level]) => `${domain} ${level}`)
          .join("; "),
      recorded_by: (each) => each.recordedBy,
    }),
    table("sign-offs", signOffs, {
      entry: (each) => each.id,
      credential: (each) => each.credential,
      release: (each) => each.release,
      decision: (each) => each.decision,
      signed_at: (each) => each.signedAt,
      signer: (each) => each.signer,
      signer_role: (each) => each.signerRole,
      meaning: (each) => each.meaning,
      reason: (each) => each.reason,
      evidence_digest: (each) => each.evidenceDigest,
      co_signatures: ({ coSignatures }) =>
        coSignatures.map((each) => `${each.signer}, ${each.signerRole}`).join("; "),
      withdrawn_because: (each) => each.withdrawnBecause,
    }),
    table("credentials", credentials, {
      entry: (each) => each.id,
      code: (each) => each.code,
      name: (each) => each.name,
      release: (each) => each.release,
      valid_from: (each) => each.validFrom,
      valid_until: (each) => each.validUntil,
      issued: (each) => yesNo(each.issued),
      href: (each) => each.href,
    }),
  ];
}

type Cell = string | number | null;

function table<T>(
  name: string,
  items: readonly T[],
  columns: Readonly<Record<string, (item: T) => Cell>>,
): ExportTable {
  const read = Object.values(columns);
  return {
    name,
    header: Object.keys(columns),
    rows: items.map((item) => read.map((cell) => cell(item) ?? "")),
  };
}

const yesNo = (is: boolean) => (is ? "yes" : "no");

/** Entrustment from which the ACVC's two sign-offs of a procedure are taken. */
const acvcLevels = { II: 3, III: 4 } as const;

/**
 * Confirmed cases in the columns of the ACVC procedure log. What identifies a patient, indication and
 * outcome are never kept here, and it is signed by hand: those columns stay empty.
 *
 * @source S-ACVC-LOG, S-ACCA-LOGBOOK
 */
export function acvcTable({ cases, observations }: PortfolioDocument): ExportTable {
  const signed = (caseId: string, least: number) =>
    observations.find((each) => each.case === caseId && each.level >= least);
  const counted = cases.filter((each) => each.state === "confirmed" && !each.simulated);
  const byTopic = [...counted].sort((a, b) =>
    a.activityName === b.activityName
      ? a.date.localeCompare(b.date)
      : a.activityName.localeCompare(b.activityName),
  );
  return {
    name: "acvc-logbook",
    header: [
      "Topic",
      "Case no.",
      "Date",
      "Patient unique identifier",
      "Outcome / indication",
      ...Object.keys(acvcLevels).flatMap((level) =>
        ["date", "supervisor name", "signature"].map((each) => `Level ${level}: ${each}`),
      ),
      "Part taken",
      "Confirmed by",
    ],
    rows: byTopic.map((each, i) => [
      each.activityName,
      i + 1,
      each.date,
      "",
      "",
      ...Object.values(acvcLevels).flatMap((least) => {
        const by = signed(each.id, least);
        return [by?.observedAt.slice(0, 10) ?? "", by?.assessor ?? "", ""];
      }),
      each.role,
      each.supervisor ?? "",
    ]),
  };
}

/** Columns of the ACVC log that stay empty, and why. */
export const acvcEmpty: readonly { readonly column: string; readonly why: string }[] = [
  { column: "Patient unique identifier", why: "The portal never holds one. Your hospital does." },
  { column: "Outcome / indication", why: "It is not logged here." },
  { column: "Signatures", why: "The ACVC takes them by hand." },
  {
    column: "Level II and Level III, where nobody observed that very case",
    why: "A supervisor's observation of the case at level 3, and at level 4 or above, fills them.",
  },
];

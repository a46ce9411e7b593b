import { z } from "zod";

const Day = z.string().describe("Local date, 2026-11-22; of the month only: 2026-11");
const At = z.iso.datetime().describe("UTC");
const Person = z.string().describe("Name as it is known today");

/**
 * Everything a portal keeps about one fellow's training, in one file. The shape only grows: a field is
 * never renamed nor given another meaning within a version.
 */
export const PortfolioDocument = z.strictObject({
  format: z.literal("systole-portfolio"),
  version: z.literal(1),
  exportedAt: At,
  fellow: z.strictObject({ name: z.string() }),
  fellowships: z.array(
    z.strictObject({
      id: z.uuid(),
      programme: z.string(),
      release: z.string(),
      timeZone: z.string(),
      from: Day,
      until: Day.nullable(),
    }),
  ),
  progress: z.array(
    z.strictObject({
      credential: z.string(),
      name: z.string(),
      release: z.string(),
      status: z.enum(["met", "in_progress", "blocked"]),
      met: z.number().int().describe("Requirements met"),
      of: z.number().int().describe("Requirements asked"),
    }),
  ),
  cases: z.array(
    z.strictObject({
      id: z.uuid(),
      date: Day,
      time: z.string().nullable().describe("Local, 08:30; null where only the day is kept"),
      activity: z.string(),
      activityName: z.string(),
      role: z.string(),
      setting: z.string(),
      supervisor: Person.nullable(),
      devices: z.array(z.string()),
      access: z.array(z.string()),
      contexts: z.array(z.string()),
      scenario: z.string().nullable(),
      hours: z.number().nullable(),
      scaiStage: z.string().nullable(),
      complicationGrade: z.string(),
      complications: z.array(z.string()),
      simulated: z.boolean(),
      provenance: z.enum(["logged", "imported"]),
      state: z.enum(["pending", "confirmed", "declined"]),
      reason: z.string().nullable().describe("Why it was declined"),
      loggedAt: At,
    }),
  ),
  observations: z.array(
    z.strictObject({
      id: z.uuid(),
      observedAt: At,
      subject: z.string(),
      subjectName: z.string(),
      tool: z.string(),
      level: z.number().int(),
      assessor: Person,
      assurance: z.string(),
      raters: z.number().int().nullable(),
      case: z.uuid().nullable(),
      feedback: z.string().nullable(),
    }),
  ),
  selfAssessments: z.array(
    z.strictObject({
      id: z.uuid(),
      assessedAt: At,
      subject: z.string(),
      subjectName: z.string(),
      level: z.number().int(),
      note: z.string().nullable(),
    }),
  ),
  records: z.array(
    z.strictObject({
      id: z.uuid(),
      kind: z.string(),
      code: z.string(),
      name: z.string(),
      completedAt: At,
      hours: z.number().nullable(),
      verifiedBy: Person,
    }),
  ),
  workingTime: z.array(
    z.strictObject({ id: z.uuid(), from: Day, until: Day.nullable(), percent: z.number().int() }),
  ),
  findings: z.array(
    z.strictObject({
      id: z.uuid(),
      heldAt: At,
      halfYear: z.string(),
      recommendation: z.string(),
      rationale: z.string().nullable(),
      dissent: z.string().nullable(),
      milestones: z.record(z.string(), z.number()),
      recordedBy: Person,
    }),
  ),
  signOffs: z.array(
    z.strictObject({
      id: z.uuid(),
      credential: z.string(),
      release: z.string(),
      decision: z.string(),
      signedAt: At,
      signer: z.string().describe("As printed when it was signed"),
      signerRole: z.string(),
      meaning: z.string(),
      reason: z.string().nullable(),
      evidenceDigest: z.string().describe("SHA-256 of what the signer saw"),
      coSignatures: z.array(
        z.strictObject({
          signer: z.string(),
          signerRole: z.string(),
          meaning: z.string(),
          signedAt: At,
        }),
      ),
      withdrawnBecause: z.string().nullable(),
    }),
  ),
  credentials: z.array(
    z.strictObject({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      release: z.string(),
      validFrom: At,
      validUntil: At,
      issued: z.boolean(),
      href: z.url().describe("Where its standing can be looked up"),
    }),
  ),
});
export type PortfolioDocument = z.output<typeof PortfolioDocument>;

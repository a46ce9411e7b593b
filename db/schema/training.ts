import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  assessmentTools,
  complicationGrades,
  logRoles,
  scaiStages,
} from "#app/domain/curriculum/schema.ts";
import { entry, instantColumn, period, personId } from "./columns.ts";
import { programme } from "./people.ts";
import { narrative, person } from "./person.ts";

const listed = (values: readonly string[]) => sql.raw(`('${values.join("', '")}')`);

/** One fellow in one programme under one release. Fact; a later row that supersedes it may end it. */
export const fellowship = pgTable(
  "fellowship",
  {
    id: uuid("id").primaryKey(),
    fellowId: personId("fellow_id"),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    release: text("release").notNull(),
    ...period(),
    supersedes: uuid("supersedes").unique(),
    ...entry(),
  },
  (row) => [
    index("fellowship_by_fellow").on(row.fellowId),
    index("fellowship_by_programme").on(row.programmeId),
    check("fellowship_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** A new end or another release for a fellowship that keeps its id; the latest known holds. Fact. */
export const fellowshipChange = pgTable(
  "fellowship_change",
  {
    id: uuid("id").primaryKey(),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    release: text("release").notNull(),
    endsAt: instantColumn("ends_at").notNull(),
    reason: text("reason").notNull(),
    ...entry(),
  },
  (row) => [index("fellowship_change_by_fellowship").on(row.fellowshipId, row.entrySeq)],
);

/** How much of full time a fellow works for a while, in percent; 0 is leave. Windows follow it. Fact. */
export const workingTime = pgTable(
  "working_time",
  {
    id: uuid("id").primaryKey(),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    percent: smallint("percent").notNull(),
    ...period(),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("working_time_by_fellow").on(row.fellowId),
    check("working_time_percent", sql`${row.percent} between 0 and 99`),
    check("working_time_ends", sql`${row.endsAt} is not null`),
    check("working_time_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** A logged case. Fact; no column can hold a patient's identity. A correction supersedes. */
export const caseEntry = pgTable(
  "case_entry",
  {
    id: uuid("id").primaryKey(),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    activity: text("activity").notNull(),
    role: text("role").notNull(),
    setting: text("setting").notNull(),
    performedAt: instantColumn("performed_at").notNull(),
    /** Derived from the local time before any precision is dropped. */
    atNight: boolean("at_night").notNull(),
    onWeekend: boolean("on_weekend").notNull(),
    supervisorId: uuid("supervisor_id").references(() => person.id),
    devices: text("devices").array().notNull(),
    access: text("access").array().notNull(),
    contexts: text("contexts").array().notNull(),
    simulated: boolean("simulated").notNull(),
    scenario: text("scenario"),
    hours: doublePrecision("hours"),
    scaiStage: text("scai_stage"),
    complicationGrade: text("complication_grade").notNull(),
    complications: text("complications").array().notNull(),
    /** How exactly `performed_at` is meant; the policy of the programme decides it while logging. */
    datePrecision: text("date_precision").notNull().default("minute"),
    provenance: text("provenance").notNull().default("logged"),
    /** Cases that came in one file share it. */
    importId: uuid("import_id"),
    supersedes: uuid("supersedes").unique(),
    correctionReason: text("correction_reason"),
    ...entry(),
  },
  (row) => [
    check("case_entry_precision", sql`${row.datePrecision} in ('minute', 'day', 'month')`),
    check("case_entry_provenance", sql`${row.provenance} in ('logged', 'imported')`),
    check(
      "case_entry_correction_says_why",
      sql`(${row.supersedes} is null) = (${row.correctionReason} is null)`,
    ),
    index("case_entry_by_fellow").on(row.fellowId, row.performedAt),
    index("case_entry_by_supervisor").on(row.supervisorId),
    check("case_entry_role", sql`${row.role} in ${listed(logRoles)}`),
    check("case_entry_scai", sql`${row.scaiStage} in ${listed(scaiStages)}`),
    check(
      "case_entry_complication",
      sql`${row.complicationGrade} in ${listed(complicationGrades)}`,
    ),
    check("case_entry_supervised_by_another", sql`${row.fellowId} <> ${row.supervisorId}`),
    check("case_entry_hours", sql`${row.hours} > 0 and ${row.hours} <= 24`),
  ],
);

export const caseWithdrawal = pgTable("case_withdrawal", {
  caseId: uuid("case_id")
    .primaryKey()
    .references(() => caseEntry.id),
  reason: text("reason").notNull(),
  ...entry(),
});

/** A named supervisor confirms, or declines with a reason, that a logged case was so. Fact. */
export const caseVerification = pgTable(
  "case_verification",
  {
    caseId: uuid("case_id")
      .primaryKey()
      .references(() => caseEntry.id),
    verifiedBy: personId("verified_by"),
    outcome: text("outcome").notNull(),
    reason: text("reason"),
    ...entry(),
  },
  (row) => [
    check("case_verification_outcome", sql`${row.outcome} in ('confirmed', 'declined')`),
    check(
      "case_verification_reason",
      sql`${row.outcome} = 'confirmed' or length(${row.reason}) > 0`,
    ),
  ],
);

/** An unresolved high-grade complication blocks its competency until its review is closed. Fact. */
export const complicationReview = pgTable("complication_review", {
  caseId: uuid("case_id")
    .primaryKey()
    .references(() => caseEntry.id),
  reviewedBy: personId("reviewed_by"),
  outcome: text("outcome").notNull(),
  ...entry(),
});

/** A fellow asks a named assessor to observe. Fact; an observation or a decline answers it. */
export const observationRequest = pgTable(
  "observation_request",
  {
    id: uuid("id").primaryKey(),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    assessorId: personId("assessor_id"),
    tool: text("tool").notNull(),
    subjectCode: text("subject_code").notNull(),
    caseId: uuid("case_id").references(() => caseEntry.id),
    expiresAt: instantColumn("expires_at").notNull(),
    ...entry(),
  },
  (row) => [index("observation_request_by_assessor").on(row.assessorId)],
);

/** One assessor's judgement of one competency or EPA, once. A correction is a new row. Fact. */
export const observation = pgTable(
  "observation",
  {
    id: uuid("id").primaryKey(),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    assessorId: personId("assessor_id"),
    tool: text("tool").notNull(),
    /** A competency (CIC-…) or an EPA (EPA-…). */
    subjectCode: text("subject_code").notNull(),
    level: smallint("level").notNull(),
    observedAt: instantColumn("observed_at").notNull(),
    /** Multi-source feedback: how many raters the round had. */
    raters: smallint("raters"),
    /** Why this assessor was entitled on that date: a credential id or an assessor appointment. */
    entitlement: text("entitlement").notNull(),
    caseId: uuid("case_id").references(() => caseEntry.id),
    requestId: uuid("request_id").references(() => observationRequest.id),
    narrativeId: uuid("narrative_id").references(() => narrative.id),
    narrativeDigest: text("narrative_digest"),
    /** How the assessor was known to be who they are. */
    assurance: text("assurance").notNull().default("account"),
    supersedes: uuid("supersedes").unique(),
    correctionReason: text("correction_reason"),
    ...entry(),
  },
  (row) => [
    check(
      "observation_assurance",
      sql`${row.assurance} in ('account', 'verified_mail', 'in_person')`,
    ),
    check(
      "observation_correction_says_why",
      sql`(${row.supersedes} is null) = (${row.correctionReason} is null)`,
    ),
    index("observation_by_fellow").on(row.fellowId, row.subjectCode, row.observedAt),
    index("observation_by_assessor").on(row.assessorId),
    uniqueIndex("observation_answers_request_once").on(row.requestId),
    check("observation_level_on_scale", sql`${row.level} between 1 and 5`),
    check("observation_tool", sql`${row.tool} in ${listed(assessmentTools)}`),
    check("observation_not_of_self", sql`${row.fellowId} <> ${row.assessorId}`),
  ],
);

/** The assessor takes an observation back and says why; it stays on record. Fact. */
export const observationWithdrawal = pgTable("observation_withdrawal", {
  observationId: uuid("observation_id")
    .primaryKey()
    .references(() => observation.id),
  reason: text("reason").notNull(),
  ...entry(),
});

/** A verified record beside cases: an examination, an audit, a course, hours of training. Fact. */
export const trainingRecord = pgTable(
  "training_record",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    kind: text("kind").notNull(),
    code: text("code").notNull(),
    completedAt: instantColumn("completed_at").notNull(),
    hours: doublePrecision("hours"),
    verifiedBy: personId("verified_by"),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("training_record_by_person").on(row.personId),
    check(
      "training_record_kind",
      sql`${row.kind} in ('certificate', 'exam', 'audit', 'assessor_training')`,
    ),
    check("training_record_not_by_self", sql`${row.personId} <> ${row.verifiedBy}`),
  ],
);

/** A founding assessor: appointed by two signatures, expiring, so that a first programme can start. Fact. */
export const assessorAppointment = pgTable(
  "assessor_appointment",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    /** Competency and EPA codes. */
    subjects: text("subjects").array().notNull(),
    firstSignerId: personId("first_signer_id"),
    secondSignerId: personId("second_signer_id"),
    ...period(),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("assessor_appointment_by_person").on(row.personId),
    check("assessor_appointment_two_signers", sql`${row.firstSignerId} <> ${row.secondSignerId}`),
    check("assessor_appointment_expires", sql`${row.endsAt} is not null`),
    check("assessor_appointment_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

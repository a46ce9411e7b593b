import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { entry, instantColumn, period, personId } from "./columns.ts";
import { unit } from "./roster.ts";

/** Counts that conditional rules ask for; each holds until it is replaced, `validUntil`, or its maximum age. Fact. */
export const unitState = pgTable(
  "unit_state",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    ecmoPatients: integer("ecmo_patients"),
    bedsOccupied: integer("beds_occupied"),
    validUntil: instantColumn("valid_until").notNull(),
    ...entry(),
  },
  (row) => [
    index("unit_state_by_entry").on(row.entrySeq),
    index("unit_state_by_unit").on(row.unitId, row.entrySeq),
    check("unit_state_counts", sql`${row.ecmoPatients} >= 0 and ${row.bedsOccupied} >= 0`),
  ],
);

/** A hub's people may meet the unit's remote rules. Fact. */
export const hubAgreement = pgTable(
  "hub_agreement",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    hubUnitId: uuid("hub_unit_id")
      .notNull()
      .references(() => unit.id),
    ...period(),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("hub_agreement_by_entry").on(row.entrySeq),
    index("hub_agreement_by_unit").on(row.unitId),
    check("hub_agreement_with_another", sql`${row.unitId} <> ${row.hubUnitId}`),
  ],
);

/** From when a unit is held to a version of the standards, or to rules of its own. Fact; never back-dated. */
export const ruleSetAdoption = pgTable(
  "rule_set_adoption",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    /** `standards` (tier rules and guard of that content version) or the name of the unit's own set. */
    ruleSet: text("rule_set").notNull(),
    version: text("version").notNull(),
    /** The unit's own rules; null for `standards`. */
    rules: jsonb("rules"),
    effectiveAt: instantColumn("effective_at").notNull(),
    ...entry(),
  },
  (row) => [
    index("rule_set_adoption_by_entry").on(row.entrySeq),
    index("rule_set_adoption_by_unit").on(row.unitId),
    check("rule_set_adoption_rules", sql`(${row.ruleSet} = 'standards') = (${row.rules} is null)`),
  ],
);

/** A named doctor takes responsibility beside an answer that is not yes; the answer stays. Fact. */
export const override = pgTable(
  "override",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    doctorId: personId("doctor_id"),
    reason: text("reason").notNull(),
    ...period(),
    ...entry(),
  },
  (row) => [
    index("override_by_entry").on(row.entrySeq),
    index("override_by_unit").on(row.unitId),
    check("override_at_most_12_h", sql`${row.endsAt} - ${row.startsAt} <= interval '12 hours'`),
  ],
);

/**
 * An override ended before its time: whoever was needed came, or the rules are met again. It ends when this
 * is recorded, never before. Fact.
 */
export const overrideEnd = pgTable(
  "override_end",
  {
    id: uuid("id").primaryKey(),
    overrideId: uuid("override_id")
      .notNull()
      .unique()
      .references(() => override.id),
    /** The override's unit, so that what was added to a unit is found by it alone. */
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    endedAt: instantColumn("ended_at").notNull(),
    endedBy: personId("ended_by"),
    ...entry(),
  },
  (row) => [
    index("override_end_by_unit").on(row.unitId),
    index("override_end_by_entry").on(row.entrySeq),
  ],
);

/** A second person looked at an override afterwards. Fact. */
export const overrideReview = pgTable(
  "override_review",
  {
    id: uuid("id").primaryKey(),
    overrideId: uuid("override_id")
      .notNull()
      .unique()
      .references(() => override.id),
    reviewedBy: personId("reviewed_by"),
    outcome: text("outcome").notNull(),
    words: text("words").notNull(),
    ...entry(),
  },
  (row) => [
    check("override_review_outcome", sql`${row.outcome} in ('justified', 'not_justified')`),
  ],
);

/** What was decided about a gap; alerts about it stop only by this. Fact. */
export const gapDecision = pgTable(
  "gap_decision",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    ruleId: text("rule_id").notNull(),
    ...period(),
    decision: text("decision").notNull(),
    words: text("words").notNull(),
    decidedBy: personId("decided_by"),
    ...entry(),
  },
  (row) => [
    index("gap_decision_by_unit").on(row.unitId, row.startsAt),
    check("gap_decision_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** An alert about a gap at a stage before it begins, so that none is sent twice. Workspace. */
export const gapAlert = pgTable(
  "gap_alert",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    ruleId: text("rule_id").notNull(),
    startsAt: instantColumn("starts_at").notNull(),
    endsAt: instantColumn("ends_at").notNull(),
    stage: text("stage").notNull(),
    sentAt: instantColumn("sent_at").notNull(),
  },
  (row) => [
    uniqueIndex("gap_alert_once").on(row.unitId, row.ruleId, row.startsAt, row.stage),
    check("gap_alert_stage", sql`${row.stage} in ('30d', '72h', '24h', '2h')`),
  ],
);

/** The weekly report of a unit was written for a week. Workspace. */
export const weeklyReportSent = pgTable(
  "weekly_report_sent",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    /** ISO week, "2026-W47". */
    week: text("week").notNull(),
    sentAt: instantColumn("sent_at").notNull(),
  },
  (row) => [uniqueIndex("weekly_report_sent_once").on(row.unitId, row.week)],
);

/** Where a unit's events are sent. Its secret is derived from the portal's own, never stored. Workspace. */
export const webhook = pgTable(
  "webhook",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    url: text("url").notNull(),
    /** With the portal's own secret it gives the signing secret; a new one rotates it. */
    salt: text("salt").notNull(),
    createdBy: personId("created_by"),
    createdAt: instantColumn("created_at").notNull(),
    disabledAt: instantColumn("disabled_at"),
    /** Why it was switched off, or what went wrong last. */
    problem: text("problem"),
  },
  (row) => [index("webhook_by_unit").on(row.unitId)],
);

/** An event on its way to a webhook. Workspace. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    id: uuid("id").primaryKey(),
    webhookId: uuid("webhook_id")
      .notNull()
      .references(() => webhook.id),
    eventType: text("event_type").notNull(),
    /** Rises by one for each event of a unit: order on the way is not guaranteed. */
    sequence: integer("sequence").notNull(),
    body: text("body").notNull(),
    createdAt: instantColumn("created_at").notNull(),
    dueAt: instantColumn("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    deliveredAt: instantColumn("delivered_at"),
    givenUpAt: instantColumn("given_up_at"),
    status: integer("status"),
    problem: text("problem"),
  },
  (row) => [
    index("webhook_delivery_by_hook").on(row.webhookId, row.createdAt),
    index("webhook_delivery_due").on(row.dueAt),
  ],
);

/** A screen on a unit's wall: reads that unit's board and nothing else. Workspace. */
export const boardDevice = pgTable(
  "board_device",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    /** The first token only lets the screen in once; then its cookie holds another. */
    pairedAt: instantColumn("paired_at"),
    createdBy: personId("created_by"),
    createdAt: instantColumn("created_at").notNull(),
    expiresAt: instantColumn("expires_at").notNull(),
    revokedAt: instantColumn("revoked_at"),
    lastSeenAt: instantColumn("last_seen_at"),
  },
  (row) => [index("board_device_by_unit").on(row.unitId)],
);

/** The shock team was called for somebody: when, at what stage, for what; nothing of the patient. Fact. */
export const activation = pgTable(
  "activation",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    activatedAt: instantColumn("activated_at").notNull(),
    scaiStage: text("scai_stage").notNull(),
    mcs: text("mcs").notNull(),
    devices: text("devices").array().notNull(),
    /** Asked for VA-ECMO alone; null elsewhere. */
    unloadingPlan: boolean("unloading_plan"),
    exitStrategy: boolean("exit_strategy"),
    /** By the emergency path: placed before the team was whole. */
    emergency: boolean("emergency").notNull(),
    /** The unit's and the team's answer at that instant, as given then. */
    answer: jsonb("answer").notNull(),
    recordedBy: personId("recorded_by"),
    /** A correction is a new row with a reason. */
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    reason: text("reason"),
    ...entry(),
  },
  (row) => [
    index("activation_by_unit").on(row.unitId, row.activatedAt),
    check("activation_scai", sql`${row.scaiStage} in ('A', 'B', 'C', 'D', 'E')`),
    check("activation_mcs", sql`${row.mcs} in ('none', 'considered', 'started')`),
  ],
);

/** Somebody of the team answered the call. Fact. */
export const activationResponse = pgTable(
  "activation_response",
  {
    id: uuid("id").primaryKey(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => activation.id),
    seat: text("seat").notNull(),
    personId: personId("person_id"),
    /** In the call by telephone, or at the bedside. */
    mode: text("mode").notNull(),
    joinedAt: instantColumn("joined_at").notNull(),
    recordedBy: personId("recorded_by"),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("activation_response_by_activation").on(row.activationId),
    check("activation_response_mode", sql`${row.mode} in ('call', 'bedside')`),
  ],
);

/** An activation by the emergency path, or a flagged one, was looked at afterwards. Fact. */
export const activationReview = pgTable(
  "activation_review",
  {
    id: uuid("id").primaryKey(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => activation.id),
    reviewedBy: personId("reviewed_by"),
    outcome: text("outcome").notNull(),
    words: text("words").notNull(),
    ...entry(),
  },
  (row) => [
    index("activation_review_by_activation").on(row.activationId),
    check("activation_review_outcome", sql`${row.outcome} in ('agreed', 'learning_point')`),
  ],
);

/**
 * Mechanical support began to run in a patient the team was called for: when, and nothing of the patient.
 * Known after the call as a rule, so it stands by itself. Fact.
 */
export const activationDevice = pgTable(
  "activation_device",
  {
    id: uuid("id").primaryKey(),
    activationId: uuid("activation_id")
      .notNull()
      .references(() => activation.id),
    startedAt: instantColumn("started_at").notNull(),
    recordedBy: personId("recorded_by"),
    /** A correction is a new row. */
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [index("activation_device_by_activation").on(row.activationId)],
);

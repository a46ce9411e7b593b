import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { entry, instantColumn, personId } from "./columns.ts";
import { narrative } from "./person.ts";
import { fellowship, observationRequest } from "./training.ts";

/** The asked assessor says no, and why. Fact. */
export const requestDecline = pgTable("request_decline", {
  requestId: uuid("request_id")
    .primaryKey()
    .references(() => observationRequest.id),
  reason: text("reason").notNull(),
  ...entry(),
});

/**
 * What lets one assessor answer one request without an account: shown as QR or sent by mail, used once.
 * Only the hash is kept. Workspace.
 */
export const assessmentLink = pgTable(
  "assessment_link",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => observationRequest.id),
    tokenHash: text("token_hash").notNull().unique(),
    channel: text("channel").notNull(),
    expiresAt: instantColumn("expires_at").notNull(),
    /** When it was opened: from then on only the browser that opened it may answer. */
    openedAt: instantColumn("opened_at"),
    /** SHA-256 of what that browser holds. */
    holderHash: text("holder_hash").unique(),
    usedAt: instantColumn("used_at"),
  },
  (row) => [
    index("assessment_link_by_request").on(row.requestId),
    check("assessment_link_channel", sql`${row.channel} in ('mail', 'qr')`),
  ],
);

/** How a fellow judges themselves, beside the assessors. It never counts. Fact. */
export const selfAssessment = pgTable(
  "self_assessment",
  {
    id: uuid("id").primaryKey(),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    subjectCode: text("subject_code").notNull(),
    level: smallint("level").notNull(),
    narrativeId: uuid("narrative_id").references(() => narrative.id),
    narrativeDigest: text("narrative_digest"),
    assessedAt: instantColumn("assessed_at").notNull(),
    ...entry(),
  },
  (row) => [
    index("self_assessment_by_fellow").on(row.fellowId, row.subjectCode),
    check("self_assessment_level", sql`${row.level} between 1 and 5`),
  ],
);

/** One round of multi-source feedback about a fellow. Fact. */
export const feedbackRound = pgTable(
  "feedback_round",
  {
    id: uuid("id").primaryKey(),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    subjectCode: text("subject_code").notNull(),
    closesAt: instantColumn("closes_at").notNull(),
    ...entry(),
  },
  (row) => [index("feedback_round_by_fellow").on(row.fellowId)],
);

/**
 * Who was asked in a round. It says whether a link was used, never when nor for which answer, so that
 * nobody can be matched with what they said. Workspace.
 */
export const feedbackInvitation = pgTable(
  "feedback_invitation",
  {
    id: uuid("id").primaryKey(),
    roundId: uuid("round_id")
      .notNull()
      .references(() => feedbackRound.id),
    /** Lower case; taken away when the round ends. */
    email: text("email"),
    tokenHash: text("token_hash").notNull().unique(),
    isUsed: boolean("is_used").notNull().default(false),
  },
  (row) => [index("feedback_invitation_by_round").on(row.roundId)],
);

/** One rater's answers, without the rater. `levels`: question code to level. Fact. */
export const feedbackResponse = pgTable(
  "feedback_response",
  {
    id: uuid("id").primaryKey(),
    roundId: uuid("round_id")
      .notNull()
      .references(() => feedbackRound.id),
    raterGroup: text("rater_group").notNull(),
    levels: jsonb("levels").$type<Record<string, number>>().notNull(),
    narrativeId: uuid("narrative_id").references(() => narrative.id),
    narrativeDigest: text("narrative_digest"),
    ...entry(),
  },
  (row) => [index("feedback_response_by_round").on(row.roundId)],
);

/** That a person got the digest of a week ("2026-W47"), so that nobody gets it twice. Workspace. */
export const digestSent = pgTable(
  "digest_sent",
  { personId: personId("person_id"), week: text("week").notNull() },
  (row) => [primaryKey({ columns: [row.personId, row.week] })],
);

import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { entry, instantColumn, personId } from "./columns.ts";
import { programme } from "./people.ts";
import { narrative } from "./person.ts";
import { fellowship } from "./training.ts";

/** A sitting of the competency committee. It ends with its minutes. Fact. */
export const committeeMeeting = pgTable(
  "committee_meeting",
  {
    id: uuid("id").primaryKey(),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    heldAt: instantColumn("held_at").notNull(),
    /** Fellowships on the agenda, in order. */
    agenda: uuid("agenda").array().notNull(),
    calledBy: personId("called_by"),
    ...entry(),
  },
  (row) => [index("committee_meeting_by_programme").on(row.programmeId, row.heldAt)],
);

/** A member is there, or is there no longer; the latest known holds. Fact. */
export const meetingAttendance = pgTable(
  "meeting_attendance",
  {
    id: uuid("id").primaryKey(),
    meetingId: uuid("meeting_id")
      .notNull()
      .references(() => committeeMeeting.id),
    memberId: personId("member_id"),
    isPresent: boolean("is_present").notNull(),
    ...entry(),
  },
  (row) => [index("meeting_attendance_by_meeting").on(row.meetingId, row.entrySeq)],
);

/** A member declares an interest in one fellow and takes no part there. Fact. */
export const meetingConflict = pgTable(
  "meeting_conflict",
  {
    meetingId: uuid("meeting_id")
      .notNull()
      .references(() => committeeMeeting.id),
    memberId: personId("member_id"),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    reason: text("reason").notNull(),
    ...entry(),
  },
  (row) => [primaryKey({ columns: [row.meetingId, row.memberId, row.fellowshipId] })],
);

/**
 * What the committee found about one fellow: its recommendation, why, who saw it otherwise, and the
 * milestones of the half-year (domain code to level). A later one supersedes until minutes are signed. Fact.
 */
export const meetingFinding = pgTable(
  "meeting_finding",
  {
    id: uuid("id").primaryKey(),
    meetingId: uuid("meeting_id")
      .notNull()
      .references(() => committeeMeeting.id),
    fellowshipId: uuid("fellowship_id")
      .notNull()
      .references(() => fellowship.id),
    fellowId: personId("fellow_id"),
    recommendation: text("recommendation").notNull(),
    narrativeId: uuid("narrative_id").references(() => narrative.id),
    narrativeDigest: text("narrative_digest"),
    dissenters: uuid("dissenters").array().notNull(),
    dissentNarrativeId: uuid("dissent_narrative_id").references(() => narrative.id),
    dissentDigest: text("dissent_digest"),
    /** "2026-H2". */
    halfYear: text("half_year").notNull(),
    milestones: jsonb("milestones").$type<Record<string, number>>().notNull(),
    recordedBy: personId("recorded_by"),
    supersedes: uuid("supersedes").unique(),
    ...entry(),
  },
  (row) => [
    index("meeting_finding_by_meeting").on(row.meetingId),
    index("meeting_finding_by_fellow").on(row.fellowId),
    check(
      "meeting_finding_recommendation",
      sql`${row.recommendation} in ('on_track', 'attention', 'at_risk', 'ready')`,
    ),
    check("meeting_finding_not_of_self", sql`${row.fellowId} <> ${row.recordedBy}`),
  ],
);

/** The minutes as they were shown and signed; after them nothing in the meeting changes. Fact. */
export const meetingMinutes = pgTable("meeting_minutes", {
  meetingId: uuid("meeting_id")
    .primaryKey()
    .references(() => committeeMeeting.id),
  /** RFC 8785 text; its SHA-256 is what was signed. */
  document: text("document").notNull(),
  digest: text("digest").notNull(),
  meaning: text("meaning").notNull(),
  signedBy: personId("signed_by"),
  printedName: text("printed_name").notNull(),
  /** How the signer had just proven who they are. */
  reauthentication: text("reauthentication"),
  ...entry(),
});

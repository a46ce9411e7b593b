import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { entry, instantColumn, period, personId } from "./columns.ts";
import { committeeMeeting } from "./committee.ts";
import { programme } from "./people.ts";
import { narrative } from "./person.ts";
import { fellowship } from "./training.ts";

/** A committee takes up one fellow for one credential, on evidence fixed by its digest. Fact. */
export const committeeReview = pgTable(
  "committee_review",
  {
    id: uuid("id").primaryKey(),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    /** The person under review; a fellowship, or none on the practice pathway. */
    personId: personId("person_id"),
    fellowshipId: uuid("fellowship_id").references(() => fellowship.id),
    pathwayId: uuid("pathway_id").references(() => practicePathway.id),
    /** The credential that is to be renewed. */
    renewalOf: uuid("renewal_of"),
    credentialCode: text("credential_code").notNull(),
    openedBy: personId("opened_by"),
    evidenceDigest: text("evidence_digest").notNull(),
    ...entry(),
  },
  (row) => [
    index("committee_review_by_person").on(row.personId),
    index("committee_review_by_programme").on(row.programmeId),
    check(
      "committee_review_route",
      sql`num_nonnulls(${row.fellowshipId}, ${row.pathwayId}, ${row.renewalOf}) = 1`,
    ),
  ],
);

/** What one member says, once per review. Three who recommend make a recommendation. Fact. */
export const committeeVote = pgTable(
  "committee_vote",
  {
    reviewId: uuid("review_id")
      .notNull()
      .references(() => committeeReview.id),
    memberId: personId("member_id"),
    vote: text("vote").notNull(),
    /** Declared interests; a member with one abstains. */
    conflictOfInterest: boolean("conflict_of_interest").notNull(),
    narrativeId: uuid("narrative_id").references(() => narrative.id),
    narrativeDigest: text("narrative_digest"),
    ...entry(),
  },
  (row) => [
    primaryKey({ columns: [row.reviewId, row.memberId] }),
    check("committee_vote_word", sql`${row.vote} in ('recommend', 'not_yet', 'abstain')`),
    check(
      "committee_vote_conflict_abstains",
      sql`not ${row.conflictOfInterest} or ${row.vote} = 'abstain'`,
    ),
  ],
);

/** A committee's summative decision on an EPA: standing such as FELLOW-L3. Fact. */
export const entrustmentDecision = pgTable(
  "entrustment_decision",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    epa: text("epa").notNull(),
    level: smallint("level").notNull(),
    decidedBy: personId("decided_by"),
    /** The sitting in which it was decided; none before there were sittings. */
    meetingId: uuid("meeting_id").references(() => committeeMeeting.id),
    ...period(),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("entrustment_decision_by_entry").on(row.entrySeq),
    index("entrustment_decision_by_person").on(row.personId),
    check("entrustment_decision_level", sql`${row.level} between 1 and 5`),
    check("entrustment_decision_not_of_self", sql`${row.personId} <> ${row.decidedBy}`),
    check("entrustment_decision_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** Senior people's way to a first credential: years, case list, outside observers, unit head. Fact. */
export const practicePathway = pgTable(
  "practice_pathway",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    credentialCode: text("credential_code").notNull(),
    practiceYears: smallint("practice_years").notNull(),
    unitHead: text("unit_head").notNull(),
    unitHeadLetterAt: instantColumn("unit_head_letter_at").notNull(),
    ...entry(),
  },
  (row) => [index("practice_pathway_by_person").on(row.personId)],
);

export const pathwayCaseCount = pgTable(
  "pathway_case_count",
  {
    pathwayId: uuid("pathway_id")
      .notNull()
      .references(() => practicePathway.id),
    competency: text("competency").notNull(),
    cases: integer("cases").notNull(),
  },
  (row) => [primaryKey({ columns: [row.pathwayId, row.competency] })],
);

export const pathwayObservation = pgTable(
  "pathway_observation",
  {
    id: uuid("id").primaryKey(),
    pathwayId: uuid("pathway_id")
      .notNull()
      .references(() => practicePathway.id),
    assessorName: text("assessor_name").notNull(),
    institution: text("institution").notNull(),
    competency: text("competency").notNull(),
    level: smallint("level").notNull(),
    observedAt: instantColumn("observed_at").notNull(),
  },
  (row) => [index("pathway_observation_by_pathway").on(row.pathwayId)],
);

/** The director's decision over exactly what was shown. Fact. */
export const signOff = pgTable(
  "sign_off",
  {
    id: uuid("id").primaryKey(),
    reviewId: uuid("review_id")
      .notNull()
      .references(() => committeeReview.id),
    personId: personId("person_id"),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    credentialCode: text("credential_code").notNull(),
    release: text("release").notNull(),
    route: text("route").notNull(),
    decision: text("decision").notNull(),
    signerId: personId("signer_id"),
    /** As printed then. */
    signerName: text("signer_name").notNull(),
    signerRole: text("signer_role").notNull(),
    meaning: text("meaning").notNull(),
    reason: text("reason"),
    /** Canonical JSON (RFC 8785) of what the signer saw, and its SHA-256. */
    evidence: text("evidence").notNull(),
    evidenceDigest: text("evidence_digest").notNull(),
    reauthentication: text("reauthentication").notNull(),
    ...entry(),
  },
  (row) => [
    index("sign_off_by_person").on(row.personId),
    uniqueIndex("sign_off_once_per_review").on(row.reviewId),
    check("sign_off_decision", sql`${row.decision} in ('approved', 'refused')`),
    check("sign_off_route", sql`${row.route} in ('training', 'practice', 'renewal')`),
    check("sign_off_not_of_self", sql`${row.personId} <> ${row.signerId}`),
    check(
      "sign_off_refusal_has_reason",
      sql`${row.decision} = 'approved' or length(${row.reason}) > 0`,
    ),
  ],
);

/** A co-signature that some credentials ask for (ECMO or MCS director). Fact. */
export const coSignature = pgTable(
  "co_signature",
  {
    signOffId: uuid("sign_off_id")
      .notNull()
      .references(() => signOff.id),
    signerId: personId("signer_id"),
    signerName: text("signer_name").notNull(),
    signerRole: text("signer_role").notNull(),
    meaning: text("meaning").notNull(),
    evidenceDigest: text("evidence_digest").notNull(),
    reauthentication: text("reauthentication").notNull(),
    ...entry(),
  },
  (row) => [primaryKey({ columns: [row.signOffId, row.signerRole] })],
);

export const signOffWithdrawal = pgTable("sign_off_withdrawal", {
  signOffId: uuid("sign_off_id")
    .primaryKey()
    .references(() => signOff.id),
  reason: text("reason").notNull(),
  /** How the signer had just proven who they are. */
  reauthentication: text("reauthentication"),
  ...entry(),
});

/** What a director asks to leave aside for one review, and why; a second signer must agree. Fact. */
export const requirementException = pgTable(
  "requirement_exception",
  {
    id: uuid("id").primaryKey(),
    reviewId: uuid("review_id")
      .notNull()
      .references(() => committeeReview.id),
    /** Where in the dossier: "CIC-HEM-01 recent". */
    line: text("line").notNull(),
    reason: text("reason").notNull(),
    proposedBy: personId("proposed_by"),
    ...entry(),
  },
  (row) => [uniqueIndex("requirement_exception_once").on(row.reviewId, row.line)],
);

export const exceptionApproval = pgTable("exception_approval", {
  exceptionId: uuid("exception_id")
    .primaryKey()
    .references(() => requirementException.id),
  outcome: text("outcome").notNull(),
  decidedBy: personId("decided_by"),
  reauthentication: text("reauthentication").notNull(),
  ...entry(),
});

/** That somebody proved again who they are before signing, or how it failed. Fact. */
export const reauthentication = pgTable(
  "reauthentication",
  {
    id: uuid("id").primaryKey(),
    /** Whose signature it was to be. */
    personId: personId("person_id"),
    method: text("method").notNull(),
    outcome: text("outcome").notNull(),
    /** SHA-256 of what was to be signed. */
    about: text("about").notNull(),
    ...entry(),
  },
  (row) => [
    index("reauthentication_by_person").on(row.personId),
    check("reauthentication_method", sql`${row.method} in ('password', 'passkey')`),
    check(
      "reauthentication_outcome",
      sql`${row.outcome} in ('proven', 'not_proven', 'wrong_person', 'signed_out')`,
    ),
  ],
);

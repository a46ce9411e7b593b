import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { entry, instantColumn, period, personId } from "./columns.ts";
import { organisation } from "./people.ts";
import { narrative } from "./person.ts";
import { signOff } from "./signoff.ts";

/** What a sign-off entitles to: bytes fixed and linted before a key touches them. Fact. */
export const credential = pgTable(
  "credential",
  {
    id: uuid("id").primaryKey(),
    /** Unique: one sign-off never issues twice. */
    signOffId: uuid("sign_off_id")
      .notNull()
      .unique()
      .references(() => signOff.id),
    personId: personId("person_id"),
    organisationId: uuid("organisation_id")
      .notNull()
      .references(() => organisation.id),
    code: text("code").notNull(),
    release: text("release").notNull(),
    validFrom: instantColumn("valid_from").notNull(),
    validUntil: instantColumn("valid_until").notNull(),
    statusList: integer("status_list").notNull(),
    statusIndex: integer("status_index").notNull(),
    /** Canonical JSON of the unsigned document. */
    prepared: text("prepared").notNull(),
    ...entry(),
  },
  (row) => [
    index("credential_by_entry").on(row.entrySeq),
    unique("credential_status_place").on(row.statusList, row.statusIndex),
    index("credential_by_person").on(row.personId),
    check("credential_validity", sql`${row.validFrom} < ${row.validUntil}`),
    check("credential_status_index", sql`${row.statusIndex} between 0 and 131071`),
  ],
);

/** The signed document. Fact. */
export const credentialProof = pgTable("credential_proof", {
  credentialId: uuid("credential_id")
    .primaryKey()
    .references(() => credential.id),
  document: text("document").notNull(),
  keyId: text("key_id").notNull(),
  ...entry(),
});

/** The same credential as a JWT, for those who read no embedded proofs. Fact. */
export const credentialTwin = pgTable("credential_twin", {
  credentialId: uuid("credential_id")
    .primaryKey()
    .references(() => credentialProof.credentialId),
  jwt: text("jwt").notNull(),
  keyId: text("key_id").notNull(),
  ...entry(),
});

/** What happened to a credential, each with the instant from which it holds. Fact. */
export const credentialEvent = pgTable(
  "credential_event",
  {
    id: uuid("id").primaryKey(),
    credentialId: uuid("credential_id")
      .notNull()
      .references(() => credential.id),
    kind: text("kind").notNull(),
    effectiveAt: instantColumn("effective_at").notNull(),
    reason: text("reason"),
    note: text("note"),
    /** For a revocation: the proposal by another registrar. */
    proposalId: uuid("proposal_id").references(() => revocationProposal.id),
    ...entry(),
  },
  (row) => [
    index("credential_event_by_entry").on(row.entrySeq),
    index("credential_event_by_credential").on(row.credentialId),
    check(
      "credential_event_kind",
      sql`${row.kind} in ('issued', 'suspended', 'reinstated', 'revoked')`,
    ),
    check("credential_event_reason", sql`${row.kind} = 'issued' or length(${row.reason}) > 0`),
    check(
      "credential_event_two_registrars",
      sql`(${row.kind} = 'revoked') = (${row.proposalId} is not null)`,
    ),
  ],
);

/** A first registrar proposes; a second one revokes or dismisses. Fact. */
export const revocationProposal = pgTable("revocation_proposal", {
  id: uuid("id").primaryKey(),
  credentialId: uuid("credential_id")
    .notNull()
    .references(() => credential.id),
  reason: text("reason").notNull(),
  note: text("note"),
  proposedBy: personId("proposed_by"),
  ...entry(),
});

export const revocationDismissal = pgTable("revocation_dismissal", {
  proposalId: uuid("proposal_id")
    .primaryKey()
    .references(() => revocationProposal.id),
  dismissedBy: personId("dismissed_by"),
  reason: text("reason").notNull(),
  ...entry(),
});

/** A credential of others, attested by the person or verified at its source. Fact. */
export const externalCredential = pgTable(
  "external_credential",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    code: text("code").notNull(),
    number: text("number"),
    ...period(),
    standing: text("standing").notNull(),
    source: text("source").notNull(),
    method: text("method").notNull(),
    verifiedBy: personId("verified_by"),
    verifiedAt: instantColumn("verified_at").notNull(),
    /** From here on it proves nothing until it is checked again. */
    reverifyBy: instantColumn("reverify_by"),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("external_credential_by_entry").on(row.entrySeq),
    index("external_credential_by_person").on(row.personId),
    check("external_credential_standing", sql`${row.standing} in ('attested', 'verified')`),
    check("external_credential_period", sql`${row.startsAt} < ${row.endsAt}`),
    check(
      "external_credential_verified_by_another",
      sql`${row.standing} = 'attested' or ${row.personId} <> ${row.verifiedBy}`,
    ),
    check(
      "external_credential_reverify",
      sql`${row.standing} = 'attested' or ${row.reverifyBy} is not null`,
    ),
  ],
);

/** A holder's case after training, for keeping a credential; somebody entitled confirms it. Fact. */
export const maintenanceCase = pgTable(
  "maintenance_case",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    activity: text("activity").notNull(),
    role: text("role").notNull(),
    performedAt: instantColumn("performed_at").notNull(),
    simulated: boolean("simulated").notNull(),
    scenario: text("scenario"),
    /** Done beside somebody who watched, to restore what had lapsed. */
    proctored: boolean("proctored").notNull(),
    confirmerId: personId("confirmer_id"),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("maintenance_case_by_person").on(row.personId, row.performedAt),
    index("maintenance_case_by_confirmer").on(row.confirmerId),
    check("maintenance_case_not_by_self", sql`${row.personId} <> ${row.confirmerId}`),
  ],
);

export const maintenanceConfirmation = pgTable(
  "maintenance_confirmation",
  {
    caseId: uuid("case_id")
      .primaryKey()
      .references(() => maintenanceCase.id),
    outcome: text("outcome").notNull(),
    reason: text("reason"),
    ...entry(),
  },
  (row) => [
    check("maintenance_confirmation_outcome", sql`${row.outcome} in ('confirmed', 'declined')`),
  ],
);

/** What the head of a unit says about a holder's practice there, for a renewal. Fact. */
export const unitStatement = pgTable(
  "unit_statement",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    unitId: uuid("unit_id").notNull(),
    credentialCode: text("credential_code").notNull(),
    statedBy: personId("stated_by"),
    openRestriction: boolean("open_restriction").notNull(),
    ...entry(),
  },
  (row) => [
    index("unit_statement_by_person").on(row.personId),
    check("unit_statement_not_by_self", sql`${row.personId} <> ${row.statedBy}`),
  ],
);

/** A holder disputes what stands about them; a registrar answers. Fact. */
export const standingDispute = pgTable(
  "standing_dispute",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    /** A credential of ours, or an outside one. */
    aboutId: uuid("about_id").notNull(),
    narrativeId: uuid("narrative_id").references(() => narrative.id),
    narrativeDigest: text("narrative_digest"),
    ...entry(),
  },
  (row) => [index("standing_dispute_by_person").on(row.personId)],
);

export const disputeAnswer = pgTable("dispute_answer", {
  disputeId: uuid("dispute_id")
    .primaryKey()
    .references(() => standingDispute.id),
  outcome: text("outcome").notNull(),
  answer: text("answer").notNull(),
  answeredBy: personId("answered_by"),
  ...entry(),
});

/** New signing keys, wanted by one registrar and confirmed by another. Public halves only. Fact. */
export const keyRotation = pgTable(
  "key_rotation",
  {
    id: uuid("id").primaryKey(),
    retiredKeys: text("retired_keys").array().notNull(),
    newKeys: text("new_keys").array().notNull(),
    proposedBy: personId("proposed_by"),
    confirmedBy: personId("confirmed_by"),
    ...entry(),
  },
  (row) => [check("key_rotation_two", sql`${row.proposedBy} <> ${row.confirmedBy}`)],
);

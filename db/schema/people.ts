import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { roles, scopeKinds } from "#app/domain/people/roles.ts";
import { entry, instantColumn, period, personId } from "./columns.ts";
import { person } from "./person.ts";

const listed = (values: readonly string[]) => sql.raw(`('${values.join("', '")}')`);

/** A hospital group, university or network: the outer wall of access. Fact. */
export const organisation = pgTable("organisation", {
  id: uuid("id").primaryKey(),
  code: text("code").notNull().unique(),
  name: text("name").notNull(),
  ...entry(),
});

/** An accredited training programme. Fact. */
export const programme = pgTable("programme", {
  id: uuid("id").primaryKey(),
  organisationId: uuid("organisation_id")
    .notNull()
    .references(() => organisation.id),
  code: text("code").notNull().unique(),
  name: text("name").notNull(),
  /** The release new fellows start on. */
  release: text("release").notNull(),
  timeZone: text("time_zone").notNull(),
  ...entry(),
});

/** What a person may do, where and when. Fact; an end is a row of its own. */
export const roleGrant = pgTable(
  "role_grant",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    role: text("role").notNull(),
    scopeKind: text("scope_kind").notNull(),
    scopeId: uuid("scope_id"),
    grantedBy: uuid("granted_by").references(() => person.id),
    ...period(),
    ...entry(),
  },
  (row) => [
    index("role_grant_by_person").on(row.personId),
    check("role_grant_role", sql`${row.role} in ${listed(roles)}`),
    check("role_grant_scope_kind", sql`${row.scopeKind} in ${listed(scopeKinds)}`),
    check("role_grant_scope", sql`(${row.scopeKind} = 'everywhere') = (${row.scopeId} is null)`),
    check("role_grant_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

export const grantEnd = pgTable("grant_end", {
  grantId: uuid("grant_id")
    .primaryKey()
    .references(() => roleGrant.id),
  endsAt: instantColumn("ends_at").notNull(),
  reason: text("reason").notNull(),
  ...entry(),
});

/** A number with a licensing authority: how rosters and registers know a person. Fact. */
export const registration = pgTable(
  "registration",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    authority: text("authority").notNull(),
    number: text("number").notNull(),
    ...period(),
    supersedes: uuid("supersedes").unique(),
    /** True: the superseded row never held, and nothing takes its place. */
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("registration_by_entry").on(row.entrySeq),
    index("registration_by_number").on(row.authority, row.number),
    index("registration_by_person").on(row.personId),
    check("registration_authority", sql`${row.authority} ~ '^[A-Z][A-Z0-9-]{1,15}$'`),
    check("registration_number", sql`${row.number} ~ '^[A-Za-z0-9./-]{1,32}$'`),
    check("registration_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** The right to practise in a jurisdiction, as checked with its authority. Fact. */
export const licence = pgTable(
  "licence",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    jurisdiction: text("jurisdiction").notNull(),
    number: text("number").notNull(),
    ...period(),
    /** `unreadable`: the authority's register could not be read, so nothing is proven either way. */
    outcome: text("outcome").notNull(),
    source: text("source").notNull(),
    checkedBy: personId("checked_by"),
    checkedAt: instantColumn("checked_at").notNull(),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("licence_by_entry").on(row.entrySeq),
    index("licence_by_person").on(row.personId),
    check("licence_outcome", sql`${row.outcome} in ('verified', 'unreadable')`),
    check("licence_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** How a person proves to be themselves. Workspace. */
export const password = pgTable("password", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => person.id),
  hash: text("hash").notNull(),
  changedAt: timestamp("changed_at", { withTimezone: true }).notNull().defaultNow(),
});

/** A passkey: what a person signs in and signs with. Only the public half is here. Workspace. */
export const passkey = pgTable(
  "passkey",
  {
    /** The authenticator's own id for it, base64url. */
    id: text("id").primaryKey(),
    personId: personId("person_id"),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    /** What its owner calls it. */
    name: text("name").notNull(),
    createdAt: instantColumn("created_at").notNull(),
    lastUsedAt: instantColumn("last_used_at"),
  },
  (row) => [index("passkey_by_person").on(row.personId)],
);

/** A challenge that was given out and may be answered once. Workspace. */
export const passkeyCeremony = pgTable("passkey_ceremony", {
  id: uuid("id").primaryKey(),
  personId: uuid("person_id").references(() => person.id),
  purpose: text("purpose").notNull(),
  challenge: text("challenge").notNull(),
  expiresAt: instantColumn("expires_at").notNull(),
});

/** A signed-in browser. The id is the SHA-256 of the token, never the token. Workspace. */
export const session = pgTable(
  "session",
  {
    id: text("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => person.id),
    expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (row) => [index("session_by_person").on(row.userId)],
);

/** A person asked to join in a role; the link works once. Workspace. */
export const invitation = pgTable("invitation", {
  id: uuid("id").primaryKey(),
  personId: personId("person_id"),
  tokenHash: text("token_hash").notNull().unique(),
  expiresAt: instantColumn("expires_at").notNull(),
  acceptedAt: instantColumn("accepted_at"),
});

/** What a machine presents as Bearer; only its hash is kept. Workspace. */
export const apiToken = pgTable("api_token", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  tokenHash: text("token_hash").notNull().unique(),
  /** staffing:read, roster:write, register:read, training:read … */
  scopes: text("scopes").array().notNull(),
  /** Units it may see and write; null = every unit. */
  unitIds: uuid("unit_ids").array(),
  expiresAt: instantColumn("expires_at").notNull(),
  revokedAt: instantColumn("revoked_at"),
  lastUsedAt: instantColumn("last_used_at"),
});

/** Who looked into whose dossier. Appended in batches. Fact. */
export const accessLog = pgTable(
  "access_log",
  {
    id: uuid("id").primaryKey(),
    at: instantColumn("at").notNull(),
    actorId: uuid("actor_id").notNull(),
    subjectId: uuid("subject_id").notNull(),
    what: text("what").notNull(),
  },
  (row) => [index("access_log_by_subject").on(row.subjectId, row.at)],
);

/** Counts of tries in a window, so that guessing stays slow on every server process. Workspace. */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: text("key").notNull(),
    windowStart: instantColumn("window_start").notNull(),
    count: integer("count").notNull(),
  },
  (row) => [uniqueIndex("rate_limit_key").on(row.key, row.windowStart)],
);

/** Mail to be sent, and what the demonstration shows instead of sending. Workspace. */
export const mailOutbox = pgTable("mail_outbox", {
  id: uuid("id").primaryKey(),
  toAddress: text("to_address").notNull(),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  createdAt: instantColumn("created_at").notNull(),
  sentAt: instantColumn("sent_at"),
});

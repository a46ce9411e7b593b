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
import { rosterPresences, shiftRoles, unitTiers } from "#app/domain/coverage/rule.ts";
import { entry, instantColumn, period, personId } from "./columns.ts";
import { organisation, programme } from "./people.ts";
import { person } from "./person.ts";

const listed = (values: readonly string[]) => sql.raw(`('${values.join("', '")}')`);

/** A staffed place. Fact; what changes about it stands in unit_profile and unit_setting. */
export const unit = pgTable(
  "unit",
  {
    id: uuid("id").primaryKey(),
    organisationId: uuid("organisation_id")
      .notNull()
      .references(() => organisation.id),
    code: text("code").notNull().unique(),
    name: text("name").notNull(),
    /** Units of one site are under one roof: a person can serve both. */
    site: text("site").notNull(),
    region: text("region").notNull(),
    jurisdiction: text("jurisdiction").notNull(),
    timeZone: text("time_zone").notNull(),
    contact: text("contact"),
    ...period(),
    ...entry(),
  },
  (row) => [check("unit_code", sql`${row.code} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`)],
);

/** Tier and services of a unit for a time. Fact; the latest known one rules at each instant. */
export const unitProfile = pgTable(
  "unit_profile",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    tier: text("tier").notNull(),
    services: text("services").array().notNull(),
    ...period(),
    ...entry(),
  },
  (row) => [
    index("unit_profile_by_entry").on(row.entrySeq),
    index("unit_profile_by_unit").on(row.unitId),
    check("unit_profile_tier", sql`${row.tier} in ${listed(unitTiers)}`),
  ],
);

/** A unit's own day, service hours, ages and default responses. Fact; the latest known one rules. */
export const unitSetting = pgTable(
  "unit_setting",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    /** Parsed by db/store/roster. */
    settings: jsonb("settings").notNull(),
    reason: text("reason"),
    ...entry(),
  },
  (row) => [
    index("unit_setting_by_entry").on(row.entrySeq),
    index("unit_setting_by_unit").on(row.unitId),
  ],
);

/** A roster as a unit published it for a period: it replaces what its source said of it. Fact. */
export const rosterPublication = pgTable(
  "roster_publication",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    source: text("source").notNull(),
    kind: text("kind").notNull(),
    ...period(),
    planHash: text("plan_hash").notNull(),
    /** Required where shifts that had begun are altered. */
    reason: text("reason"),
    ...entry(),
  },
  (row) => [
    index("roster_publication_by_entry").on(row.entrySeq),
    index("roster_publication_by_unit").on(row.unitId, row.startsAt),
    check("roster_publication_kind", sql`${row.kind} in ('pulled', 'pushed', 'uploaded')`),
    check("roster_publication_ends", sql`${row.endsAt} is not null`),
    check("roster_publication_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/**
 * One person's (or an unmatched name's) shift in a publication. Child of a fact. Whose it is follows from
 * the registration at the instant asked about, so that later matching heals only later knowledge.
 */
export const assignment = pgTable(
  "assignment",
  {
    id: uuid("id").primaryKey(),
    publicationId: uuid("publication_id")
      .notNull()
      .references(() => rosterPublication.id),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    registration: text("registration"),
    nameText: text("name_text"),
    role: text("role").notNull(),
    presence: text("presence").notNull(),
    ...period(),
    responseMinutes: integer("response_minutes").notNull(),
    assignment: text("assignment"),
    contact: text("contact"),
    reference: text("reference"),
  },
  (row) => [
    index("assignment_by_unit").on(row.unitId, row.startsAt),
    index("assignment_by_publication").on(row.publicationId),
    index("assignment_by_registration").on(row.registration, row.startsAt),
    index("assignment_by_start").on(row.startsAt),
    check("assignment_role", sql`${row.role} in ${listed(shiftRoles)}`),
    check("assignment_presence", sql`${row.presence} in ${listed(rosterPresences)}`),
    check("assignment_named", sql`${row.registration} is not null or ${row.nameText} is not null`),
    check("assignment_bounded", sql`${row.endsAt} is not null`),
    check(
      "assignment_at_most_8_days",
      sql`${row.endsAt} - ${row.startsAt} <= interval '192 hours'`,
    ),
    check(
      "assignment_on_site_is_there",
      sql`${row.presence} <> 'on_site' or ${row.responseMinutes} = 0`,
    ),
    check("assignment_response", sql`${row.responseMinutes} between 0 and 1440`),
  ],
);

/** A source was read, or confirmed unchanged, or could not be read. Fact. */
export const feedCheck = pgTable(
  "feed_check",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    source: text("source").notNull(),
    outcome: text("outcome").notNull(),
    ...entry(),
  },
  (row) => [
    index("feed_check_by_entry").on(row.entrySeq),
    index("feed_check_by_unit").on(row.unitId, row.entrySeq),
    check("feed_check_outcome", sql`${row.outcome} in ('confirmed', 'unreadable', 'held')`),
  ],
);

/** What a unit itself lets a person do; a credential alone gives no right at a bedside. Fact. */
export const localPrivilege = pgTable(
  "local_privilege",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    code: text("code").notNull(),
    ...period(),
    grantedBy: personId("granted_by"),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("local_privilege_by_entry").on(row.entrySeq),
    index("local_privilege_by_person").on(row.personId),
    index("local_privilege_by_unit").on(row.unitId),
    check("local_privilege_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** Who holds a post at a unit or programme: unit director, ECMO director … Fact. */
export const appointment = pgTable(
  "appointment",
  {
    id: uuid("id").primaryKey(),
    personId: personId("person_id"),
    unitId: uuid("unit_id").references(() => unit.id),
    programmeId: uuid("programme_id").references(() => programme.id),
    post: text("post").notNull(),
    ...period(),
    appointedBy: uuid("appointed_by").references(() => person.id),
    supersedes: uuid("supersedes").unique(),
    voided: boolean("voided").notNull().default(false),
    ...entry(),
  },
  (row) => [
    index("appointment_by_entry").on(row.entrySeq),
    index("appointment_by_unit").on(row.unitId),
    check("appointment_place", sql`(${row.unitId} is null) <> (${row.programmeId} is null)`),
    check("appointment_period", sql`${row.startsAt} < ${row.endsAt}`),
  ],
);

/** What a name or an assignment of a unit's own roster means. Fact; the latest one for the words rules. */
export const rosterMapping = pgTable(
  "roster_mapping",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    kind: text("kind").notNull(),
    /** The words as the roster has them. */
    given: text("given").notNull(),
    /** `use`: as the columns below say. `forget`: nothing is known of these words any more. */
    meaning: text("meaning").notNull(),
    registration: text("registration"),
    role: text("role"),
    presence: text("presence"),
    responseMinutes: integer("response_minutes"),
    ...entry(),
  },
  (row) => [
    index("roster_mapping_by_unit").on(row.unitId, row.kind),
    check("roster_mapping_kind", sql`${row.kind} in ('name', 'assignment')`),
    check(
      "roster_mapping_meaning",
      sql`${row.meaning} in ('use', 'not_a_physician', 'ignore', 'forget')`,
    ),
    check("roster_mapping_role", sql`${row.role} in ${listed(shiftRoles)}`),
    check("roster_mapping_presence", sql`${row.presence} in ${listed(rosterPresences)}`),
    check("roster_mapping_response", sql`${row.responseMinutes} between 0 and 1440`),
  ],
);

/** Where a unit's roster is fetched from, and how that went last. Workspace. */
export const rosterFeed = pgTable(
  "roster_feed",
  {
    id: uuid("id").primaryKey(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => unit.id),
    source: text("source").notNull(),
    url: text("url").notNull(),
    everyMinutes: integer("every_minutes").notNull(),
    /** So many days from now on are replaced by what it says. */
    daysAhead: integer("days_ahead").notNull(),
    createdBy: personId("created_by"),
    createdAt: instantColumn("created_at").notNull(),
    stoppedAt: instantColumn("stopped_at"),
    etag: text("etag"),
    lastModified: text("last_modified"),
    /** SHA-256 of what was read last. */
    bodyHash: text("body_hash"),
    lastTriedAt: instantColumn("last_tried_at"),
    lastReadAt: instantColumn("last_read_at"),
    nextTryAt: instantColumn("next_try_at").notNull(),
    failures: integer("failures").notNull().default(0),
    problem: text("problem"),
    /** A body that would empty the roster, kept for a person to look at. */
    heldBody: text("held_body"),
    heldAt: instantColumn("held_at"),
    heldPlanHash: text("held_plan_hash"),
  },
  (row) => [
    uniqueIndex("roster_feed_by_source").on(row.unitId, row.source),
    index("roster_feed_next").on(row.nextTryAt),
  ],
);

/** An unguessable address at which a person's or a unit's shifts can be read as a calendar. Workspace. */
export const calendarFeed = pgTable(
  "calendar_feed",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").notNull(),
    ownerId: personId("owner_id"),
    unitId: uuid("unit_id").references(() => unit.id),
    tokenHash: text("token_hash").notNull().unique(),
    createdAt: instantColumn("created_at").notNull(),
    revokedAt: instantColumn("revoked_at"),
    lastReadAt: instantColumn("last_read_at"),
  },
  (row) => [
    index("calendar_feed_by_owner").on(row.ownerId),
    check("calendar_feed_kind", sql`${row.kind} in ('person', 'unit')`),
    check("calendar_feed_place", sql`(${row.kind} = 'unit') = (${row.unitId} is not null)`),
  ],
);

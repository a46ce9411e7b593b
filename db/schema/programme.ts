import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { entry, instantColumn, personId } from "./columns.ts";
import { programme } from "./people.ts";

/**
 * How a programme runs its portfolio: precision of dates, identity evidence that counts, targets by
 * context. The latest in force holds; it is never in force before it is recorded. Fact.
 */
export const programmePolicy = pgTable(
  "programme_policy",
  {
    id: uuid("id").primaryKey(),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    policy: jsonb("policy").notNull(),
    effectiveAt: instantColumn("effective_at").notNull(),
    ...entry(),
  },
  (row) => [index("programme_policy_by_programme").on(row.programmeId, row.effectiveAt)],
);

/** From when on new fellows of a programme start on a release. Fact. */
export const releaseAdoption = pgTable(
  "release_adoption",
  {
    id: uuid("id").primaryKey(),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programme.id),
    release: text("release").notNull(),
    effectiveAt: instantColumn("effective_at").notNull(),
    ...entry(),
  },
  (row) => [index("release_adoption_by_programme").on(row.programmeId, row.effectiveAt)],
);

/** How a person left a view: its filters and order, as a query. Workspace. */
export const savedView = pgTable(
  "saved_view",
  {
    personId: personId("person_id"),
    view: text("view").notNull(),
    query: text("query").notNull(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.view] })],
);

/** How the columns and words of a person's logbook file are read. Workspace. */
export const importMapping = pgTable("import_mapping", {
  personId: personId("person_id").primaryKey(),
  mapping: jsonb("mapping").notNull(),
});

/**
 * The last ledger entry that changed anything a person's progress is judged from; kept by triggers, so
 * that what was computed can be remembered until then. Workspace.
 */
export const evidenceHead = pgTable("evidence_head", {
  personId: uuid("person_id").primaryKey(),
  entrySeq: bigint("entry_seq", { mode: "number" }).notNull(),
});

import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
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
    index("override_by_unit").on(row.unitId),
    check("override_at_most_12_h", sql`${row.endsAt} - ${row.startsAt} <= interval '12 hours'`),
  ],
);

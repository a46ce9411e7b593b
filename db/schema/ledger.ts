import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "./instant.ts";

/** The spine: one line for every fact, in commit order, each hashing the one before. Fact table. */
export const ledgerEntry = pgTable(
  "ledger_entry",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    recordedAt: instantColumn("recorded_at").notNull(),
    act: text("act").notNull(),
    actorKind: text("actor_kind").notNull(),
    /** A person's id or a machine token's; none for the system itself. */
    actorId: uuid("actor_id"),
    requestId: text("request_id"),
    salt: text("salt").notNull(),
    /** SHA-256 over salt and the canonical fact, so that the fact can be proven and not guessed. */
    factDigest: text("fact_digest").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull().unique(),
  },
  (row) => [
    index("ledger_entry_by_time").on(row.recordedAt, row.seq),
    check("ledger_entry_seq_from_one", sql`${row.seq} >= 1`),
    check("ledger_entry_actor_kind", sql`${row.actorKind} in ('person', 'machine', 'system')`),
    check(
      "ledger_entry_actor_named",
      sql`(${row.actorKind} = 'system') = (${row.actorId} is null)`,
    ),
  ],
);

import { sql } from "drizzle-orm";
import { bigint, customType, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "./instant.ts";
import { ledgerEntry } from "./ledger.ts";
import { person } from "./person.ts";

export { instantColumn } from "./instant.ts";

const range = customType<{ data: string }>({ dataType: () => "tstzrange" });

/** Valid time: two readable columns (no end = open) and the range that indexes and exclusions use. */
export function period() {
  return {
    startsAt: instantColumn("starts_at").notNull(),
    endsAt: instantColumn("ends_at"),
    during: range("during").generatedAlwaysAs(sql`tstzrange(starts_at, ends_at, '[)')`),
  };
}

/** The ledger entry a fact hangs on: without an entry there is no fact. */
export function entry() {
  return {
    entrySeq: bigint("entry_seq", { mode: "number" })
      .notNull()
      .references(() => ledgerEntry.seq),
  };
}

export function personId(name: string) {
  return uuid(name)
    .notNull()
    .references(() => person.id);
}

import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "../../client.server.ts";
import { evidenceHead } from "../../schema/programme.ts";

export type Heads = {
  /** Person id to the ledger entry that last moved their evidence; absent for who has none. */
  readonly of: ReadonlyMap<string, number>;
  /** Whether the reader sees only what is committed: in an act a head may yet be taken back. */
  readonly isCommitted: boolean;
};

/** Where the evidence of some people stands, in the snapshot of `tx`. */
export async function evidenceHeads(tx: Transaction, personIds: readonly string[]): Promise<Heads> {
  const mode = sql<string>`current_setting('transaction_read_only')`;
  const rows = await tx
    .select({ personId: evidenceHead.personId, entrySeq: evidenceHead.entrySeq, mode })
    .from(evidenceHead)
    .where(inArray(evidenceHead.personId, [...personIds]));
  return {
    of: new Map(rows.map(({ personId, entrySeq }) => [personId, entrySeq])),
    isCommitted: rows.every((each) => each.mode === "on"),
  };
}

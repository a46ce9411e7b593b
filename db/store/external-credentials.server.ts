import { and, asc, eq } from "drizzle-orm";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { externalCredential } from "../schema/credential.ts";
import { everything, knownRows } from "./known.server.ts";

/** What others gave a person, with how we know of it. */
export type OutsideCredential = {
  readonly id: string;
  readonly personId: string;
  readonly code: string;
  readonly number: string | null;
  readonly during: Interval;
  readonly standing: "attested" | "verified";
  readonly source: string;
  readonly method: string;
  readonly verifiedBy: string;
  readonly verifiedAt: Instant;
  readonly reverifyBy: Instant | null;
};

/** A person's outside credentials as known through an entry; oldest first. */
export async function outsideCredentialsOf(
  tx: Transaction,
  personId: string,
  knownThrough: number,
): Promise<OutsideCredential[]> {
  const wanted = eq(externalCredential.personId, personId);
  const rows = await tx
    .select()
    .from(externalCredential)
    .where(and(wanted, knownRows(externalCredential, knownThrough)))
    .orderBy(asc(externalCredential.entrySeq));
  return rows.map(outsideOf);
}

/** Everybody's verified outside credentials as they stand now: those that are relied upon. */
export async function outsideThatEnds(tx: Transaction): Promise<OutsideCredential[]> {
  const rows = await tx
    .select()
    .from(externalCredential)
    .where(
      and(eq(externalCredential.standing, "verified"), knownRows(externalCredential, everything)),
    )
    .orderBy(asc(externalCredential.entrySeq));
  return rows.map(outsideOf);
}

function outsideOf(row: typeof externalCredential.$inferSelect): OutsideCredential {
  return {
    id: row.id,
    personId: row.personId,
    code: row.code,
    number: row.number,
    during: interval(row.startsAt, row.endsAt),
    standing: row.standing as OutsideCredential["standing"],
    source: row.source,
    method: row.method,
    verifiedBy: row.verifiedBy,
    verifiedAt: row.verifiedAt,
    reverifyBy: row.reverifyBy,
  };
}

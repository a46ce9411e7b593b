import { and, asc, eq } from "drizzle-orm";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { licence } from "../../schema/people.ts";
import { everything, knownRows } from "../known.server.ts";

export type Licence = {
  readonly id: string;
  readonly jurisdiction: string;
  readonly number: string;
  readonly during: Interval;
  readonly outcome: "verified" | "unreadable";
  readonly source: string;
  readonly checkedBy: string;
  readonly checkedAt: Instant;
};

/** A person's licences as known through an entry; oldest first. */
export async function licencesOf(
  tx: Transaction,
  personId: string,
  knownThrough: number,
): Promise<Licence[]> {
  const rows = await tx
    .select()
    .from(licence)
    .where(and(eq(licence.personId, personId), knownRows(licence, knownThrough)))
    .orderBy(asc(licence.entrySeq));
  return rows.map(licenceOf);
}

/** Everybody's licences as they stand now. */
export async function licencesThatEnd(
  tx: Transaction,
): Promise<(Licence & { readonly personId: string })[]> {
  const rows = await tx
    .select()
    .from(licence)
    .where(knownRows(licence, everything))
    .orderBy(asc(licence.entrySeq));
  return rows.map((row) => ({ ...licenceOf(row), personId: row.personId }));
}

function licenceOf(row: typeof licence.$inferSelect): Licence {
  return {
    id: row.id,
    jurisdiction: row.jurisdiction,
    number: row.number,
    during: interval(row.startsAt, row.endsAt),
    outcome: row.outcome as Licence["outcome"],
    source: row.source,
    checkedBy: row.checkedBy,
    checkedAt: row.checkedAt,
  };
}

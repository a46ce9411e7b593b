import { and, asc, eq } from "drizzle-orm";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { workingTime } from "../../schema/training.ts";
import { everything, knownRows } from "../known.server.ts";

/** A while in which a fellow works less than full time; 0 per cent is leave. */
export type RecordedWorkingTime = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly during: Interval;
  /** Of full time, 0 to 99. */
  readonly percent: number;
};

/** Leave and part-time of a person as known through an entry, earliest first. */
export async function workingTimesOf(
  tx: Transaction,
  fellowId: string,
  knownThrough: number = everything,
): Promise<RecordedWorkingTime[]> {
  const rows = await tx
    .select()
    .from(workingTime)
    .where(and(eq(workingTime.fellowId, fellowId), knownRows(workingTime, knownThrough)))
    .orderBy(asc(workingTime.startsAt), asc(workingTime.id));
  return rows.map(({ id, fellowshipId, percent, startsAt, endsAt }) => ({
    id,
    fellowshipId,
    percent,
    during: interval(startsAt, endsAt),
  }));
}

/** The row as it was written, whether or not it still holds. */
export async function findWorkingTime(tx: Transaction, id: string) {
  const [row] = await tx.select().from(workingTime).where(eq(workingTime.id, id));
  return row ?? null;
}

export async function insertWorkingTime(
  tx: Transaction,
  row: typeof workingTime.$inferInsert,
): Promise<void> {
  await tx.insert(workingTime).values(row);
}

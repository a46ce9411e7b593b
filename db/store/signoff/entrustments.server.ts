import { and, asc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { programme } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { entrustmentDecision } from "../../schema/signoff.ts";
import { everything, knownRows } from "../known.server.ts";

export type EntrustmentRow = typeof entrustmentDecision.$inferSelect;

/** The decision as it was written, whether or not a later one rules. */
export async function findEntrustment(tx: Transaction, id: string): Promise<EntrustmentRow | null> {
  const [row] = await tx.select().from(entrustmentDecision).where(eq(entrustmentDecision.id, id));
  return row ?? null;
}

export type NamedDecision = {
  readonly id: string;
  readonly entrySeq: number;
  readonly personId: string;
  readonly personName: string;
  readonly programmeId: string;
  readonly timeZone: string;
  readonly epa: string;
  readonly level: number;
  readonly deciderName: string;
  readonly during: Interval;
};

/**
 * Every decision about people whom one of these programmes decided on, by name and in order of recording:
 * one of another programme may rule as well.
 */
export async function decisionsAround(
  tx: Transaction,
  programmeIds: readonly string[],
): Promise<NamedDecision[]> {
  if (programmeIds.length === 0) return [];
  const decider = alias(person, "decider");
  const decided = tx
    .select({ id: entrustmentDecision.personId })
    .from(entrustmentDecision)
    .where(inArray(entrustmentDecision.programmeId, [...programmeIds]));
  const rows = await tx
    .select({
      row: entrustmentDecision,
      personName: person.name,
      deciderName: decider.name,
      timeZone: programme.timeZone,
    })
    .from(entrustmentDecision)
    .innerJoin(person, eq(person.id, entrustmentDecision.personId))
    .innerJoin(decider, eq(decider.id, entrustmentDecision.decidedBy))
    .innerJoin(programme, eq(programme.id, entrustmentDecision.programmeId))
    .where(
      and(
        inArray(entrustmentDecision.personId, decided),
        knownRows(entrustmentDecision, everything),
      ),
    )
    .orderBy(asc(person.name), asc(entrustmentDecision.entrySeq));
  return rows.map(({ row, ...names }) => {
    const { id, entrySeq, personId, programmeId, epa, level, startsAt, endsAt } = row;
    const during = interval(startsAt, endsAt);
    return { id, entrySeq, personId, programmeId, epa, level, ...names, during };
  });
}

/** What was decided in one meeting, in order of recording. */
export async function decidedIn(tx: Transaction, meetingId: string) {
  const rows = await tx
    .select()
    .from(entrustmentDecision)
    .where(eq(entrustmentDecision.meetingId, meetingId))
    .orderBy(asc(entrustmentDecision.entrySeq));
  return rows.map(({ id, personId, epa, level, decidedBy, startsAt, endsAt }) => {
    const during = interval(startsAt, endsAt);
    return { id, personId, epa, level, decidedBy, during };
  });
}

export async function insertEntrustment(
  tx: Transaction,
  row: typeof entrustmentDecision.$inferInsert,
): Promise<void> {
  await tx.insert(entrustmentDecision).values(row);
}

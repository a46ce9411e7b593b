import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { FellowshipEvidence } from "#app/domain/training/evidence.ts";
import type { Transaction } from "../../client.server.ts";
import { programme } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { fellowship } from "../../schema/training.ts";
import { everything } from "../known.server.ts";
import { changedTo } from "./fellowship-changes.server.ts";

/** One fellow in one programme, with what judging and showing it needs. */
export type Fellowship = FellowshipEvidence & {
  readonly fellowId: string;
  readonly fellowName: string;
  readonly programmeName: string;
  readonly organisationId: string;
  readonly timeZone: string;
  readonly during: Interval;
};

function select(tx: Transaction, knownThrough: number) {
  const changed = changedTo(tx, knownThrough);
  return tx
    .select({
      id: fellowship.id,
      fellowId: fellowship.fellowId,
      fellowName: person.name,
      programmeId: fellowship.programmeId,
      programmeName: programme.name,
      organisationId: programme.organisationId,
      timeZone: programme.timeZone,
      release: sql`coalesce(${changed.release}, ${fellowship.release})`.mapWith(fellowship.release),
      startsAt: fellowship.startsAt,
      endsAt: sql`coalesce(${changed.endsAt}, ${fellowship.endsAt})`.mapWith(fellowship.endsAt),
    })
    .from(fellowship)
    .leftJoinLateral(changed, sql`true`)
    .innerJoin(programme, eq(programme.id, fellowship.programmeId))
    .innerJoin(person, eq(person.id, fellowship.fellowId));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function fellowshipOf({ startsAt, endsAt, ...row }: Row): Fellowship {
  return { ...row, during: interval(startsAt, endsAt) };
}

/** Recorded through an entry, and replaced by nothing recorded through it. */
function known(knownThrough: number) {
  const replaced = sql`exists (select 1 from ${fellowship} as later
    where later.supersedes = ${fellowship.id} and later.entry_seq <= ${knownThrough})`;
  return and(lte(fellowship.entrySeq, knownThrough), sql`not ${replaced}`);
}

export async function findFellowship(tx: Transaction, id: string): Promise<Fellowship | null> {
  const [row] = await select(tx, everything).where(and(eq(fellowship.id, id), known(everything)));
  return row ? fellowshipOf(row) : null;
}

/** A person's fellowships, earliest first. */
export async function fellowshipsOf(
  tx: Transaction,
  fellowId: string,
  knownThrough: number = everything,
): Promise<Fellowship[]> {
  const rows = await select(tx, knownThrough)
    .where(and(eq(fellowship.fellowId, fellowId), known(knownThrough)))
    .orderBy(asc(fellowship.startsAt), asc(fellowship.id));
  return rows.map(fellowshipOf);
}

/** The fellows of a programme, by name. */
export async function cohortOf(
  tx: Transaction,
  programmeId: string,
  knownThrough: number = everything,
): Promise<Fellowship[]> {
  const rows = await select(tx, knownThrough)
    .where(and(eq(fellowship.programmeId, programmeId), known(knownThrough)))
    .orderBy(asc(person.name), asc(fellowship.id));
  return rows.map(fellowshipOf);
}

export async function insertFellowship(
  tx: Transaction,
  row: typeof fellowship.$inferInsert,
): Promise<void> {
  await tx.insert(fellowship).values(row);
}

/** Whom a permit about a fellowship is about: the fellow, their programme and its organisation. */
export async function fellowshipTarget(tx: Transaction, id: string): Promise<Result<Target>> {
  const found = await findFellowship(tx, id);
  return found ? allow(targetOf(found)) : refuse("no_such_fellowship");
}

export function targetOf({ fellowId, programmeId, organisationId }: Fellowship): Target {
  return { personId: fellowId, programmeId, organisationId };
}

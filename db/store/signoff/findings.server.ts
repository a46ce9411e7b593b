import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { FindingWord } from "#app/domain/signoff/meeting.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { committeeMeeting, meetingFinding } from "../../schema/committee.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { narrative, person } from "../../schema/person.ts";

/** Free text with the digest that the fact holds; null text where it was erased. */
export type Words = {
  readonly text: string | null;
  readonly digest: string;
  readonly salt: string | null;
};

export type Finding = {
  readonly id: string;
  readonly meetingId: string;
  readonly heldAt: Instant;
  readonly fellowshipId: string;
  readonly fellowId: string;
  readonly recommendation: FindingWord;
  readonly rationale: Words | null;
  readonly dissenters: readonly string[];
  readonly dissent: Words | null;
  readonly halfYear: string;
  readonly milestones: Readonly<Record<string, number>>;
  readonly recordedBy: string;
  readonly recordedByName: string;
  readonly supersedes: string | null;
  readonly entrySeq: number;
  readonly recordedAt: Instant;
};

const recorder = alias(person, "recorder");
const why = alias(narrative, "why");
const otherwise = alias(narrative, "otherwise");

function select(tx: Transaction) {
  return tx
    .select({
      row: meetingFinding,
      heldAt: committeeMeeting.heldAt,
      recordedByName: recorder.name,
      recordedAt: ledgerEntry.recordedAt,
      why: { text: why.text, salt: why.salt },
      otherwise: { text: otherwise.text, salt: otherwise.salt },
    })
    .from(meetingFinding)
    .innerJoin(committeeMeeting, eq(committeeMeeting.id, meetingFinding.meetingId))
    .innerJoin(recorder, eq(recorder.id, meetingFinding.recordedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, meetingFinding.entrySeq))
    .leftJoin(why, eq(why.id, meetingFinding.narrativeId))
    .leftJoin(otherwise, eq(otherwise.id, meetingFinding.dissentNarrativeId));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function findingOf({ row, why, otherwise, ...rest }: Row): Finding {
  const words = (said: { text: string; salt: string } | null, digest: string | null) =>
    digest === null ? null : { text: said?.text ?? null, salt: said?.salt ?? null, digest };
  const { narrativeId: _, narrativeDigest, dissentNarrativeId: __, dissentDigest, ...own } = row;
  return {
    ...own,
    ...rest,
    recommendation: row.recommendation as FindingWord,
    rationale: words(why, narrativeDigest),
    dissent: words(otherwise, dissentDigest),
  };
}

/** Those that no later one takes the place of. */
const holds = sql`not exists (
  select 1 from ${meetingFinding} as later where later.supersedes = ${meetingFinding.id})`;

/** The findings of a meeting that hold, in order of recording. */
export async function findingsOf(tx: Transaction, meetingId: string): Promise<Finding[]> {
  const rows = await select(tx)
    .where(and(eq(meetingFinding.meetingId, meetingId), holds))
    .orderBy(asc(meetingFinding.entrySeq));
  return rows.map(findingOf);
}

export async function findFinding(tx: Transaction, id: string): Promise<Finding | null> {
  const [row] = await select(tx).where(eq(meetingFinding.id, id));
  return row ? findingOf(row) : null;
}

/** What was found about a fellow in all meetings, latest first. */
export async function findingsAbout(tx: Transaction, fellowshipId: string): Promise<Finding[]> {
  const rows = await select(tx)
    .where(and(eq(meetingFinding.fellowshipId, fellowshipId), holds))
    .orderBy(desc(meetingFinding.entrySeq));
  return rows.map(findingOf);
}

export type LastFinding = {
  readonly recommendation: FindingWord;
  readonly at: Instant;
  readonly entrySeq: number;
};

/** The last finding about each of these fellowships, by fellowship. */
export async function lastFindings(
  tx: Transaction,
  fellowshipIds: readonly string[],
): Promise<Map<string, LastFinding>> {
  if (fellowshipIds.length === 0) return new Map();
  const rows = await tx
    .select({
      fellowshipId: meetingFinding.fellowshipId,
      recommendation: meetingFinding.recommendation,
      entrySeq: meetingFinding.entrySeq,
      at: committeeMeeting.heldAt,
    })
    .from(meetingFinding)
    .innerJoin(committeeMeeting, eq(committeeMeeting.id, meetingFinding.meetingId))
    .where(and(inArray(meetingFinding.fellowshipId, [...fellowshipIds]), holds))
    .orderBy(asc(meetingFinding.entrySeq));
  return new Map(
    rows.map(({ fellowshipId, recommendation, ...each }) => [
      fellowshipId,
      { ...each, recommendation: recommendation as FindingWord },
    ]),
  );
}

/** Words to be kept beside a fact: `digest` is SHA-256 of salt and text. */
export type SaidWords = {
  readonly id: string;
  readonly salt: string;
  readonly text: string;
  readonly digest: string;
};

export async function insertFinding(
  tx: Transaction,
  row: Omit<
    typeof meetingFinding.$inferInsert,
    "narrativeId" | "narrativeDigest" | "dissentNarrativeId" | "dissentDigest"
  >,
  { rationale, dissent }: { rationale: SaidWords | null; dissent: SaidWords | null },
) {
  const said = [rationale, dissent].filter((each) => each !== null);
  if (said.length > 0) {
    await tx.insert(narrative).values(said.map(({ id, salt, text }) => ({ id, salt, text })));
  }
  await tx.insert(meetingFinding).values({
    ...row,
    narrativeId: rationale?.id ?? null,
    narrativeDigest: rationale?.digest ?? null,
    dissentNarrativeId: dissent?.id ?? null,
    dissentDigest: dissent?.digest ?? null,
  });
}

import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { RaterGroup } from "#app/domain/training/feedback/feedback-standard.ts";
import type { Transaction } from "../../client.server.ts";
import { feedbackInvitation, feedbackResponse, feedbackRound } from "../../schema/assessment.ts";
import { narrative, person } from "../../schema/person.ts";
import { observation } from "../../schema/training.ts";

export type FeedbackRound = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly fellowId: string;
  readonly fellowName: string;
  readonly subjectCode: string;
  readonly closesAt: Instant;
  /** The ledger entry it began with. */
  readonly entrySeq: number;
  /** Somebody who was asked can still be reached: it was not ended before its day. */
  readonly takesAnswers: boolean;
  readonly invited: number;
  readonly answered: number;
  /** The observation that closed it: it bears the round's id. */
  readonly closedBy: string | null;
};

/** Counted one by one: a join of both would count each answer once for each invitation. */
const invited = sql<number>`(select count(*)::int from ${feedbackInvitation} as asked
  where asked.round_id = ${feedbackRound.id})`;
const reachable = sql<boolean>`exists (select 1 from ${feedbackInvitation} as asked
  where asked.round_id = ${feedbackRound.id} and asked.email is not null)`;
const answered = sql<number>`(select count(*)::int from ${feedbackResponse} as given
  where given.round_id = ${feedbackRound.id})`;

function select(tx: Transaction) {
  return tx
    .select({
      id: feedbackRound.id,
      fellowshipId: feedbackRound.fellowshipId,
      fellowId: feedbackRound.fellowId,
      fellowName: person.name,
      subjectCode: feedbackRound.subjectCode,
      closesAt: feedbackRound.closesAt,
      entrySeq: feedbackRound.entrySeq,
      takesAnswers: reachable,
      invited,
      answered,
      closedBy: observation.id,
    })
    .from(feedbackRound)
    .innerJoin(person, eq(person.id, feedbackRound.fellowId))
    .leftJoin(observation, eq(observation.id, feedbackRound.id));
}

export async function findRound(tx: Transaction, id: string): Promise<FeedbackRound | null> {
  const [row] = await select(tx).where(eq(feedbackRound.id, id));
  return row ?? null;
}

/** Rounds about some fellowships, the latest first. */
export async function roundsOf(
  tx: Transaction,
  fellowshipIds: readonly string[],
): Promise<FeedbackRound[]> {
  if (fellowshipIds.length === 0) return [];
  return select(tx)
    .where(inArray(feedbackRound.fellowshipId, [...fellowshipIds]))
    .orderBy(desc(feedbackRound.entrySeq));
}

export async function insertRound(
  tx: Transaction,
  row: typeof feedbackRound.$inferInsert,
): Promise<void> {
  await tx.insert(feedbackRound).values(row);
}

export async function insertAnswer(
  tx: Transaction,
  row: typeof feedbackResponse.$inferInsert,
): Promise<void> {
  await tx.insert(feedbackResponse).values(row);
}

export type GivenAnswer = {
  readonly group: RaterGroup;
  readonly levels: Readonly<Record<string, number>>;
  readonly text: string | null;
};

/** The answers of a round, in the order of their random ids: never in that of giving. */
export async function answersOf(tx: Transaction, roundId: string): Promise<GivenAnswer[]> {
  const rows = await tx
    .select({
      group: feedbackResponse.raterGroup,
      levels: feedbackResponse.levels,
      text: narrative.text,
    })
    .from(feedbackResponse)
    .leftJoin(narrative, eq(narrative.id, feedbackResponse.narrativeId))
    .where(eq(feedbackResponse.roundId, roundId))
    .orderBy(asc(feedbackResponse.id));
  return rows.map(({ group, ...row }) => ({ ...row, group: group as RaterGroup }));
}

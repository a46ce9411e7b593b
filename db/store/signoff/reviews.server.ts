import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { isId } from "#app/domain/ids.ts";
import type { Vote, VoteWord } from "#app/domain/signoff/committee.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { organisation, programme } from "../../schema/people.ts";
import { narrative, person } from "../../schema/person.ts";
import {
  committeeReview,
  committeeVote,
  signOff,
  signOffWithdrawal,
} from "../../schema/signoff.ts";
import { fellowship } from "../../schema/training.ts";

export type Review = {
  readonly id: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly timeZone: string;
  readonly personId: string;
  readonly personName: string;
  readonly fellowshipId: string | null;
  readonly pathwayId: string | null;
  /** The credential that is to be renewed. */
  readonly renewalOf: string | null;
  readonly credentialCode: string;
  /** The release it is judged by: the fellowship's, or the programme's without one. */
  readonly release: string;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly evidenceDigest: string;
};

function select(tx: Transaction) {
  return tx
    .select({
      id: committeeReview.id,
      programmeId: committeeReview.programmeId,
      programmeName: programme.name,
      organisationId: programme.organisationId,
      organisationName: organisation.name,
      timeZone: programme.timeZone,
      personId: committeeReview.personId,
      personName: person.name,
      fellowshipId: committeeReview.fellowshipId,
      pathwayId: committeeReview.pathwayId,
      renewalOf: committeeReview.renewalOf,
      credentialCode: committeeReview.credentialCode,
      release: sql<string>`coalesce(${fellowship.release}, ${programme.release})`,
      openedBy: committeeReview.openedBy,
      openedAt: ledgerEntry.recordedAt,
      evidenceDigest: committeeReview.evidenceDigest,
    })
    .from(committeeReview)
    .innerJoin(programme, eq(programme.id, committeeReview.programmeId))
    .innerJoin(organisation, eq(organisation.id, programme.organisationId))
    .innerJoin(person, eq(person.id, committeeReview.personId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, committeeReview.entrySeq))
    .leftJoin(fellowship, eq(fellowship.id, committeeReview.fellowshipId));
}

export async function findReview(tx: Transaction, id: string): Promise<Review | null> {
  if (!isId(id)) return null;
  const [row] = await select(tx).where(eq(committeeReview.id, id));
  return row ?? null;
}

/** Of these programmes, latest first; null: of all. */
export async function reviewsOf(
  tx: Transaction,
  programmeIds: readonly string[] | null,
  limit = 300,
): Promise<Review[]> {
  if (programmeIds?.length === 0) return [];
  const wanted = programmeIds
    ? inArray(committeeReview.programmeId, [...programmeIds])
    : (undefined as SQL | undefined);
  return select(tx).where(wanted).orderBy(desc(committeeReview.entrySeq)).limit(limit);
}

/** Reviews of one person for one credential, latest first. */
export async function reviewsFor(
  tx: Transaction,
  personId: string,
  credentialCode: string,
): Promise<Review[]> {
  return select(tx)
    .where(
      and(
        eq(committeeReview.personId, personId),
        eq(committeeReview.credentialCode, credentialCode),
      ),
    )
    .orderBy(desc(committeeReview.entrySeq));
}

export async function insertReview(tx: Transaction, row: typeof committeeReview.$inferInsert) {
  await tx.insert(committeeReview).values(row);
}

export type CastVote = Vote & {
  readonly reviewId: string;
  readonly memberName: string;
  /** Null where it was erased. */
  readonly rationale: string | null;
};

export async function votesOf(tx: Transaction, reviewIds: readonly string[]): Promise<CastVote[]> {
  if (reviewIds.length === 0) return [];
  const rows = await tx
    .select({
      reviewId: committeeVote.reviewId,
      memberId: committeeVote.memberId,
      memberName: person.name,
      vote: committeeVote.vote,
      conflictOfInterest: committeeVote.conflictOfInterest,
      at: ledgerEntry.recordedAt,
      rationale: narrative.text,
    })
    .from(committeeVote)
    .innerJoin(person, eq(person.id, committeeVote.memberId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, committeeVote.entrySeq))
    .leftJoin(narrative, eq(narrative.id, committeeVote.narrativeId))
    .where(inArray(committeeVote.reviewId, [...reviewIds]))
    .orderBy(asc(committeeVote.entrySeq));
  return rows.map((row) => ({ ...row, vote: row.vote as VoteWord }));
}

export async function insertVote(
  tx: Transaction,
  row: Omit<typeof committeeVote.$inferInsert, "narrativeId" | "narrativeDigest">,
  said: {
    readonly id: string;
    readonly salt: string;
    readonly text: string;
    readonly digest: string;
  },
) {
  await tx.insert(narrative).values({ id: said.id, salt: said.salt, text: said.text });
  await tx
    .insert(committeeVote)
    .values({ ...row, narrativeId: said.id, narrativeDigest: said.digest });
}

/** Which of these reviews have been decided, and not taken back since. */
export async function decidedReviews(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (reviewIds.length === 0) return new Set();
  const rows = await tx
    .select({ reviewId: signOff.reviewId })
    .from(signOff)
    .leftJoin(signOffWithdrawal, eq(signOffWithdrawal.signOffId, signOff.id))
    .where(inArray(signOff.reviewId, [...reviewIds]));
  return new Set(rows.map((row) => row.reviewId));
}

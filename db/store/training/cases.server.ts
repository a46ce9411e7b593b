import { and, asc, desc, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Instant } from "#app/domain/time/instant.ts";
import type { AcceptedCase } from "#app/domain/training/case/case.ts";
import {
  awaitsReview,
  type CaseEvidence,
  type ComplicationGrade,
  type LogRole,
  type ScaiStage,
} from "#app/domain/training/evidence.ts";
import type { DatePrecision } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";
import {
  caseEntry,
  caseVerification,
  caseWithdrawal,
  complicationReview,
} from "../../schema/training.ts";
import { everything } from "../known.server.ts";

/** A case with whose it is, when it was logged, and what became of it. */
export type LoggedCase = CaseEvidence & {
  readonly fellowshipId: string;
  readonly fellowId: string;
  readonly fellowName: string;
  readonly supervisorName: string | null;
  readonly loggedAt: Instant;
  readonly withdrawnBecause: string | null;
  /** Cases that came in one file share it. */
  readonly importId: string | null;
  /** The case that this one corrects, and why. */
  readonly supersedes: string | null;
  readonly correctionReason: string | null;
};

const fellow = alias(person, "fellow");
const supervisor = alias(person, "supervisor");

/** What was recorded after `knownThrough` is not known: verifications, withdrawals and reviews included. */
export function selectCases(tx: Transaction, knownThrough: number) {
  return tx
    .select({
      row: caseEntry,
      fellowName: fellow.name,
      supervisorName: supervisor.name,
      loggedAt: ledgerEntry.recordedAt,
      verifiedBy: caseVerification.verifiedBy,
      outcome: caseVerification.outcome,
      reason: caseVerification.reason,
      reviewOutcome: complicationReview.outcome,
      withdrawnBecause: caseWithdrawal.reason,
    })
    .from(caseEntry)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, caseEntry.entrySeq))
    .innerJoin(fellow, eq(fellow.id, caseEntry.fellowId))
    .leftJoin(supervisor, eq(supervisor.id, caseEntry.supervisorId))
    .leftJoin(
      caseVerification,
      and(eq(caseVerification.caseId, caseEntry.id), lte(caseVerification.entrySeq, knownThrough)),
    )
    .leftJoin(
      complicationReview,
      and(
        eq(complicationReview.caseId, caseEntry.id),
        lte(complicationReview.entrySeq, knownThrough),
      ),
    )
    .leftJoin(
      caseWithdrawal,
      and(eq(caseWithdrawal.caseId, caseEntry.id), lte(caseWithdrawal.entrySeq, knownThrough)),
    );
}

type Row = Awaited<ReturnType<typeof selectCases>>[number];

export function caseOf({ row, outcome, verifiedBy, reason, ...found }: Row): LoggedCase {
  const { entrySeq: _, ...entry } = row;
  return {
    ...entry,
    role: row.role as LogRole,
    scaiStage: row.scaiStage as ScaiStage | null,
    complicationGrade: row.complicationGrade as ComplicationGrade,
    datePrecision: row.datePrecision as DatePrecision,
    provenance: row.provenance as CaseEvidence["provenance"],
    verification:
      verifiedBy && (outcome === "confirmed" || outcome === "declined")
        ? { by: verifiedBy, outcome, reason }
        : null,
    ...found,
  };
}

/** Recorded through an entry, and corrected by nothing recorded through it. */
export function knownCases(knownThrough: number): SQL | undefined {
  const corrected = sql`exists (select 1 from ${caseEntry} as later
    where later.supersedes = ${caseEntry.id} and later.entry_seq <= ${knownThrough})`;
  return and(lte(caseEntry.entrySeq, knownThrough), sql`not ${corrected}`);
}

/** One case, also a withdrawn one. */
export async function findCase(tx: Transaction, id: string): Promise<LoggedCase | null> {
  const [row] = await selectCases(tx, everything).where(
    and(eq(caseEntry.id, id), knownCases(everything)),
  );
  return row ? caseOf(row) : null;
}

/** A person's log, latest first, withdrawn cases left out. */
export async function casesOf(
  tx: Transaction,
  fellowId: string,
  knownThrough: number = everything,
): Promise<LoggedCase[]> {
  const rows = await selectCases(tx, knownThrough)
    .where(
      and(
        eq(caseEntry.fellowId, fellowId),
        knownCases(knownThrough),
        isNull(caseWithdrawal.caseId),
      ),
    )
    .orderBy(desc(caseEntry.performedAt), desc(caseEntry.id));
  return rows.map(caseOf);
}

/** Cases that name this supervisor and wait for their word, oldest first. */
export async function casesToConfirm(tx: Transaction, supervisorId: string): Promise<LoggedCase[]> {
  const rows = await selectCases(tx, everything)
    .where(
      and(
        eq(caseEntry.supervisorId, supervisorId),
        knownCases(everything),
        isNull(caseWithdrawal.caseId),
        isNull(caseVerification.caseId),
      ),
    )
    .orderBy(asc(caseEntry.performedAt), asc(caseEntry.id));
  return rows.map(caseOf);
}

/** Cases of one fellowship whose high-grade complication awaits its review, oldest first. */
export async function casesToReview(
  tx: Transaction,
  fellowshipId: string,
  knownThrough: number = everything,
): Promise<LoggedCase[]> {
  const rows = await selectCases(tx, knownThrough)
    .where(
      and(
        eq(caseEntry.fellowshipId, fellowshipId),
        eq(caseEntry.complicationGrade, "high"),
        knownCases(knownThrough),
        isNull(caseWithdrawal.caseId),
      ),
    )
    .orderBy(asc(caseEntry.performedAt), asc(caseEntry.id));
  return rows.map(caseOf).filter(awaitsReview);
}

/** What a new row may say beside the case itself; a correction names what it corrects, and why. */
type Origin = Partial<
  Pick<LoggedCase, "provenance" | "importId" | "supersedes" | "correctionReason">
>;

export async function insertCase(
  tx: Transaction,
  entry: AcceptedCase &
    Origin & {
      readonly fellowshipId: string;
      readonly fellowId: string;
      readonly entrySeq: number;
    },
): Promise<void> {
  const { devices, access, contexts, complications, ...rest } = entry;
  await tx.insert(caseEntry).values({
    ...rest,
    devices: [...devices],
    access: [...access],
    contexts: [...contexts],
    complications: [...complications],
  });
}

export async function insertWithdrawal(
  tx: Transaction,
  row: typeof caseWithdrawal.$inferInsert,
): Promise<void> {
  await tx.insert(caseWithdrawal).values(row);
}

export async function insertVerification(
  tx: Transaction,
  row: typeof caseVerification.$inferInsert,
): Promise<void> {
  await tx.insert(caseVerification).values(row);
}

export async function insertComplicationReview(
  tx: Transaction,
  row: typeof complicationReview.$inferInsert,
): Promise<void> {
  await tx.insert(complicationReview).values(row);
}

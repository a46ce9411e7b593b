import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "../../client.server.ts";
import { caseEntry, caseVerification, caseWithdrawal } from "../../schema/training.ts";
import { everything } from "../known.server.ts";
import { caseOf, knownCases, type LoggedCase, selectCases } from "./cases.server.ts";

export type CaseOutcome = "pending" | "confirmed" | "declined";

/** How many cases of a log stand how; withdrawn ones are left out. */
export async function countCases(
  tx: Transaction,
  fellowId: string,
): Promise<Readonly<Record<CaseOutcome, number>>> {
  const rows = await tx
    .select({ outcome: caseVerification.outcome, count: sql<number>`count(*)::int` })
    .from(caseEntry)
    .leftJoin(caseVerification, eq(caseVerification.caseId, caseEntry.id))
    .leftJoin(caseWithdrawal, eq(caseWithdrawal.caseId, caseEntry.id))
    .where(inLog(fellowId))
    .groupBy(caseVerification.outcome);
  const of = (outcome: string | null) => rows.find((each) => each.outcome === outcome)?.count ?? 0;
  return { pending: of(null), confirmed: of("confirmed"), declined: of("declined") };
}

/** Some of a log, latest first, as of now. @param outcome  Null for all. */
export async function pageOfLog(
  tx: Transaction,
  fellowId: string,
  outcome: CaseOutcome | null,
  { from, size }: { readonly from: number; readonly size: number },
): Promise<LoggedCase[]> {
  const state = outcome === "pending" ? isNull(caseVerification.caseId) : undefined;
  const said = outcome && !state ? eq(caseVerification.outcome, outcome) : state;
  const rows = await selectCases(tx, everything)
    .where(and(inLog(fellowId), said))
    .orderBy(desc(caseEntry.performedAt), desc(caseEntry.id))
    .limit(size)
    .offset(from);
  return rows.map(caseOf);
}

/** Ids of the cases that were entered last, the last one first; imported ones are left out. */
export async function lastLogged(
  tx: Transaction,
  fellowId: string,
  most: number,
): Promise<string[]> {
  const rows = await tx
    .select({ id: caseEntry.id })
    .from(caseEntry)
    .leftJoin(caseWithdrawal, eq(caseWithdrawal.caseId, caseEntry.id))
    .where(and(inLog(fellowId), eq(caseEntry.provenance, "logged")))
    .orderBy(desc(caseEntry.entrySeq))
    .limit(most);
  return rows.map((each) => each.id);
}

function inLog(fellowId: string): SQL | undefined {
  return and(
    eq(caseEntry.fellowId, fellowId),
    knownCases(everything),
    isNull(caseWithdrawal.caseId),
  );
}

/** A case as it was logged under this id, whether or not it was corrected since. */
export async function findVersion(tx: Transaction, id: string): Promise<LoggedCase | null> {
  const [row] = await selectCases(tx, everything).where(eq(caseEntry.id, id));
  return row ? caseOf(row) : null;
}

/** One case as it stood at first and after each correction, the earliest first; empty without one. */
export async function versionsOf(tx: Transaction, id: string): Promise<LoggedCase[]> {
  const asked = await findVersion(tx, id);
  const versions = asked ? [asked] : [];
  for (let first = versions[0]; first?.supersedes; first = versions[0]) {
    const before = await findVersion(tx, first.supersedes);
    if (!before) break;
    versions.unshift(before);
  }
  for (let last = versions.at(-1); last; ) {
    const [row] = await selectCases(tx, everything).where(eq(caseEntry.supersedes, last.id));
    last = row && caseOf(row);
    if (last) versions.push(last);
  }
  return versions;
}

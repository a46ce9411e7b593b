import { and, asc, eq, lte } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  type AssuranceRule,
  defaultPolicy,
  type Portfolio,
  PortfolioPolicy,
} from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "../../client.server.ts";
import { programmePolicy } from "../../schema/programme.ts";

const always = Number.NEGATIVE_INFINITY as Instant;

/**
 * Which identity evidence a programme counts, and since when, as known through an entry; oldest first.
 *
 * @param programmeId  Null for who is in none: what the content says holds.
 */
export async function assuranceRulesOf(
  tx: Transaction,
  portfolio: Portfolio,
  programmeId: string | null,
  knownThrough: number,
): Promise<AssuranceRule[]> {
  const usual = { since: always, counted: defaultPolicy({ portfolio }).countedAssurance };
  if (programmeId === null) return [usual];
  const rows = await tx
    .select({ policy: programmePolicy.policy, since: programmePolicy.effectiveAt })
    .from(programmePolicy)
    .where(
      and(
        eq(programmePolicy.programmeId, programmeId),
        lte(programmePolicy.entrySeq, knownThrough),
      ),
    )
    .orderBy(asc(programmePolicy.effectiveAt), asc(programmePolicy.entrySeq));
  const decided = rows.map(({ policy, since }) => ({
    since,
    counted: PortfolioPolicy.parse(policy).countedAssurance,
  }));
  return [usual, ...decided];
}

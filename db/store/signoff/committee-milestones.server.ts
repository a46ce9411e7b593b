import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../client.server.ts";
import { meetingFinding, meetingMinutes } from "../../schema/committee.ts";

/** How a committee saw a fellow in a half-year: domain code to level. */
export type CommitteeMilestones = {
  /** "2026-H2". */
  readonly halfYear: string;
  readonly levels: Readonly<Record<string, number>>;
};

/** What committees found and signed, oldest first; what they have not signed yet is theirs alone. */
export async function committeeMilestonesOf(
  tx: Transaction,
  fellowshipId: string,
): Promise<CommitteeMilestones[]> {
  const replaced = sql`exists (select 1 from ${meetingFinding} as later
    where later.supersedes = ${meetingFinding.id})`;
  return tx
    .select({ halfYear: meetingFinding.halfYear, levels: meetingFinding.milestones })
    .from(meetingFinding)
    .innerJoin(meetingMinutes, eq(meetingMinutes.meetingId, meetingFinding.meetingId))
    .where(and(eq(meetingFinding.fellowshipId, fellowshipId), sql`not ${replaced}`))
    .orderBy(asc(meetingFinding.entrySeq));
}

import { desc, eq, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { AssessmentTool } from "#app/domain/training/evidence.ts";
import type { Transaction } from "../../client.server.ts";
import { narrative, person } from "../../schema/person.ts";
import {
  caseEntry,
  observation,
  observationRequest,
  observationWithdrawal,
} from "../../schema/training.ts";

/** An observation as the one who gave it looks back on it. */
export type GivenObservation = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly fellowName: string;
  readonly subjectCode: string;
  readonly tool: AssessmentTool;
  readonly level: number;
  readonly observedAt: Instant;
  readonly feedback: string | null;
  readonly withdrawnBecause: string | null;
};

/** The latest that a person gave, without those that a correction took the place of. */
export async function givenBy(
  tx: Transaction,
  assessorId: string,
  most: number,
): Promise<GivenObservation[]> {
  const corrected = sql`exists (select 1 from ${observation} as later
    where later.supersedes = ${observation.id})`;
  const rows = await tx
    .select({
      id: observation.id,
      fellowshipId: observation.fellowshipId,
      fellowName: person.name,
      subjectCode: observation.subjectCode,
      tool: observation.tool,
      level: observation.level,
      observedAt: observation.observedAt,
      feedback: narrative.text,
      withdrawnBecause: observationWithdrawal.reason,
    })
    .from(observation)
    .innerJoin(person, eq(person.id, observation.fellowId))
    .leftJoin(narrative, eq(narrative.id, observation.narrativeId))
    .leftJoin(observationWithdrawal, eq(observationWithdrawal.observationId, observation.id))
    .where(sql`${observation.assessorId} = ${assessorId} and not ${corrected}`)
    .orderBy(desc(observation.entrySeq))
    .limit(most);
  return rows.map((row) => ({ ...row, tool: row.tool as AssessmentTool }));
}

/** Fellows whom a person observed, supervised or was asked by, with the ledger entry of the last time. */
export async function lastMet(
  tx: Transaction,
  personId: string,
): Promise<ReadonlyMap<string, number>> {
  const met = await tx.execute<{ fellow_id: string; last: string | number }>(sql`
    select fellow_id, max(entry_seq) as last from (
      select fellow_id, entry_seq from ${observation} where assessor_id = ${personId}
      union all
      select fellow_id, entry_seq from ${observationRequest} where assessor_id = ${personId}
      union all
      select fellow_id, entry_seq from ${caseEntry} where supervisor_id = ${personId}
    ) as met group by fellow_id`);
  return new Map([...met].map((row) => [row.fellow_id, Number(row.last)]));
}

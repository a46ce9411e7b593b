import { asc, desc, eq, inArray } from "drizzle-orm";
import { isId } from "#app/domain/ids.ts";
import type { PathwayObservation } from "#app/domain/signoff/pathway.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { programme } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { pathwayCaseCount, pathwayObservation, practicePathway } from "../../schema/signoff.ts";

export type Pathway = {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly programmeId: string;
  readonly credentialCode: string;
  readonly practiceYears: number;
  readonly unitHead: string;
  readonly unitHeadLetterAt: Instant;
  readonly appliedAt: Instant;
};

function select(tx: Transaction) {
  return tx
    .select({
      id: practicePathway.id,
      personId: practicePathway.personId,
      personName: person.name,
      programmeId: practicePathway.programmeId,
      credentialCode: practicePathway.credentialCode,
      practiceYears: practicePathway.practiceYears,
      unitHead: practicePathway.unitHead,
      unitHeadLetterAt: practicePathway.unitHeadLetterAt,
      appliedAt: ledgerEntry.recordedAt,
    })
    .from(practicePathway)
    .innerJoin(person, eq(person.id, practicePathway.personId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, practicePathway.entrySeq));
}

export async function findPathway(tx: Transaction, id: string): Promise<Pathway | null> {
  if (!isId(id)) return null;
  const [row] = await select(tx).where(eq(practicePathway.id, id));
  return row ?? null;
}

/** Applications in these programmes, latest first; null: in all. */
export async function pathwaysOf(
  tx: Transaction,
  programmeIds: readonly string[] | null,
): Promise<Pathway[]> {
  if (programmeIds?.length === 0) return [];
  const wanted = programmeIds ? inArray(practicePathway.programmeId, [...programmeIds]) : undefined;
  return select(tx).where(wanted).orderBy(desc(practicePathway.entrySeq));
}

export async function pathwayCounts(tx: Transaction, pathwayId: string) {
  return tx
    .select({ competency: pathwayCaseCount.competency, cases: pathwayCaseCount.cases })
    .from(pathwayCaseCount)
    .where(eq(pathwayCaseCount.pathwayId, pathwayId))
    .orderBy(asc(pathwayCaseCount.competency));
}

export async function pathwayObservationsOf(
  tx: Transaction,
  pathwayId: string,
): Promise<PathwayObservation[]> {
  return tx
    .select({
      id: pathwayObservation.id,
      assessorName: pathwayObservation.assessorName,
      institution: pathwayObservation.institution,
      competency: pathwayObservation.competency,
      level: pathwayObservation.level,
      observedAt: pathwayObservation.observedAt,
    })
    .from(pathwayObservation)
    .where(eq(pathwayObservation.pathwayId, pathwayId))
    .orderBy(asc(pathwayObservation.observedAt), asc(pathwayObservation.id));
}

/** When the programme began: the practice pathway is open for a while from then. */
export async function launchedAt(tx: Transaction, programmeId: string): Promise<Instant | null> {
  const [row] = await tx
    .select({ at: ledgerEntry.recordedAt })
    .from(programme)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, programme.entrySeq))
    .where(eq(programme.id, programmeId));
  return row?.at ?? null;
}

export async function insertPathway(
  tx: Transaction,
  row: typeof practicePathway.$inferInsert,
  counts: readonly { readonly competency: string; readonly cases: number }[],
  observations: readonly PathwayObservation[],
) {
  await tx.insert(practicePathway).values(row);
  const pathwayId = row.id;
  if (counts.length > 0) {
    await tx.insert(pathwayCaseCount).values(counts.map((each) => ({ ...each, pathwayId })));
  }
  if (observations.length > 0) {
    await tx
      .insert(pathwayObservation)
      .values(observations.map((each) => ({ ...each, pathwayId })));
  }
}

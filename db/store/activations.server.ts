import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Activation, CorrectionReason, Joined } from "#app/domain/coverage/activation.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../client.server.ts";
import {
  activation,
  activationDevice,
  activationResponse,
  activationReview,
} from "../schema/coverage.ts";
import { ledgerEntry } from "../schema/ledger.ts";
import { person } from "../schema/person.ts";
import { everything, knownRows } from "./known.server.ts";

/** One version of what was recorded of a call, as it was recorded. */
export type ActivationVersion = Activation & {
  readonly id: string;
  readonly unitId: string;
  readonly answer: unknown;
  readonly recordedBy: string;
  readonly recordedByName: string;
  readonly recordedAt: Instant;
  readonly supersedes: string | null;
  readonly voided: boolean;
  readonly reason: CorrectionReason | null;
};

export type JoinedRow = Joined & {
  readonly id: string;
  readonly activationId: string;
  readonly name: string;
};

export type ReviewRow = {
  readonly id: string;
  readonly activationId: string;
  readonly reviewedBy: string;
  readonly reviewedByName: string;
  readonly reviewedAt: Instant;
  readonly outcome: "agreed" | "learning_point";
  readonly words: string;
};

/** Every version of every call of a unit, in order of recording. */
export async function activationVersions(
  tx: Transaction,
  unitId: string,
): Promise<ActivationVersion[]> {
  const rows = await tx
    .select({ row: activation, recordedAt: ledgerEntry.recordedAt, name: person.name })
    .from(activation)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, activation.entrySeq))
    .innerJoin(person, eq(person.id, activation.recordedBy))
    .where(eq(activation.unitId, unitId))
    .orderBy(asc(activation.entrySeq));
  return rows.map(({ row, recordedAt, name }) => ({
    ...row,
    scaiStage: row.scaiStage as Activation["scaiStage"],
    mcs: row.mcs as Activation["mcs"],
    reason: row.reason as CorrectionReason | null,
    recordedByName: name,
    recordedAt,
  }));
}

/** Units in which a call of after an instant took the emergency path, by any version of it. */
export async function emergencyUnits(tx: Transaction, since: Instant): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: activation.unitId })
    .from(activation)
    .where(and(eq(activation.emergency, true), gt(activation.activatedAt, since)));
  return rows.map(({ id }) => id);
}

/** The unit of a call, by the id of any of its versions; null where there is none. */
export async function unitOfActivation(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx
    .select({ unitId: activation.unitId })
    .from(activation)
    .where(eq(activation.id, id));
  return row?.unitId ?? null;
}

export async function insertActivation(tx: Transaction, row: typeof activation.$inferInsert) {
  await tx.insert(activation).values(row);
}

/** Who joined, as it stands: rows taken back are left out. */
export async function joinedTo(tx: Transaction, ids: readonly string[]): Promise<JoinedRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ row: activationResponse, name: person.name })
    .from(activationResponse)
    .innerJoin(person, eq(person.id, activationResponse.personId))
    .where(
      and(
        inArray(activationResponse.activationId, [...ids]),
        knownRows(activationResponse, everything),
      ),
    )
    .orderBy(asc(activationResponse.joinedAt), asc(activationResponse.id));
  return rows.map(({ row, name }) => ({ ...row, mode: row.mode as Joined["mode"], name }));
}

export async function findJoined(tx: Transaction, id: string) {
  const [row] = await tx.select().from(activationResponse).where(eq(activationResponse.id, id));
  return row ?? null;
}

export async function insertJoined(
  tx: Transaction,
  row: Omit<typeof activationResponse.$inferInsert, "voided"> & { readonly voided?: boolean },
) {
  await tx.insert(activationResponse).values(row);
}

export async function reviewsOf(tx: Transaction, ids: readonly string[]): Promise<ReviewRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ row: activationReview, at: ledgerEntry.recordedAt, name: person.name })
    .from(activationReview)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, activationReview.entrySeq))
    .innerJoin(person, eq(person.id, activationReview.reviewedBy))
    .where(inArray(activationReview.activationId, [...ids]))
    .orderBy(asc(activationReview.entrySeq));
  return rows.map(({ row, at, name }) => ({
    ...row,
    outcome: row.outcome as ReviewRow["outcome"],
    reviewedAt: at,
    reviewedByName: name,
  }));
}

export async function insertReview(tx: Transaction, row: typeof activationReview.$inferInsert) {
  await tx.insert(activationReview).values(row);
}

/** When support began, as it was recorded, corrected or taken back. */
export type SupportRow = {
  readonly id: string;
  readonly activationId: string;
  readonly startedAt: Instant;
  readonly recordedBy: string;
  readonly recordedByName: string;
  readonly recordedAt: Instant;
  readonly supersedes: string | null;
  readonly voided: boolean;
};

/** Every row about the beginning of support in these calls, in order of recording. */
export async function supportRows(tx: Transaction, ids: readonly string[]): Promise<SupportRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ row: activationDevice, recordedAt: ledgerEntry.recordedAt, name: person.name })
    .from(activationDevice)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, activationDevice.entrySeq))
    .innerJoin(person, eq(person.id, activationDevice.recordedBy))
    .where(inArray(activationDevice.activationId, [...ids]))
    .orderBy(asc(activationDevice.entrySeq));
  return rows.map(({ row, recordedAt, name }) => ({ ...row, recordedAt, recordedByName: name }));
}

export async function insertSupport(tx: Transaction, row: typeof activationDevice.$inferInsert) {
  await tx.insert(activationDevice).values(row);
}

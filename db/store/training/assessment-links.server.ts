import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Link, LinkChannel } from "#app/domain/training/assessment/assessment-link.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { assessmentLink, requestDecline } from "../../schema/assessment.ts";
import { person } from "../../schema/person.ts";
import { observation, observationRequest } from "../../schema/training.ts";

/** A link with what its request says of itself. */
export type FoundLink = Link & {
  readonly id: string;
  readonly requestId: string;
  readonly holderHash: string | null;
  readonly fellowId: string;
  readonly assessorId: string;
  readonly assessorName: string;
  readonly request: {
    readonly expiresAt: Instant;
    readonly answeredBy: string | null;
    readonly declinedBecause: string | null;
  };
};

function select(db: Database | Transaction) {
  const isReplaced = sql<boolean>`exists (select 1 from ${assessmentLink} as newer
    where newer.request_id = ${assessmentLink.requestId} and newer.id > ${assessmentLink.id})`;
  return db
    .select({
      row: assessmentLink,
      isReplaced,
      fellowId: observationRequest.fellowId,
      assessorId: observationRequest.assessorId,
      assessorName: person.name,
      requestExpiresAt: observationRequest.expiresAt,
      answeredBy: observation.id,
      declinedBecause: requestDecline.reason,
    })
    .from(assessmentLink)
    .innerJoin(observationRequest, eq(observationRequest.id, assessmentLink.requestId))
    .innerJoin(person, eq(person.id, observationRequest.assessorId))
    .leftJoin(observation, eq(observation.requestId, observationRequest.id))
    .leftJoin(requestDecline, eq(requestDecline.requestId, observationRequest.id));
}

function linkOf(found: Awaited<ReturnType<typeof select>>[number]): FoundLink {
  const { row, requestExpiresAt, answeredBy, declinedBecause, ...rest } = found;
  const { tokenHash: _, channel, ...link } = row;
  const request = { expiresAt: requestExpiresAt, answeredBy, declinedBecause };
  return { ...link, ...rest, channel: channel as LinkChannel, request };
}

/** The link with this token, whatever became of it. */
export async function findLink(db: Database, tokenHash: string): Promise<FoundLink | null> {
  const [row] = await select(db).where(eq(assessmentLink.tokenHash, tokenHash));
  return row ? linkOf(row) : null;
}

/** The link that the browser which holds this opened. */
export async function findLinkOfHolder(
  db: Database,
  holderHash: string,
): Promise<FoundLink | null> {
  const [row] = await select(db).where(eq(assessmentLink.holderHash, holderHash));
  return row ? linkOf(row) : null;
}

export async function insertLink(
  tx: Transaction,
  row: Omit<typeof assessmentLink.$inferInsert, "openedAt" | "holderHash" | "usedAt">,
): Promise<void> {
  await tx.insert(assessmentLink).values(row);
}

/** Opens the link once: of two browsers at the same moment, one gets false. */
export async function openLinkOnce(
  db: Database,
  {
    id,
    holderHash,
    now,
  }: { readonly id: string; readonly holderHash: string; readonly now: Instant },
): Promise<boolean> {
  const opened = await db
    .update(assessmentLink)
    .set({ openedAt: now, holderHash })
    .where(
      and(
        eq(assessmentLink.id, id),
        isNull(assessmentLink.openedAt),
        isNull(assessmentLink.usedAt),
        gt(assessmentLink.expiresAt, now),
      ),
    )
    .returning({ id: assessmentLink.id });
  return opened.length === 1;
}

/** Links of a request that nobody opened yet end now; who has opened one may finish. */
export async function endUnopenedLinks(tx: Transaction, requestId: string, now: Instant) {
  await tx
    .update(assessmentLink)
    .set({ expiresAt: now })
    .where(
      and(
        eq(assessmentLink.requestId, requestId),
        isNull(assessmentLink.openedAt),
        gt(assessmentLink.expiresAt, now),
      ),
    );
}

export async function markLinkUsed(tx: Transaction, id: string, now: Instant): Promise<void> {
  await tx
    .update(assessmentLink)
    .set({ usedAt: now })
    .where(and(eq(assessmentLink.id, id), isNull(assessmentLink.usedAt)));
}

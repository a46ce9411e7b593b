import { and, count, desc, eq, ne } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { accessLog } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";

/** Notes who looked into whose dossier. Outside acts and questions: looking changes nothing else. */
export async function insertAccess(
  db: Database,
  row: {
    readonly id: string;
    readonly at: Instant;
    readonly actorId: string;
    readonly subjectId: string;
    readonly what: string;
  },
) {
  await db.insert(accessLog).values(row);
}

export type Access = {
  readonly id: string;
  readonly at: Instant;
  readonly who: string;
  readonly what: string;
};

const byOthers = (subjectId: string) =>
  and(eq(accessLog.subjectId, subjectId), ne(accessLog.actorId, subjectId));

/** Looks of others into somebody's dossier, the latest first. */
export async function accessesTo(
  tx: Transaction,
  subjectId: string,
  part: { readonly from: number; readonly size: number },
): Promise<Access[]> {
  return tx
    .select({ id: accessLog.id, at: accessLog.at, who: person.name, what: accessLog.what })
    .from(accessLog)
    .innerJoin(person, eq(person.id, accessLog.actorId))
    .where(byOthers(subjectId))
    .orderBy(desc(accessLog.at), desc(accessLog.id))
    .offset(part.from)
    .limit(part.size);
}

export async function countAccessesTo(tx: Transaction, subjectId: string): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(accessLog).where(byOthers(subjectId));
  return row?.n ?? 0;
}

import { and, eq, isNull } from "drizzle-orm";
import type { Grant } from "#app/domain/people/grant.ts";
import type { Role, ScopeKind } from "#app/domain/people/roles.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { grantEnd, roleGrant } from "../../schema/people.ts";

export type GivenGrant = Grant & {
  readonly personId: string;
  readonly grantedBy: string | null;
  /** Why it was ended, where it was. */
  readonly endReason: string | null;
};

const columns = {
  id: roleGrant.id,
  personId: roleGrant.personId,
  role: roleGrant.role,
  scopeKind: roleGrant.scopeKind,
  scopeId: roleGrant.scopeId,
  grantedBy: roleGrant.grantedBy,
  startsAt: roleGrant.startsAt,
  endsAt: roleGrant.endsAt,
  endedAt: grantEnd.endsAt,
  endReason: grantEnd.reason,
};

function select(db: Database | Transaction) {
  return db.select(columns).from(roleGrant).leftJoin(grantEnd, eq(grantEnd.grantId, roleGrant.id));
}

type Row = Awaited<ReturnType<typeof select>>[number];

/** A grant ended before it began never held: it has no instant in it. */
function grantOf({ startsAt, endsAt, endedAt, role, scopeKind, ...row }: Row): GivenGrant {
  const end = Math.min(endsAt ?? forever, endedAt ?? forever);
  const during = { start: startsAt, end: Math.max(startsAt, end) as Instant };
  return { ...row, role: role as Role, scopeKind: scopeKind as ScopeKind, during };
}

/** Every grant a person was given, cut where it was ended; oldest first. */
export async function grantsOf(
  db: Database | Transaction,
  personId: string,
): Promise<GivenGrant[]> {
  const rows = await select(db).where(eq(roleGrant.personId, personId)).orderBy(roleGrant.entrySeq);
  return rows.map(grantOf);
}

export async function findGrant(tx: Transaction, id: string): Promise<GivenGrant | null> {
  const [row] = await select(tx).where(eq(roleGrant.id, id));
  return row ? grantOf(row) : null;
}

/** All grants of everybody, for lists. */
export async function allGrants(tx: Transaction): Promise<GivenGrant[]> {
  return (await select(tx).orderBy(roleGrant.entrySeq)).map(grantOf);
}

/** Grants of a role for everything that nobody ended. */
export async function openGrantsEverywhere(tx: Transaction, role: Role): Promise<GivenGrant[]> {
  const wanted = and(
    eq(roleGrant.role, role),
    eq(roleGrant.scopeKind, "everywhere"),
    isNull(grantEnd.grantId),
  );
  return (await select(tx).where(wanted)).map(grantOf);
}

/** Grants of a role anywhere that nobody ended. */
export async function openGrants(tx: Transaction, role: Role): Promise<GivenGrant[]> {
  return (await select(tx).where(and(eq(roleGrant.role, role), isNull(grantEnd.grantId)))).map(
    grantOf,
  );
}

export type NewGrant = typeof roleGrant.$inferInsert;

export async function insertGrant(tx: Transaction, row: NewGrant): Promise<void> {
  await tx.insert(roleGrant).values(row);
}

export async function insertGrantEnd(
  tx: Transaction,
  row: typeof grantEnd.$inferInsert,
): Promise<void> {
  await tx.insert(grantEnd).values(row);
}

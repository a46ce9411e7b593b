import { asc, eq } from "drizzle-orm";
import type { Target } from "#app/domain/people/grant.ts";
import type { ScopeKind } from "#app/domain/people/roles.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "../../client.server.ts";
import { organisation, programme } from "../../schema/people.ts";
import { unit } from "../../schema/roster.ts";

export type Organisation = { readonly id: string; readonly code: string; readonly name: string };
export type Programme = {
  readonly id: string;
  readonly organisationId: string;
  readonly code: string;
  readonly name: string;
  /** The release that new fellows start on. */
  readonly release: string;
  readonly timeZone: string;
};

export async function listOrganisations(tx: Transaction): Promise<Organisation[]> {
  return tx
    .select({ id: organisation.id, code: organisation.code, name: organisation.name })
    .from(organisation)
    .orderBy(asc(organisation.name));
}

const programmeColumns = {
  id: programme.id,
  organisationId: programme.organisationId,
  code: programme.code,
  name: programme.name,
  release: programme.release,
  timeZone: programme.timeZone,
};

export async function listProgrammes(tx: Transaction): Promise<Programme[]> {
  return tx.select(programmeColumns).from(programme).orderBy(asc(programme.name));
}

export async function findProgramme(tx: Transaction, id: string): Promise<Programme | null> {
  const [row] = await tx.select(programmeColumns).from(programme).where(eq(programme.id, id));
  return row ?? null;
}

export async function findOrganisation(tx: Transaction, id: string): Promise<Organisation | null> {
  const [row] = await tx
    .select({ id: organisation.id, code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(eq(organisation.id, id));
  return row ?? null;
}

export async function insertOrganisation(
  tx: Transaction,
  row: typeof organisation.$inferInsert,
): Promise<void> {
  await tx.insert(organisation).values(row);
}

export async function insertProgramme(
  tx: Transaction,
  row: typeof programme.$inferInsert,
): Promise<void> {
  await tx.insert(programme).values(row);
}

/** What a permit about a scope is judged by: the place and the organisation it lies in. */
export async function scopeTarget(
  tx: Transaction,
  kind: ScopeKind,
  id: string | null,
): Promise<Result<Target>> {
  if (kind === "everywhere" || id === null) return allow({});
  if (kind === "organisation") {
    const found = await findOrganisation(tx, id);
    return found ? allow({ organisationId: id }) : refuse("no_such_organisation");
  }
  if (kind === "programme") {
    const found = await findProgramme(tx, id);
    if (!found) return refuse("no_such_programme");
    return allow({ programmeId: id, organisationId: found.organisationId });
  }
  return unitTargetById(tx, id);
}

export async function unitTargetById(tx: Transaction, id: string): Promise<Result<Target>> {
  const wanted = { organisationId: unit.organisationId };
  const [row] = await tx.select(wanted).from(unit).where(eq(unit.id, id));
  if (!row) return refuse("no_such_unit");
  return allow({ unitId: id, organisationId: row.organisationId });
}

import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import type { Role } from "#app/domain/people/roles.ts";
import { holds, type Instant, interval } from "#app/domain/time/interval.ts";
import type { AssessorAppointment } from "#app/domain/training/entitlement.ts";
import type { TrainingRecordEvidence } from "#app/domain/training/evidence.ts";
import type { Transaction } from "../../client.server.ts";
import { grantEnd, roleGrant } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { assessorAppointment, trainingRecord } from "../../schema/training.ts";
import { everything, knownRows } from "../known.server.ts";

/** Examinations, certificates and assessor training of a person; oldest first. */
export async function trainingRecordsOf(
  tx: Transaction,
  personId: string,
  knownThrough: number = everything,
): Promise<TrainingRecordEvidence[]> {
  const rows = await tx
    .select()
    .from(trainingRecord)
    .where(and(eq(trainingRecord.personId, personId), knownRows(trainingRecord, knownThrough)))
    .orderBy(asc(trainingRecord.completedAt), asc(trainingRecord.id));
  return rows.map(({ id, kind, code, completedAt, hours, verifiedBy }) => ({
    id,
    kind: kind as TrainingRecordEvidence["kind"],
    code,
    completedAt,
    hours,
    verifiedBy,
  }));
}

export async function findTrainingRecord(tx: Transaction, id: string) {
  const [row] = await tx.select().from(trainingRecord).where(eq(trainingRecord.id, id));
  return row ?? null;
}

export async function insertTrainingRecord(
  tx: Transaction,
  row: typeof trainingRecord.$inferInsert,
): Promise<void> {
  await tx.insert(trainingRecord).values(row);
}

export type NamedAppointment = AssessorAppointment & {
  readonly personId: string;
  readonly name: string;
  readonly programmeId: string;
  readonly firstSignerId: string;
  readonly secondSignerId: string;
};

function selectAppointments(tx: Transaction) {
  return tx
    .select({ row: assessorAppointment, name: person.name })
    .from(assessorAppointment)
    .innerJoin(person, eq(person.id, assessorAppointment.personId));
}

function appointmentOf({
  row,
  name,
}: Awaited<ReturnType<typeof selectAppointments>>[number]): NamedAppointment {
  const { id, personId, programmeId, subjects, firstSignerId, secondSignerId } = row;
  const during = interval(row.startsAt, row.endsAt);
  return { id, personId, name, programmeId, subjects, firstSignerId, secondSignerId, during };
}

/** Founding appointments of a person as known through an entry; oldest first. */
export async function appointmentsOfAssessor(
  tx: Transaction,
  personId: string,
  knownThrough: number = everything,
): Promise<NamedAppointment[]> {
  const wanted = eq(assessorAppointment.personId, personId);
  const rows = await selectAppointments(tx)
    .where(and(wanted, knownRows(assessorAppointment, knownThrough)))
    .orderBy(asc(assessorAppointment.startsAt), asc(assessorAppointment.id));
  return rows.map(appointmentOf);
}

/** The founding assessors of a programme, past ones included; by name. */
export async function appointmentsIn(
  tx: Transaction,
  programmeId: string,
): Promise<NamedAppointment[]> {
  const wanted = eq(assessorAppointment.programmeId, programmeId);
  const rows = await selectAppointments(tx)
    .where(and(wanted, knownRows(assessorAppointment, everything)))
    .orderBy(asc(person.name), asc(assessorAppointment.startsAt));
  return rows.map(appointmentOf);
}

export async function insertAppointment(
  tx: Transaction,
  row: typeof assessorAppointment.$inferInsert,
): Promise<void> {
  await tx.insert(assessorAppointment).values(row);
}

export type NamedPerson = { readonly id: string; readonly name: string };

/** Who holds a role in a programme at an instant, be it there, in its organisation or everywhere. */
export async function holdersOf(
  tx: Transaction,
  role: Role,
  place: { readonly programmeId: string; readonly organisationId: string },
  at: Instant,
): Promise<NamedPerson[]> {
  const rows = await tx
    .select({ id: person.id, name: person.name, grant: roleGrant, endedAt: grantEnd.endsAt })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .leftJoin(grantEnd, eq(grantEnd.grantId, roleGrant.id))
    .where(
      and(
        eq(roleGrant.role, role),
        or(isNull(grantEnd.grantId), gt(grantEnd.endsAt, at)),
        or(
          eq(roleGrant.scopeKind, "everywhere"),
          and(eq(roleGrant.scopeKind, "programme"), eq(roleGrant.scopeId, place.programmeId)),
          and(eq(roleGrant.scopeKind, "organisation"), eq(roleGrant.scopeId, place.organisationId)),
        ),
      ),
    )
    .orderBy(asc(person.name), asc(person.id));
  const inForce = rows.filter(({ grant }) => holds(interval(grant.startsAt, grant.endsAt), at));
  return [...new Map(inForce.map(({ id, name }) => [id, { id, name }])).values()];
}

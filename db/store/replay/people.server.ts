import { and, eq, inArray, sql } from "drizzle-orm";
import type { PersonFacts } from "#app/domain/coverage/facts.ts";
import type { HolderRecord } from "#app/domain/credential/holder.ts";
import type { CredentialEventKind } from "#app/domain/credential/lifecycle.ts";
import type { RegistrationFact } from "#app/domain/roster/publication.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { credential, credentialEvent, externalCredential } from "../../schema/credential.ts";
import { licence, registration } from "../../schema/people.ts";
import { appointment, localPrivilege } from "../../schema/roster.ts";
import { entrustmentDecision } from "../../schema/signoff.ts";
import { type Recorded, recordedBy, recordedRows, standingBy } from "./recorded.server.ts";

/** Everything ever recorded of some people that can bear on whether they count. */
export type PeopleHistory = {
  readonly registrations: readonly Recorded<typeof registration>[];
  readonly licences: readonly Recorded<typeof licence>[];
  readonly privileges: readonly Recorded<typeof localPrivilege>[];
  readonly appointments: readonly Recorded<typeof appointment>[];
  readonly credentials: readonly Recorded<typeof credential>[];
  readonly events: readonly Recorded<typeof credentialEvent>[];
  readonly externals: readonly Recorded<typeof externalCredential>[];
  readonly entrustments: readonly Recorded<typeof entrustmentDecision>[];
};

/** Whoever ever held one of these registrations, or was ever appointed at the unit. */
export async function peopleEverOf(
  tx: Transaction,
  unitId: string,
  registrations: readonly string[],
): Promise<string[]> {
  const numbered = sql`${registration.authority} || ':' || ${registration.number}`;
  const held =
    registrations.length === 0
      ? []
      : await tx
          .selectDistinct({ id: registration.personId })
          .from(registration)
          .where(inArray(numbered, [...registrations]));
  const appointed = await tx
    .selectDistinct({ id: appointment.personId })
    .from(appointment)
    .where(eq(appointment.unitId, unitId));
  return [...new Set([...held, ...appointed].map(({ id }) => id))];
}

/** All of these people's history, in eight statements. */
export async function peopleHistory(
  tx: Transaction,
  ids: readonly string[],
): Promise<PeopleHistory> {
  const own = inArray(credential.personId, [...ids]);
  const ofOwn = inArray(
    credentialEvent.credentialId,
    tx.select({ id: credential.id }).from(credential).where(own),
  );
  const among = [...ids];
  const [registrations, licences, privileges, appointments] = await Promise.all([
    recordedRows(tx, registration, inArray(registration.personId, among)),
    recordedRows(tx, licence, inArray(licence.personId, among)),
    recordedRows(tx, localPrivilege, inArray(localPrivilege.personId, among)),
    recordedRows(tx, appointment, inArray(appointment.personId, among)),
  ]);
  const [credentials, events, externals, entrustments] = await Promise.all([
    recordedRows(tx, credential, own),
    recordedRows(tx, credentialEvent, and(ofOwn)),
    recordedRows(tx, externalCredential, inArray(externalCredential.personId, among)),
    recordedRows(tx, entrustmentDecision, inArray(entrustmentDecision.personId, among)),
  ]);
  return {
    registrations,
    licences,
    privileges,
    appointments,
    credentials,
    events,
    externals,
    entrustments,
  };
}

/** Who held which registration, as the record had it by an instant. */
export function registrationsBy({ registrations }: PeopleHistory, at: Instant): RegistrationFact[] {
  return standingBy(registrations, at).map((row) => ({
    registration: `${row.authority}:${row.number}`,
    personId: row.personId,
    during: interval(row.startsAt, row.endsAt),
  }));
}

/** One person's licences, privileges and appointments, as the record had them by an instant. */
export function rightsBy(
  history: PeopleHistory,
  at: Instant,
): Pick<PersonFacts, "licences" | "privileges" | "appointments"> {
  return {
    licences: standingBy(history.licences, at).map((row) => ({
      jurisdiction: row.jurisdiction,
      during: interval(row.startsAt, row.endsAt),
      readable: row.outcome === "verified",
    })),
    privileges: standingBy(history.privileges, at).map((row) => ({
      unitId: row.unitId,
      code: row.code,
      during: interval(row.startsAt, row.endsAt),
    })),
    appointments: standingBy(history.appointments, at).flatMap(({ unitId, post, ...row }) =>
      unitId === null ? [] : [{ unitId, post, during: interval(row.startsAt, row.endsAt) }],
    ),
  };
}

/** What one person held, as the record had it by an instant. */
export function holderBy(history: PeopleHistory, at: Instant): HolderRecord {
  const events = recordedBy(history.events, at);
  return {
    own: recordedBy(history.credentials, at).map((each) => ({
      id: each.id,
      code: each.code,
      validity: interval(each.validFrom, each.validUntil),
      events: events
        .filter(({ credentialId }) => credentialId === each.id)
        .map(({ kind, effectiveAt, recordedAt, reason }) => {
          return { kind: kind as CredentialEventKind, effectiveAt, recordedAt, reason };
        }),
    })),
    external: standingBy(history.externals, at).map((row) => ({
      id: row.id,
      code: row.code,
      during: interval(row.startsAt, row.endsAt),
      evidence: row.standing as "attested" | "verified",
      recordedAt: row.recordedAt,
      reverifyBy: row.reverifyBy,
      readable: true,
    })),
    entrustments: standingBy(history.entrustments, at).map((row) => ({
      id: row.id,
      epa: row.epa,
      level: row.level,
      during: interval(row.startsAt, row.endsAt),
      recordedAt: row.recordedAt,
    })),
  };
}

/** The same history, of one person each. */
export function byPerson(
  history: PeopleHistory,
  ids: readonly string[],
): Map<string, PeopleHistory> {
  const holder = new Map(history.credentials.map(({ id, personId }) => [id, personId]));
  const of =
    (id: string) =>
    <T extends { readonly personId: string }>(rows: readonly T[]) =>
      rows.filter(({ personId }) => personId === id);
  return new Map(
    ids.map((id) => {
      const own = of(id);
      const events = history.events.filter(({ credentialId }) => holder.get(credentialId) === id);
      const one: PeopleHistory = {
        registrations: own(history.registrations),
        licences: own(history.licences),
        privileges: own(history.privileges),
        appointments: own(history.appointments),
        credentials: own(history.credentials),
        events,
        externals: own(history.externals),
        entrustments: own(history.entrustments),
      };
      return [id, one];
    }),
  );
}

import type { Role } from "#app/domain/people/roles.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type OutsideCredential,
  outsideCredentialsOf,
} from "#db/store/external-credentials.server.ts";
import { everything } from "#db/store/known.server.ts";
import { allGrants, type GivenGrant, grantsOf } from "#db/store/people/grants.server.ts";
import { type InvitationState, latestInvitation } from "#db/store/people/invitations.server.ts";
import { type Licence, licencesOf } from "#db/store/people/licences.server.ts";
import {
  findPerson,
  listPersons,
  namesOf,
  type Person,
  passwordHashOf,
} from "#db/store/people/persons.server.ts";
import { type Registration, registrationsOf } from "#db/store/registrations.server.ts";
import { type Fellowship, fellowshipsOf } from "#db/store/training/fellowships.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { placesOf, scopeName, usualZone } from "./scope-names.server.ts";

export type ListedPerson = Person & {
  readonly registrations: readonly string[];
  readonly roles: readonly Role[];
};

/** Everybody, with the roles and registrations that hold now. */
export function showPeople(ctx: Context): Promise<Result<ListedPerson[]>> {
  return ask(ctx, "people.list", {}, async ({ tx, now }) => allow(await listed(tx, now)));
}

async function listed(tx: Transaction, now: Instant): Promise<ListedPerson[]> {
  const persons = await listPersons(tx);
  const ids = persons.map((each) => each.id);
  const grants = (await allGrants(tx)).filter((each) => holds(each.during, now));
  const held = await registrationsOf(tx, ids, everything);
  const registrations = held.filter((each) => holds(each.during, now));
  return persons.map((person) => ({
    ...person,
    registrations: registrations
      .filter((each) => each.personId === person.id)
      .map((each) => `${each.authority}:${each.number}`),
    roles: [...new Set(grants.filter((each) => each.personId === person.id).map((g) => g.role))],
  }));
}

export type ShownPerson = {
  readonly person: Person;
  readonly grants: readonly (GivenGrant & { readonly place: string })[];
  readonly registrations: readonly Registration[];
  readonly licences: readonly (Licence & { readonly checkedByName: string })[];
  readonly outside: readonly (OutsideCredential & { readonly verifiedByName: string })[];
  readonly fellowships: readonly Fellowship[];
  readonly invitation: InvitationState | null;
  readonly hasPassword: boolean;
  /** In which dates of this person are most likely meant. */
  readonly zone: string;
};

/** All that the record holds about who a person is and what others gave them. */
export function showPerson(ctx: Context, personId: string): Promise<Result<ShownPerson>> {
  return ask<ShownPerson>(ctx, "people.list", {}, async ({ tx }) => {
    const person = await findPerson(tx, personId);
    if (!person) return refuse("no_such_person");
    const places = await placesOf(tx);
    const grants = await grantsOf(tx, personId);
    const licences = await licencesOf(tx, personId, everything);
    const outside = await outsideCredentialsOf(tx, personId, everything);
    const who = await namesOf(tx, [
      ...licences.map((each) => each.checkedBy),
      ...outside.map((each) => each.verifiedBy),
    ]);
    const nameOf = (id: string) => who.get(id) ?? id;
    return allow({
      person,
      grants: grants.map((each) => ({
        ...each,
        place: scopeName(places, each.scopeKind, each.scopeId),
      })),
      registrations: await registrationsOf(tx, [personId], everything),
      licences: licences.map((each) => ({ ...each, checkedByName: nameOf(each.checkedBy) })),
      outside: outside.map((each) => ({ ...each, verifiedByName: nameOf(each.verifiedBy) })),
      fellowships: await fellowshipsOf(tx, personId),
      invitation: await latestInvitation(tx, personId),
      hasPassword: (await passwordHashOf(tx, personId)) !== null,
      zone: usualZone(places),
    });
  });
}

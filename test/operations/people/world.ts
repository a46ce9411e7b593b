import { v7 as uuidv7 } from "uuid";
import type { Actor } from "#app/domain/people/grant.ts";
import type { Role, ScopeKind } from "#app/domain/people/roles.ts";
import type { Result } from "#app/domain/result.ts";
import { type Context, contextAs, type House, system } from "#app/operations/context.server.ts";
import { acceptInvitation } from "#app/operations/people/accept-invitation.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { createOrganisation } from "#app/operations/people/create-organisation.server.ts";
import { invitePerson } from "#app/operations/people/invite-person.server.ts";
import { createUnit } from "#app/operations/roster/create-unit.server.ts";

export const password = "correct-horse-battery";

/** The value of what must have been allowed. */
export function allowed<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

export function refusal<T>(result: Result<T>): string | null {
  return result.ok ? null : result.refusal.code;
}

type Given = {
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeId: string | null;
};

export const everywhere = (role: Role): Given => ({ role, scopeKind: "everywhere", scopeId: null });
export const ofUnit = (role: Role, scopeId: string): Given => ({
  role,
  scopeKind: "unit",
  scopeId,
});

/** Somebody who has joined, with these roles and the password above. */
export async function joined(house: House, email: string, grants: readonly Given[]) {
  const id = uuidv7();
  const invited = allowed(
    await invitePerson(contextAs(house, system), {
      id,
      name: email.split("@")[0] ?? email,
      email,
      grants: grants.map((each) => ({ id: uuidv7(), ...each })),
    }),
  );
  allowed(await acceptInvitation(house, { token: invited.token ?? "", password }));
  return id;
}

/** Acts as a person would, with the grants that hold now. */
export async function as(house: House, personId: string): Promise<Context> {
  return contextAs(house, (await personActor(house, personId)) as Actor);
}

export async function organisation(house: House, code: string): Promise<string> {
  const id = uuidv7();
  allowed(await createOrganisation(contextAs(house, system), { id, code, name: code }));
  return id;
}

export function unitWish(organisationId: string, code: string) {
  return {
    id: uuidv7(),
    organisationId,
    code,
    name: `Unit ${code}`,
    site: "North",
    region: "Coast",
    jurisdiction: "DE",
    timeZone: "Europe/Berlin",
    tier: "basic" as const,
    services: [],
    contact: "+49 30 100",
  };
}

export async function unitIn(house: House, organisationId: string, code: string): Promise<string> {
  return allowed(await createUnit(contextAs(house, system), unitWish(organisationId, code))).id;
}

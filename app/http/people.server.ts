import type { LoaderFunctionArgs } from "@remix-run/node";
import { say } from "#app/domain/copy.ts";
import { rolesAt } from "#app/domain/people/grant.ts";
import { holds } from "#app/domain/time/interval.ts";
import {
  type ShownPerson,
  showPeople,
  showPerson,
} from "#app/operations/people/show-people.server.ts";
import { notFound, orRefuse, type PersonContext, personContextFor } from "./context.server.ts";

/** Everybody, with words for their roles. */
export async function peopleLines(ctx: PersonContext, request: Request) {
  const people = orRefuse(ctx, request, await showPeople(ctx));
  return people.map(({ phone: _, ...person }) => ({
    ...person,
    roles: person.roles.map((role) => say(ctx.content.copy, `roles.${role}`)),
  }));
}

/** The person of the address, and where whoever asks came from to see them. */
export async function personOf(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const personId = args.params.person ?? "";
  const shown = orRefuse(ctx, args.request, await showPerson(ctx, personId));
  return { ctx, shown, back: personPath(ctx, personId) };
}

/** A registrar's page of a person, or an administrator's. */
export function personPath(ctx: PersonContext, personId: string): string {
  const roles = rolesAt(ctx.actor.grants, ctx.now);
  return `${roles.includes("registrar") ? "/registrar" : "/admin"}/people/${personId}`;
}

/** What `?replaces=` names among a person's facts; null without it. */
export function replacedIn<T extends { readonly id: string }>(
  ctx: PersonContext,
  request: Request,
  facts: readonly T[],
): T | null {
  const id = new URL(request.url).searchParams.get("replaces");
  if (id === null) return null;
  const found = facts.find((each) => each.id === id);
  if (!found) throw notFound(ctx, request);
  return found;
}

/** The grants of a person as a page shows them. */
export function grantLines({ content, now }: PersonContext, { grants }: ShownPerson) {
  return grants.map((grant) => ({
    id: grant.id,
    role: say(content.copy, `roles.${grant.role}`),
    place: grant.place,
    during: grant.during,
    holds: holds(grant.during, now),
    endReason: grant.endReason,
  }));
}

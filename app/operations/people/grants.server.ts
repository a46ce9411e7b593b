import { z } from "zod";
import { type Role, roles, scopeKinds } from "#app/domain/people/roles.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import { insertGrant } from "#db/store/people/grants.server.ts";
import { scopeTarget } from "#db/store/people/places.server.ts";
import type { Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";

const Moment = z.custom<Instant>((value) => Number.isInteger(value));

/** A role for a place and a time. Without `startsAt` it holds from now; without `endsAt` until ended. */
export const GrantWish = z
  .object({
    id: z.uuid(),
    role: z.enum(roles),
    scopeKind: z.enum(scopeKinds),
    scopeId: z.uuid().nullable(),
    startsAt: Moment.optional(),
    endsAt: Moment.optional(),
  })
  .refine((wish) => (wish.scopeKind === "everywhere") === (wish.scopeId === null), {
    message: "Choose a place, or everywhere.",
    path: ["scopeId"],
  });
export type GrantWish = z.output<typeof GrantWish>;

/** Roles that look into one programme's training records, or sign there: never wider than they say. */
const programmeRoles: readonly Role[] = [
  "fellow",
  "assessor",
  "committee_member",
  "programme_director",
];

/**
 * Whether a role makes sense where it is to hold: a unit is led at a unit, training is in a programme, and
 * a registrar acts on credentials of every organisation, so only somebody with reach over all may make one.
 */
export function fitsScope({ role, scopeKind }: Pick<GrantWish, "role" | "scopeKind">): boolean {
  if (role === "unit_lead") return scopeKind === "unit" || scopeKind === "organisation";
  if (role === "registrar") return scopeKind === "everywhere";
  if (programmeRoles.includes(role))
    return scopeKind === "programme" || scopeKind === "organisation";
  return true;
}

/** Where the grant is to hold, as the permit sees it: nobody gives what lies outside their own reach. */
export function grantTarget({ scopeKind, scopeId }: Pick<GrantWish, "scopeKind" | "scopeId">) {
  return (tx: Turn["tx"]) => scopeTarget(tx, scopeKind, scopeId);
}

/** Enters one grant. */
export async function enterGrant(
  { actor }: Context,
  { tx, now, record }: Turn,
  personId: string,
  wish: GrantWish,
): Promise<Result<Interval>> {
  if (!fitsScope(wish)) return refuse("role_does_not_fit");
  const { id, role, scopeKind, scopeId } = wish;
  const startsAt = wish.startsAt ?? now;
  if (wish.endsAt !== undefined && wish.endsAt <= startsAt) return refuse("ends_before_it_starts");
  const during = interval(startsAt, wish.endsAt ?? null);
  const grantedBy = actor.kind === "person" ? actor.id : null;
  const fact = { id, personId, role, scopeKind, scopeId, startsAt, endsAt: wish.endsAt ?? null };
  await insertGrant(tx, { ...fact, grantedBy, entrySeq: await record(fact) });
  return { ok: true, value: during };
}

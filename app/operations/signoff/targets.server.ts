import { isId } from "#app/domain/ids.ts";
import { type Actor, reaches, type Target } from "#app/domain/people/grant.ts";
import type { Role } from "#app/domain/people/roles.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Route } from "#app/domain/signoff/decision.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { findProgramme } from "#db/store/people/places.server.ts";
import { findReview, type Review } from "#db/store/signoff/reviews.server.ts";
import { findSignOff } from "#db/store/signoff/sign-offs.server.ts";

type PlaceOf = Pick<Review, "personId" | "programmeId" | "organisationId">;

export function targetOf({ personId, programmeId, organisationId }: PlaceOf): Target {
  return { personId, programmeId, organisationId };
}

/** By which way a review leads to a credential. */
export function routeOf({ pathwayId, renewalOf }: Pick<Review, "pathwayId" | "renewalOf">): Route {
  if (renewalOf) return "renewal";
  return pathwayId ? "practice" : "training";
}

export async function reviewTarget(tx: Transaction, id: string): Promise<Result<Target>> {
  const review = await findReview(tx, id);
  return review ? allow(targetOf(review)) : refuse("no_such_review");
}

export async function signOffTarget(tx: Transaction, id: string): Promise<Result<Target>> {
  const signOff = await findSignOff(tx, id);
  return signOff ? reviewTarget(tx, signOff.reviewId) : refuse("no_such_sign_off");
}

export async function programmeTarget(tx: Transaction, id: string): Promise<Result<Target>> {
  const programme = isId(id) ? await findProgramme(tx, id) : null;
  if (!programme) return refuse("no_such_programme");
  return allow({ programmeId: id, organisationId: programme.organisationId });
}

/** Whether the actor holds this very role for the target at an instant. */
export function holdsRole(actor: Actor, role: Role, target: Target, now: Instant): boolean {
  if (actor.kind !== "person") return false;
  return actor.grants.some((each) => each.role === role && reaches(each, target, now));
}

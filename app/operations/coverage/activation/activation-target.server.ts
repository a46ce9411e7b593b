import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, later } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { unitOfActivation } from "#db/store/activations.server.ts";
import { hubsOf } from "#db/store/coverage.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { findUnitById, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { privilegesAt } from "#db/store/units.server.ts";
import type { Context } from "../../context.server.ts";
import { afterDuty, namesOnDuty, wasOnDuty } from "../on-duty.server.ts";
import { type ActivationCase, caseOf } from "./activation-case.server.ts";
import { mayReview } from "./may-review.server.ts";

/**
 * A call by any of its versions, to be reviewed. It is the actor's own for a day if they recorded it, and,
 * where it took the emergency path, if they belong to the unit: why they may not review it, they are told.
 */
export function caseTarget(ctx: Context, id: string) {
  return targetOf(ctx, id, (tx, unit) => belongsTo(tx, ctx.actor.id ?? "", unit, ctx.now));
}

/** A call by any of its versions, to be read: by fewer, as only whoever may review it reads it. */
export function readTarget(ctx: Context, id: string) {
  return targetOf(
    ctx,
    id,
    async (tx, unit, found) =>
      (await belongsTo(tx, ctx.actor.id ?? "", unit, ctx.now)) &&
      (await mayReview(ctx, tx, found, ctx.now)).ok,
  );
}

/** A call by any of its versions, to be put right: whoever only reviews it changes nothing in it. */
export function ownCaseTarget(ctx: Context, id: string) {
  return targetOf(ctx, id, async () => false);
}

function targetOf(
  ctx: Context,
  id: string,
  isReviewers: (tx: Transaction, unit: UnitRow, found: ActivationCase) => Promise<boolean>,
) {
  return async (tx: Transaction): Promise<Result<Target>> => {
    const unitId = await unitOfActivation(tx, id);
    const unit = unitId === null ? null : await findUnitById(tx, unitId);
    if (!unit) return refuse("not_found");
    const place = { unitId: unit.id, organisationId: unit.organisationId };
    const { actor, now } = ctx;
    if (actor.kind !== "person") return allow(place);
    const found = await caseOf(ctx, tx, unit.id, { id, now });
    const isTheirs =
      found !== null &&
      (isOwnFresh(found, actor.id, now) ||
        (found.standing.emergency && (await isReviewers(tx, unit, found))));
    return allow(isTheirs ? { ...place, personId: actor.id } : place);
  };
}

/** Recorded, or put right, by this person within a day: so long it is theirs. */
export function isOwnFresh({ versions }: ActivationCase, personId: string, now: Instant): boolean {
  return versions.some(
    ({ recordedBy, recordedAt }) => recordedBy === personId && now < later(recordedAt, afterDuty),
  );
}

/** By its roster of these days or a local privilege: of the unit or of its hub, whoever employs them. */
async function belongsTo(tx: Transaction, personId: string, unit: UnitRow, now: Instant) {
  for (const place of await placesOf(tx, unit, now)) {
    if (await wasOnDuty(tx, personId, place, now)) return true;
    if ((await privilegedIn(tx, place, now)).includes(personId)) return true;
  }
  return false;
}

/** Everybody who belongs to a unit or its hub in that sense. */
export async function peopleAround(tx: Transaction, unit: UnitRow, now: Instant) {
  const found = new Set<string>();
  for (const place of await placesOf(tx, unit, now)) {
    const held = await registrationsHeld(tx, [...(await namesOnDuty(tx, place, now))], everything);
    for (const { personId, during } of held) if (holds(during, now)) found.add(personId);
    for (const personId of await privilegedIn(tx, place, now)) found.add(personId);
  }
  return [...found];
}

async function placesOf(tx: Transaction, unit: UnitRow, now: Instant): Promise<string[]> {
  const hubs = (await hubsOf(tx, [unit.id], everything)).filter(({ during }) => holds(during, now));
  return [unit.id, ...hubs.map(({ hubUnitId }) => hubUnitId)];
}

async function privilegedIn(tx: Transaction, unitId: string, now: Instant): Promise<string[]> {
  const privileges = await privilegesAt(tx, unitId, everything);
  return privileges.filter(({ during }) => holds(during, now)).map(({ personId }) => personId);
}

import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { unitOfActivation } from "#db/store/activations.server.ts";
import { hubsOf } from "#db/store/coverage.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { publicationsOver } from "#db/store/rosters.server.ts";
import { findUnitById, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { privilegesAt } from "#db/store/units.server.ts";
import type { Context } from "../../context.server.ts";
import { caseOf } from "./activation-case.server.ts";

/** Whoever was on duty may still write down what happened in a night for so long. */
const afterDuty = 24 * hour;

/**
 * A unit whose calls are recorded. It is also the actor's own, as far as the policy asks, while they are or
 * were a day ago on its roster.
 */
export function recordTarget(ctx: Context, unitCode: string) {
  return async (tx: Transaction): Promise<Result<Target>> => {
    const found = await unitTarget(unitCode)(tx);
    const unitId = found.ok ? found.value.unitId : undefined;
    if (!found.ok || unitId === undefined || ctx.actor.kind !== "person") return found;
    const isTheirs = await wasOnDuty(tx, ctx.actor.id, unitId, ctx.now);
    return isTheirs ? allow({ ...found.value, personId: ctx.actor.id }) : found;
  };
}

/**
 * A call by any of its versions. It is the actor's own for a day if they recorded it, and for as long as it
 * waits for a review if they are asked to review it.
 */
export function caseTarget(ctx: Context, id: string) {
  return async (tx: Transaction): Promise<Result<Target>> => {
    const unitId = await unitOfActivation(tx, id);
    const unit = unitId === null ? null : await findUnitById(tx, unitId);
    if (!unit) return refuse("not_found");
    const place = { unitId: unit.id, organisationId: unit.organisationId };
    const { actor, now } = ctx;
    if (actor.kind !== "person") return allow(place);
    const found = await caseOf(ctx, tx, unit.id, { id, now });
    const isFresh = ({ recordedBy, recordedAt }: { recordedBy: string; recordedAt: Instant }) =>
      recordedBy === actor.id && now < later(recordedAt, afterDuty);
    const isTheirs =
      found !== null &&
      (found.versions.some(isFresh) ||
        (found.standing.emergency && (await belongsTo(tx, actor.id, unit, now))));
    return allow(isTheirs ? { ...place, personId: actor.id } : place);
  };
}

/** On the unit's roster now or in the day before, in any role but leave. */
async function wasOnDuty(tx: Transaction, personId: string, unitId: string, now: Instant) {
  const held = await registrationsOf(tx, [personId], everything);
  const names = new Set(held.filter(({ during }) => holds(during, now)).map((r) => r.registration));
  if (names.size === 0) return false;
  const window = interval(later(now, -afterDuty), later(now, 1));
  const publications = await publicationsOver(tx, [unitId], window, everything);
  const sources = new Set(publications.map(({ source }) => source));
  return [...sources].some((source) =>
    rowsInForce(inForce(publications.filter((each) => each.source === source))).some(
      ({ assignment, during }) =>
        assignment.role !== "not_counted" &&
        names.has(assignment.registration ?? "") &&
        overlaps(during, window),
    ),
  );
}

/** By its roster of these days or a local privilege: of the unit or of its hub, whoever employs them. */
async function belongsTo(tx: Transaction, personId: string, unit: UnitRow, now: Instant) {
  const hubs = (await hubsOf(tx, [unit.id], everything)).filter(({ during }) => holds(during, now));
  for (const place of [unit.id, ...hubs.map((each) => each.hubUnitId)]) {
    if (await wasOnDuty(tx, personId, place, now)) return true;
    const privileges = await privilegesAt(tx, place, everything);
    if (privileges.some((each) => each.personId === personId && holds(each.during, now)))
      return true;
  }
  return false;
}

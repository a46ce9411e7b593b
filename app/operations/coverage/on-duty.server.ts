import type { Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import type { Deed } from "#app/domain/people/policy.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { publicationsOver } from "#db/store/rosters.server.ts";
import { unitTarget } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../context.server.ts";

/** Whoever was on duty may still look at a night, and write down what happened in it, for so long. */
export const afterDuty = 24 * hour;

/**
 * A unit, as what a permit is judged by. Where no role leads there, it is also the actor's own, as far as
 * the policy asks, while they are or were a day ago on its roster.
 */
export function dutyTarget(ctx: Context, deed: Deed, unitCode: string) {
  return async (tx: Transaction): Promise<Result<Target>> => {
    const found = await unitTarget(unitCode)(tx);
    const unitId = found.ok ? found.value.unitId : undefined;
    if (!found.ok || unitId === undefined || ctx.actor.kind !== "person") return found;
    if (permit(ctx.actor, deed, found.value, ctx.now).ok) return found;
    const isTheirs = await wasOnDuty(tx, ctx.actor.id, unitId, ctx.now);
    return isTheirs ? allow({ ...found.value, personId: ctx.actor.id }) : found;
  };
}

/** In which a shift counts as one of now. */
export function dutyWindow(now: Instant) {
  return interval(later(now, -afterDuty), later(now, 1));
}

/** On the unit's roster now or in the day before, in any role but leave. */
export async function wasOnDuty(tx: Transaction, personId: string, unitId: string, now: Instant) {
  const held = await registrationsOf(tx, [personId], everything);
  const names = held.filter(({ during }) => holds(during, now)).map((each) => each.registration);
  if (names.length === 0) return false;
  const named = await namesOnDuty(tx, unitId, now);
  return names.some((each) => named.has(each));
}

/** Registrations on a unit's roster now or in the day before, in any role but leave. */
export async function namesOnDuty(
  tx: Transaction,
  unitId: string,
  now: Instant,
): Promise<Set<string>> {
  const window = dutyWindow(now);
  const publications = await publicationsOver(tx, [unitId], window, everything);
  const sources = new Set(publications.map(({ source }) => source));
  const rows = [...sources].flatMap((source) =>
    rowsInForce(inForce(publications.filter((each) => each.source === source))),
  );
  const counted = rows.filter(
    ({ assignment, during }) => assignment.role !== "not_counted" && overlaps(during, window),
  );
  return new Set(counted.flatMap(({ assignment }) => assignment.registration ?? []));
}

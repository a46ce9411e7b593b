import type { Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { unitOfActivation } from "#db/store/activations.server.ts";
import { hubsOf } from "#db/store/coverage.server.ts";
import { everything } from "#db/store/known.server.ts";
import { unitsNaming } from "#db/store/on-duty.server.ts";
import { registrationsHeld, registrationsOf } from "#db/store/registrations.server.ts";
import { publicationsOver } from "#db/store/rosters.server.ts";
import { findUnitById, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { privilegesAt } from "#db/store/units.server.ts";
import type { Context } from "../../context.server.ts";
import { type ActivationCase, caseOf } from "./activation-case.server.ts";

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
 * A call by any of its versions, to be read or reviewed. It is the actor's own for a day if they recorded
 * it, and, where it took the emergency path, if they may be asked to review it.
 */
export function caseTarget(ctx: Context, id: string) {
  return targetOf(ctx, id, (tx, unit) => belongsTo(tx, ctx.actor.id ?? "", unit, ctx.now));
}

/** A call by any of its versions, to be put right: whoever only reviews it changes nothing in it. */
export function ownCaseTarget(ctx: Context, id: string) {
  return targetOf(ctx, id, async () => false);
}

function targetOf(
  ctx: Context,
  id: string,
  isReviewers: (tx: Transaction, unit: UnitRow) => Promise<boolean>,
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
        (found.standing.emergency && (await isReviewers(tx, unit))));
    return allow(isTheirs ? { ...place, personId: actor.id } : place);
  };
}

/** Recorded, or put right, by this person within a day: so long it is theirs. */
export function isOwnFresh({ versions }: ActivationCase, personId: string, now: Instant): boolean {
  return versions.some(
    ({ recordedBy, recordedAt }) => recordedBy === personId && now < later(recordedAt, afterDuty),
  );
}

/**
 * Units in which a person may record a call only because they are, or were a day ago, on duty there: those
 * to whose pages no role of theirs leads.
 */
export async function dutyUnits(
  { actor, now }: Pick<Context, "actor" | "now">,
  tx: Transaction,
): Promise<UnitRow[]> {
  if (actor.kind !== "person") return [];
  const found: UnitRow[] = [];
  for (const id of await unitsNaming(tx, actor.id, dutyWindow(now))) {
    const unit = await findUnitById(tx, id);
    if (!unit || !(await wasOnDuty(tx, actor.id, id, now))) continue;
    const place = { unitId: id, organisationId: unit.organisationId };
    const may = (target: Target) => permit(actor, "activation.record", target, now).ok;
    if (may({ ...place, personId: actor.id }) && !may(place)) found.push(unit);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

function dutyWindow(now: Instant) {
  return interval(later(now, -afterDuty), later(now, 1));
}

/** On the unit's roster now or in the day before, in any role but leave. */
async function wasOnDuty(tx: Transaction, personId: string, unitId: string, now: Instant) {
  const held = await registrationsOf(tx, [personId], everything);
  const names = held.filter(({ during }) => holds(during, now)).map((each) => each.registration);
  if (names.length === 0) return false;
  const named = await namesOnDuty(tx, unitId, now);
  return names.some((each) => named.has(each));
}

/** Registrations on a unit's roster now or in the day before, in any role but leave. */
async function namesOnDuty(tx: Transaction, unitId: string, now: Instant): Promise<Set<string>> {
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

import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { type Actor, reaches } from "#app/domain/people/grant.ts";
import type { Deed } from "#app/domain/people/policy.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type CalendarFeed,
  calendarFeedsOf,
  findCalendarFeed,
  insertCalendarFeed,
  revokeCalendarFeed,
  unitNearest,
} from "#db/store/calendar-feeds.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import {
  findUnit,
  type UnitRow,
  unitsById,
  unitsKnown,
  unitTarget,
} from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";

/** Whose calendar: one's own shifts, or those of a unit by its code. */
export type Whose = { readonly kind: "person" } | { readonly kind: "unit"; readonly unit: string };

export const CalendarId = z.object({ id: z.uuid() });

/** So many calendars of one person or one unit may be read at once. */
const most = 20;

/** The path of a calendar, shown this once; null when the same wish is sent again. */
export type MadeCalendar = { readonly id: string; readonly path: string | null };

/** Makes an address at which shifts can be read. Whoever has it can read them, until it is revoked. */
export function makeCalendar(
  ctx: Context,
  whose: Whose,
  id: string,
): Promise<Result<MadeCalendar>> {
  const token = randomBytes(32).toString("base64url");
  return keep<MadeCalendar>(ctx, whose, async (tx, { unit, ownerId, now, record }) => {
    if (await findCalendarFeed(tx, id)) return allow({ id, path: null });
    const open = (await feedsOf(tx, unit, ownerId)).filter((each) => each.revokedAt === null);
    if (open.length >= most) return refuse("too_many_calendars", { most });
    await record({ calendar: id, kind: whose.kind, unitId: unit?.id ?? null });
    const row = { id, kind: whose.kind, ownerId, unitId: unit?.id ?? null, createdAt: now };
    await insertCalendarFeed(tx, { ...row, tokenHash: calendarHash(token) });
    return allow({ id, path: `/calendar/${token}.ics` });
  });
}

/** The address answers no longer, at once. */
export function revokeCalendar(ctx: Context, whose: Whose, id: string): Promise<Result<undefined>> {
  return keep<undefined>(ctx, whose, async (tx, { unit, ownerId, now, record }) => {
    const feed = await findCalendarFeed(tx, id);
    const isOwn =
      feed && (unit ? feed.unitId === unit.id : feed.ownerId === ownerId && !feed.unitId);
    if (!isOwn) return refuse("no_such_calendar");
    if (feed.revokedAt !== null) return allow();
    await record({ calendar: id, revoked: true });
    await revokeCalendarFeed(tx, id, now);
    return allow();
  });
}

export type CalendarList = {
  readonly unit: UnitRow | null;
  readonly feeds: readonly CalendarFeed[];
  /** On whose clock times are told: the unit's, or where the person is on duty; null: nowhere yet. */
  readonly zone: string | null;
};

export function listCalendars(ctx: Context, whose: Whose): Promise<Result<CalendarList>> {
  return ask<CalendarList>(ctx, deedOf(whose), targetOf(ctx, whose), async ({ tx }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const unit = whose.kind === "unit" ? await findUnit(tx, whose.unit) : null;
    const zone = unit ? unit.timeZone : await zoneOf(ctx, tx, ctx.actor.id);
    return allow({ unit, feeds: await feedsOf(tx, unit, ctx.actor.id), zone });
  });
}

/** The zone of the unit where a person is on duty next, or was last; else of one that they have a role for. */
async function zoneOf(
  { actor, now }: Context,
  tx: Transaction,
  id: string,
): Promise<string | null> {
  const numbers = (await registrationsOf(tx, [id], everything)).map((each) => each.registration);
  const unitId = (await unitNearest(tx, numbers, now)) ?? (await unitOfRole(tx, actor, now));
  if (unitId === null) return null;
  return (await unitsById(tx, [unitId], everything)).get(unitId)?.timeZone ?? null;
}

async function unitOfRole(tx: Transaction, actor: Actor, now: Instant): Promise<string | null> {
  const held = actor.kind === "person" ? actor.grants : [];
  // A role for everywhere is one for no unit in particular.
  const grants = held.filter((grant) => grant.scopeKind !== "everywhere");
  const units = grants.length > 0 ? await unitsKnown(tx, everything) : [];
  const own = units.find(({ id: unitId, organisationId }) =>
    grants.some((grant) => reaches(grant, { unitId, organisationId }, now)),
  );
  return own?.id ?? null;
}

export function calendarHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function feedsOf(tx: Transaction, unit: UnitRow | null, ownerId: string) {
  return calendarFeedsOf(tx, unit ? { unitId: unit.id } : { ownerId });
}

function deedOf({ kind }: Whose): Deed {
  return kind === "unit" ? "unit_calendar.keep" : "calendar.keep";
}

function targetOf(ctx: Context, whose: Whose) {
  if (whose.kind === "unit") return unitTarget(whose.unit);
  return { personId: ctx.actor.id ?? "" };
}

type Turn = Parameters<Parameters<typeof act>[3]>[0];
type Place = Pick<Turn, "now" | "record"> & {
  readonly unit: UnitRow | null;
  readonly ownerId: string;
};

function keep<T>(
  ctx: Context,
  whose: Whose,
  work: (tx: Transaction, place: Place) => Promise<Result<T>>,
): Promise<Result<T>> {
  return act<T>(ctx, deedOf(whose), targetOf(ctx, whose), async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const unit = whose.kind === "unit" ? await findUnit(tx, whose.unit) : null;
    return work(tx, { unit, ownerId: ctx.actor.id, now, record });
  });
}

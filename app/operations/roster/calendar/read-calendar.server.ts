import { createHash } from "node:crypto";
import { type CalendarEvent, calendarText } from "#app/adapters/calendar-file.server.ts";
import { say } from "#app/domain/copy.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type CalendarShift, calendarShifts } from "#app/domain/roster/calendar.ts";
import { matcherOf } from "#app/domain/roster/duty.ts";
import type { RegistrationFact } from "#app/domain/roster/publication.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type CalendarFeed,
  findFeedByToken,
  lastPublication,
  noteFeedRead,
  publishedHistory,
  unitsEverNaming,
} from "#db/store/calendar-feeds.server.ts";
import { everything } from "#db/store/known.server.ts";
import { findPerson, namesOf } from "#db/store/people/persons.server.ts";
import { registrationsHeld, registrationsOf } from "#db/store/registrations.server.ts";
import type { SourcedPublication } from "#db/store/rosters.server.ts";
import { type UnitRow, unitsById } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { calendarHash } from "./keep-calendars.server.ts";

/** Shifts from so long ago on are shown, those that were taken away among them; and so far ahead. */
const daysBack = 28;
const daysAhead = 200;
const refreshSeconds = 3_600;

export type ReadCalendar = {
  readonly etag: string;
  /** Null: what the reader has is what there is. */
  readonly text: string | null;
};

/**
 * The calendar behind an address, if it is known and not revoked. The reading is noted.
 *
 * @param etag  What the reader has.
 * @returns Refusal `not_found`, which does not tell a revoked address from one that never was.
 */
export async function readCalendar(
  ctx: Context,
  token: string,
  etag: string | null,
): Promise<Result<ReadCalendar>> {
  const read = await ask<ReadCalendar & { id: string }>(ctx, "calendar.read", {}, async (view) => {
    const feed = await findFeedByToken(view.tx, calendarHash(token));
    if (!feed) return refuse("not_found");
    const scope = await scopeOf(ctx, view.tx, feed);
    const now = await etagOf(ctx, view.tx, feed, scope);
    const text = now === etag ? null : await textOf(ctx, view.tx, scope);
    return allow({ id: feed.id, etag: now, text });
  });
  if (read.ok) await noteFeedRead(ctx.db, read.value.id, ctx.now);
  return read;
}

/** What a feed may show: a unit's whole roster, or one person's shifts wherever they are. */
type Scope = {
  readonly window: Interval;
  readonly unitIds: readonly string[];
  /** Null: everybody of the unit. */
  readonly held: readonly RegistrationFact[] | null;
  readonly name: string;
};

async function scopeOf(ctx: Context, tx: Transaction, feed: CalendarFeed): Promise<Scope> {
  const window = interval(later(ctx.now, -daysBack * day), later(ctx.now, daysAhead * day));
  if (feed.unitId !== null) {
    const unit = (await unitsById(tx, [feed.unitId], everything)).get(feed.unitId);
    return { window, unitIds: [feed.unitId], held: null, name: unit?.name ?? "Roster" };
  }
  const held = await registrationsOf(tx, [feed.ownerId], everything);
  const numbers = held.map(({ registration }) => registration);
  const unitIds = await unitsEverNaming(tx, numbers, window);
  const owner = await findPerson(tx, feed.ownerId);
  return { window, unitIds: unitIds.sort(), held, name: `Shifts of ${owner?.name ?? "you"}` };
}

/** Another publication, another registration or another day gives another calendar; nothing else does. */
async function etagOf(ctx: Context, tx: Transaction, feed: CalendarFeed, scope: Scope) {
  const published = await lastPublication(tx, scope.unitIds);
  const date = Math.floor(ctx.now / day);
  const held = scope.held?.map(({ registration, during }) => [registration, during]) ?? null;
  const parts = [feed.id, scope.name, scope.unitIds, held, published, date];
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
  return `W/"${digest.slice(0, 27)}"`;
}

async function textOf(ctx: Context, tx: Transaction, scope: Scope): Promise<string> {
  const { window, unitIds, held, name } = scope;
  const numbers = held?.map(({ registration }) => registration) ?? null;
  const published = await publishedHistory(tx, unitIds, window, numbers);
  const units = await unitsById(tx, unitIds, everything);
  const shifts = bySource(published).flatMap(({ unitId, source, publications }) => {
    const unit = units.get(unitId);
    if (!unit) return [];
    return calendarShifts(publications).map((shift) => ({ unit, source, shift }));
  });
  const own = shifts.filter(({ shift }) => isShown(shift, held, ctx.now));
  const named =
    held === null
      ? await holdersOf(
          tx,
          own.map((each) => each.shift),
        )
      : null;
  const events = own
    .sort(
      (a, b) => a.shift.during.start - b.shift.during.start || (a.shift.key < b.shift.key ? -1 : 1),
    )
    .map((each) => eventOf(ctx, each, named));
  const description = "Read from Systole, which alone says who is on duty now.";
  return calendarText({ name, description, refreshSeconds, events });
}

function bySource(published: readonly SourcedPublication[]) {
  const found = new Map<
    string,
    { unitId: string; source: string; publications: SourcedPublication[] }
  >();
  for (const each of published) {
    const { unitId, source } = each;
    const key = `${unitId} ${source}`;
    const known = found.get(key);
    if (known) known.publications.push(each);
    else found.set(key, { unitId, source, publications: [each] });
  }
  return [...found.values()];
}

/** A shift that was taken away is shown as such for some weeks; of a person, only what was theirs. */
function isShown(
  { assignment, during, isCancelled, changedAt }: CalendarShift,
  held: Scope["held"],
  now: Instant,
): boolean {
  if (isCancelled && changedAt < later(now, -daysBack * day)) return false;
  if (held === null) return true;
  return held.some(
    (each) => each.registration === assignment.registration && holds(each.during, during.start),
  );
}

/** Who is meant by each row of a unit's calendar, by name. */
async function holdersOf(tx: Transaction, shifts: readonly CalendarShift[]) {
  const numbers = [...new Set(shifts.flatMap(({ assignment }) => assignment.registration ?? []))];
  const held = await registrationsHeld(tx, numbers, everything);
  const names = await namesOf(
    tx,
    held.map(({ personId }) => personId),
  );
  const match = matcherOf(held);
  return ({ assignment, during }: CalendarShift): string => {
    const id = match(assignment.registration, during.start);
    const name = id === null ? undefined : names.get(id);
    return name ?? assignment.nameText ?? assignment.registration ?? "Somebody";
  };
}

type Shown = { readonly unit: UnitRow; readonly source: string; readonly shift: CalendarShift };

/** In a person's own calendar nothing that a roster wrote freely: it could name others. */
function eventOf(
  { content, settings }: Context,
  { unit, source, shift }: Shown,
  nameOf: ((shift: CalendarShift) => string) | null,
): CalendarEvent {
  const { assignment, during, sequence, changedAt, isCancelled } = shift;
  const { host } = new URL(settings.publicOrigin);
  const id = createHash("sha256").update(`${unit.id}\n${source}\n${shift.key}`).digest("hex");
  const role = say(content.copy, `shift_roles.${assignment.role}`);
  const presence = say(content.copy, `presences.${assignment.presence}`).toLowerCase();
  const what = `${role}, ${presence}`;
  const minutes = assignment.presence === "on_site" ? "" : `, ${assignment.responseMinutes} min`;
  return {
    uid: `${id.slice(0, 40)}@${host.replace(/:\d+$/, "")}`,
    ...{ start: during.start, end: during.end, sequence, changedAt, isCancelled },
    summary: nameOf ? `${nameOf(shift)}: ${what}${minutes}` : `${unit.name}: ${what}${minutes}`,
    description: nameOf ? assignment.assignment : null,
    location: unit.site,
    url: `${settings.publicOrigin}/units/${unit.code}`,
  };
}

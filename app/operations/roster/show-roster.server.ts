import { allow, type Result, refuse } from "#app/domain/result.ts";
import { inForce } from "#app/domain/roster/publication.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, type Interval, overlaps, union } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import {
  lastChecks,
  latestPublications,
  type PublicationLine,
  publicationsOver,
} from "#db/store/rosters.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { ageLimits } from "../coverage/settings.server.ts";
import { type CountedShift, sourceInForce } from "./in-force.server.ts";

export type ShiftLine = CountedShift & {
  readonly source: string;
  /** Null: nobody holds the registration during the shift. */
  readonly name: string | null;
};
export type SourceLine = {
  readonly source: string;
  readonly checkedAt: Instant;
  /** From here on it proves nothing until somebody confirms it. */
  readonly staleAfter: Instant;
  /** What is published without a hole from now on ends here; null: nothing is published for now. */
  readonly publishedUntil: Instant | null;
};
export type Roster = {
  readonly unit: UnitRow;
  readonly sources: readonly SourceLine[];
  readonly publications: readonly PublicationLine[];
  /** Of the window, in order of start. */
  readonly shifts: readonly ShiftLine[];
};

/** What is published for a unit: by whom, until when, and every shift of a window. */
export function showRoster(
  ctx: Context,
  unitCode: string,
  window: Interval,
  publicationsMax = 20,
): Promise<Result<Roster>> {
  return ask<Roster>(ctx, "roster.read", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const { seq } = await headOf(tx);
    const sources = await sourceLines(tx, ctx, unit, now, seq);
    const shifts: ShiftLine[] = [];
    for (const { source } of sources) {
      const found = await sourceInForce(tx, unit, source, window, seq);
      shifts.push(...(await named(tx, source, found.shifts, seq)));
    }
    shifts.sort((a, b) => a.shift.shift.start - b.shift.shift.start);
    const publications = await latestPublications(tx, unit.id, publicationsMax);
    return allow({ unit, sources, publications, shifts });
  });
}

export async function sourceLines(
  tx: Transaction,
  { content }: Context,
  unit: UnitRow,
  now: Instant,
  seq: number,
): Promise<SourceLine[]> {
  const checks = await lastChecks(tx, [unit.id], seq);
  const ahead = { start: now, end: later(now, 400 * day) };
  const published = await publicationsOver(tx, [unit.id], ahead, seq);
  const limits = ageLimits(content, unit.settings);
  return [...new Set(checks.map((each) => each.source))].sort().map((source) => {
    const own = published.filter((each) => each.source === source);
    const checkedAt = Math.max(
      ...checks.filter((each) => each.source === source).map((each) => each.checkedAt),
    ) as Instant;
    const latest = own.reduce((a, b) => (a && a.entrySeq > b.entrySeq ? a : b), own[0]);
    const reach = union(inForce(own).map(({ during }) => during)).find((each) => holds(each, now));
    const staleAfter = later(checkedAt, limits[latest?.kind ?? "uploaded"]);
    return { source, checkedAt, staleAfter, publishedUntil: reach?.end ?? null };
  });
}

async function named(
  tx: Transaction,
  source: string,
  shifts: readonly CountedShift[],
  seq: number,
): Promise<ShiftLine[]> {
  const written = [...new Set(shifts.flatMap(({ shift }) => shift.registration ?? []))];
  const held = await registrationsHeld(tx, written, seq);
  const people = await personsById(tx, [...new Set(held.map((each) => each.personId))]);
  const nameOf = (shift: RosterShift) => {
    const holder = held.find(
      (each) => each.registration === shift.registration && overlaps(each.during, shift.shift),
    );
    return (holder && people.get(holder.personId)?.name) ?? null;
  };
  return shifts.map((each) => ({ ...each, source, name: nameOf(each.shift) }));
}

import {
  type FedPublication,
  type UndoneCorrection,
  undoneCorrections,
} from "#app/domain/roster/corrections.ts";
import { whoOf } from "#app/domain/roster/plan.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { correctionsByHand } from "#db/store/roster-history.server.ts";
import { publicationsOver } from "#db/store/rosters.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import { actorNames } from "../publication-history.server.ts";

export type UndoneByFeed = UndoneCorrection & {
  /** Who had put it right, and when. */
  readonly by: string;
  readonly at: Instant;
};

/** What people put right by hand in a fetched roster, and a later reading of its feed took back. */
export async function undoneByFeed(
  tx: Transaction,
  unit: UnitRow,
  source: string,
  now: Instant,
): Promise<UndoneByFeed[]> {
  const { known, corrections } = await fedPublications(tx, unit, source, now);
  const by = await actorNames(tx, corrections);
  return undoneCorrections(known, now).flatMap((each) => {
    const entry = corrections.find(({ id }) => id === each.correctedBy);
    return entry ? [{ ...each, by: by(entry), at: entry.recordedAt }] : [];
  });
}

type Next = { readonly period: Interval; readonly shifts: readonly RosterShift[] };

/**
 * Why a feed is published, in words for the roster's history: what it says, and what of a person's it takes back.
 * @param next  What it says, about to be published.
 */
export async function reasonOfReading(
  tx: Transaction,
  unit: UnitRow,
  source: string,
  { period, shifts }: Next,
  now: Instant,
): Promise<string> {
  const read = "Read from the feed";
  const { known } = await fedPublications(tx, unit, source, now);
  if (known.length === 0) return read;
  const assignments = shifts.map((shift, i) => ({ id: String(i), ...shift }));
  const entry = { id: "next", entrySeq: Number.POSITIVE_INFINITY, recordedAt: now };
  const next: FedPublication = { ...entry, period, assignments, origin: "feed" };
  const undone = undoneCorrections([...known, next], now).filter((it) => it.undoneBy === "next");
  if (undone.length === 0) return read;
  const shown = undone.slice(0, 3).map(({ change: { shift } }) => {
    return `${whoOf(shift).replace(/^\?/, "")} on ${formatInstant(shift.shift.start)}`;
  });
  const more = undone.length > shown.length ? ` and ${undone.length - shown.length} more` : "";
  return `${read}. Put right by hand before, it still says otherwise: ${shown.join("; ")}${more}`;
}

/** All that one source says of the time from now on; nothing where nobody ever put anything right in it. */
async function fedPublications(tx: Transaction, unit: UnitRow, source: string, now: Instant) {
  const corrections = await correctionsByHand(tx, unit.id, source, now);
  if (corrections.length === 0) return { known: [], corrections };
  const byHand = new Set(corrections.map((each) => each.id));
  const published = await publicationsOver(tx, [unit.id], interval(now), everything);
  const own = published.filter((each) => each.source === source);
  const known = own.map((each): FedPublication => {
    const isFed = each.kind === "pulled" && !each.isRestated;
    return { ...each, origin: byHand.has(each.id) ? "hand" : isFed ? "feed" : "other" };
  });
  return { known, corrections };
}

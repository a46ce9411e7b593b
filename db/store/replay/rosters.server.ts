import { and, asc, eq, gt, inArray, lt, ne, sql } from "drizzle-orm";
import {
  type Assignment,
  type RosterSource,
  restatedMark,
} from "#app/domain/roster/publication.ts";
import type { RosterPresence, ShiftRole } from "#app/domain/roster/shift.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { rawOf, type Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { assignment, rosterPublication } from "../../schema/roster.ts";

/** A publication without its shifts. */
export type PublicationHead = {
  readonly id: string;
  readonly unitId: string;
  readonly source: string;
  readonly kind: RosterSource["kind"];
  readonly period: Interval;
  readonly entrySeq: number;
  readonly recordedAt: Instant;
  /** It says nothing of how fresh its source is. */
  readonly isRestated: boolean;
};

/** Every publication of these units, in order of recording. */
export async function publicationHeads(
  tx: Transaction,
  unitIds: readonly string[],
): Promise<PublicationHead[]> {
  const { id, unitId, source, kind, startsAt, endsAt, entrySeq } = rosterPublication;
  const { recordedAt } = ledgerEntry;
  const isRestated = sql<boolean>`${rosterPublication.planHash} like ${`${restatedMark}%`}`;
  const rows = await tx
    .select({ id, unitId, source, kind, startsAt, endsAt, entrySeq, recordedAt, isRestated })
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(inArray(unitId, [...unitIds]))
    .orderBy(asc(entrySeq));
  return rows.map(({ startsAt: start, endsAt: end, ...row }) => ({
    ...row,
    kind: row.kind as RosterSource["kind"],
    period: interval(start, end),
  }));
}

/** When a unit's source was confirmed, in order. */
export type CheckTimes = {
  readonly unitId: string;
  readonly source: string;
  readonly at: readonly Instant[];
};

/** Confirmations of these units' sources: each inside a window, the last one before it, and the last of all. */
export async function checkTimes(
  tx: Transaction,
  unitIds: readonly string[],
  { start, end }: Interval,
): Promise<CheckTimes[]> {
  const rows = await rawOf(tx).unsafe<
    { unit_id: string; source: string; within: number[] | null; others: (number | null)[] }[]
  >(
    `select c.unit_id, c.source, json_agg(t.ms order by c.entry_seq) filter (where t.ms > $2 and t.ms < $3) as within,
        json_build_array(max(t.ms) filter (where t.ms <= $2), max(t.ms) filter (where t.ms >= $3)) as others
      from feed_check c join ledger_entry e on e.seq = c.entry_seq,
        lateral (select (extract(epoch from e.recorded_at) * 1000)::bigint as ms) t
      where c.unit_id = any($1::text::uuid[]) and c.outcome = 'confirmed'
      group by c.unit_id, c.source`,
    [arrayOf(unitIds), start, end],
    { prepare: true },
  );
  return rows.map(({ unit_id, source, within, others }) => {
    const times = [...(within ?? []), ...others.flatMap((each) => each ?? [])];
    return { unitId: unit_id, source, at: times.sort((a, b) => a - b) as Instant[] };
  });
}

/** A list of ids as PostgreSQL writes it. */
function arrayOf(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}

/** Other units whose rosters ever named one of these registrations on site inside a window. */
export async function unitsEverNaming(
  tx: Transaction,
  registrations: readonly string[],
  window: Interval,
  except: string,
): Promise<string[]> {
  if (registrations.length === 0) return [];
  const rows = await tx
    .selectDistinct({ unitId: assignment.unitId })
    .from(assignment)
    .where(
      and(
        inArray(assignment.registration, [...registrations]),
        eq(assignment.presence, "on_site"),
        ne(assignment.unitId, except),
        gt(assignment.endsAt, window.start),
        lt(assignment.startsAt, window.end),
      ),
    );
  return rows.map(({ unitId }) => unitId);
}

type ShiftCells = [string, string | null, string | null, string, string, number, number, number];

/**
 * The shifts of publications, of each only those inside a stretch of time of its own, in order of start.
 * What a roster says of them besides who, as what and where is left out.
 *
 * @param registrations  Where given, only the shifts of these.
 */
export async function shiftsWithin(
  tx: Transaction,
  stretches: ReadonlyMap<string, Interval>,
  registrations: readonly string[] | null = null,
): Promise<Map<string, Assignment[]>> {
  if (stretches.size === 0) return new Map();
  const spans = [...stretches.values()];
  const rows = await rawOf(tx).unsafe<{ id: string; shifts: ShiftCells[] }[]>(
    `select w.id, json_agg(json_build_array(a.id, a.registration, a.name_text, a.role, a.presence,
          (extract(epoch from a.starts_at) * 1000)::bigint, (extract(epoch from a.ends_at) * 1000)::bigint,
          a.response_minutes) order by a.starts_at, a.id) as shifts
      from unnest($1::text::uuid[], $2::text::bigint[], $3::text::bigint[]) as w(id, start_ms, end_ms)
        join assignment a on a.publication_id = w.id
      where a.ends_at > to_timestamp(w.start_ms / 1000.0) and a.starts_at < to_timestamp(w.end_ms / 1000.0)
        and ($4::text is null or a.registration in (select json_array_elements_text($4::text::json)))
      group by w.id`,
    [
      arrayOf([...stretches.keys()]),
      arrayOf(spans.map(({ start }) => start)),
      arrayOf(spans.map(({ end }) => end)),
      registrations ? JSON.stringify(registrations) : null,
    ],
    { prepare: true },
  );
  return new Map(rows.map(({ id, shifts }) => [id, shifts.map(shiftOf)]));
}

function shiftOf(cells: ShiftCells): Assignment {
  const [id, registration, nameText, role, presence, start, end, responseMinutes] = cells;
  return {
    ...{ id, registration, nameText, responseMinutes },
    ...{ assignment: null, contact: null, reference: null },
    role: role as ShiftRole,
    presence: presence as RosterPresence,
    shift: { start: start as Instant, end: end as Instant },
  };
}

/** Registrations that any publication of these units named, whenever. */
export async function registrationsEverNamed(
  tx: Transaction,
  unitIds: readonly string[],
  window: Interval,
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ registration: assignment.registration })
    .from(assignment)
    .where(
      and(
        inArray(assignment.unitId, [...unitIds]),
        gt(assignment.endsAt, window.start),
        lt(assignment.startsAt, window.end),
      ),
    );
  return rows.flatMap(({ registration }) => registration ?? []);
}

import { rulingThen } from "#app/domain/coverage/replay.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import {
  byPerson,
  type PeopleHistory,
  peopleEverOf,
  peopleHistory,
} from "#db/store/replay/people.server.ts";
import {
  checkTimes,
  type PublicationHead,
  publicationHeads,
  registrationsEverNamed,
  type ShiftRow,
  shiftsWithin,
  unitsEverNaming,
} from "#db/store/replay/rosters.server.ts";
import { hubHistory, type UnitHistory, unitHistory } from "#db/store/replay/unit.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";

/** All that was ever recorded and can bear on one unit's answers inside a window, read once. */
export type Replayable = {
  readonly window: Interval;
  readonly unit: UnitRow;
  readonly history: UnitHistory;
  readonly people: PeopleHistory;
  readonly byPerson: ReadonlyMap<string, PeopleHistory>;
  readonly names: ReadonlyMap<string, { readonly name: string; readonly phone: string | null }>;
  /** By "unit id/source name". */
  readonly sources: ReadonlyMap<string, SourceHistory>;
};

export type SourceHistory = {
  readonly unitId: string;
  readonly source: string;
  readonly heads: readonly PublicationHead[];
  readonly ruling: ReadonlyMap<string, readonly Interval[]>;
  readonly shifts: ReadonlyMap<string, readonly ShiftRow[]>;
  /** Publications and confirmations, in order. */
  readonly checks: readonly Instant[];
};

/** Reads it in a bounded number of statements, however long the window is. */
export async function readReplayable(
  tx: Transaction,
  unit: UnitRow,
  window: Interval,
): Promise<Replayable> {
  const hubs = await hubHistory(tx, unit.id);
  const near = [...new Set([unit.id, ...hubs.map(({ hubUnitId }) => hubUnitId)])];
  const named = await registrationsEverNamed(tx, near, window);
  const ids = await peopleEverOf(tx, unit.id, named);
  const people = await peopleHistory(tx, ids);
  const theirs = people.registrations.map(({ authority, number }) => `${authority}:${number}`);
  const others = await unitsEverNaming(tx, [...new Set(theirs)], window, unit.id);
  const around = [...new Set([...near, ...others])];
  const [rest, heads, confirmed, names] = await Promise.all([
    unitHistory(tx, unit.id, around),
    publicationHeads(tx, around, window.end),
    checkTimes(tx, around, window),
    personsById(tx, ids),
  ]);
  const sources = new Map<string, SourceHistory>();
  for (const [key, own] of grouped(heads)) {
    const [first] = own;
    if (!first) continue;
    const { unitId, source } = first;
    const ruling = rulingThen(own, window);
    // Of units of other sites only the duties of people who may serve here matter.
    const only = near.includes(unitId) ? null : [...new Set(theirs)];
    const shifts = await shiftsOf(tx, ruling, only);
    const published = own.flatMap((each) => (each.isRestated ? [] : each.recordedAt));
    const read = confirmed.filter((each) => each.unitId === unitId && each.source === source);
    const checks = [...published, ...read.map(({ at }) => at)].sort((a, b) => a - b);
    sources.set(key, { unitId, source, heads: own, ruling, shifts, checks });
  }
  const history = { ...rest, hubs };
  return { window, unit, history, people, byPerson: byPerson(people, ids), names, sources };
}

function grouped(heads: readonly PublicationHead[]): Map<string, PublicationHead[]> {
  const found = new Map<string, PublicationHead[]>();
  for (const each of heads) {
    const key = `${each.unitId}/${each.source}`;
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return found;
}

async function shiftsOf(
  tx: Transaction,
  ruling: ReadonlyMap<string, readonly Interval[]>,
  only: readonly string[] | null,
): Promise<Map<string, ShiftRow[]>> {
  const hulls = new Map(
    [...ruling].map(([id, spans]) => {
      const start = Math.min(...spans.map((each) => each.start)) as Instant;
      const end = Math.max(...spans.map((each) => each.end)) as Instant;
      return [id, { start, end }];
    }),
  );
  const rows = await shiftsWithin(tx, hulls, only);
  const found = new Map<string, ShiftRow[]>();
  for (const row of rows) {
    const known = found.get(row.publicationId);
    if (known) known.push(row);
    else found.set(row.publicationId, [row]);
  }
  return found;
}

import { rulingNow, rulingThen } from "#app/domain/coverage/replay.ts";
import { type RuledRoster, rosterAsRuled } from "#app/domain/coverage/replay-roster.ts";
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
  /** As it ruled by what was known at each instant, and by what is known now. */
  readonly told: RuledRoster;
  readonly today: RuledRoster;
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
  const rest = await unitHistory(tx, unit.id, around);
  const heads = await publicationHeads(tx, around);
  const confirmed = await checkTimes(tx, around, window);
  const names = await personsById(tx, ids);
  const sources = new Map<string, SourceHistory>();
  for (const [key, own] of grouped(heads)) {
    const [first] = own;
    if (!first) continue;
    const { unitId, source } = first;
    // Of units of other sites only the duties of people who may serve here matter.
    const only = near.includes(unitId) ? null : [...new Set(theirs)];
    const published = own.flatMap((each) => (each.isRestated ? [] : each.recordedAt));
    const read = confirmed.find((each) => each.unitId === unitId && each.source === source);
    const checks = [...published, ...(read?.at ?? [])].sort((a, b) => a - b);
    const rosters = await rostersOf(tx, own, window, only);
    sources.set(key, { unitId, source, heads: own, ...rosters, checks });
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

/** What one source said, by what was known at each instant and by what is known now. */
async function rostersOf(
  tx: Transaction,
  heads: readonly PublicationHead[],
  window: Interval,
  only: readonly string[] | null,
): Promise<Pick<SourceHistory, "told" | "today">> {
  const pieces = { told: rulingThen(heads, window), today: rulingNow(heads, window) };
  const hulls = new Map<string, Interval>();
  for (const { id, during } of [...pieces.told, ...pieces.today]) {
    const { start, end } = hulls.get(id) ?? during;
    hulls.set(id, {
      start: Math.min(start, during.start) as Instant,
      end: Math.max(end, during.end) as Instant,
    });
  }
  const shifts = await shiftsWithin(tx, hulls, only);
  const ruled = (some: typeof pieces.told) =>
    rosterAsRuled(some.map(({ id, during }) => ({ during, shifts: shifts.get(id) ?? [] })));
  return { told: ruled(pieces.told), today: ruled(pieces.today) };
}

import { v7 as uuidv7 } from "uuid";
import { nameKey } from "#app/domain/roster/mapping.ts";
import { planOf, withoutTwins } from "#app/domain/roster/plan.ts";
import { planText, textOf } from "#app/domain/roster/plan-text.ts";
import { renamedMark } from "#app/domain/roster/publication.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf, sha256 } from "#db/ledger.server.ts";
import { namesWritten, stretchesNaming } from "#db/store/roster-mappings.server.ts";
import { insertPublication, type SourcedPublication } from "#db/store/rosters.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Turn } from "../../act.server.ts";
import { asCounted, type CountedShift, countedIn, sourceInForce } from "../in-force.server.ts";
import { publicationFact, withId } from "../publish-roster.server.ts";

/** Whom a name means from now on: somebody, nobody any more, or nobody who belongs on the roster. */
export type Renamed = {
  readonly key: string;
  readonly becomes: { readonly registration: string } | "nobody" | "left_out";
};

/**
 * Publishes again what is in force under these names, as they are understood now: for each source and each
 * stretch without a hole, from the first shift that changes to the last. Everything else stands as it
 * counted, and the source is no fresher for it.
 *
 * @param since  Only what counts from then on; null: every shift under the name.
 * @returns How many publications were made, and how many shifts they changed.
 */
export async function restateNames(
  turn: Turn,
  unit: UnitRow,
  renamed: readonly Renamed[],
  since: Instant | null,
): Promise<{ readonly publications: number; readonly shifts: number }> {
  const byKey = new Map(renamed.map((each) => [each.key, each.becomes]));
  const said = { publications: 0, shifts: 0 };
  for (const each of await stretchesUnder(turn.tx, unit, new Set(byKey.keys()), since)) {
    const moved = each.shifts.filter(({ shift }) => changes(shift, byKey));
    const period = spanOf(moved, each.during);
    if (!period) continue;
    await publish(turn, unit, { ...each, period, byKey });
    said.publications += 1;
    said.shifts += moved.length;
  }
  return said;
}

/** How many shifts stand in force under a name, and how many of these count from now on. */
export async function shiftsUnder(tx: Transaction, unit: UnitRow, key: string, now: Instant) {
  const stretches = await stretchesUnder(tx, unit, new Set([key]), null);
  const under = stretches.flatMap(({ shifts }) => shifts.filter((each) => isUnder(each, key)));
  const coming = under.filter(({ counted }) => counted.some((it) => it.end > now));
  return { all: under.length, coming: coming.length };
}

type Stretch = {
  readonly source: string;
  readonly kind: SourcedPublication["kind"];
  readonly during: Interval;
  /** All that counts in it, whatever its name. */
  readonly shifts: readonly CountedShift[];
};

/** What is in force from the first to the last shift that was ever published under one of the names. */
async function stretchesUnder(
  tx: Transaction,
  unit: UnitRow,
  keys: ReadonlySet<string>,
  since: Instant | null,
): Promise<Stretch[]> {
  if (keys.size === 0) return [];
  const written = (await namesWritten(tx, unit.id)).filter((name) => keys.has(nameKey(name)));
  const { seq } = await headOf(tx);
  const found: Stretch[] = [];
  for (const { source, start, end } of await stretchesNaming(tx, unit.id, written)) {
    const from = Math.max(start, since ?? start) as Instant;
    if (from >= end) continue;
    const force = await sourceInForce(tx, unit, source, interval(from, end), seq);
    for (const during of force.covered) {
      const shifts = force.shifts.flatMap((each) => countedIn(each, during));
      found.push({ source, kind: force.kind ?? "uploaded", during, shifts });
    }
  }
  return found;
}

function isUnder({ shift }: CountedShift, key: string): boolean {
  return shift.nameText !== null && nameKey(shift.nameText) === key;
}

type ByKey = ReadonlyMap<string, Renamed["becomes"]>;

/** The shift under the name as it is understood now; null where it is left out, itself where nothing changes. */
function understood(shift: RosterShift, byKey: ByKey): RosterShift | null {
  const becomes = shift.nameText === null ? undefined : byKey.get(nameKey(shift.nameText));
  if (becomes === undefined) return shift;
  if (becomes === "left_out") return null;
  const registration = becomes === "nobody" ? null : becomes.registration;
  return registration === shift.registration ? shift : { ...shift, registration };
}

const changes = (shift: RosterShift, byKey: ByKey) => understood(shift, byKey) !== shift;

/** From the first to the last instant at which one of the shifts counts inside the stretch. */
function spanOf(shifts: readonly CountedShift[], within: Interval): Interval | null {
  const counted = shifts.flatMap((each) => each.counted);
  if (counted.length === 0) return null;
  const start = counted.reduce(
    (first, each) => (each.start < first ? each.start : first),
    within.end,
  );
  const end = counted.reduce((last, each) => (each.end > last ? each.end : last), within.start);
  return interval(start, end);
}

type Again = Stretch & { readonly period: Interval; readonly byKey: ByKey };

async function publish({ tx, now, record }: Turn, unit: UnitRow, again: Again) {
  const { source, kind, period, byKey } = again;
  const within = again.shifts.flatMap((each) => countedIn(each, period));
  const before = within.flatMap((each) => asCounted(each, period));
  const after = withoutTwins(once(before.flatMap((each) => understood(each, byKey) ?? [])));
  const plan = planOf(
    after,
    before.map((shift) => ({ shift, isWhole: true })),
    now,
  );
  const planHash = `${renamedMark}${sha256(planText({ unit: unit.code, source, period }, plan))}`;
  const reason = reasonOf(before, byKey);
  const fact = { unit: unit.code, source, kind, period, planHash, reason };
  const entrySeq = await record(publicationFact(fact, after));
  const publication = { id: uuidv7(), unitId: unit.id, source, kind, period, planHash, reason };
  await insertPublication(tx, { ...publication, entrySeq }, after.map(withId));
}

/** "Matched: Berg, Ida. Left out: Joy", as the names stand in the roster. */
function reasonOf(shifts: readonly RosterShift[], byKey: ByKey): string {
  const said = new Map<string, Set<string>>();
  for (const shift of shifts.filter((each) => changes(each, byKey))) {
    const now = understood(shift, byKey);
    const what = now === null ? "Left out" : now.registration ? "Matched" : "Matched to nobody";
    said.set(what, (said.get(what) ?? new Set()).add(shift.nameText ?? ""));
  }
  const parts = [...said].map(([what, names]) => `${what}: ${[...names].join("; ")}`);
  return parts.join(". ").slice(0, 500);
}

/** A row that the person had already under the registration stays one row. */
function once(shifts: readonly RosterShift[]): RosterShift[] {
  return [...new Map(shifts.map((each) => [textOf(each), each])).values()];
}

import { v7 as uuidv7 } from "uuid";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { nameKey } from "#app/domain/roster/mapping.ts";
import { planContent, planOf, textOf } from "#app/domain/roster/plan.ts";
import { restatedMark } from "#app/domain/roster/publication.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Interval, interval, overlaps } from "#app/domain/time/interval.ts";
import { headOf, sha256 } from "#db/ledger.server.ts";
import { namesWritten, stretchesNaming } from "#db/store/roster-mappings.server.ts";
import { insertPublication } from "#db/store/rosters.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Turn } from "../../act.server.ts";
import { asCounted, type CountedShift, sourceInForce } from "../in-force.server.ts";

export type FilledName = { readonly key: string; readonly registration: string };

/**
 * Publishes again what is in force under these names, with the registrations in their place: for each
 * source and each stretch without a hole, from the first such shift to the last. Everything else stands as
 * it counted, and the source is no fresher for it.
 *
 * @returns How many publications were made.
 */
export async function fillNames(
  turn: Turn,
  unit: UnitRow,
  filled: readonly FilledName[],
): Promise<number> {
  if (filled.length === 0) return 0;
  const { tx } = turn;
  const byKey = new Map(filled.map((each) => [each.key, each.registration]));
  const written = (await namesWritten(tx, unit.id)).filter((name) => byKey.has(nameKey(name)));
  let made = 0;
  for (const { source, start, end } of await stretchesNaming(tx, unit.id, written)) {
    const { seq } = await headOf(tx);
    const found = await sourceInForce(tx, unit, source, interval(start, end), seq);
    for (const covered of found.covered) {
      const shifts = found.shifts.filter((each) =>
        each.counted.some((it) => overlaps(it, covered)),
      );
      const period = spanOf(shifts.filter(isNamed(byKey)), covered);
      if (!period) continue;
      await publish(turn, unit, { source, kind: found.kind ?? "uploaded", period, shifts, byKey });
      made += 1;
    }
  }
  return made;
}

const isNamed = (byKey: ReadonlyMap<string, string>) => (each: CountedShift) =>
  each.shift.nameText !== null && byKey.has(nameKey(each.shift.nameText));

/** From the first to the last instant at which one of the shifts counts inside the stretch. */
function spanOf(shifts: readonly CountedShift[], within: Interval): Interval | null {
  const counted = shifts.flatMap((each) => each.counted.filter((it) => overlaps(it, within)));
  if (counted.length === 0) return null;
  const start = Math.min(...counted.map((each) => each.start)) as Instant;
  const end = Math.max(...counted.map((each) => each.end)) as Instant;
  return interval(start, end);
}

type Again = {
  readonly source: string;
  readonly kind: "pulled" | "pushed" | "uploaded";
  readonly period: Interval;
  readonly shifts: readonly CountedShift[];
  readonly byKey: ReadonlyMap<string, string>;
};

async function publish({ tx, now, record }: Turn, unit: UnitRow, again: Again) {
  const { source, kind, period, byKey } = again;
  const within = again.shifts.flatMap((each) => countedIn(each, period));
  const before = within.flatMap((each) => asCounted(each, period));
  const after = once(before.map((each) => withRegistration(each, byKey)));
  const plan = planOf(
    after,
    before.map((shift) => ({ shift, isWhole: true })),
    now,
  );
  const content = planContent({ unit: unit.code, source, period }, plan);
  const matched = [...new Set(within.filter(isNamed(byKey)).map((each) => each.shift.nameText))];
  const reason = `Matched: ${matched.join("; ")}`.slice(0, 500);
  const planHash = `${restatedMark}${sha256(canonical(content))}`;
  const publication = { id: uuidv7(), unitId: unit.id, source, kind, period, planHash, reason };
  const entrySeq = await record({ content, kind, reason });
  const rows = after.map((shift) => ({ id: uuidv7(), ...shift }));
  await insertPublication(tx, { ...publication, entrySeq }, rows);
}

/** What of a shift counts in a part of the stretch it was looked at in. */
function countedIn(each: CountedShift, period: Interval): CountedShift[] {
  const counted = each.counted.flatMap((it) => (overlaps(it, period) ? [cut(it, period)] : []));
  if (counted.length === 0) return [];
  const whole = cut(each.shift.shift, period);
  const [first, ...others] = counted;
  const isWhole = others.length === 0 && first?.start === whole.start && first?.end === whole.end;
  return [{ shift: each.shift, counted, isWhole }];
}

function cut(it: Interval, within: Interval): Interval {
  const start = Math.max(it.start, within.start) as Instant;
  return interval(start, Math.min(it.end, within.end) as Instant);
}

function withRegistration(shift: RosterShift, byKey: ReadonlyMap<string, string>): RosterShift {
  const registration = shift.nameText === null ? null : byKey.get(nameKey(shift.nameText));
  return registration ? { ...shift, registration, nameText: null } : shift;
}

/** A row that the person had already under the registration stays one row. */
function once(shifts: readonly RosterShift[]): RosterShift[] {
  return [...new Map(shifts.map((each) => [textOf(each), each])).values()];
}

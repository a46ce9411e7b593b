import type { ShiftInForce } from "#app/domain/roster/plan.ts";
import { textOf } from "#app/domain/roster/plan-text.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { instantTexts } from "#app/domain/time/instant-texts.ts";
import { type Instant, type Interval, intersect, union } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { publicationsOver, type SourcedPublication } from "#db/store/rosters.server.ts";

/** The source of a roster that names none: what the portal and a roster system both write by default. */
export const defaultSource = "roster";
/** The source of what people enter on a roster's own page, so that no roster system replaces it. */
export const handSource = "hand";

/** A shift as it reads, and the stretches of the period in which it counts. */
export type CountedShift = ShiftInForce & { readonly counted: readonly Interval[] };

export type SourceInForce = {
  readonly shifts: readonly CountedShift[];
  /** Where something is published, without its holes. */
  readonly covered: readonly Interval[];
  /** Something is published for every instant of the period. */
  readonly isCovered: boolean;
  readonly kind: SourcedPublication["kind"] | null;
};

/** The shifts of one source that are in force somewhere in a period, each once, as they read. */
export async function sourceInForce(
  tx: Transaction,
  unit: { readonly id: string },
  source: string,
  period: Interval,
  knownThrough: number,
): Promise<SourceInForce> {
  const published = await publicationsOver(tx, [unit.id], period, knownThrough);
  const known = published.filter((each) => each.source === source);
  const stretches = inForce(known).flatMap(({ during, publication }) => {
    const within = intersect(during, period);
    return within ? [{ during: within, publication }] : [];
  });
  const covered = union(stretches.map((each) => each.during));
  const latest = known.reduce<SourcedPublication | null>(
    (a, b) => (a === null || b.entrySeq > a.entrySeq ? b : a),
    null,
  );
  return {
    shifts: countedShifts(rowsInForce(stretches), period),
    covered,
    isCovered:
      covered.length === 1 && covered[0]!.end === period.end && covered[0]!.start === period.start,
    kind: latest?.kind ?? null,
  };
}

/** A shift that adjoining publications both list is one shift; what counts of it is their sum. */
function countedShifts(rows: ReturnType<typeof rowsInForce>, period: Interval): CountedShift[] {
  const found = new Map<string, { shift: RosterShift; counted: Interval[] }>();
  const said = instantTexts();
  for (const { assignment, during } of rows) {
    const { id: _, ...shift } = assignment;
    const key = textOf(shift, said);
    const known = found.get(key);
    if (!known) found.set(key, { shift, counted: [during] });
    else {
      known.counted.push(during);
      // Of two that read the same the one that says by which name it was found is kept.
      if (known.shift.nameText === null) known.shift = shift;
    }
  }
  return [...found.values()].map(({ shift, counted }) => {
    const joined = counted.length === 1 ? counted : union(counted);
    const whole = intersect(shift.shift, period);
    const isWhole =
      joined.length === 1 && joined[0]?.start === whole?.start && joined[0]?.end === whole?.end;
    return { shift, counted: joined, isWhole };
  });
}

/**
 * The same cover as shifts that may be published anew for the period: what a later publication had cut
 * off stays cut off.
 */
export function asCounted(
  { shift, counted, isWhole }: CountedShift,
  period: Interval,
): RosterShift[] {
  if (isWhole) return [shift];
  const edge = (at: Instant, own: Instant, cut: Instant) => (at === cut ? own : at);
  return counted.map(({ start, end }) => ({
    ...shift,
    shift: {
      start: edge(start, Math.min(shift.shift.start, start) as Instant, period.start),
      end: edge(end, Math.max(shift.shift.end, end) as Instant, period.end),
    },
  }));
}

/** What of a shift counts in a part of the stretch it was looked at in. */
export function countedIn({ shift, counted }: CountedShift, period: Interval): CountedShift[] {
  const here = counted.flatMap((each) => intersect(each, period) ?? []);
  if (here.length === 0) return [];
  const whole = intersect(shift.shift, period);
  const [first, ...others] = here;
  const isWhole = others.length === 0 && first?.start === whole?.start && first?.end === whole?.end;
  return [{ shift, counted: here, isWhole }];
}

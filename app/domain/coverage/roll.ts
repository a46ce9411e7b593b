import { type OnDuty, onDuty } from "../roster/duty.ts";
import { holds, type Instant } from "../time/interval.ts";
import type { Place, PlaceRow, Prepared, PreparedPerson, PreparedSource } from "./prepare.ts";
import { type Kleene, no, qualifications, unknown, yes } from "./qualification.ts";

/** A row that holds the instant, and whether its person is proven to be where it says. */
export type PresentRow = {
  readonly row: PlaceRow;
  readonly proof: Kleene;
  /** The unit code or site where the person is on site at the same time. */
  readonly alsoAt: string | null;
  /** For each rule, by its index, how the person qualifies with this place's privileges. */
  readonly qualified: Int8Array | null;
};

/** Somebody on duty; `person` is null for one whom nobody can match. */
export type Present = {
  readonly key: string;
  readonly person: PreparedPerson | null;
  readonly rows: readonly PresentRow[];
};

/** What is known of one roster at the instant. */
export type PlaceState = {
  readonly place: Place;
  readonly inForce: readonly PreparedSource[];
  readonly stale: readonly PreparedSource[];
  /** Nothing is published there: beyond the horizon, or in a hole. */
  readonly absent: boolean;
};

/** Everybody on duty at an instant, by person id; and the rosters that say so, the unit's own first. */
export type Roll = { readonly present: readonly Present[]; readonly places: readonly PlaceState[] };

export function rollAt(prepared: Prepared, at: Instant): Roll {
  const places = prepared.places
    .filter(({ during }) => during === null || holds(during, at))
    .map((place) => placeAt(place, Math.min(at, prepared.facts.knownAt), at));
  const gathered = merge(
    places.map(({ place }) => onDuty(presentRows(place, at), prepared.matcher, at)),
  );
  const hasStale = places.some(({ stale }) => stale.length > 0);
  const present = gathered.map(({ key, personId, rows }): Present => {
    const person = personId === null ? undefined : prepared.people.get(personId);
    return {
      key,
      person: person ?? null,
      rows: rows.map((row) => {
        const qualified = person ? qualifications(prepared, person, row.place, at) : null;
        if (!hasStale && (!personId || isAlone(prepared, personId, rows))) {
          return { row, proof: yes, alsoAt: null, qualified };
        }
        return { row, qualified, ...proved(prepared, places, personId, rows, row, at) };
      }),
    };
  });
  return { present, places };
}

/** Whether anybody at all may be there unseen: the roster is missing or too old. */
export function holdsAnybody(state: PlaceState): boolean {
  return state.absent || state.stale.length > 0;
}

function placeAt(place: Place, judgedAt: number, at: Instant): PlaceState {
  const current = place.sources.filter(({ stretches }) =>
    stretches.some(({ during }) => holds(during, at)),
  );
  const stale = current.filter((each) => each.staleFrom !== null && each.staleFrom <= judgedAt);
  return { place, inForce: current, stale, absent: current.length === 0 };
}

/** The rows that hold an instant, found by their start, since none is longer than `longest`. */
function presentRows({ rows, longest }: Place, at: Instant): PlaceRow[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.during.start <= at) low = middle + 1;
    else high = middle;
  }
  const found: PlaceRow[] = [];
  for (let i = low - 1; i >= 0 && rows[i]!.during.start > at - longest; i--) {
    if (rows[i]!.during.end > at) found.push(rows[i]!);
  }
  return found;
}

/** One person of two rosters is one person; leave ends duty only in the unit that granted it. */
function merge(rolls: readonly OnDuty<PlaceRow>[][]): OnDuty<PlaceRow>[] {
  if (rolls.length === 1) return rolls[0]!;
  const found = new Map<string, OnDuty<PlaceRow>>();
  for (const each of rolls.flat()) {
    const before = found.get(each.key);
    found.set(each.key, before ? { ...before, rows: [...before.rows, ...each.rows] } : each);
  }
  const isUnmatched = (each: OnDuty) => (each.personId === null ? 1 : 0);
  return [...found.values()].sort(
    (a, b) => isUnmatched(a) - isUnmatched(b) || (a.key < b.key ? -1 : 1),
  );
}

/** Nothing is known of the person but the rows of one roster: the usual case, and the quick one. */
function isAlone(prepared: Prepared, personId: string, rows: readonly PlaceRow[]): boolean {
  return !prepared.elsewhere.has(personId) && rows.every(({ place }) => place === rows[0]!.place);
}

/** How far a person on duty may meet a rule: the best that any of their rows gives. */
export function standingFor({ person, rows }: Present, index: number): Kleene {
  let best: Kleene = no;
  for (const { row, proof, qualified } of rows) {
    if (!row.fits[index]) continue;
    const counts = person ? (qualified![index] as Kleene) : unknown;
    const held = counts < proof ? counts : proof;
    if (held > best) best = held;
  }
  return best;
}

/** On site at two sites counts at neither; if the other roster is stale, nobody knows. */
function proved(
  prepared: Prepared,
  places: readonly PlaceState[],
  personId: string | null,
  rows: readonly PlaceRow[],
  row: PlaceRow,
  at: Instant,
): Pick<PresentRow, "proof" | "alsoAt"> {
  const isStale = (each: PlaceRow) => places.some(({ stale }) => stale.includes(each.source));
  const own = isStale(row) ? unknown : yes;
  if (row.assignment.presence !== "on_site" || personId === null) {
    return { proof: own, alsoAt: null };
  }
  const { site } = prepared.places[row.place]!;
  const others = [
    ...(prepared.elsewhere.get(personId) ?? [])
      .filter((each) => each.site !== site && holds(each.during, at))
      .map(({ unitCode, fresh }) => ({ name: unitCode, fresh })),
    ...rows
      .filter((each) => each.assignment.presence === "on_site" && each.place !== row.place)
      .map((each) => ({ name: prepared.places[each.place]!.site, fresh: !isStale(each) }))
      .filter(({ name }) => name !== site),
  ];
  if (others.length === 0) return { proof: own, alsoAt: null };
  const sure = others.find((each) => each.fresh);
  return { proof: sure ? no : unknown, alsoAt: (sure ?? others[0]!).name };
}

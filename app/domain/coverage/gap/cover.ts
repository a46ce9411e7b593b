import { holds, type Instant, type Interval, overlaps } from "../../time/interval.ts";
import type { Place, PlaceRow, Prepared, PreparedPerson } from "../prepare.ts";
import { qualifications, yes } from "../qualification.ts";

/** Ids, in order, of who could fill a stretch of a rule, the rule named by its index. */
export type CoverFinder = (index: number, gap: Interval) => readonly string[];

/**
 * Who qualifies for a rule during all of a gap, is not on duty for it already, is on site nowhere in it, nor
 * on leave here. An
 * appointment cannot be filled for a night: for named rules nobody is proposed. Who is busy is looked up
 * once for each gap, whatever the number of its rules.
 */
export function coverFinder(prepared: Prepared): CoverFinder {
  const known = new Map<string, ReturnType<typeof freeDuring>>();
  return (index, gap) => {
    if (prepared.rules[index]!.rule.presence === "named") return [];
    const key = `${gap.start} ${gap.end}`;
    const { free, rows } = known.get(key) ?? freeDuring(prepared, gap);
    known.set(key, { free, rows });
    const onDuty = new Set(
      rows.filter((row) => row.fits[index]).map((row) => holderOf(prepared, row, gap)),
    );
    return free
      .filter((person) => !onDuty.has(person.facts.id))
      .filter((person) => qualifiesThroughout(prepared, person, index, gap))
      .map((person) => person.facts.id);
  };
}

function qualifiesThroughout(
  prepared: Prepared,
  person: PreparedPerson,
  index: number,
  gap: Interval,
): boolean {
  const qualifiesAt = (at: Instant) => qualifications(prepared, person, 0, at)[index] === yes;
  if (!qualifiesAt(gap.start)) return false;
  return person.edges.every((edge) => !holds(gap, edge) || qualifiesAt(edge));
}

/** Who is registered throughout and neither on site anywhere nor on leave here, by id; and every row. */
function freeDuring(prepared: Prepared, gap: Interval) {
  const { facts, places } = prepared;
  const registered = new Set(
    facts.registrations
      .filter(({ during }) => during.start <= gap.start && gap.end <= during.end)
      .map(({ personId }) => personId),
  );
  const busy = new Set<string>();
  const rows = places.flatMap((place) => rowsDuring(place, gap));
  for (const row of rows) {
    const { presence, role } = row.assignment;
    if (presence !== "on_site" && role !== "not_counted") continue;
    const id = holderOf(prepared, row, gap);
    if (id !== null) busy.add(id);
  }
  for (const each of facts.elsewhere) if (overlaps(each.during, gap)) busy.add(each.personId);
  const free = [...prepared.people.values()]
    .filter(({ facts: { id } }) => registered.has(id) && !busy.has(id))
    .sort((a, b) => (a.facts.id < b.facts.id ? -1 : 1));
  return { free, rows };
}

function holderOf(prepared: Prepared, { assignment, during }: PlaceRow, gap: Interval) {
  const from = Math.max(during.start, gap.start) as Instant;
  return prepared.matcher(assignment.registration, from);
}

/** Rows that meet a stretch: they are in order of start, and none is longer than `longest`. */
export function rowsDuring({ rows, longest }: Place, within: Interval): PlaceRow[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.during.start < within.end) low = middle + 1;
    else high = middle;
  }
  const found: PlaceRow[] = [];
  for (let i = low - 1; i >= 0 && rows[i]!.during.start > within.start - longest; i--) {
    if (rows[i]!.during.end > within.start) found.push(rows[i]!);
  }
  return found;
}

import type { Instant } from "../time/instant.ts";
import type { DutyRow, RegistrationFact } from "./publication.ts";

/** Finds who holds a registration at an instant; null where nobody does, as far as known. */
export type Matcher = (registration: string | null, at: Instant) => string | null;

export function matcherOf(registrations: readonly RegistrationFact[]): Matcher {
  const held = new Map<string, RegistrationFact[]>();
  for (const fact of registrations) {
    const known = held.get(fact.registration);
    if (known) known.push(fact);
    else held.set(fact.registration, [fact]);
  }
  return (registration, at) => {
    const holders = registration === null ? undefined : held.get(registration);
    const holder = holders?.find((each) => each.during.start <= at && at < each.during.end);
    return holder?.personId ?? null;
  };
}

/** One person on duty, or one whom the roster names and nobody can match: with all present rows. */
export type OnDuty<Row extends DutyRow = DutyRow> = {
  /** The person's id, or for an unmatched one a key made of the name that the roster gives. */
  readonly key: string;
  readonly personId: string | null;
  readonly rows: readonly Row[];
};

/**
 * Gathers the present rows by person. Rows of one name text that match nobody are one unmatched person;
 * leave (`not_counted`) takes a person's other rows away while it lasts.
 *
 * @param present  Rows that hold `at`.
 * @returns People by id, then the unmatched by name, so that whatever is made of them is the same every time.
 */
export function onDuty<Row extends DutyRow>(
  present: readonly Row[],
  matcher: Matcher,
  at: Instant,
): OnDuty<Row>[] {
  const found = new Map<string, { key: string; personId: string | null; rows: Row[] }>();
  const away = new Set<string>();
  for (const row of present) {
    const personId = matcher(row.assignment.registration, at);
    const key = personId ?? unmatchedKey(row);
    if (row.assignment.role === "not_counted") away.add(key);
    const known = found.get(key);
    if (known) known.rows.push(row);
    else found.set(key, { key, personId, rows: [row] });
  }
  for (const key of away) found.delete(key);
  return [...found.values()].sort(byPerson);
}

/** A registration that nobody holds is one unmatched person, whatever name stands beside it. */
function unmatchedKey({ assignment }: DutyRow): string {
  return `?${assignment.registration ?? assignment.nameText ?? assignment.id}`;
}

function byPerson(a: OnDuty, b: OnDuty): number {
  if ((a.personId === null) !== (b.personId === null)) return a.personId === null ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}

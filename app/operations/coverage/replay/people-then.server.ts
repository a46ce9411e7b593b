import type { Content } from "#app/domain/content.ts";
import type { PersonFacts, RegistrationFact, RosterSource } from "#app/domain/coverage/facts.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holderBy, rightsBy } from "#db/store/replay/people.server.ts";
import { recordedBy } from "#db/store/replay/recorded.server.ts";
import { standingRules } from "../facts.server.ts";
import type { Replayable } from "./record.server.ts";

/** One person as known at an instant. */
export type PersonAt = (id: string, at: Instant) => PersonFacts;

/** People as known at an instant; worked out anew only where something was recorded of that person. */
export function personsOf(content: Content, { byPerson, names }: Replayable): PersonAt {
  const rules = standingRules(content);
  const known = new Map<string, PersonFacts>();
  return (id, at) => {
    const history = byPerson.get(id);
    if (!history) throw new Error(`no history of person ${id}`);
    const lists: (readonly { readonly recordedAt: Instant }[])[] = Object.values(history);
    const count = lists.reduce((sum, rows) => sum + recordedBy(rows, at).length, 0);
    const key = `${id} ${count}`;
    const before = known.get(key);
    if (before) return before;
    const person: PersonFacts = {
      id,
      name: names.get(id)?.name ?? id,
      registration: null,
      contact: null,
      ...rightsBy(history, at),
      credentials: timelinesOf(holderBy(history, at), rules),
    };
    known.set(key, person);
    return person;
  };
}

/** Whoever a row of these rosters names, by whichever registration. */
export function presentIn(
  sources: readonly RosterSource[],
  registrations: readonly RegistrationFact[],
): ReadonlySet<string> {
  const named = new Set(
    sources.flatMap(({ publications }) =>
      publications.flatMap(({ assignments }) =>
        assignments.map(({ registration }) => registration),
      ),
    ),
  );
  const held = registrations.filter(({ registration }) => named.has(registration));
  return new Set(held.map(({ personId }) => personId));
}

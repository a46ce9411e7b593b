import type { PersonFacts, UnitFacts } from "#app/domain/coverage/facts.ts";
import type { CredentialTimeline } from "#app/domain/credential/standing.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import { cannulation, codes } from "./random-rules.ts";
import { forLong } from "./random-time.ts";

/** The unit with one more person, able to do everything and on site all the time, freshly rostered. */
export function withAblePerson(facts: UnitFacts): UnitFacts {
  const registration = "REG:able";
  const able: PersonFacts = {
    id: "able",
    name: "Able",
    registration,
    contact: null,
    licences: [{ jurisdiction: facts.unit.jurisdiction, during: forLong, readable: true }],
    credentials: codes.map((code) => timelineOf(code)),
    privileges: [{ unitId: facts.unit.id, code: cannulation, during: forLong }],
    appointments: [],
  };
  return {
    ...withRow(facts, { registration, nameText: null }),
    people: new Map([...facts.people, [able.id, able]]),
    registrations: [...facts.registrations, { registration, personId: able.id, during: forLong }],
  };
}

/** The unit with a row that nobody could match: an attending on site all the time. */
export function withUnmatchedRow(facts: UnitFacts): UnitFacts {
  return withRow(facts, { registration: null, nameText: "Somebody else" });
}

/** The row joins the latest publication of the first source, so that no source is added or healed. */
function withRow(
  facts: UnitFacts,
  who: { readonly registration: string | null; readonly nameText: string | null },
): UnitFacts {
  const row = {
    ...who,
    id: `added ${who.registration ?? who.nameText}`,
    role: "attending" as const,
    presence: "on_site" as const,
    shift: forLong,
    responseMinutes: 0,
    assignment: null,
    contact: null,
    reference: null,
  };
  const [first, ...others] = facts.sources;
  if (!first) return facts;
  const publications = first.publications.map((each) => ({
    ...each,
    assignments: [...each.assignments, row],
  }));
  return { ...facts, sources: [{ ...first, publications }, ...others] };
}

/** The unit with one thing that qualifies somebody taken away from `since` on; `which` picks it. */
export function withLoss(facts: UnitFacts, which: number, since: Instant): UnitFacts {
  const ids = [...facts.people.keys()];
  const person = facts.people.get(ids[which % ids.length] as string) as PersonFacts;
  const kind = Math.floor(which / ids.length) % 4;
  const poorer: PersonFacts = {
    ...person,
    ...(kind === 0 ? { licences: person.licences.slice(1) } : {}),
    ...(kind === 1 ? { privileges: person.privileges.slice(1) } : {}),
    ...(kind === 2 ? { credentials: person.credentials.map((each) => revoked(each, since)) } : {}),
    ...(kind === 3 ? { credentials: person.credentials.slice(1) } : {}),
  };
  return { ...facts, people: new Map([...facts.people, [poorer.id, poorer]]) };
}

function revoked(credential: CredentialTimeline, since: Instant): CredentialTimeline {
  const before = credential.stretches
    .filter((each) => each.start < since)
    .map((each) => (each.end > since ? { ...each, end: since } : each));
  if (before.length === 0) return credential;
  const after = { start: since, end: forever, state: "revoked", counts: "no" } as const;
  return { ...credential, stretches: [...before, after] };
}

function timelineOf(code: string): CredentialTimeline {
  return {
    id: `able ${code}`,
    code,
    kind: "external",
    validity: forLong,
    stretches: [{ ...forLong, state: "issued", counts: "yes" }],
  };
}

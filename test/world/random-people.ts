import fc from "fast-check";
import type { PersonFacts, RegistrationFact } from "#app/domain/coverage/facts.ts";
import type { CredentialTimeline, StateStretch } from "#app/domain/credential/standing.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { cannulation, codes, posts } from "./random-rules.ts";
import { around, atHalfHours, lasting, pick } from "./random-time.ts";

export const hubIds = ["hub", "hub-2"];
/** A second registration of the first person, who may be on a roster by either. */
export const otherName = 9;

export function registrationOf(index: number): string {
  return `REG:${index}`;
}

type Register = {
  readonly people: ReadonlyMap<string, PersonFacts>;
  readonly registrations: readonly RegistrationFact[];
};

/** Five people, most of them able, each with something that may end or be unknown. */
export function randomPeople(jump: number): fc.Arbitrary<Register> {
  return fc
    .tuple(
      fc.array(fc.record({ person: randomPerson(jump), during: lasting(jump, 12) }), {
        minLength: 5,
        maxLength: 5,
      }),
      lasting(jump, 5),
    )
    .map(([drawn, otherDuring]) => {
      const people = drawn.map(({ person }, i) => ({
        ...person,
        id: `p${i}`,
        name: `Person ${i}`,
        registration: registrationOf(i),
        credentials: person.credentials.map((each, j) => ({ ...each, id: `c${i}-${j}` })),
      }));
      return {
        people: new Map(people.map((person) => [person.id, person])),
        registrations: [
          ...drawn.map(({ during }, i) => ({
            registration: registrationOf(i),
            personId: `p${i}`,
            during,
          })),
          { registration: registrationOf(otherName), personId: "p0", during: otherDuring },
        ],
      };
    });
}

function randomPerson(jump: number): fc.Arbitrary<PersonFacts> {
  return fc.record({
    id: fc.constant(""),
    name: fc.constant(""),
    registration: fc.constant(null),
    contact: fc.constant(null),
    licences: fc.oneof(
      { arbitrary: fc.constant([licenceFor(jump)]), weight: 4 },
      {
        arbitrary: fc.array(
          fc.record({
            jurisdiction: pick("DE", "DE", "DE", "FR"),
            during: lasting(jump, 3),
            readable: pick(true, true, false),
          }),
          { maxLength: 2 },
        ),
        weight: 3,
      },
    ),
    credentials: fc
      .tuple(...codes.map((code) => fc.option(randomTimeline(jump, code), { freq: 4 })))
      .map((each) => each.flatMap((one) => one ?? [])),
    privileges: fc.array(
      fc.record({
        unitId: pick("unit", "unit", "unit", "unit", ...hubIds),
        code: pick(cannulation, cannulation, "other"),
        during: lasting(jump, 3),
      }),
      { maxLength: 2 },
    ),
    appointments: fc.array(
      fc.record({
        unitId: pick("unit", "unit", "unit", "hub"),
        post: pick(...posts),
        during: lasting(jump, 3),
      }),
      { maxLength: 2 },
    ),
  });
}

function licenceFor(jump: number) {
  return { jurisdiction: "DE", during: interval(atHalfHours(jump, -999)), readable: true };
}

const stretchKinds = [
  ["issued", "yes"],
  ["issued", "yes"],
  ["renewal_due", "yes"],
  ["issued", "unknown"],
  ["suspended", "no"],
  ["limited", "no"],
  ["in_grace", "no"],
  ["expired", "no"],
  ["revoked", "no"],
] as const;

/** Stretches that tile from the first validity on; most people hold most of it for good. */
function randomTimeline(jump: number, code: string): fc.Arbitrary<CredentialTimeline> {
  const changing = fc
    .tuple(
      around(jump, 0),
      fc.array(fc.tuple(pick<Kind[0]>(...stretchKinds), fc.integer({ min: 1, max: 60 })), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([{ start }, kinds]) => tile(start, kinds));
  const steady = fc.constant(tile(atHalfHours(jump, -500), [[["issued", "yes"], 1]]));
  return fc
    .oneof({ arbitrary: steady, weight: 5 }, { arbitrary: changing, weight: 2 })
    .map((stretches) => ({
      id: "",
      code,
      kind: code.startsWith("CRED") ? "own" : "external",
      validity: interval((stretches[0] as StateStretch).start),
      stretches,
    }));
}

type Kind = readonly [(typeof stretchKinds)[number], number];

function tile(start: Instant, kinds: readonly Kind[]): StateStretch[] {
  let from = start;
  return kinds.map(([[state, counts], count], i) => {
    const end = i === kinds.length - 1 ? forever : atHalfHours(from, count);
    const stretch: StateStretch = { start: from, end, state, counts };
    from = end;
    return stretch;
  });
}

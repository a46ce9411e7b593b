import fc from "fast-check";
import type {
  Assignment,
  Hub,
  RosterSource,
  RuleSetInForce,
  UnitFacts,
} from "#app/domain/coverage/facts.ts";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { hubIds, otherName, randomPeople, registrationOf } from "./random-people.ts";
import { guardIds, randomRule, unitRuleIds } from "./random-rules.ts";
import { around, atHalfHours, forLong, halfHour, instantAt, pick } from "./random-time.ts";

const serviceNames = ["va_ecmo_service", "ecpr_service"];

export type RandomUnit = {
  readonly facts: UnitFacts;
  readonly at: Instant;
  /** When the clock jumps, near which the unit's facts lie. */
  readonly jump: Instant;
};

/** Nights on which the clock jumps (UTC instants of the jump), and a zone whose clock never does. */
export const clockNights = [
  { zone: "Europe/Berlin", jump: Date.UTC(2026, 2, 29, 1) },
  { zone: "Europe/Berlin", jump: Date.UTC(2026, 9, 25, 1) },
  { zone: "America/New_York", jump: Date.UTC(2026, 2, 8, 7) },
  { zone: "America/New_York", jump: Date.UTC(2026, 10, 1, 6) },
  { zone: "Australia/Lord_Howe", jump: Date.UTC(2026, 3, 4, 15) },
  { zone: "Australia/Lord_Howe", jump: Date.UTC(2026, 9, 3, 15, 30) },
  { zone: "Asia/Kolkata", jump: Date.UTC(2026, 2, 29, 1) },
] as const;

/** A unit with everything that can go wrong around a clock change, and an instant to ask about. */
export const randomUnit: fc.Arbitrary<RandomUnit> = fc
  .constantFrom(...clockNights)
  .chain(({ zone, jump }) =>
    fc
      .record({ facts: unitAround(zone, jump), aim: fc.nat(9_999), nudge: pick(0, 0, -1, 1) })
      .map(({ facts, aim, nudge }) => ({
        facts,
        at: instantToAsk(facts, jump, aim, nudge),
        jump: instant(jump),
      })),
  );

function unitAround(zone: string, jump: number): fc.Arbitrary<UnitFacts> {
  return fc
    .record({
      knownAt: instantAt(jump, 60),
      services: fc.array(fc.subarray(serviceNames), { minLength: 1, maxLength: 3 }),
      serviceFrom: instantAt(jump, 60),
      unitRules: fc.array(randomRule, { minLength: 1, maxLength: 5 }),
      ownFrom: fc.nat(5),
      guardRules: fc.array(randomRule, { maxLength: 2 }),
      ownDuring: around(jump, 5),
      maxAge: randomMaxAge,
      day: pick([480, 1080], [480, 1080], [120, 150], [0, 1440], [90, 1260]),
      serviceHours: fc.option(randomServiceHours, { freq: 12 }),
      capacity: pick([1, 2], [1, 2], [1, 2], [2, 1]),
      people: randomPeople(jump),
      sources: fc.array(randomSource(jump, [0, 1, 2, 3], "Dr "), { minLength: 1, maxLength: 3 }),
      states: fc.array(randomState(jump), { maxLength: 3 }),
      elsewhere: fc.array(randomElsewhere(jump), { maxLength: 2 }),
      hubs: fc
        .tuple(...hubIds.map((id) => fc.option(randomHub(jump, id), { freq: 2 })))
        .map((each) => each.flatMap((hub) => hub ?? [])),
    })
    .map((drawn) => {
      const { people, registrations } = drawn.people;
      const hubs = drawn.hubs.map((hub) => ({
        ...hub,
        sources: knownSources(hub.sources, drawn.knownAt, hub.unitId),
      }));
      const [startMinute, endMinute] = drawn.day as [number, number];
      const [onSite, onCall] = drawn.capacity as [number, number];
      const unit = {
        id: "unit",
        code: "unit",
        name: "Unit",
        site: "south",
        jurisdiction: "DE",
        timeZone: zone,
        contact: null,
        profiles: profilesOf(drawn),
      };
      return {
        knownAt: drawn.knownAt,
        unit,
        ruleSets: ruleSetsOf(drawn),
        settings: {
          maxAgeMs: drawn.maxAge,
          day: { startMinute, endMinute },
          serviceHours: drawn.serviceHours,
          onSiteRulesPerPerson: onSite,
          onCallRulesPerPerson: onCall,
        },
        sources: knownSources(drawn.sources, drawn.knownAt, "own"),
        states: drawn.states
          .map(({ lasts, counts, justNow, ...state }) => {
            const recordedAt = justNow
              ? instant(drawn.knownAt - halfHour)
              : recordedBy(drawn.knownAt, state.recordedAt);
            return { recordedAt, validUntil: atHalfHours(recordedAt, lasts), counts };
          })
          .sort((a, b) => a.recordedAt - b.recordedAt),
        people,
        registrations,
        elsewhere: drawn.elsewhere.map(({ freshFor: _, ...duty }) => duty),
        ageing: drawn.elsewhere.flatMap(({ personId, during, fresh, freshFor }) =>
          fresh && freshFor !== null
            ? [{ personId, during, staleFrom: atHalfHours(drawn.knownAt, freshFor) }]
            : [],
        ),
        hubs,
      };
    });
}

type Offer = { readonly services: readonly (readonly string[])[]; readonly serviceFrom: Instant };

/** One profile for good, or another from some instant on. */
function profilesOf({ services, serviceFrom }: Offer): UnitFacts["unit"]["profiles"] {
  const [first = [], second] = services.map((names) => new Set(names));
  const tier = "none" as const;
  if (!second) return [{ during: forLong, tier, services: new Set(first) }];
  return [
    { during: { ...forLong, end: serviceFrom }, tier, services: new Set(first) },
    { during: { ...forLong, start: serviceFrom }, tier, services: second },
  ];
}

type Drawn = {
  readonly unitRules: readonly RuleSetInForce["rules"][number][];
  readonly guardRules: Drawn["unitRules"];
  readonly ownFrom: number;
  readonly ownDuring: Interval;
};

/** The tier's rules, then the unit's own for a while, and the guard apart from both. */
function ruleSetsOf({ unitRules, guardRules, ownFrom, ownDuring }: Drawn): RuleSetInForce[] {
  const version = "1";
  const rules = unitRules.map((rule, i) => ({ ...rule, id: unitRuleIds[i] as string }));
  const guard = guardRules.map((rule, i) => ({ ...rule, id: guardIds[i] as string }));
  const sets: RuleSetInForce[] = [
    { id: "tier", version, group: "unit", rules: rules.slice(0, ownFrom), during: forLong },
    { id: "own", version, group: "unit", rules: rules.slice(ownFrom), during: ownDuring },
    { id: "guard", version, group: "guard", rules: guard, during: forLong },
  ];
  return sets.filter((set) => set.rules.length > 0);
}

const randomMaxAge = fc.record({
  pulled: pick(2, 2, 1, 24).map((n) => n * halfHour),
  pushed: pick(336, 336, 48).map((n) => n * halfHour),
  uploaded: pick(336, 336, 48).map((n) => n * halfHour),
  state: pick(24, 24, 12).map((n) => n * halfHour),
});

const randomServiceHours = fc
  .array(
    fc.record({
      weekday: pick(6, 7, 7, 1),
      from: fc.nat(40),
      slots: fc.integer({ min: 1, max: 47 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((entries) =>
    entries.map(({ weekday, from, slots }) => ({
      weekday,
      startMinute: from * 30,
      endMinute: Math.min(1440, (from + slots) * 30),
    })),
  );

type DrawnSource = Omit<RosterSource, "name"> & { readonly readJustNow: boolean };

function randomSource(
  jump: number,
  who: readonly number[],
  name: string,
): fc.Arbitrary<DrawnSource> {
  return fc
    .record({
      kind: pick<RosterSource["kind"]>("pulled", "pushed", "uploaded"),
      publications: fc.array(
        fc.record({
          recordedAt: instantAt(jump, 60),
          period: around(jump, 6),
          assignments: fc.array(randomRow(jump, who, name), { maxLength: 6 }),
          isRestated: pick(false, false, false, false, true),
        }),
        { minLength: 1, maxLength: 3, size: "small" },
      ),
      checks: fc.array(instantAt(jump, 60), { maxLength: 3 }),
      readJustNow: pick(true, true, true, false),
    })
    .map(({ publications, ...rest }) => ({
      ...rest,
      publications: publications.map((each) => ({ ...each, id: "", entrySeq: 0 })),
    }));
}

const roles = [
  ...(["attending", "attending", "attending", "attending", "attending", "attending"] as const),
  ...(["surgeon", "fellow", "not_counted"] as const),
];

function randomRow(jump: number, who: readonly number[], name: string): fc.Arbitrary<Assignment> {
  return fc
    .record({
      who: pick(...Array.from({ length: 7 }, () => who).flat(), otherName, -1, -2, -3, -4),
      role: pick<Assignment["role"]>(...roles),
      presence: pick<Assignment["presence"]>("on_site", "on_site", "on_call", "remote"),
      shift: around(jump, 3, 96),
      response: pick(15, 20, 30, 45),
    })
    .map(({ who: index, role, presence, shift, response }) => ({
      id: "",
      registration: index >= 0 ? registrationOf(index) : index === -3 ? `${name}:404` : null,
      // Beside a registration, held or not, a name says nothing of who it is.
      nameText: index === -2 ? `${name}B` : index === -1 || index % 3 === 0 ? `${name}A` : null,
      role,
      presence,
      shift,
      responseMinutes: presence === "on_site" ? 0 : response,
      assignment: null,
      contact: null,
      reference: null,
    }));
}

/** What would be recorded after `knownAt` is recorded as long before it. */
function recordedBy(knownAt: number, recordedAt: number): Instant {
  return instant(Math.min(recordedAt, 2 * knownAt - recordedAt));
}

/** Numbers publications as they were recorded and drops rows outside their periods. */
function knownSources(drawn: readonly DrawnSource[], knownAt: number, name: string) {
  let seq = 0;
  return drawn
    .map((source, i): RosterSource => {
      const publications = source.publications
        .map((each) => ({ ...each, recordedAt: recordedBy(knownAt, each.recordedAt) }))
        .sort((a, b) => a.recordedAt - b.recordedAt)
        .map((each) => {
          seq += 1;
          const id = `${name}-${i}-${seq}`;
          const rows = each.assignments.filter(
            ({ shift }) => shift.start < each.period.end && each.period.start < shift.end,
          );
          const assignments = rows.map((row, j) => ({ ...row, id: `${id}-${j}` }));
          return { ...each, id, entrySeq: seq, assignments };
        });
      const confirmed = [...source.checks, ...publications.map((each) => each.recordedAt)].map(
        (check) => recordedBy(knownAt, check),
      );
      if (source.readJustNow) confirmed.push(instant(knownAt - 600_000));
      const checks = confirmed.sort((a, b) => a - b);
      return { name: `${name}-${i}`, kind: source.kind, publications, checks };
    })
    .filter((source) => source.checks.length > 0);
}

function randomState(jump: number) {
  return fc
    .record({
      recordedAt: instantAt(jump, 60),
      lasts: fc.integer({ min: 1, max: 200 }),
      ecmo_patients: pick(0, 1, 2),
      beds_occupied: pick(undefined, 0, 9, 10, 11, 21),
      justNow: pick(true, false),
    })
    .map(({ recordedAt, lasts, justNow, ecmo_patients, beds_occupied }) => ({
      recordedAt,
      lasts,
      justNow,
      counts: beds_occupied === undefined ? { ecmo_patients } : { ecmo_patients, beds_occupied },
    }));
}

function randomElsewhere(jump: number) {
  return fc.record({
    personId: pick("p0", "p1", "p2", "p3"),
    unitCode: fc.constant("other"),
    site: pick("north", "north", "north", "south"),
    during: around(jump, 1),
    fresh: fc.boolean(),
    freshFor: pick(null, 1, 2, 5),
  });
}

function randomHub(
  jump: number,
  id: string,
): fc.Arbitrary<Omit<Hub, "sources"> & { sources: DrawnSource[] }> {
  return fc.record({
    unitId: fc.constant(id),
    code: fc.constant(id),
    site: pick("north", "west", "south"),
    during: around(jump, 4),
    sources: fc.array(randomSource(jump, [2, 3, 4, 4], "Dr "), { maxLength: 2 }),
    maxAgeMs: randomMaxAge,
  });
}

/** Any half hour near the jump or near what is known, or an edge of some fact, at the edge or one millisecond beside it. */
function instantToAsk(facts: UnitFacts, jump: number, aim: number, nudge: number): Instant {
  const edges = edgesOf(facts).filter((edge) => Math.abs(edge - jump) <= 100 * halfHour);
  const which = Math.floor(aim / 4);
  const chosen =
    aim % 4 === 0
      ? facts.knownAt + ((which % 25) - 12) * halfHour
      : aim % 4 === 1 || edges.length === 0
        ? jump + ((which % 193) - 96) * halfHour
        : (edges[which % edges.length] as number);
  return (chosen + nudge) as Instant;
}

/** Every instant that occurs in the facts, and when each source and state grows too old. */
export function edgesOf(facts: UnitFacts): number[] {
  const found = new Set<number>();
  const walk = (value: unknown): void => {
    if (value instanceof Map) for (const each of value.values()) walk(each);
    else if (typeof value === "number" && value > 1e12 && Number.isFinite(value)) found.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  walk(facts);
  const { maxAgeMs } = facts.settings;
  for (const state of facts.states) found.add(state.recordedAt + maxAgeMs.state);
  for (const { kind, checks } of facts.sources) {
    for (const check of checks) found.add(check + maxAgeMs[kind]);
  }
  return [...found].sort((a, b) => a - b);
}

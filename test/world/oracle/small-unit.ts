import type {
  Assignment,
  PersonFacts,
  RosterSource,
  UnitFacts,
} from "#app/domain/coverage/facts.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { forever, type Instant, instant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";

/** Examples happen around this instant, in hours: `h(0)` is a Monday, midnight UTC. */
const origin = Date.UTC(2026, 5, 1);
export const hourMs = 3_600_000;
export function h(hours: number, plusMs = 0): Instant {
  return instant(origin + hours * hourMs + plusMs);
}
export function hours(start: number, end: number): Interval {
  return { start: h(start), end: h(end) };
}
export const always: Interval = { start: h(-9_999), end: forever };

type Some<T> = Partial<T>;

const plainRule: StaffingRule = {
  id: "R1",
  title: "A cardiologist",
  severity: "block",
  anyOf: ["BASE-CARD"],
  allOf: [],
  min: { value: 1, basis: "default", source: "TEST" },
  presence: "on_site",
  window: "24x7",
  privileges: {},
  basis: "default",
  source: "TEST",
};

/** One on-site cardiologist at all hours, unless it says otherwise. */
export function rule(id: string, but: Some<StaffingRule> = {}): StaffingRule {
  const { min, ...rest } = plainRule;
  return { ...rest, ...(but.minFormula ? {} : { min }), ...but, id };
}

export function figure(value: number) {
  return { value, basis: "default" as const, source: "TEST" };
}

/** A licensed person registered as `REG:<name>` who holds the given codes for good. */
export function person(
  name: string,
  codes: readonly string[],
  but: Some<PersonFacts> = {},
): PersonFacts {
  return {
    id: name,
    name,
    registration: `REG:${name}`,
    contact: null,
    licences: [{ jurisdiction: "DE", during: always, readable: true }],
    credentials: codes.map((code) => ({
      id: `${name} ${code}`,
      code,
      kind: "external",
      validity: always,
      stretches: [{ ...always, state: "issued", counts: "yes" }],
    })),
    privileges: [],
    appointments: [],
    ...but,
  };
}

/** An on-site attending row from -100 h to 100 h. A name starting with "?" is unmatched text. */
export function row(who: string, but: Some<Assignment> = {}): Assignment {
  const unmatched = who.startsWith("?");
  return {
    id: `row ${who} ${JSON.stringify(but)}`,
    registration: unmatched ? null : `REG:${who}`,
    nameText: unmatched ? who.slice(1) : null,
    role: "attending",
    presence: "on_site",
    shift: hours(-100, 100),
    responseMinutes: but.presence && but.presence !== "on_site" ? 20 : 0,
    assignment: null,
    contact: null,
    reference: null,
    ...but,
  };
}

/** A pulled source, read at 0 h, with one publication from -100 h to 100 h. */
export function source(
  rows: readonly Assignment[],
  but: Some<RosterSource> & { readonly period?: Interval } = {},
): RosterSource {
  const { period = hours(-100, 100), ...rest } = but;
  const publication = {
    id: "first",
    entrySeq: 1,
    recordedAt: h(-100),
    period,
    assignments: rows,
  };
  return { name: "feed", kind: "pulled", publications: [publication], checks: [h(0)], ...rest };
}

type Draft = {
  readonly rules?: readonly StaffingRule[];
  readonly guard?: readonly StaffingRule[];
  readonly people?: readonly PersonFacts[];
  readonly rows?: readonly Assignment[];
} & Some<Omit<UnitFacts, "people">>;

/** A unit in Berlin, asked with what was known at 0 h. */
export function unitOf(draft: Draft): UnitFacts {
  const { rules = [rule("R1")], guard = [], people = [], rows = [], ...rest } = draft;
  const set = { version: "1", during: always };
  return {
    knownAt: h(0),
    unit: {
      id: "unit",
      code: "unit",
      name: "Unit",
      site: "south",
      jurisdiction: "DE",
      timeZone: "Europe/Berlin",
      contact: null,
      profiles: [{ during: always, tier: "none", services: new Set() }],
    },
    ruleSets: [
      ...(rules.length > 0 ? [{ ...set, id: "tier", group: "unit" as const, rules }] : []),
      ...(guard.length > 0 ? [{ ...set, id: "guard", group: "guard" as const, rules: guard }] : []),
    ],
    settings: {
      maxAgeMs: {
        pulled: hourMs,
        pushed: 168 * hourMs,
        uploaded: 168 * hourMs,
        state: 12 * hourMs,
      },
      day: { startMinute: 480, endMinute: 1080 },
      serviceHours: [],
      onSiteRulesPerPerson: 1,
      onCallRulesPerPerson: 2,
    },
    sources: [source(rows)],
    states: [],
    people: new Map(people.map((each) => [each.id, each])),
    registrations: people.map((each) => ({
      registration: `REG:${each.id}`,
      personId: each.id,
      during: always,
    })),
    elsewhere: [],
    hubs: [],
    ...rest,
  };
}

import { coverageOver } from "#app/domain/coverage/coverage.ts";
import type {
  Assignment,
  ElsewhereDuty,
  Hub,
  PersonFacts,
  Publication,
  RosterSource,
  UnitFacts,
} from "#app/domain/coverage/facts.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import type {
  Counts,
  CredentialState,
  CredentialTimeline,
} from "#app/domain/credential/standing.ts";
import { forever, hour, type Instant, instant, minute } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";

/** Monday 2 November 2026, 00:00 UTC: hours of these worlds count from here. */
export const dawn = Date.UTC(2026, 10, 2);
export const h = (hours: number): Instant => instant(dawn + Math.round(hours * hour));
export const hours = (start: number, end = Number.POSITIVE_INFINITY): Interval =>
  interval(h(start), end === Number.POSITIVE_INFINITY ? forever : h(end));
export const always = hours(-20_000);

const figure = (value: number) => ({ value, basis: "default" as const, source: "TEST" });

export function rule(id: string, asked: Partial<StaffingRule> & { min?: never } = {}, min = 1) {
  return {
    id,
    title: id,
    severity: "block",
    anyOf: ["CRED-X"],
    allOf: [],
    presence: "on_site",
    window: "24x7",
    privileges: {},
    basis: "default",
    source: "TEST",
    ...(asked.minFormula ? {} : { min: figure(min) }),
    ...asked,
  } satisfies StaffingRule as StaffingRule;
}
export const within = (minutes: number) => ({ responseMinutes: figure(minutes) });
export const perCount = (count: "beds_occupied" | "ecmo_patients", per: number) => ({
  minFormula: { count, per: figure(per) },
});

export function credential(
  code: string,
  during: Interval = always,
  {
    id = code,
    counts = "yes",
    state = "issued",
  }: {
    id?: string;
    counts?: Counts;
    state?: CredentialState;
  } = {},
): CredentialTimeline {
  const after = { start: during.end, end: forever, state: "expired", counts: "no" } as const;
  const stretches = [{ ...during, state, counts }, ...(during.end === forever ? [] : [after])];
  return { id, code, kind: "own", validity: during, stretches };
}

/** A licensed person; codes are credentials that always count. */
export function person(
  id: string,
  credentials: readonly (string | CredentialTimeline)[] = ["CRED-X"],
  more: Partial<PersonFacts> = {},
): PersonFacts {
  return {
    id,
    name: id,
    registration: `REG:${id}`,
    contact: null,
    licences: [{ jurisdiction: "DE", during: always, readable: true }],
    credentials: credentials.map((each) => (typeof each === "string" ? credential(each) : each)),
    privileges: [],
    appointments: [],
    ...more,
  };
}

/** A row of a roster; `who` is a person's id, and `?name` is somebody whom nobody can match. */
export function row(who: string, shift: Interval, more: Partial<Assignment> = {}): Assignment {
  const unmatched = who.startsWith("?");
  return {
    id: `${who}@${shift.start}${more.role ?? ""}${more.presence ?? ""}`,
    registration: unmatched ? null : `REG:${who}`,
    nameText: unmatched ? who.slice(1) : null,
    role: "attending",
    presence: "on_site",
    shift,
    responseMinutes: more.presence && more.presence !== "on_site" ? 20 : 0,
    assignment: null,
    contact: null,
    reference: null,
    ...more,
  };
}

export function publication(
  rows: readonly Assignment[],
  { entrySeq = 1, period = hours(-48, 24 * 60), recordedAt = h(-1) } = {},
): Publication {
  return { id: `p${entrySeq}`, entrySeq, recordedAt, period, assignments: rows };
}

export function source(
  publications: readonly Publication[],
  more: Partial<RosterSource> = {},
): RosterSource {
  return { name: "rota", kind: "pushed", publications, checks: [], ...more };
}

export type World = {
  rules?: readonly StaffingRule[];
  guard?: readonly StaffingRule[];
  people?: readonly PersonFacts[];
  rows?: readonly Assignment[];
  sources?: readonly RosterSource[];
  knownAt?: Instant;
  services?: readonly string[];
  timeZone?: string;
  elsewhere?: readonly ElsewhereDuty[];
  hubs?: readonly Hub[];
  states?: UnitFacts["states"];
  settings?: Partial<UnitFacts["settings"]>;
  registrations?: UnitFacts["registrations"];
};

export const settings: UnitFacts["settings"] = {
  maxAgeMs: {
    pulled: 60 * minute,
    pushed: 7 * 24 * hour,
    uploaded: 7 * 24 * hour,
    state: 12 * hour,
  },
  day: { startMinute: 480, endMinute: 1080 },
  serviceHours: null,
  onSiteRulesPerPerson: 1,
  onCallRulesPerPerson: 2,
};

/** One unit with one fresh roster and a rule set, unless said otherwise. */
export function world(w: World = {}): UnitFacts {
  const set = (group: "unit" | "guard", rules: readonly StaffingRule[] = []) =>
    rules.length === 0 ? [] : [{ id: group, version: "1", group, rules, during: always }];
  const people = w.people ?? [];
  return {
    knownAt: w.knownAt ?? h(0),
    unit: {
      id: "unit",
      code: "unit",
      name: "Unit",
      site: "north",
      jurisdiction: "DE",
      timeZone: w.timeZone ?? "UTC",
      contact: null,
      profiles: [
        { during: always, tier: "advanced", services: new Set(w.services ?? ["va_ecmo_service"]) },
      ],
    },
    ruleSets: [...set("unit", w.rules), ...set("guard", w.guard)],
    settings: { ...settings, ...w.settings },
    sources: w.sources ?? [source([publication(w.rows ?? [])])],
    states: w.states ?? [],
    people: new Map(people.map((each) => [each.id, each])),
    registrations:
      w.registrations ??
      people.map(({ id }) => ({ registration: `REG:${id}`, personId: id, during: always })),
    elsewhere: w.elsewhere ?? [],
    hubs: w.hubs ?? [],
  };
}

/** The stretches in hours since `dawn`, with their answers. */
export function strip(facts: UnitFacts, window: Interval) {
  const hour0 = (at: number) => (at - dawn) / hour;
  return coverageOver(facts, window).map((s) => [hour0(s.start), hour0(s.end), s.answer]);
}

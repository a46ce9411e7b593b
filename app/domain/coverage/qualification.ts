import { type CredentialTimeline, type StateStretch, stretchAt } from "../credential/standing.ts";
import { holds, type Instant } from "../time/interval.ts";
import type { Prepared, PreparedPerson } from "./prepare.ts";
import type { StaffingRule } from "./rule.ts";

/** Kleene's three values, so that "and" is the least and "or" the greatest. */
export const no = 0;
export const unknown = 1;
export const yes = 2;
export type Kleene = 0 | 1 | 2;
export const words = ["no", "unknown", "yes"] as const;

/** Whether a person counts at an instant, for each rule by its index, with one place's privileges. */
export function qualifications(
  prepared: Prepared,
  person: PreparedPerson,
  place: number,
  at: Instant,
): Int8Array {
  const key = stretchNumber(person.edges, at) * prepared.places.length + place;
  const cached = person.qualified.get(key);
  if (cached) return cached;
  const unitId = prepared.places[place]!.unitId;
  const all = Int8Array.from(prepared.rules, ({ rule }) =>
    judge(rule, person, prepared.facts.unit.jurisdiction, unitId, at),
  );
  person.qualified.set(key, all);
  return all;
}

function judge(
  rule: StaffingRule,
  person: PreparedPerson,
  jurisdiction: string,
  unitId: string,
  at: Instant,
): Kleene {
  const any = rule.anyOf.reduce<Kleene>((best, code) => {
    const held = Math.min(countsAt(person, code, at), privilegedAt(rule, person, code, unitId, at));
    return Math.max(best, held) as Kleene;
  }, no);
  const all = rule.allOf.map((code) => countsAt(person, code, at));
  return Math.min(licensedAt(person, jurisdiction, at), any, ...all) as Kleene;
}

/** Whether a code is in standing, by whichever of the person's credentials gives it. */
export function countsAt(person: PreparedPerson, code: string, at: Instant): Kleene {
  let best: Kleene = no;
  for (const timeline of person.byCode.get(code) ?? []) {
    const counts = stretchAt(timeline, at)?.counts;
    if (counts === "yes") return yes;
    if (counts === "unknown") best = unknown;
  }
  return best;
}

export function licensedAt(person: PreparedPerson, jurisdiction: string, at: Instant): Kleene {
  let best: Kleene = no;
  for (const licence of person.facts.licences) {
    if (licence.jurisdiction !== jurisdiction || !holds(licence.during, at)) continue;
    if (licence.readable) return yes;
    best = unknown;
  }
  return best;
}

/** Whether the local privilege is there that the rule asks for with a code; none asked is one held. */
export function privilegedAt(
  rule: StaffingRule,
  person: PreparedPerson,
  code: string,
  unitId: string,
  at: Instant,
): Kleene {
  const asked = rule.privileges[code];
  if (asked === undefined) return yes;
  const held = person.facts.privileges.some(
    (each) => each.code === asked && each.unitId === unitId && holds(each.during, at),
  );
  return held ? yes : no;
}

/** The credential of a code that stands best at an instant, and what it is then; null if there is none. */
export function bestOf(person: PreparedPerson, code: string, at: Instant): Held | null {
  let best: Held | null = null;
  for (const timeline of person.byCode.get(code) ?? []) {
    const stretch = stretchAt(timeline, at);
    if (!stretch) continue;
    const held = { timeline, stretch };
    if (best === null || ahead(held, best) > 0) best = held;
  }
  return best;
}

type Held = { readonly timeline: CredentialTimeline; readonly stretch: StateStretch };
const order = ["no", "unknown", "yes"];

/** By what counts, then by what lasts longer, then by id: positive where `a` stands better. */
function ahead(a: Held, b: Held): number {
  return (
    order.indexOf(a.stretch.counts) - order.indexOf(b.stretch.counts) ||
    a.timeline.validity.end - b.timeline.validity.end ||
    (a.timeline.id < b.timeline.id ? 1 : -1)
  );
}

/** Which stretch between edges an instant is in: how many edges are not after it. */
export function stretchNumber(edges: readonly Instant[], at: Instant): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

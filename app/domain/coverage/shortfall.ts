import type { CredentialState } from "../credential/standing.ts";
import type { Instant } from "../time/interval.ts";
import type { PlacedRule } from "./placed-rule.ts";
import type { Prepared, PreparedPerson } from "./prepare.ts";
import {
  bestOf,
  type Kleene,
  licensedAt,
  no,
  privilegedAt,
  stretchNumber,
  unknown,
  yes,
} from "./qualification.ts";
import type { Reason, ReasonCode } from "./reason.ts";

/** What an asked credential's state is called as a reason; states that count are no reason. */
const byState: Partial<Record<CredentialState, ReasonCode>> = {
  expired: "credential_expired",
  in_grace: "credential_in_grace",
  limited: "credential_limited",
  suspended: "credential_suspended",
  revoked: "credential_revoked",
};
const cardiologist = "BASE-CARD";

export type Shortfall = { readonly counts: Kleene; readonly reason: Reason };

/**
 * What keeps a person from being qualified for a rule, by the code that brings them nearest. The reason
 * is meaningful where `counts` is not yes. Asked again while nothing about the person changes, it is the
 * very same object.
 */
export function qualificationReason(
  prepared: Prepared,
  person: PreparedPerson,
  placed: PlacedRule,
  place: number,
  at: Instant,
): Shortfall {
  const { edges, found } = memoryOf(person);
  const stretch = stretchNumber(edges, at) * prepared.places.length + place;
  const key = stretch * prepared.rules.length + placed.index;
  const shortfall = found.get(key) ?? shortfallAt(prepared, person, placed, place, at);
  found.set(key, shortfall);
  return shortfall;
}

type Memory = { readonly edges: readonly Instant[]; readonly found: Map<number, Shortfall> };
const memories = new WeakMap<PreparedPerson, Memory>();

/** A credential's state names the reason, so it matters also where it changes nothing about counting. */
function memoryOf(person: PreparedPerson): Memory {
  const before = memories.get(person);
  if (before) return before;
  const found = new Set(person.edges);
  for (const timelines of person.byCode.values()) {
    for (const { stretches } of timelines) for (const { start } of stretches) found.add(start);
  }
  const edges = [...found].sort((a, b) => a - b);
  const memory = { edges, found: new Map<number, Shortfall>() };
  memories.set(person, memory);
  return memory;
}

function shortfallAt(
  prepared: Prepared,
  person: PreparedPerson,
  { rule }: PlacedRule,
  place: number,
  at: Instant,
): Shortfall {
  const practitioner = person.facts.id;
  const { jurisdiction } = prepared.facts.unit;
  const licence = licensedAt(person, jurisdiction, at);
  const shared = [
    ...rule.allOf.map((code) => credentialCheck(person, code, code === cardiologist, at)),
    { counts: licence, reason: { code: licenceCode(licence), practitioner } },
  ];
  const ways = rule.anyOf.map((code) => {
    const isBase = code === cardiologist && rule.anyOf.length === 1;
    const held = credentialCheck(person, code, isBase, at);
    const unitId = prepared.places[place]!.unitId;
    const privilege: Shortfall = {
      counts: privilegedAt(rule, person, code, unitId, at),
      reason: {
        code: "no_local_privilege",
        practitioner,
        ...(held.reason.credential ? { credential: held.reason.credential } : {}),
        values: { privilege: rule.privileges[code] ?? "" },
      },
    };
    const failing = [held, ...shared, privilege].filter(({ counts }) => counts !== yes);
    const counts = Math.min(yes, ...failing.map((each) => each.counts)) as Kleene;
    const first = failing.find((each) => each.counts === counts) ?? held;
    const wanting = failing.reduce((sum, each) => sum + (yes - each.counts), 0);
    const weight = wanting * 2 + (first.reason.credential ? 0 : 1);
    return { counts, reason: first.reason, weight };
  });
  return ways.reduce((a, b) =>
    b.counts > a.counts || (b.counts === a.counts && b.weight < a.weight) ? b : a,
  );
}

function licenceCode(counts: Kleene): ReasonCode {
  return counts === unknown ? "source_unreadable" : "licence_not_active";
}

function credentialCheck(
  person: PreparedPerson,
  code: string,
  isBase: boolean,
  at: Instant,
): Shortfall {
  const practitioner = person.facts.id;
  const best = bestOf(person, code, at);
  const missing = isBase ? "not_a_cardiologist" : "rostered_not_qualified";
  if (!best)
    return { counts: no, reason: { code: missing, practitioner, values: { asked: code } } };
  const { timeline, stretch } = best;
  const counts = stretch.counts === "yes" ? yes : stretch.counts === "unknown" ? unknown : no;
  const named = counts === unknown ? "source_unreadable" : (byState[stretch.state] ?? missing);
  const values = { asked: code, state: stretch.state };
  return { counts, reason: { code: named, practitioner, credential: timeline.id, values } };
}

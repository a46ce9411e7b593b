import { type Instant, later } from "../time/instant.ts";
import { holds, type Interval } from "../time/interval.ts";
import type { PlacedRule } from "./placed-rule.ts";
import type { Prepared, PreparedPerson } from "./prepare.ts";
import { bestOf, countsAt, licensedAt, no, privilegedAt, yes } from "./qualification.ts";
import type { Present } from "./roll.ts";
import type { Verdict } from "./verdict.ts";

export const noticeCodes = [
  "validity_ends_mid_shift",
  "double_booked",
  "on_site_elsewhere",
  "unmatched_shift",
  "no_rule_set",
] as const;

/** Something to know beside the answer; it changes none. Instants in `values` are milliseconds. */
export type Notice = {
  readonly code: (typeof noticeCodes)[number];
  readonly practitioner?: string;
  readonly credential?: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

export function noticesAt(prepared: Prepared, verdict: Verdict, at: Instant): Notice[] {
  const asked = verdict.rules.filter(({ applies }) => applies !== no);
  const hasBlock = asked.some(({ placed }) => placed.rule.severity === "block");
  const rules = asked.map(({ placed }) => placed);
  return [
    ...(hasBlock ? [] : [{ code: "no_rule_set" } as const]),
    ...verdict.roll.present.flatMap((each) => [
      ...placeNotices(prepared, each, at),
      ...(each.person ? endings(prepared, each, rules) : []),
    ]),
  ];
}

function placeNotices(prepared: Prepared, { key, person, rows }: Present, at: Instant): Notice[] {
  if (!person) {
    const [first] = rows;
    const name = key.slice(1);
    return [{ code: "unmatched_shift", values: { name, shift: first?.row.assignment.id ?? "" } }];
  }
  const practitioner = person.facts.id;
  const booked = rows.find((each) => each.alsoAt !== null);
  if (booked) {
    return [{ code: "double_booked", practitioner, values: { elsewhere: booked.alsoAt ?? "" } }];
  }
  const isHere = rows.some(({ row }) => row.place === 0 && row.assignment.presence === "on_site");
  const isCalled = rows.some(({ row }) => row.place === 0 && row.assignment.presence === "on_call");
  const elsewhere = isCalled && !isHere ? onSiteAt(prepared, practitioner, rows, at) : null;
  if (elsewhere === null) return [];
  return [{ code: "on_site_elsewhere", practitioner, values: { elsewhere } }];
}

/** The code of another unit, or of a hub, where the person is on site. */
function onSiteAt(
  { elsewhere, facts, places }: Prepared,
  practitioner: string,
  rows: Present["rows"],
  at: Instant,
): string | null {
  const other = (elsewhere.get(practitioner) ?? []).find(({ during }) => holds(during, at));
  if (other) return other.unitCode;
  const there = rows.find(({ row }) => row.place > 0 && row.assignment.presence === "on_site");
  const unitId = there && places[there.row.place]?.unitId;
  return facts.hubs.find((hub) => hub.unitId === unitId)?.code ?? null;
}

/**
 * What of a person's standing ends inside a nominal shift: a licence, an asked credential or an asked
 * privilege that counts before an edge and not after it.
 */
function endings(
  prepared: Prepared,
  { person, rows }: Present,
  asked: readonly PlacedRule[],
): Notice[] {
  if (!person) return [];
  const shifts = rows.map(({ row }) => row.assignment.shift);
  const edges = person.edges.filter((edge) => shifts.some((shift) => isInside(shift, edge)));
  return edges.flatMap((edge) => endingsAt(prepared, person, asked, edge));
}

function isInside(shift: Interval, edge: Instant): boolean {
  return shift.start < edge && edge < shift.end;
}

function endingsAt(
  prepared: Prepared,
  person: PreparedPerson,
  asked: readonly PlacedRule[],
  edge: Instant,
): Notice[] {
  const before = later(edge, -1);
  const practitioner = person.facts.id;
  const { jurisdiction, id } = prepared.facts.unit;
  const ending = (values: Notice["values"], credential?: string): Notice => ({
    code: "validity_ends_mid_shift",
    practitioner,
    ...(credential ? { credential } : {}),
    values: { ...values, endsAt: edge },
  });
  const found: Notice[] = [];
  const ends = (counts: (at: Instant) => number) => counts(before) === yes && counts(edge) !== yes;
  if (ends((t) => licensedAt(person, jurisdiction, t)))
    found.push(ending({ licence: jurisdiction }));
  for (const code of new Set(asked.flatMap(({ rule }) => [...rule.anyOf, ...rule.allOf]))) {
    if (!ends((t) => countsAt(person, code, t))) continue;
    found.push(ending({ asked: code }, bestOf(person, code, before)?.timeline.id));
  }
  const told = new Set<string>();
  for (const { rule } of asked) {
    for (const [code, privilege] of Object.entries(rule.privileges)) {
      if (told.has(privilege) || !ends((t) => privilegedAt(rule, person, code, id, t))) continue;
      told.add(privilege);
      found.push(ending({ privilege }));
    }
  }
  return found;
}

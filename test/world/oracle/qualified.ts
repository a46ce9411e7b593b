import type { PersonFacts } from "#app/domain/coverage/facts.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { allOf, anyOf, type Three } from "./three-values.ts";

type Span = { readonly start: number; readonly end: number };

function within({ start, end }: Span, at: number): boolean {
  return start <= at && at < end;
}

/**
 * Whether a person may do at an instant what a rule asks, on paper.
 * `unitId`: who must have granted the local privilege, where the rule asks for one.
 */
export function qualified(
  person: PersonFacts,
  rule: StaffingRule,
  at: number,
  jurisdiction: string,
  unitId: string,
): Three {
  const oneOf = rule.anyOf.map((code) =>
    allOf([inStanding(person, code, at), privileged(person, rule.privileges[code], at, unitId)]),
  );
  const every = rule.allOf.map((code) => inStanding(person, code, at));
  return allOf([licensed(person, jurisdiction, at), anyOf(oneOf), ...every]);
}

function licensed(person: PersonFacts, jurisdiction: string, at: number): Three {
  const said: Three[] = [];
  for (const licence of person.licences) {
    if (licence.jurisdiction !== jurisdiction || !within(licence.during, at)) continue;
    said.push(licence.readable ? "yes" : "unknown");
  }
  return anyOf(said);
}

function inStanding(person: PersonFacts, code: string, at: number): Three {
  const said: Three[] = [];
  for (const credential of person.credentials) {
    if (credential.code !== code) continue;
    for (const stretch of credential.stretches) if (within(stretch, at)) said.push(stretch.counts);
  }
  return anyOf(said);
}

function privileged(
  person: PersonFacts,
  code: string | undefined,
  at: number,
  unitId: string,
): Three {
  if (code === undefined) return "yes";
  const granted = person.privileges.some(
    (each) => each.code === code && each.unitId === unitId && within(each.during, at),
  );
  return granted ? "yes" : "no";
}

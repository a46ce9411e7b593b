import type { CredentialState } from "../credential/standing.ts";
import { holds, type Instant, type Interval } from "../time/interval.ts";
import type { Prepared, PreparedPerson } from "./prepare.ts";
import { bestOf, no } from "./qualification.ts";
import type { Present, Roll } from "./roll.ts";
import type { RosterPresence, ShiftRole } from "./rule.ts";
import type { RuleVerdict } from "./verdict.ts";

export type PersonAnswer = {
  readonly id: string;
  readonly name: string;
  readonly registration: string | null;
  readonly contact: string | null;
  readonly shifts: readonly ShiftAnswer[];
  readonly credentials: readonly CredentialAnswer[];
};

/** The nominal shift, also where a later publication cuts it. */
export type ShiftAnswer = Interval & {
  readonly id: string;
  readonly unitId: string;
  readonly assignment: string | null;
  readonly role: ShiftRole;
  readonly presence: RosterPresence;
  readonly responseMinutes: number;
};

export type CredentialAnswer = {
  readonly id: string;
  readonly code: string;
  readonly kind: "own" | "external";
  readonly state: CredentialState;
  readonly validity: Interval;
};

/** Everybody on duty here, at a hub whose people a remote rule may ask for, or appointed to a post asked for. */
export function peopleAt(
  prepared: Prepared,
  { present }: Roll,
  rules: readonly RuleVerdict[],
  at: Instant,
): PersonAnswer[] {
  const asked = rules.filter(({ applies }) => applies !== no).map(({ placed }) => placed.rule);
  const codes = [...new Set(asked.flatMap((rule) => [...rule.anyOf, ...rule.allOf]))];
  const usesHub = asked.some((rule) => rule.presence === "remote");
  const onDuty = present.filter(({ rows }) => usesHub || rows.some(({ row }) => row.place === 0));
  const found = new Map<PreparedPerson, Present["rows"]>();
  for (const { person, rows } of onDuty) if (person) found.set(person, rows);
  const posts = new Set(asked.flatMap((rule) => rule.post ?? []));
  for (const person of prepared.appointed) {
    const holdsPost = person.facts.appointments.some(
      (each) =>
        each.unitId === prepared.facts.unit.id && posts.has(each.post) && holds(each.during, at),
    );
    if (holdsPost && !found.has(person)) found.set(person, []);
  }
  return [...found].map(([person, rows]) => ({
    id: person.facts.id,
    name: person.facts.name,
    registration: person.facts.registration,
    contact:
      rows.find(({ row }) => row.assignment.contact)?.row.assignment.contact ??
      person.facts.contact,
    shifts: rows.map((each) => shiftAnswer(prepared, each)),
    credentials: codes.flatMap((code) => credentialAnswer(person, code, at) ?? []),
  }));
}

function shiftAnswer(prepared: Prepared, { row }: Present["rows"][number]): ShiftAnswer {
  const { id, assignment, role, presence, responseMinutes, shift } = row.assignment;
  const unitId = prepared.places[row.place]!.unitId;
  const minutes = presence === "on_site" ? 0 : responseMinutes;
  return { id, unitId, assignment, role, presence, responseMinutes: minutes, ...shift };
}

function credentialAnswer(person: PreparedPerson, code: string, at: Instant) {
  const best = bestOf(person, code, at);
  if (!best) return null;
  const { id, kind, validity } = best.timeline;
  return { id, code, kind, validity, state: best.stretch.state };
}

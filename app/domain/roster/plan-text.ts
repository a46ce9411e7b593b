import { formatInstant, type Instant } from "../time/instant.ts";
import { instantTexts } from "../time/instant-texts.ts";
import type { Interval } from "../time/interval.ts";
import type { RosterPlan } from "./plan.ts";
import type { RosterShift } from "./row.ts";

/**
 * The canonical text that a plan's hash is taken over: every field of every shift, and what it replaces.
 * Written at once, since a canonicaliser needs longer for thousands of shifts than everything else.
 *
 * @source RFC 8785 (JSON Canonicalization Scheme): members in order of their names
 */
export function planText(
  place: { readonly unit: string; readonly source: string; readonly period: Interval },
  { changes }: Pick<RosterPlan, "changes">,
): string {
  const said = instantTexts();
  const lines = changes.map((change) => {
    const before = change.kind === "changed" ? canonicalOf(change.before, said) : "null";
    const shift = canonicalOf(change.shift, said);
    return `{"before":${before},"kind":"${change.kind}","shift":${shift}}`;
  });
  const { unit, source, period } = place;
  const from = formatInstant(period.start);
  const rest = JSON.stringify({ from, source, to: formatInstant(period.end), unit });
  return `{"changes":[${lines.join(",")}],${rest.slice(1)}`;
}

/**
 * Every field of a shift as one text: equal for shifts that read the same. A name beside a registration
 * says only how the registration was found.
 */
export function textOf(shift: RosterShift, said: (at: Instant) => string = formatInstant): string {
  return JSON.stringify({
    registration: shift.registration,
    nameText: nameOf(shift),
    role: shift.role,
    presence: shift.presence,
    start: said(shift.shift.start),
    end: said(shift.shift.end),
    responseMinutes: shift.responseMinutes,
    assignment: shift.assignment,
    contact: shift.contact,
    reference: shift.reference,
  });
}

/** The same fields, in the order of their names. */
function canonicalOf(shift: RosterShift, said: (at: Instant) => string): string {
  return JSON.stringify({
    assignment: shift.assignment,
    contact: shift.contact,
    end: said(shift.shift.end),
    nameText: nameOf(shift),
    presence: shift.presence,
    reference: shift.reference,
    registration: shift.registration,
    responseMinutes: shift.responseMinutes,
    role: shift.role,
    start: said(shift.shift.start),
  });
}

/** The name by which a shift is known: none where there is a registration. */
function nameOf({ registration, nameText }: RosterShift): string | null {
  return registration === null ? nameText : null;
}

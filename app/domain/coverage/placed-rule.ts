import type { Assignment, RuleSetInForce } from "./facts.ts";
import {
  excludedByDefault,
  type RosterPresence,
  type ShiftRole,
  type StaffingRule,
  shiftRoles,
} from "./rule.ts";

/** A rule in its place: `index` numbers all rules of all sets in content order. */
export type PlacedRule = {
  readonly rule: StaffingRule;
  readonly index: number;
  readonly set: RuleSetInForce;
  readonly admits: ReadonlySet<ShiftRole>;
};

export function placedRules(sets: readonly RuleSetInForce[]): PlacedRule[] {
  const open = shiftRoles.filter((role) => !excludedByDefault.includes(role));
  return sets
    .flatMap((set) => set.rules.map((rule) => ({ rule, set })))
    .map(({ rule, set }, index) => ({ rule, set, index, admits: new Set(rule.roles ?? open) }));
}

/**
 * Whether a person may meet a rule by this row.
 *
 * @param place  0 for the unit's own roster; a hub's rows meet remote rules alone.
 */
export function fits(assignment: Assignment, place: number, placed: PlacedRule): boolean {
  return placed.admits.has(assignment.role) && isInReach(assignment, place, placed);
}

/** Whether presence and response time will do, whatever the role. */
export function isInReach(assignment: Assignment, place: number, placed: PlacedRule): boolean {
  return isNear(assignment, place, placed) && isQuick(assignment, placed);
}

const nearness: Record<RosterPresence, number> = { on_site: 0, on_call: 1, remote: 2 };

/** A nearer person may meet a farther requirement, never the reverse. */
export function isNear({ presence }: Assignment, place: number, { rule }: PlacedRule): boolean {
  if (rule.presence === "named") return false;
  if (place > 0 && rule.presence !== "remote") return false;
  return nearness[presence] <= nearness[rule.presence];
}

export function isQuick({ presence, responseMinutes }: Assignment, { rule }: PlacedRule): boolean {
  const most = rule.responseMinutes?.value ?? Number.POSITIVE_INFINITY;
  return (presence === "on_site" ? 0 : responseMinutes) <= most;
}

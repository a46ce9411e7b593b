import type { RawRow } from "#app/domain/roster/row.ts";
import type { RosterPresence, ShiftRole } from "#app/domain/roster/shift.ts";
import { type DayNumber, dateOfDay } from "./calendar.ts";
import type { Biography } from "./cast.ts";
import { fellows } from "./fellows.ts";
import { locums } from "./locums.ts";
import {
  cardiologists,
  intensivists,
  interventionists,
  residents,
  surgeons,
  weekly,
} from "./partners.ts";
import { auenbrueck, holmwald, lapsed, nights } from "./senior.ts";

/** Everybody who can be on a roster. */
export const clinicians: readonly Biography[] = [
  ...holmwald,
  ...auenbrueck,
  ...nights,
  ...lapsed,
  ...interventionists,
  ...surgeons,
  ...intensivists,
  ...weekly,
  ...cardiologists,
  ...residents,
  ...fellows,
  ...locums,
];

/** One person's duty as a unit plans it: hours of the day on which it begins; 32 is 08:00 on the next. */
export type Shift = {
  /** Whose, by key; or a registration, where somebody mistyped it. */
  readonly who: string;
  readonly assignment: string;
  readonly role: ShiftRole;
  readonly presence: RosterPresence;
  readonly from: number;
  readonly to: number;
  readonly minutes?: number;
};

const byKey = new Map(clinicians.map((each) => [each.key, each]));

/** A shift as a line of the roster that a unit uploads, in local time. */
export function rowOf(number: DayNumber, shift: Shift, row: number): RawRow {
  const { who, role, presence, assignment, minutes } = shift;
  const known = byKey.get(who);
  return {
    row,
    fields: {
      ...{ registration: known?.registration ?? who, role, presence, assignment },
      ...{ start: clock(number, shift.from), end: clock(number, shift.to) },
      ...(minutes === undefined ? {} : { responseMinutes: `${minutes}` }),
      ...(known?.phone === undefined ? {} : { contact: known.phone }),
    },
  };
}

function clock(number: DayNumber, hours: number): string {
  const hour = `${hours % 24}`.padStart(2, "0");
  return `${dateOfDay(number + Math.floor(hours / 24))}T${hour}:00`;
}

const day = { from: 8, to: 20 } as const;
const night = { from: 20, to: 32 } as const;
const round = { from: 8, to: 32 } as const;

/** Ways in which people are on duty, so that a week reads as a table of names. */
export const onSite = {
  day: (who: string, assignment: string, role: ShiftRole): Shift => ({
    ...{ who, assignment, role, presence: "on_site", ...day },
  }),
  night: (who: string, assignment: string, role: ShiftRole): Shift => ({
    ...{ who, assignment, role, presence: "on_site", ...night },
  }),
};
export function onCall(who: string, assignment: string, role: ShiftRole, minutes: number): Shift {
  return { who, assignment, role, presence: "on_call", minutes, ...round };
}
export function atDistance(who: string, assignment: string, minutes: number): Shift {
  return { who, assignment, role: "shock_team", presence: "remote", minutes, ...round };
}

import type { DayNumber } from "./calendar.ts";
import { airwayLapses } from "./locums.ts";
import type { UnitKey } from "./network.ts";
import type { Shift } from "./shifts.ts";
import { planned } from "./weeks.ts";

/** Days between which nothing goes wrong by itself, so that the story stands on firm ground. */
export type Telling = { readonly anchorDay: DayNumber };
type Change = (shifts: readonly Shift[]) => Shift[];

/** What a unit really publishes for a day. @param telling  Left out for days beyond the first telling. */
export function published(unit: UnitKey, number: DayNumber, telling: Telling | null): Shift[] {
  const told =
    telling && surprises.find((each) => each.unit === unit && each.on(telling) === number);
  const near = telling && Math.abs(number - telling.anchorDay) <= 2;
  const change = told?.change ?? (near ? undefined : nowAndThen(unit, number));
  const shifts = planned(unit, number);
  return change ? change(shifts) : shifts;
}

/** Nobody could be found for a night; the day is as planned. */
function nightless(assignment: string): Change {
  return (shifts) =>
    shifts.map((each) => (each.assignment === assignment ? { ...each, to: 20 } : each));
}
function without(assignment: string): Change {
  return (shifts) => shifts.filter((each) => each.assignment !== assignment);
}
function instead(assignment: string, who: string): Change {
  return (shifts) =>
    shifts.map((each) => (each.assignment === assignment ? { ...each, who } : each));
}

/** In each four weeks of every unit's life something is missing, and not on the same day each time. */
function nowAndThen(unit: UnitKey, number: DayNumber): Change | undefined {
  const block = Math.floor(number / 28);
  const nth = number - 28 * block;
  const is = (first: number, step: number, turns: number) =>
    nth === first + step * (((block % turns) + turns) % turns);
  switch (unit) {
    case "advanced":
      if (is(4, 3, 4)) return nightless("Catheter laboratory");
      if (is(17, 2, 5)) return instead("Airway, night", "DE-BAEK:990017");
      return undefined;
    case "intermediate":
      if (is(2, 1, 7)) return nightless("Echo call");
      if (is(12, 7, 2)) return without("Attending");
      if (is(22, 1, 5)) return nightless("First call");
      return undefined;
    case "basic":
      return is(9, 2, 6) ? nightless("Cardiology on call") : undefined;
    default:
      return undefined;
  }
}

type Surprise = {
  readonly unit: UnitKey;
  readonly on: (telling: Telling) => DayNumber;
  readonly change: Change;
};
const daysOn = (days: number) => (telling: Telling) => telling.anchorDay + days;

/** Seven gaps of the month after the anchor, each from a cause of its own. */
const surprises: readonly Surprise[] = [
  // Nobody.
  { unit: "advanced", on: daysOn(3), change: nightless("Catheter laboratory") },
  // Somebody whose claim to be a surgeon was never looked up.
  { unit: "advanced", on: daysOn(6), change: instead("Cardiac surgery", "lindner") },
  // Two digits changed places, so that nobody knows who comes.
  { unit: "advanced", on: daysOn(9), change: instead("Airway, night", "DE-BAEK:285107") },
  // A licence that ends at midnight, in the middle of the duty.
  { unit: "advanced", on: daysOn(12), change: instead("Cardiac surgery", "fuchs") },
  // A credential without the unit's own permission.
  { unit: "advanced", on: daysOn(16), change: instead("Catheter laboratory", "kamau") },
  // A credential that ends at 22:40.
  {
    unit: "intermediate",
    on: daysOn(airwayLapses.days),
    change: instead("Airway, night", "torres"),
  },
  // One man in two hospitals at once.
  { unit: "advanced", on: daysOn(23), change: instead("Airway, day", "rahimi") },
  { unit: "intermediate", on: daysOn(23), change: instead("Airway, day", "rahimi") },
];

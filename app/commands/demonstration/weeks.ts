import type { DayNumber } from "./calendar.ts";
import type { UnitKey } from "./network.ts";
import { atDistance, onCall, onSite, type Shift } from "./shifts.ts";

const attendings = ["assessor", "assessor2", "marchetti", "okafor", "hallmann", "menon"];
const house = ["brandao", "eklund", "aziz", "thalberg", "keller"];
const icu = ["rahimi", "lang", "osei", "krall", "yilmaz", "dubois", "steiner", "iyer"];
const labs = ["castellano", "weidlich", "farouk", "novak"];
const theatres = ["berger", "fontana", "mbeki", "sander"];
const hearts = ["arslan", "haug"];
const rhythms = ["moreau", "wolska"];

const second = ["reuter", "salah", "mertens", "hruby", "ndiaye"];
const secondLabs = ["soerensen", "zhou", "albrecht"];
const airways = ["hoffer", "kowalski", "tesfaye", "brinkmann"];
const bedside = ["ahrens", "popescu", "bauer", "diallo"];

const thirdCall = ["engel", "mutasa", "lorch", "sahin"];
const thirdBedside = ["wagner", "rossi", "klein", "haile"];

const general = ["jansen", "delgado", "roth", "nguyen"];
const generalTheatres = ["wirth", "petrovic", "ibarra"];

/** The person whose turn it is: lists are gone through again and again. */
function turn(list: readonly string[], nth: number): string {
  const at = ((nth % list.length) + list.length) % list.length;
  return list[at] as string;
}

/** Who is on duty from a day's 08:00 to the next, as each unit plans it when nothing goes wrong. */
export function planned(unit: UnitKey, number: DayNumber): Shift[] {
  return { advanced, intermediate, basic: coronary, general: generalCare }[unit](number);
}

/**
 * Two attendings by day, a third for the round on weekdays, one on call; somebody of the house, an airway
 * and a circuit at any hour.
 */
function advanced(number: DayNumber): Shift[] {
  const week = Math.floor(number / 7);
  const weekday = number - 7 * week;
  const shift = weekday > 4 ? 3 : 0;
  const [lead, other] = [turn(attendings, week + shift), turn(attendings, week + 1 + shift)];
  const rest = attendings.filter((each) => each !== lead && each !== other);
  const call = turn(rest, number);
  const role = (who: string) => (who === "brandao" ? "fellow" : "attending");
  const [byDay, byNight] = [turn(house, number + 2), turn(house, number)];
  return [
    onSite.day(lead, "Attending", "attending"),
    onSite.day(other, "Second attending", "attending"),
    ...(weekday < 5 ? [onSite.day(turn(rest, number + 1), "Round", "attending")] : []),
    onSite.day(byDay, "House, day", role(byDay)),
    onSite.day(turn(icu, 4 * number), "Airway, day", "intensivist"),
    onSite.day(turn(icu, 4 * number + 1), "ECMO, day", "intensivist"),
    onSite.night(byNight, "House, night", role(byNight)),
    onSite.night(turn(icu, 4 * number + 2), "Airway, night", "intensivist"),
    onSite.night(turn(icu, 4 * number + 3), "ECMO, night", "intensivist"),
    onCall(call, "Attending on call", "attending", 30),
    atDistance(call, "Shock team for the network", 10),
    onCall(turn(labs, number), "Catheter laboratory", "interventionist", 25),
    onCall(turn(theatres, number), "Cardiac surgery", "surgeon", 30),
    // They join a call of the shock team sooner than they reach the bedside.
    atDistance(turn(labs, number), "Shock team, intervention", 10),
    atDistance(turn(theatres, number), "Shock team, surgery", 10),
    ...(weekday === 0
      ? [
          ofTheWeek(turn(hearts, week), "Heart failure", "heart_failure"),
          ofTheWeek(turn(rhythms, week), "Electrophysiology", "electrophysiologist"),
        ]
      : []),
  ];
}

function ofTheWeek(who: string, assignment: string, role: Shift["role"]): Shift {
  return { ...onCall(who, assignment, role, 60), to: 7 * 24 + 8 };
}

function intermediate(number: DayNumber): Shift[] {
  const week = Math.floor(number / 7);
  const lead = turn(second, week + (number - 7 * week > 4 ? 2 : 0));
  const rest = second.filter((each) => each !== lead);
  return [
    onSite.day(lead, "Attending", "attending"),
    onSite.day(turn(airways, 2 * number), "Airway, day", "anaesthetist"),
    onSite.day(turn(bedside, 2 * number), "Resident, day", "resident"),
    onSite.night(turn(airways, 2 * number + 1), "Airway, night", "anaesthetist"),
    onSite.night(turn(bedside, 2 * number + 1), "Resident, night", "resident"),
    onCall(turn(rest, number), "First call", "attending", 30),
    onCall(turn(rest, number + 1), "Echo call", "attending", 30),
    onCall(turn(secondLabs, number), "Catheter laboratory", "interventionist", 30),
  ];
}

function coronary(number: DayNumber): Shift[] {
  return [
    onSite.day(turn(thirdBedside, 2 * number), "Resident, day", "resident"),
    onSite.night(turn(thirdBedside, 2 * number + 1), "Resident, night", "resident"),
    onCall(turn(thirdCall, number), "Cardiology on call", "attending", 30),
  ];
}

/** General intensivists and surgeons, and nobody of cardiology: the guard answers for that. */
function generalCare(number: DayNumber): Shift[] {
  return [
    onSite.day(turn(general, 2 * number), "Intensive care, day", "intensivist"),
    onSite.night(turn(general, 2 * number + 1), "Intensive care, night", "intensivist"),
    onCall(turn(generalTheatres, number), "Cardiac surgery", "surgeon", 30),
  ];
}

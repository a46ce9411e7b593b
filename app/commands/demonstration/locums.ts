import type { Senior } from "./senior.ts";

/** How many days after the anchor, and when, Dr. Torres's credential for the airway runs out. */
export const airwayLapses = { days: 19, at: "22:40" } as const;

/** People who stand in for a shift of the coming weeks, each of whom brings a gap of a kind of its own. */
export const locums: readonly Senior[] = [
  // Says that he is a cardiac surgeon; nobody has looked it up.
  {
    key: "lindner",
    name: "Dr. Emil Lindner",
    registration: "DE-BAEK:343208",
    phone: "+49 30 23125 170",
    known: 4,
    outside: [{ code: "EXT-CT-SURGEON", months: 4, attested: true }],
    privileges: [{ unit: "advanced", code: "EXT-CT-SURGEON", months: 3 }],
    earned: [],
  },
  // Retires with the end of a day, in the middle of a night on call.
  {
    key: "fuchs",
    name: "Dr. Renate Fuchs",
    registration: "DE-BAEK:170339",
    phone: "+49 30 23125 171",
    known: 17,
    licenceEndsIn: 12,
    outside: [{ code: "EXT-CT-SURGEON", months: 15 }],
    privileges: [
      { unit: "advanced", code: "EXT-CT-SURGEON", months: 13 },
      { unit: "advanced", code: "va-ecmo-cannulation", months: 13 },
    ],
    earned: [],
  },
  // A certified interventionist whom the unit has not yet let practise.
  {
    key: "kamau",
    name: "Dr. Wanjiru Kamau",
    registration: "DE-BAEK:359116",
    phone: "+49 30 23125 172",
    known: 3,
    outside: [
      { code: "BASE-CARD", months: 3 },
      { code: "EXT-IC", months: 3 },
    ],
    earned: [],
  },
  // On site at Auenbrück in the night in which her credential for the airway ends.
  {
    key: "torres",
    name: "Dr. Gabriela Torres",
    registration: "DE-BAEK:321585",
    phone: "+49 30 23125 173",
    known: 30,
    outside: [{ code: "BASE-CARD", months: 16 }],
    earned: [{ code: "CRED-AIR", months: 24 }],
  },
];

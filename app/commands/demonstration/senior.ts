import type { Biography } from "./cast.ts";

/** A credential of ours, signed so many months before the anchor on the practice pathway. */
export type Earned = { readonly code: string; readonly months: number; readonly days?: number };
export type Senior = Biography & { readonly earned: readonly Earned[] };

const cardiologist = [{ code: "BASE-CARD", months: 16 }];

/** The parts of the subspecialist's credential, earned together and crowned six weeks later. */
const subspecialist: readonly Earned[] = [
  { code: "CRED-HEM", months: 15, days: 10 },
  { code: "CRED-CCE", months: 15, days: 9 },
  { code: "CRED-AIR", months: 15, days: 8 },
  { code: "CRED-MCS", months: 15, days: 7 },
  { code: "CRED-ECP", months: 15, days: 6 },
  { code: "CRED-STL", months: 14, days: 12 },
  { code: "CRED-CIS", months: 13, days: 14 },
];
const supervisor: Earned = { code: "CRED-SUP", months: 12, days: 25 };
const pumps = { unit: "advanced", code: "CRED-MCS", months: 14 } as const;
const echo: readonly Earned[] = [
  { code: "CRED-HEM", months: 15, days: 4 },
  { code: "CRED-CCE", months: 15, days: 3 },
  { code: "CRED-STL", months: 14, days: 5 },
];

/** The six who direct care at Holmwald, four of them assessors since the programme began. */
export const holmwald: readonly Senior[] = [
  {
    key: "assessor",
    name: "Dr. Ayşe Demir",
    registration: "DE-BAEK:310204",
    phone: "+49 30 23125 111",
    account: "assessor",
    roles: ["assessor"],
    known: 36,
    outside: cardiologist,
    privileges: [pumps],
    earned: [...subspecialist, supervisor],
  },
  {
    key: "assessor2",
    name: "Dr. Markus Lindqvist",
    registration: "DE-BAEK:287715",
    phone: "+49 30 23125 112",
    account: "assessor2",
    roles: ["assessor"],
    known: 36,
    outside: cardiologist,
    privileges: [pumps],
    earned: [...subspecialist, supervisor],
  },
  // Director of the unit at Holmwald.
  {
    key: "marchetti",
    name: "Prof. Elena Marchetti",
    registration: "DE-BAEK:198340",
    phone: "+49 30 23125 113",
    roles: ["assessor"],
    known: 36,
    outside: cardiologist,
    privileges: [pumps],
    earned: [...subspecialist, supervisor],
  },
  // Trained in London. Cannulates; his ECPR credential ran out last month and is in grace.
  {
    key: "okafor",
    name: "Dr. Samuel Okafor",
    registration: "GMC:7012345",
    phone: "+49 30 23125 114",
    roles: ["assessor"],
    known: 36,
    outside: cardiologist,
    privileges: [pumps, { unit: "advanced", code: "va-ecmo-cannulation", months: 12 }],
    earned: [
      ...subspecialist,
      { code: "CRED-CAN", months: 14, days: 10 },
      { code: "CRED-ECPR", months: 13, days: 3 },
      supervisor,
    ],
  },
  {
    key: "hallmann",
    name: "Dr. Birgit Hallmann",
    registration: "DE-BAEK:254981",
    phone: "+49 30 23125 115",
    known: 17,
    outside: cardiologist,
    privileges: [pumps],
    earned: subspecialist,
  },
  {
    key: "menon",
    name: "Dr. Rajiv Menon",
    registration: "DE-BAEK:332067",
    phone: "+49 30 23125 116",
    known: 17,
    outside: cardiologist,
    privileges: [pumps, { unit: "advanced", code: "va-ecmo-cannulation", months: 12 }],
    earned: [...subspecialist, { code: "CRED-CAN", months: 14, days: 9 }],
  },
];

/** Auenbrück's five, who lead shock teams and read echo but do not hold the whole. */
export const auenbrueck: readonly Senior[] = [
  ["reuter", "Dr. Claudia Reuter", "DE-BAEK:241190"],
  ["salah", "Dr. Idris Salah", "DE-BAEK:358822"],
  ["mertens", "Dr. Anke Mertens", "DE-BAEK:276403"],
  ["hruby", "Dr. Viktor Hrubý", "DE-BAEK:301958"],
  ["ndiaye", "Dr. Fatou Ndiaye", "DE-BAEK:367714"],
].map(([key = "", name = "", registration = ""], at) => ({
  ...{ key, name, registration, phone: `+49 30 23125 21${at}`, known: 17 },
  outside: cardiologist,
  earned: echo,
}));

/** House physicians of Holmwald's nights, beside the fellows. */
export const nights: readonly Senior[] = [
  ["aziz", "Dr. Bilal Aziz", "DE-BAEK:371106"],
  ["thalberg", "Dr. Greta Thalberg", "DE-BAEK:349527"],
  ["keller", "Dr. Simone Keller", "DE-BAEK:362290"],
].map(([key = "", name = "", registration = ""], at) => ({
  ...{ key, name, registration, phone: `+49 30 23125 12${at}`, known: 17 },
  earned: [{ code: "CRED-HEM", months: 15, days: 2 + at }],
}));

/** Whose credentials no longer count, or not all of them: one for each way in which that happens. */
export const lapsed: readonly Senior[] = [
  // Moved to a ward two months ago and let her airway credential lapse: the whole is limited by it.
  {
    key: "adeyemi",
    name: "Dr. Ruth Adeyemi",
    registration: "DE-BAEK:229875",
    known: 30,
    outside: cardiologist,
    earned: subspecialist.map((each) =>
      each.code === "CRED-AIR" ? { ...each, months: 25, days: 3 } : each,
    ),
  },
  // Let her airway credential end while she led a ward, and won it back beside a colleague who watched.
  {
    key: "sommer",
    name: "Dr. Karin Sommer",
    registration: "DE-BAEK:274416",
    roles: ["assessor"],
    known: 30,
    outside: cardiologist,
    privileges: [{ unit: "intermediate", code: "CRED-AIR", months: 12 }],
    earned: [{ code: "CRED-AIR", months: 27 }],
  },
  // Retired from shock calls: one credential expired, the other is due for renewal.
  {
    key: "heinze",
    name: "Dr. Walter Heinze",
    registration: "DE-BAEK:150862",
    known: 36,
    outside: [{ code: "BASE-CARD", months: 35 }],
    earned: [
      { code: "CRED-HEM", months: 34 },
      { code: "CRED-STL", months: 33 },
    ],
  },
  // Suspended six weeks ago while an event is looked into.
  {
    key: "vogel",
    name: "Dr. Konrad Vogel",
    registration: "DE-BAEK:265530",
    known: 17,
    outside: cardiologist,
    earned: echo.filter((each) => each.code !== "CRED-CCE"),
  },
  // Her credential had been issued on another person's list of cases; two registrars revoked it.
  {
    key: "quandt",
    name: "Dr. Lotte Quandt",
    registration: "DE-BAEK:312446",
    known: 26,
    earned: [{ code: "CRED-CCE", months: 24, days: 12 }],
  },
];

import type { Biography, Outside } from "./cast.ts";
import type { UnitKey } from "./network.ts";
import type { Senior } from "./senior.ts";

/** Those without whom no unit answers "yes": their credentials come from elsewhere, their rights from it. */
type Row = readonly [key: string, name: string, registration: string];

const checked = (...codes: string[]): Outside[] => codes.map((code) => ({ code, months: 15 }));

/** Life support is looked up every year: before the first roster, and again two months ago. */
const lifeSupport: readonly Outside[] = [
  { code: "ALS", months: 13 },
  { code: "ALS", months: 2 },
];

function people(rows: readonly Row[], phones: number, same: Partial<Biography>): Biography[] {
  return rows.map(([key, name, registration], at) => ({
    ...{ key, name, registration, known: 17, phone: `+49 30 23125 ${phones + at}` },
    ...same,
  }));
}

const rights = (unit: UnitKey, ...codes: string[]) =>
  codes.map((code) => ({ unit, code, months: 13 }));

/** They open arteries at any hour, and run a pump once it is in. */
export const interventionists: readonly Senior[] = [
  ...people(
    [
      ["castellano", "Dr. Leon Castellano", "DE-BAEK:284117"],
      ["weidlich", "Dr. Hanna Weidlich", "DE-BAEK:318849"],
      ["farouk", "Dr. Omar Farouk", "DE-BAEK:295560"],
      ["novak", "Dr. Petra Novák", "DE-BAEK:327731"],
    ],
    130,
    {
      outside: checked("BASE-CARD", "EXT-IC"),
      privileges: rights("advanced", "EXT-IC", "CRED-MCS"),
    },
  ),
  ...people(
    [
      ["soerensen", "Dr. Jakob Sörensen", "DE-BAEK:288054"],
      ["zhou", "Dr. Mei-Ling Zhou", "DE-BAEK:340918"],
      ["albrecht", "Dr. Stefan Albrecht", "DE-BAEK:269383"],
    ],
    230,
    {
      outside: checked("BASE-CARD", "EXT-IC"),
      privileges: rights("intermediate", "EXT-IC", "CRED-MCS"),
    },
  ),
].map((each, at) => ({ ...each, earned: [{ code: "CRED-MCS", months: 14, days: 18 - at }] }));

/** Cardiac surgeons; at both units with VA-ECMO they may cannulate. */
export const surgeons: readonly Biography[] = [
  ...people(
    [
      ["berger", "Dr. Anton Berger", "DE-BAEK:213372"],
      ["fontana", "Dr. Chiara Fontana", "DE-BAEK:299014"],
      ["mbeki", "Dr. Daniel Mbeki", "DE-BAEK:306621"],
      ["sander", "Dr. Ulrike Sander", "DE-BAEK:247758"],
    ],
    140,
    {
      outside: checked("EXT-CT-SURGEON"),
      privileges: rights("advanced", "EXT-CT-SURGEON", "va-ecmo-cannulation"),
    },
  ),
  ...people(
    [
      ["wirth", "Dr. Holger Wirth", "DE-BAEK:222946"],
      ["petrovic", "Dr. Dunja Petrović", "DE-BAEK:311780"],
      ["ibarra", "Dr. Carlos Ibarra", "DE-BAEK:336409"],
    ],
    430,
    {
      outside: checked("EXT-CT-SURGEON"),
      privileges: rights("general", "EXT-CT-SURGEON", "va-ecmo-cannulation"),
    },
  ),
];

/** Airways and circuits. Dr. Rahimi also helps out at Auenbrück. */
export const intensivists: readonly Biography[] = [
  ...people(
    [
      ["rahimi", "Dr. Farid Rahimi", "DE-BAEK:333815"],
      ["lang", "Dr. Cornelia Lang", "DE-BAEK:258107"],
      ["osei", "Dr. Abena Osei", "DE-BAEK:345266"],
      ["krall", "Dr. Matthias Krall", "DE-BAEK:271944"],
      ["yilmaz", "Dr. Deniz Yılmaz", "DE-BAEK:352038"],
      ["dubois", "Dr. Camille Dubois", "DE-BAEK:360471"],
      ["steiner", "Dr. Frauke Steiner", "DE-BAEK:280653"],
      ["iyer", "Dr. Anand Iyer", "DE-BAEK:355997"],
    ],
    150,
    { outside: checked("EXT-ICM", "EXT-ICM-ECMO") },
  ),
  ...people(
    [
      ["hoffer", "Dr. Julia Hoffer", "DE-BAEK:302285"],
      ["kowalski", "Dr. Piotr Kowalski", "DE-BAEK:319073"],
      ["tesfaye", "Dr. Hana Tesfaye", "DE-BAEK:364852"],
      ["brinkmann", "Dr. Uwe Brinkmann", "DE-BAEK:236618"],
    ],
    250,
    { outside: checked("EXT-ANAESTHESIA") },
  ),
  ...people(
    [
      ["jansen", "Dr. Wiebke Jansen", "DE-BAEK:290836"],
      ["delgado", "Dr. Inés Delgado", "DE-BAEK:347155"],
      ["roth", "Dr. Benjamin Roth", "DE-BAEK:326390"],
      ["nguyen", "Dr. Linh Nguyen", "DE-BAEK:369248"],
    ],
    450,
    { outside: checked("EXT-ICM", "EXT-ICM-ECMO") },
  ),
];

/** By the week: heart failure and rhythm. What one of them claims was last looked up too long ago. */
export const weekly: readonly Biography[] = [
  ...people(
    [
      ["arslan", "Dr. Selin Arslan", "DE-BAEK:338720"],
      ["haug", "Dr. Torben Haug", "DE-BAEK:262479"],
    ],
    160,
    { outside: checked("EXT-AHF") },
  ),
  ...people([["moreau", "Dr. Étienne Moreau", "DE-BAEK:297301"]], 165, {
    outside: checked("EXT-EP"),
  }),
  ...people([["wolska", "Dr. Katarzyna Wolska", "DE-BAEK:304866"]], 166, {
    known: 28,
    outside: [{ code: "EXT-EP", months: 25 }],
  }),
];

/** Sandrath's cardiologists, on call from home. */
export const cardiologists = people(
  [
    ["engel", "Dr. Dorothea Engel", "DE-BAEK:233590"],
    ["mutasa", "Dr. Tendai Mutasa", "DE-BAEK:341672"],
    ["lorch", "Dr. Friedrich Lorch", "DE-BAEK:205413"],
    ["sahin", "Dr. Elif Şahin", "DE-BAEK:350944"],
  ],
  330,
  { outside: checked("BASE-CARD") },
);

/** Residents, first at the bedside at Auenbrück and Sandrath. */
export const residents = people(
  [
    ["ahrens", "Dr. Lena Ahrens", "DE-BAEK:380117"],
    ["popescu", "Dr. Andrei Popescu", "DE-BAEK:381254"],
    ["bauer", "Dr. Johanna Bauer", "DE-BAEK:382390"],
    ["diallo", "Dr. Mamadou Diallo", "DE-BAEK:383462"],
    ["wagner", "Dr. Philipp Wagner", "DE-BAEK:384539"],
    ["rossi", "Dr. Giulia Rossi", "DE-BAEK:385601"],
    ["klein", "Dr. Marie Klein", "DE-BAEK:386778"],
    ["haile", "Dr. Samuel Haile", "DE-BAEK:387815"],
  ],
  260,
  { outside: lifeSupport },
);

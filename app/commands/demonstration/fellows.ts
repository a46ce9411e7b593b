import { haemodynamics, interrupted, judged, part } from "./books.ts";
import type { Biography } from "./cast.ts";
import { ida } from "./ida.ts";
import type { Logbook } from "./logbook.ts";

/** A fellow: who they are, when they began and end (if planned), and what their log holds. */
export type Fellow = Biography & {
  readonly began: number;
  /** Months before the anchor; below nought they lie ahead. */
  readonly ended?: number;
  readonly book: Logbook;
};

const supervisors = ["assessor", "assessor2", "marchetti", "okafor"] as const;
const certified = (months: number) => [
  { code: "BASE-CARD", months },
  { code: "ALS", months: Math.min(months, 5) },
];

export const fellows: readonly Fellow[] = [
  // One case and one observation short.
  {
    key: "fellow",
    name: "Dr. Ida Lorenzen",
    registration: "DE-BAEK:374415",
    phone: "+49 30 23125 180",
    account: "fellow",
    roles: ["fellow"],
    known: 20,
    outside: certified(19),
    began: 20,
    book: ida,
  },
  // Finished a year ago with her credential, and stayed as a house physician.
  {
    key: "eklund",
    name: "Dr. Nora Eklund",
    registration: "DE-BAEK:366031",
    phone: "+49 30 23125 181",
    roles: ["fellow"],
    known: 36,
    outside: certified(16),
    began: 36,
    ended: 12,
    book: {
      fellow: "eklund",
      supervisors,
      runs: haemodynamics(1050, 430),
      seen: judged(supervisors, 425),
    },
  },
  // Late in training. The committee lets him hold the night: he is Holmwald's physician on site.
  {
    key: "brandao",
    name: "Dr. Luca Brandão",
    registration: "DE-BAEK:370258",
    phone: "+49 30 23125 182",
    roles: ["fellow"],
    known: 27,
    outside: certified(16),
    began: 27,
    book: {
      fellow: "brandao",
      supervisors,
      runs: [
        ...haemodynamics(780, 20).map((each) => ({ ...each, count: each.count - 3 })),
        { activity: "shock-staging", count: 18, from: 760, to: 5 },
        { activity: "iabp-insertion", count: 8, from: 600, to: 14 },
        { activity: "tee-study", count: 12, from: 640, to: 11 },
        { activity: "temporary-pacing", count: 5, from: 500, to: 90 },
      ],
      seen: [
        ...judged(supervisors, 60).filter((each) => each.subject !== "EPA-02"),
        { subject: "EPA-01", by: "assessor", level: 3, days: 470, tool: "MINI_CEX" },
        { subject: "EPA-01", by: "okafor", level: 3, days: 455, tool: "MINI_CEX" },
        { subject: "EPA-01", by: "marchetti", level: 3, days: 440, tool: "MINI_CEX" },
        { subject: "EPA-01", by: "assessor2", level: 4, days: 44, tool: "MINI_CEX" },
      ],
    },
  },
  // A good log with a leave in it, and one serious complication that the director has not yet reviewed.
  {
    key: "park",
    name: "Dr. Hyejin Park",
    registration: "DE-BAEK:376890",
    roles: ["fellow"],
    known: 18,
    outside: certified(15),
    began: 18,
    ended: -6,
    book: {
      fellow: "park",
      supervisors,
      runs: [
        ...interrupted(part(haemodynamics(500, 30), 0.7), [290, 145]),
        {
          ...{ activity: "pa-catheter-insertion", count: 1, from: 17, to: 17 },
          complication: { grade: "high", code: "pulmonary_artery_injury" },
        },
        {
          ...{ activity: "arterial-access", count: 2, from: 140, to: 100 },
          complication: { grade: "low", code: "bleeding_access_site" },
        },
      ],
      seen: judged(supervisors, 80).slice(0, 9),
    },
  },
  // Half way.
  {
    key: "mansour",
    name: "Dr. Tariq Mansour",
    registration: "DE-BAEK:378127",
    roles: ["fellow"],
    known: 11,
    outside: certified(11),
    began: 11,
    book: {
      fellow: "mansour",
      supervisors,
      runs: [
        ...part(haemodynamics(310, 10), 0.4),
        { activity: "tte-complete", count: 10, from: 300, to: 8 },
        { activity: "lung-ultrasound", count: 6, from: 250, to: 12 },
        {
          activity: "simulation-arrest",
          count: 2,
          from: 200,
          to: 90,
          setting: "simulation_centre",
        },
        { activity: "vasoactive-plan", count: 3, from: 4, to: 2, outcome: "pending" },
        { activity: "arterial-access", count: 1, from: 8, to: 8, outcome: "corrected_pending" },
      ],
      seen: [
        { subject: "CIC-HEM-01", by: "assessor", level: 2, days: 230 },
        { subject: "CIC-HEM-01", by: "assessor2", level: 3, days: 70 },
        { subject: "CIC-HEM-02", by: "marchetti", level: 3, days: 110, tool: "CBD" },
        { subject: "EPA-02", by: "okafor", level: 3, days: 58, tool: "MINI_CEX" },
        { subject: "CIC-IMG-01", by: "assessor", level: 3, days: 31 },
      ],
    },
  },
  // Came from another hospital with a log of her own.
  {
    key: "nwosu",
    name: "Dr. Amara Nwosu",
    registration: "DE-BAEK:381542",
    roles: ["fellow"],
    known: 15,
    outside: certified(14),
    began: 15,
    book: {
      fellow: "nwosu",
      supervisors,
      runs: [
        ...part(haemodynamics(420, 12), 0.35),
        { activity: "shock-staging", count: 6, from: 390, to: 20 },
      ],
      seen: judged(supervisors, 40).filter((_, at) => at % 2 === 0),
    },
  },
  // Began five weeks ago.
  {
    key: "gruenwald",
    name: "Dr. Matteo Grünwald",
    registration: "DE-BAEK:388903",
    roles: ["fellow"],
    known: 2,
    outside: [{ code: "ALS", months: 1 }],
    began: 1,
    book: {
      fellow: "gruenwald",
      supervisors: ["assessor", "assessor2"],
      runs: [
        { activity: "haemodynamic-review", count: 4, from: 26, to: 6 },
        { activity: "arterial-access", count: 2, from: 20, to: 9 },
        { activity: "pa-catheter-insertion", count: 2, from: 4, to: 2, outcome: "pending" },
      ],
      seen: [{ subject: "CIC-HEM-02", by: "assessor2", level: 2, days: 12, tool: "CBD" }],
    },
  },
];

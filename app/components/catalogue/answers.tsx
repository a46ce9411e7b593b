import { Answer, AnswerRules, type RuleView } from "../answer.tsx";
import { AnswerBoard, type BoardProps } from "../answer-board.tsx";
import { type State, StateMark } from "../state-mark.tsx";
import type { Specimen } from "./specimen.ts";

export const rules: readonly RuleView[] = [
  {
    id: "A1",
    title: "Cardiac intensivist",
    severity: "block",
    answer: "yes",
    presence: "on site",
    metBy: [
      {
        name: "Dr Marta Lindqvist",
        href: "#p1",
        evidence: "CRED-CIS, issued, valid to 30 Jun 2028",
      },
    ],
    reasons: [],
  },
  {
    id: "A4",
    title: "Second physician with haemodynamics",
    severity: "block",
    answer: "no",
    presence: "on site",
    metBy: [],
    reasons: [
      {
        code: "credential_suspended",
        text: "Dr Jonas Feld is rostered; his CRED-HEM has been suspended since 12 Nov 2026.",
        href: "#c2",
      },
      { code: "already_counted", text: "Dr Marta Lindqvist already meets rule A1." },
    ],
  },
  {
    id: "A6",
    title: "ECMO cannulator within 30 min",
    severity: "block",
    answer: "unknown",
    presence: "on call, 30 min",
    metBy: [],
    reasons: [
      {
        code: "unmatched_shift",
        text: "“K. Brandt” on the roster is matched to no registration and could meet this.",
      },
    ],
  },
  {
    id: "A8",
    title: "Perfusionist",
    severity: "warn",
    answer: "no",
    presence: "on call",
    metBy: [],
    reasons: [{ code: "nobody_rostered", text: "Nobody is rostered." }],
  },
  {
    id: "A9",
    title: "ECMO attending while a patient is on ECMO",
    severity: "block",
    answer: "not-applicable",
    metBy: [],
    reasons: [],
  },
];

const facts = [
  { label: "Asked for", value: "Sun 22 Nov 2026, 03:12 CET" },
  { label: "Holds until", value: "08:00 CET" },
  { label: "Roster", value: "received 14 min ago" },
];
const question = "Is a qualified cardiologist on shift?";

const states: readonly State[] = [
  "yes",
  "no",
  "unknown",
  "not-applicable",
  "prepared",
  "issued",
  "renewal_due",
  "in_grace",
  "limited",
  "expired",
  "suspended",
  "revoked",
  "attested",
  "satisfied",
  "in_progress",
  "blocked",
  "warned",
];

export const answers: readonly Specimen[] = [
  {
    name: "StateMark",
    states: [
      {
        label: "every state",
        shown: (
          <div className="cluster">
            {states.map((state) => (
              <StateMark key={state} state={state} />
            ))}
          </div>
        ),
      },
      {
        label: "large",
        shown: (
          <div className="cluster">
            <StateMark state="yes" size="large" />
            <StateMark state="no" size="large" />
            <StateMark state="unknown" size="large" />
          </div>
        ),
      },
    ],
  },
  {
    name: "Answer",
    states: [
      {
        label: "yes",
        shown: (
          <Answer
            value="yes"
            question={question}
            sentence="Dr Marta Lindqvist is on site until 08:00. All six required rules are met."
            facts={facts}
          />
        ),
      },
      {
        label: "no",
        shown: (
          <Answer
            value="no"
            question={question}
            sentence="Rule A4 is not met: nobody with a haemodynamics credential is on site."
            facts={facts}
          />
        ),
      },
      {
        label: "unknown",
        shown: (
          <Answer
            value="unknown"
            question={question}
            sentence="The roster was last checked 3 h ago. Do not rely on it; call the unit."
            facts={facts}
          />
        ),
      },
      { label: "rules", shown: <AnswerRules rules={rules} /> },
    ],
  },
];

const board: BoardProps = {
  unit: "Cardiac intensive care, Nordhafen",
  question,
  value: "yes",
  sentence: "All six required rules are met.",
  people: [
    {
      name: "Dr Marta Lindqvist",
      role: "Cardiac intensivist, on site",
      contact: "+49 30 5550 4417",
      until: "until 08:00",
    },
    {
      name: "Dr Jonas Feld",
      role: "Haemodynamics, on site",
      contact: "+49 30 5550 4420",
      until: "until 08:00",
    },
    {
      name: "Dr Ines Okafor",
      role: "ECMO cannulator, on call 30 min",
      contact: "+49 30 5550 4431",
      until: "until Mon 08:00",
    },
  ],
  next: [{ when: "08:00", who: "Dr Paul Aydin, cardiac intensivist" }],
  asked: "Sun 22 Nov 2026, 03:12 CET",
  dataAge: "Roster received 14 min ago, checked 03:02",
  holdsUntil: "Sun 22 Nov, 08:00 CET",
  freshForSeconds: 2_700,
};

/** A hub's night: more people than a wall holds. */
const crowd = Array.from({ length: 15 }, (_, i) => ({
  name: `Dr Maximiliana Featherstone ${i + 1}`,
  role: "Interventional cardiologist, on call, 25 min",
  contact: `+49 30 5550 45${10 + i}`,
  until: "until Mon 23 Nov, 08:00",
  isAtHub: i > 12,
}));

/** Each fills a screen, so the catalogue shows one at a time. */
export const boards: Readonly<Record<string, BoardProps>> = {
  yes: board,
  no: {
    ...board,
    value: "no",
    sentence: "Nobody with a haemodynamics credential is on site (rule A4).",
  },
  unknown: {
    ...board,
    value: "unknown",
    sentence: "The roster was last checked 3 h ago. Call the unit.",
    freshForSeconds: 60,
  },
  empty: { ...board, value: "no", people: [], sentence: "Nobody is rostered now.", next: [] },
  full: { ...board, people: crowd.slice(0, 12) },
  crowded: { ...board, people: crowd },
  hub: { ...board, people: [...board.people, ...crowd.slice(-1)] },
  override: {
    ...board,
    value: "no",
    sentence: "Nobody with a haemodynamics credential is on site (rule A4).",
    override: {
      doctor: "Dr Marta Lindqvist",
      reason: "Dr Feld is on the way and expected at 03:40.",
      until: "Sun 22 Nov 2026, 04:00 CET",
    },
  },
  aged: { ...board, freshForSeconds: 0 },
  ageing: { ...board, freshForSeconds: 2 },
};

export function BoardSpecimen({ name }: { name: string }) {
  return <AnswerBoard {...(boards[name] ?? board)} />;
}

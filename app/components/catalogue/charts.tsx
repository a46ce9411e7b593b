import { CoverageStrip, type CoverSpan } from "../coverage-strip.tsx";
import { PrerequisiteGraph } from "../prerequisite-graph.tsx";
import { RuleGapTable, type RuleGapView } from "../rule-gap-table.tsx";
import { TrialsChart, type TrialView } from "../trials-chart.tsx";
import type { Specimen } from "./specimen.ts";

const hour = 3_600_000;
/** Mon 5 Oct 2026, 00:00 in Berlin; the window holds the night that is 25 hours long. */
const start = 1_791_151_200_000;
const window = { start, end: start + 30 * 24 * hour + hour };
const at = (day: number, clock: number) => start + (day * 24 + clock) * hour;

function tiled(holes: readonly CoverSpan[]): CoverSpan[] {
  const spans: CoverSpan[] = [];
  let from = window.start;
  for (const hole of holes) {
    if (hole.start > from) spans.push({ start: from, end: hole.start, answer: "yes" });
    spans.push(hole);
    from = hole.end;
  }
  return [...spans, { start: from, end: window.end, answer: "yes" }];
}

const noAtNight: CoverSpan = { start: at(9, 20), end: at(10, 8), answer: "no" };
const noShort: CoverSpan = { start: at(16, 2), end: at(16, 8), answer: "no" };
const unknownTail: CoverSpan = { start: at(20, 20), end: at(21, 9), answer: "unknown" };

const gapOfRule: RuleGapView = {
  ...{ id: "gap-open", number: 1, rule: "A1", title: "Cardiac intensivist on site" },
  ...{ start: at(9, 20), end: at(10, 8), answer: "no", to: "#gap-open" },
  kinds: [{ kind: "nobody", words: "nobody is on duty who could meet it" }],
  nearest: "Nobody is rostered.",
  all: ["Nobody is rostered."],
  candidates: [{ id: "p", name: "Dr Paul Aydin", contact: "+49 30 5550 12" }],
  decisions: [],
  isDecided: false,
};
const decidedGap: RuleGapView = {
  ...gapOfRule,
  ...{ id: "gap-decided", number: 2, rule: "A4", title: "Haemodynamics on site" },
  ...{ start: at(16, 2), end: at(16, 8), candidates: [] },
  kinds: [{ kind: "expiring", words: "somebody's validity ends" }],
  nearest: "CRED-HEM of Dr Jonas Feld ends at 02:00.",
  all: ["CRED-HEM of Dr Jonas Feld ends at 02:00.", "Dr Paul Aydin does not hold CRED-HEM."],
  decisions: [{ id: "d", what: "Covered by an arrangement outside the roster" }],
  isDecided: true,
};

const trials: readonly TrialView[] = [
  {
    id: "ecls-shock",
    name: "ECLS-SHOCK, 2023",
    endpoint: "Death within 30 days",
    source: { text: "Thiele et al., 2023", href: "https://doi.org/10.1056/NEJMoa2307227" },
    arms: [
      {
        label: "VA-ECMO",
        people: { value: 209 },
        events: { value: 100 },
        percent: { value: 47.8 },
      },
      { label: "Control", people: { value: 208 }, events: { value: 102 }, percent: { value: 49 } },
    ],
    effect: { measure: "RR", estimate: 0.98, low: 0.8, high: 1.19 },
  },
  {
    id: "euro-shock",
    name: "EURO-SHOCK, 2023",
    endpoint: "Death within 30 days",
    source: { text: "Banning et al., 2023", href: "https://doi.org/10.4244/EIJ-D-23-00204" },
    arms: [
      { label: "VA-ECMO", people: { value: 17 }, percent: { value: 43.8, uncertain: true } },
      { label: "Standard", people: { value: 18 }, percent: { value: 61.1, uncertain: true } },
    ],
    effect: { measure: "HR", estimate: 0.56, low: 0.21, high: 1.45, uncertain: true },
  },
  {
    id: "danger",
    name: "DanGer Shock, 2024",
    endpoint: "Death within 180 days",
    source: { text: "Møller et al., 2024", href: "https://doi.org/10.1056/NEJMoa2312572" },
    arms: [
      {
        label: "Microaxial pump",
        people: { value: 179 },
        events: { value: 82 },
        percent: { value: 45.8 },
      },
      {
        label: "Standard",
        people: { value: 176 },
        events: { value: 103 },
        percent: { value: 58.5 },
      },
    ],
    effect: { measure: "HR", estimate: 0.74, low: 0.55, high: 0.99 },
  },
  {
    id: "prague",
    name: "Prague OHCA, 2022",
    endpoint: "Alive with good neurology at 180 days",
    source: { text: "Bělohlávek et al., 2022" },
    arms: [{ label: "Invasive", percent: { value: 31.5, uncertain: true } }, { label: "Standard" }],
  },
];

const said = (rule: string, title: string, nearest: string, ...more: string[]) => {
  return { rule, title, nearest, all: [nearest, ...more] };
};

export const charts: readonly Specimen[] = [
  {
    name: "CoverageStrip",
    states: [
      {
        label: "with gaps",
        shown: (
          <CoverageStrip
            title="Cover, Cardiac intensive care, Nordhafen"
            window={window}
            zone="Europe/Berlin"
            now={at(6, 3.2)}
            rows={[
              {
                id: "all",
                title: "All required rules",
                spans: tiled([noAtNight, noShort, unknownTail]),
              },
              { id: "A1", title: "A1 Cardiac intensivist on site", spans: tiled([noAtNight]) },
              { id: "A4", title: "A4 Haemodynamics on site", spans: tiled([noShort, unknownTail]) },
            ]}
            gaps={[
              {
                ...noAtNight,
                answer: "no",
                causes: [said("A1", "Cardiac intensivist on site", "Nobody is rostered.")],
                candidates: ["Dr Paul Aydin", "Dr Ines Okafor"],
              },
              {
                ...noShort,
                answer: "no",
                causes: [
                  said(
                    "A4",
                    "Haemodynamics on site",
                    "CRED-HEM of Dr Jonas Feld ends at 02:00.",
                    "Dr Paul Aydin is on duty, but does not hold CRED-HEM.",
                  ),
                ],
              },
              {
                ...unknownTail,
                answer: "unknown",
                causes: [said("A4", "Haemodynamics on site", "“K. Brandt” is matched to nobody.")],
              },
            ]}
            handovers={Array.from({ length: 60 }, (_, i) =>
              at(Math.floor(i / 2), i % 2 === 0 ? 8 : 20),
            )}
            csv="#csv"
          />
        ),
      },
      {
        label: "no gap, a week",
        shown: (
          <CoverageStrip
            title="Cover, Intermediate care"
            window={{ start, end: at(7, 0) }}
            zone="Europe/Berlin"
            rows={[
              {
                id: "all",
                title: "All required rules",
                spans: [{ start, end: at(7, 0), answer: "yes" }],
              },
            ]}
            gaps={[]}
          />
        ),
      },
    ],
  },
  {
    name: "RuleGapTable",
    states: [
      {
        label: "open and decided",
        shown: (
          <RuleGapTable
            caption="Gaps of required rules"
            gaps={[gapOfRule, decidedGap]}
            zone="Europe/Berlin"
            mayDecide
          />
        ),
      },
    ],
  },
  {
    name: "TrialsChart",
    states: [
      {
        label: "certain and uncertain figures",
        shown: (
          <TrialsChart
            title="Trials of device support"
            trials={trials}
            favours={{ left: "favours device", right: "favours control" }}
          />
        ),
      },
    ],
  },
  {
    name: "PrerequisiteGraph",
    states: [
      {
        label: "three columns",
        shown: (
          <PrerequisiteGraph
            title="What each credential requires"
            nodes={[
              {
                id: "hem",
                label: "CRED-HEM",
                title: "Advanced haemodynamics",
                href: "#hem",
                requires: [],
              },
              {
                id: "img",
                label: "CRED-IMG",
                title: "Critical care imaging",
                href: "#img",
                requires: [],
              },
              {
                id: "mcs",
                label: "CRED-MCS",
                title: "Temporary mechanical support",
                href: "#mcs",
                requires: ["hem"],
              },
              {
                id: "ecm",
                label: "CRED-ECM",
                title: "ECMO management",
                href: "#ecm",
                requires: ["hem", "img"],
              },
              {
                id: "can",
                label: "CRED-CAN",
                title: "VA-ECMO cannulation, with rescue of limb complications",
                href: "#can",
                requires: ["ecm", "mcs", "img"],
              },
              {
                id: "ttm",
                label: "CRED-TTM",
                title: "Post-arrest care",
                href: "#ttm",
                requires: [],
              },
              { id: "ecp", label: "CRED-ECP", title: "ECPR", requires: ["can", "ttm"] },
            ]}
          />
        ),
      },
    ],
  },
];

import { describe, expect, it } from "vitest";
import { CoverageStrip } from "#app/components/coverage-strip.tsx";
import { PrerequisiteGraph } from "#app/components/prerequisite-graph.tsx";
import { placeNodes } from "#app/components/prerequisite-layout.ts";
import { TrialsChart, type TrialView } from "#app/components/trials-chart.tsx";
import { ratioX } from "#app/components/trials-picture.tsx";
import { attributes, html, pictures, words } from "./render.ts";

const hour = 3_600_000;
/** Sun 25 Oct 2026, 00:00 in Berlin: the day of 25 hours. */
const start = Date.UTC(2026, 9, 24, 22);
const window = { start, end: start + 25 * hour };
const strip = {
  title: "Cover",
  window,
  zone: "Europe/Berlin",
  now: start + 5 * hour,
  rows: [
    {
      id: "all",
      title: "All required rules",
      spans: [
        { start, end: start + 10 * hour, answer: "yes" as const },
        { start: start + 10 * hour, end: start + 15 * hour, answer: "no" as const },
        { start: start + 15 * hour, end: window.end, answer: "unknown" as const },
      ],
    },
  ],
  gaps: [
    {
      start: start + 10 * hour,
      end: start + 15 * hour,
      answer: "no" as const,
      causes: [
        {
          rule: "A1",
          title: "Intensivist",
          nearest: "Nobody is rostered.",
          all: ["Nobody is rostered.", "Dr Feld does not hold CRED-CIS."],
        },
      ],
    },
    {
      start: start + 15 * hour,
      end: window.end,
      answer: "unknown" as const,
      causes: [{ rule: "A1", title: "Intensivist", nearest: "No roster.", all: ["No roster."] }],
    },
  ],
};

describe("the coverage strip", () => {
  it("tiles the window: nothing falls between two stretches", () => {
    const spans = [
      ...html(<CoverageStrip {...strip} />).matchAll(
        /strip-span" data-answer="(\w+)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g,
      ),
    ];
    expect(spans.map((span) => span[1])).toEqual(["yes", "no", "unknown"]);
    let edge = 0;
    for (const span of spans) {
      expect(Number(span[2])).toBeCloseTo(edge, 1);
      edge = Number(span[2]) + Number(span[3]);
    }
    expect(edge).toBeCloseTo(960, 1);
  });

  it("hatches what is unknown and nothing else", () => {
    const page = html(<CoverageStrip {...strip} />);
    const hatched = [...page.matchAll(/strip-span" data-answer="(\w+)"[^>]*fill="url/g)].map(
      (found) => found[1],
    );
    expect(hatched).toEqual(["unknown"]);
  });

  it("says one reason for each rule, and folds the rest where there is any", () => {
    const page = html(<CoverageStrip {...strip} />);
    expect(page.match(/<details/g)).toHaveLength(1);
    expect(page.indexOf("Dr Feld")).toBeGreaterThan(page.indexOf("<details"));
    expect(page.indexOf("Nobody is rostered.")).toBeLessThan(page.indexOf("<details"));
  });

  it("names every gap of the picture in the table, with its cause, zone and length", () => {
    const read = words(<CoverageStrip {...strip} />);
    expect(read).toContain(
      "Sun 25 Oct, 09:00–14:00 CET, 5 h No A1, Intensivist: Nobody is rostered.",
    );
    expect(read).toContain("Sun 25 Oct, 14:00–00:00 CET, 10 h Unknown A1, Intensivist: No roster.");
    expect(attributes(pictures(<CoverageStrip {...strip} />), "href")).toEqual([
      "#gap-1",
      "#gap-2",
    ]);
    expect(attributes(html(<CoverageStrip {...strip} />), "id")).toEqual(
      expect.arrayContaining(["gap-1", "gap-2"]),
    );
  });

  it("describes itself to those who cannot see it", () => {
    expect(html(<CoverageStrip {...strip} />)).toMatch(
      /<desc[^>]*>[^<]*1 times the answer is no, 1 times unknown/,
    );
  });

  it("draws now only inside the window", () => {
    expect(html(<CoverageStrip {...strip} />)).toContain("strip-now");
    expect(html(<CoverageStrip {...strip} now={window.end} />)).not.toContain("strip-now");
  });

  it("says that there is no gap only where the whole window is yes", () => {
    const drawn = (spans: (typeof strip.rows)[0]["spans"]) =>
      words(<CoverageStrip {...strip} gaps={[]} rows={[{ id: "all", title: "All", spans }]} />);
    const yes = { start, end: window.end, answer: "yes" as const };
    expect(drawn([yes])).toContain("No gap in this time.");
    const shorter = { ...yes, end: window.end - hour };
    const late = { ...yes, start: start + hour };
    for (const spans of [
      [],
      [shorter],
      [late],
      [shorter, { ...yes, start: shorter.end, answer: "unknown" as const }],
    ]) {
      expect(drawn(spans)).not.toContain("No gap");
    }
  });
});

const trials: readonly TrialView[] = [
  {
    id: "sure",
    name: "Sure",
    endpoint: "Death within 30 days",
    source: { text: "Read in full" },
    arms: [
      { label: "Device", people: { value: 209 }, events: { value: 100 }, percent: { value: 47.8 } },
      { label: "Control", people: { value: 208 }, events: { value: 102 }, percent: { value: 49 } },
    ],
    effect: { measure: "RR", estimate: 0.98, low: 0.8, high: 1.19 },
  },
  {
    id: "unsure",
    name: "Unsure",
    endpoint: "Death within 30 days",
    source: { text: "Second hand" },
    arms: [{ label: "Device", percent: { value: 43.8, uncertain: true } }, { label: "Control" }],
    effect: { measure: "HR", estimate: 0.56, low: 0.21, high: 1.45, uncertain: true },
  },
];
const chart = (
  <TrialsChart title="Trials" trials={trials} favours={{ left: "device", right: "control" }} />
);

describe("the chart of trials", () => {
  it("gives the same figures as picture and as table", () => {
    const figures = [
      "47.8",
      "49.0",
      "43.8 (uncertain)",
      "RR 0.98 (0.80–1.19)",
      "HR 0.56 (0.21–1.45) (uncertain)",
    ];
    for (const figure of figures) {
      expect(pictures(chart)).toContain(figure);
      expect(words(chart)).toContain(figure);
    }
    expect(words(chart)).toContain("100 of 209");
  });

  it("marks an uncertain figure with a pattern and a word, and says what is not given", () => {
    const bars = [...html(chart).matchAll(/height="13"([^>]*)>/g)].map((found) =>
      found[1]?.includes("url("),
    );
    expect(bars).toEqual([false, false, true]);
    expect(words(chart)).toContain("not given");
  });

  it("puts no effect in the middle between a half and a double: the axis is a logarithm", () => {
    expect(ratioX(1) - ratioX(0.5)).toBeCloseTo(ratioX(2) - ratioX(1), 1);
  });
});

const node = (id: string, ...requires: string[]) => ({
  id,
  label: id,
  title: `Title ${id}`,
  href: `#${id}`,
  requires,
});

describe("the picture of prerequisites", () => {
  it("stands each node right of all that it requires", () => {
    const { nodes } = placeNodes([node("c", "b", "a"), node("b", "a"), node("a")]);
    expect(Object.fromEntries(nodes.map((each) => [each.id, each.column]))).toEqual({
      a: 0,
      b: 1,
      c: 2,
    });
  });

  it("leaves out a line that follows from others, but not from the table", () => {
    const nodes = [node("a"), node("b", "a"), node("c", "b", "a")];
    expect(placeNodes(nodes).edges.map((edge) => `${edge.from}${edge.to}`)).toEqual(["ab", "bc"]);
    expect(words(<PrerequisiteGraph title="Requires" nodes={nodes} />)).toContain("Title c b, a");
  });

  it("bends a long line round the nodes of the columns that it passes", () => {
    const { nodes, edges } = placeNodes([
      node("a"),
      node("b", "a"),
      node("c", "b", "z"),
      node("z"),
    ]);
    const long = edges.find((edge) => edge.from === "z");
    expect(long?.bends.map((bend) => bend.column)).toEqual([1]);
    const passed = nodes.find((each) => each.column === 1);
    expect(Math.abs((long?.bends[0]?.y ?? 0) - (passed?.y ?? 0))).toBeGreaterThan(0.5);
  });

  it("refuses a circle", () => {
    expect(() => placeNodes([node("a", "b"), node("b", "a")])).toThrow(/circle/);
  });
});

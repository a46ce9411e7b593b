import { describe, expect, it } from "vitest";
import { MilestoneMultiples } from "#app/components/milestone-multiples.tsx";
import { TrajectoryChart } from "#app/components/trajectory-chart.tsx";
import { TrajectoryTable } from "#app/components/trajectory-table.tsx";
import { WorkingTimes } from "#app/components/working-times.tsx";
import { attributes, html, pictures, words } from "./render.ts";

describe("a trajectory", () => {
  const band = { low: 4, median: 6, high: 9 };
  const points = [
    { month: 0, own: 0, band: { low: 0, median: 0, high: 0 } },
    { month: 1, own: 5, band },
    { month: 2, own: null, band: { low: 8, median: 11, high: 14 } },
  ];

  it("says in words what it draws, and ends the line where the fellow is", () => {
    const drawn = pictures(<TrajectoryChart title="Cases" who="You" points={points} />);
    expect(drawn).toContain("You: 5 after month 1; half of the cohort lies between 4 and 9.");
    const own = /class="trajectory-own" d="([^"]*)"/.exec(drawn)?.[1] ?? "";
    expect(own.match(/[ML]/g)).toHaveLength(2);
    const middle = /class="trajectory-median" d="([^"]*)"/.exec(drawn)?.[1] ?? "";
    expect(middle.match(/[ML]/g)).toHaveLength(3);
  });

  it("draws no cohort and names none where too few have come so far", () => {
    const alone = points.map((each) => ({ ...each, band: null }));
    const page = html(<TrajectoryChart title="Cases" who="You" points={alone} />);
    expect(page).not.toContain("cohort");
    expect(/class="trajectory-band" d="([^"]*)"/.exec(page)?.[1]).toBe("");
  });

  it("has the same figures in its table, and says where a cohort is too small", () => {
    const figure = (own: number | null, some: typeof band | null) => ({ own, band: some });
    const rows = [
      { month: 1, cases: figure(5, band), epas: figure(1, null), fellows: 7 },
      { month: 2, cases: figure(6.5, null), epas: figure(1, null), fellows: null },
    ];
    const text = words(<TrajectoryTable who="You" rows={rows} />);
    for (const figure of ["5", "6", "4–9", "7", "6.5", "too few"]) expect(text).toContain(figure);
  });
});

describe("milestones", () => {
  const milestones = [
    {
      domain: "HEM",
      name: "Advanced haemodynamics",
      points: [
        { halfYear: "2026-H1", observed: null, committee: null, committeeBy: null },
        {
          halfYear: "2026-H2",
          observed: { median: 3.5, n: 8 },
          committee: 4,
          committeeBy: "finding" as const,
        },
      ],
    },
  ];

  it("draws one mark for each level there is, and none for a half-year without", () => {
    const page = html(<MilestoneMultiples milestones={milestones} />);
    const [picture = ""] = page.match(/<svg class="multiple-picture"[\s\S]*?<\/svg>/) ?? [];
    expect(attributes(picture, "aria-label")).toEqual([
      "Advanced haemodynamics: observed at level 3.5 in 2026-H2, committee level 4 in 2026-H2",
    ]);
    expect(picture.match(/<circle/g)).toHaveLength(1);
    expect(picture.match(/class="multiple-committee"/g)).toHaveLength(1);
  });

  it("has the same in its table, half-years without anything included", () => {
    const text = words(<MilestoneMultiples milestones={milestones} />);
    expect(text).toContain("2026-H1 2026-H2");
    expect(text).toContain("none 3.5 from 8 observed Committee 4 (signed minutes)");
  });
});

it("says when nothing is recorded that a fellow works full time", () => {
  const text = words(<WorkingTimes times={[]} zone="UTC" act={null} />);
  expect(text).toContain("Full time throughout.");
});

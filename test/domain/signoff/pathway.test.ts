import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { credentialDefinition } from "#app/domain/curriculum/release.ts";
import {
  casesAsked,
  type PathwayEvidence,
  pathwayLines,
  pathwayOpen,
} from "#app/domain/signoff/pathway.ts";
import { type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";

const { current: release } = loadContent();
const definition = credentialDefinition(release, "CRED-CAN");
const now = parseInstant("2026-11-22T03:12:00Z") as Instant;
const seen = (id: string, assessorName: string, level = 5) => ({
  id,
  assessorName,
  institution: "Harbour University",
  competency: "CIC-ECM-01",
  level,
  observedAt: later(now, -1),
});
const complete: PathwayEvidence = {
  practiceYears: 3,
  caseCounts: definition.competencies.map((competency) => ({
    competency,
    cases: casesAsked(release, competency),
  })),
  observations: [seen("1", "Dr Adler"), seen("2", "Dr Adler"), seen("3", "Dr Cole")],
  unitHead: "Prof. Brink",
  unitHeadLetterAt: now,
  held: ["CRED-ECP", "CRED-HEM"],
};
const missing = (changed: Partial<PathwayEvidence>) =>
  pathwayLines(release, definition, { ...complete, ...changed }, now)
    .filter((each) => !each.met)
    .map((each) => each.id);

describe("the practice pathway", () => {
  it("is satisfied by years, cases, observations, outside assessors, a letter and what must be held", () => {
    expect(missing({})).toEqual([]);
  });

  it("misses each piece that is taken away", () => {
    expect(missing({ practiceYears: 2 })).toEqual(["practice_years"]);
    expect(missing({ unitHead: " " })).toEqual(["unit_head_letter"]);
    expect(missing({ unitHeadLetterAt: later(now, 1) })).toEqual(["unit_head_letter"]);
    expect(missing({ held: ["CRED-HEM"] })).toEqual(["held:CRED-ECP"]);
    const [first, ...rest] = complete.caseCounts;
    const fewer = [
      { competency: first?.competency ?? "", cases: (first?.cases ?? 0) - 1 },
      ...rest,
    ];
    expect(missing({ caseCounts: fewer })).toEqual([`cases:${first?.competency}`]);
  });

  it("counts observations of its own competencies at their level, by two different people", () => {
    const one = [seen("1", "Dr Adler"), seen("2", "dr adler "), seen("3", "Dr Adler")];
    expect(missing({ observations: one })).toEqual(["outside_assessors"]);
    const low = [seen("1", "Dr Adler"), seen("2", "Dr Cole"), seen("3", "Dr Cole", 1)];
    expect(missing({ observations: low })).toEqual(["observations"]);
    const foreign = complete.observations.map((each) => ({ ...each, competency: "CIC-HEM-01" }));
    expect(missing({ observations: foreign })).toEqual(["observations", "outside_assessors"]);
  });

  it("closes a given time after the programme began", () => {
    const closes = addMonths(now, 24);
    expect(pathwayOpen(release, now, later(closes, -1))).toBe(true);
    expect(pathwayOpen(release, now, closes)).toBe(false);
  });
});

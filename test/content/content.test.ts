import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import type { Content } from "#app/domain/content.ts";
import { contentProblems } from "#app/domain/content-check.ts";

const root = join(process.cwd(), "content");
const content = loadContent(root);
const folders: string[] = [];

afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** A copy of the content with one file changed. */
function changed(file: string, change: (text: string) => string): string {
  const copy = mkdtempSync(join(tmpdir(), "content-"));
  folders.push(copy);
  cpSync(root, copy, { recursive: true });
  const before = readFileSync(join(copy, file), "utf8");
  const after = change(before);
  expect(after, "the change must change something").not.toBe(before);
  writeFileSync(join(copy, file), after);
  return copy;
}

/** The content with its latest release replaced. */
function released(change: (release: Content["current"]) => Content["current"]): Content {
  const current = change(content.current);
  return { ...content, current, releases: new Map([[current.version, current]]) };
}

describe("what is there", () => {
  it("holds every domain, competency, EPA and credential of release 2026-1", () => {
    const { domains, competencies, epas, credentials } = content.current;
    const counts = [domains, competencies, epas, credentials].map((each) => each.length);
    expect(content.current.version).toBe("2026-1");
    expect(counts).toEqual([10, 37, 15, 10]);
    const inDomain = domains.map(
      ({ code }) => competencies.filter((each) => each.domain === code).length,
    );
    expect(inDomain).toEqual([4, 3, 4, 4, 3, 4, 3, 3, 5, 4]);
  });

  it("has months of rotation that add up to the programme", () => {
    const { rotations, durationMonths } = content.current.programme;
    const months = rotations.reduce((sum, each) => sum + each.months.value, 0);
    expect(months).toBe(durationMonths.value);
  });

  it("has every tier, the none of a general unit among them, and the guard", () => {
    expect(content.tiers.tiers.map((each) => [each.tier, each.rules.length])).toEqual([
      ["none", 0],
      ["basic", 4],
      ["intermediate", 8],
      ["advanced", 16],
    ]);
    expect(content.tiers.guard.rules).toHaveLength(6);
  });

  it("has a title and a summary on every public page", () => {
    const slugs = ["about", "api-guide", "evidence", "help", "how-the-answer-works", "privacy"];
    expect([...content.pages.keys()]).toEqual(slugs);
    for (const page of content.pages.values()) expect(page.body.length).toBeGreaterThan(400);
  });

  it("reads every YAML file, so that none lies there unread", () => {
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
      (each) => each.endsWith(".yaml") && !each.startsWith(join("curriculum", "draft")),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const broken = changed(file, () => "broken: [");
      expect(() => loadContent(broken), file).toThrow(file);
    }
  }, 30_000);
});

describe("a number never stands alone", () => {
  const figure = (value: object) => "value" in value && "basis" in value && "source" in value;
  const bare = (value: unknown, path: string): string[] => {
    if (typeof value === "number") return [path];
    if (typeof value !== "object" || value === null || figure(value)) return [];
    return Object.entries(value).flatMap(([key, inner]) => bare(inner, `${path}.${key}`));
  };

  it("names its basis and source wherever a person is judged or a unit is answered by it", () => {
    const { releases, tiers, staffing, shockTeam, logRoles, externals } = content;
    const judged = { tiers, staffing, shockTeam, logRoles };
    const withCounts = bare({ ...judged, releases: [...releases.values()] }, "content");
    const numbers = [...withCounts, ...bare([...externals.values()], "externals")];
    // Days of the week are no figures; the threshold of a condition stands in a rule with its basis.
    const named = /\.when\.above$|\.weekdays\.\d$/;
    expect(numbers.filter((each) => !named.test(each))).toEqual([]);
  });

  it("is our own decision exactly where no published figure stands behind it", () => {
    const seen: [string, string][] = [];
    const collect = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if (figure(value)) {
        const { basis, source } = value as { basis: string; source: string };
        seen.push([basis, source]);
      }
      for (const inner of Object.values(value)) collect(inner);
    };
    collect([...content.releases.values()]);
    collect([content.tiers, content.staffing, content.shockTeam, content.logRoles]);
    expect(seen.length).toBeGreaterThan(400);
    for (const [basis, source] of seen) expect(source === "SYSTOLE-2026").toBe(basis === "default");
  });
});

describe("what does not hold together stops the start", () => {
  it("names the file and the place of what is not as it must be", () => {
    const broken = changed("curriculum/2026-1/epas.yaml", (text) =>
      text.replace("targetLevel: { value: 4", "targetLevel: { value: four"),
    );
    expect(() => loadContent(broken)).toThrow(
      /2026-1\/epas\.yaml[\s\S]*epas\.0\.targetLevel\.value/,
    );
  });

  it.each([
    [
      "a key that is not known",
      "curriculum/2026-1/epas.yaml",
      "    uses:",
      "    used: []\n    uses:",
    ],
    ["a number without a source", "standards/staffing.yaml", ", source: SYSTOLE-2026 }", " }"],
    ["a source that is not listed", "standards/staffing.yaml", "SYSTOLE-2026", "SYSTOLE-1999"],
    ["a competency that is not there", "curriculum/2026-1/epas.yaml", "CIC-SHK-01", "CIC-SHK-99"],
    ["a rule for an unknown credential", "standards/unit-tiers.yaml", "[CRED-HEM]", "[CRED-XYZ]"],
    ["a page without front matter", "pages/about.md", "---\ntitle", "title"],
  ])("refuses %s", (_what, file, from, to) => {
    expect(() => loadContent(changed(file, (text) => text.replace(from, to)))).toThrow();
  });

  it("reads a bare no as a word, as YAML 1.2 does", () => {
    const copy = changed("copy/en.yaml", (text) => text.replace('"no": "No"', "no: no"));
    expect(loadContent(copy).copy.answers.no).toBe("no");
  });

  it("finds circles among prerequisites and among required credentials", () => {
    const circle = released((release) => ({
      ...release,
      competencies: release.competencies.map((each) =>
        each.code === "CIC-ECM-01" ? { ...each, prerequisites: ["CIC-ECM-03"] } : each,
      ),
      credentials: release.credentials.map((each) =>
        each.code === "CRED-HEM" ? { ...each, requires: ["CRED-CIS"] } : each,
      ),
    }));
    const problems = contentProblems(circle).join("\n");
    expect(problems).toContain("prerequisites of CIC-ECM-01 lead back to it");
    expect(problems).toContain("requires of CRED-CIS lead back to it");
  });

  it("finds a competency, an EPA and a domain that nothing uses", () => {
    const orphaned = released((release) => ({
      ...release,
      domains: [...release.domains, { code: "XXX", name: "Unused", description: "Unused" }],
      credentials: release.credentials.filter((each) => each.code !== "CRED-ECPR"),
    }));
    const problems = contentProblems(orphaned).filter((each) => each.includes("used by nothing"));
    expect(problems.map((each) => each.replace("release 2026-1: ", ""))).toEqual([
      "domain XXX is used by nothing",
      "competency CIC-ECM-03 is used by nothing",
      "EPA EPA-07 is used by nothing",
    ]);
  });

  it("finds a minimum that the catalogue cannot meet", () => {
    const emptied = released((release) => ({
      ...release,
      catalogue: {
        ...release.catalogue,
        activities: release.catalogue.activities.filter(
          (each) =>
            !["va-ecmo-cannulation", "pericardiocentesis", "simulation-ecmo-emergency"].includes(
              each.code,
            ),
        ),
      },
    }));
    const problems = contentProblems(emptied).join("\n");
    expect(problems).toContain("CIC-ECM-01: va-supervised cannot be met");
    expect(problems).toContain("CIC-PRC-04: nothing to log");
    expect(problems).toContain("CIC-ECM-02: no simulation of gas_failure");
  });

  it("finds a source that nobody cites", () => {
    const extra = { key: "S-UNUSED", cite: "Nobody", confidence: "seen" as const };
    const sources = new Map([...content.sources, ["S-UNUSED", extra]]);
    expect(contentProblems({ ...content, sources })).toEqual([
      "sources.yaml: S-UNUSED is cited by nothing",
    ]);
  });
});

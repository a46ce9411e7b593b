import fc from "fast-check";
import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { type Evidence, noEvidence, rulesOf } from "#app/domain/training/evidence.ts";
import { nextThings } from "#app/domain/training/next-things.ts";
import { progressTowardsAll } from "#app/domain/training/progress.ts";
import { idealRecord, judged } from "./ideal-record.ts";

const rules = rulesOf(loadContent(), "2026-1");
const all = rules.release.credentials.map((each) => each.code);
const progress = (evidence: Evidence) => progressTowardsAll(rules, evidence, judged);
const full = idealRecord(rules.release, "CRED-HEM");
const catheter = rules.release.catalogue.activities
  .filter((each) => each.competencies.includes("CIC-HEM-01"))
  .map((each) => each.code);

it("names first what needs a single act, and says which kind of act", () => {
  const oneCaseLess = full.cases.findIndex((each) => catheter.includes(each.activity));
  const cases = full.cases.filter((_, i) => i !== oneCaseLess);
  const [first] = nextThings(progress({ ...full, cases }), [], 3);
  expect(first).toMatchObject({ code: "CIC-HEM-01", acts: 1, next: "log" });
  const observed = full.observations.findIndex((each) => each.subjectCode === "EPA-02");
  const observations = full.observations.filter((_, i) => i !== observed);
  const [other] = nextThings(progress({ ...full, observations }), [], 3);
  expect(other).toMatchObject({ code: "EPA-02", acts: 1, next: "observe" });
});

it("counts an act once where it fills several lines", () => {
  const found = nextThings(progress(noEvidence), [], 99).find((each) => each.code === "CIC-HEM-01");
  const missing = (kind: string) =>
    found?.lines.find((each) => each.kind === kind)?.missing[0]?.count ?? 0;
  expect(missing("recent")).toBeGreaterThan(0);
  expect(found?.acts).toBe(missing("log") + missing("observations"));
});

it("leaves out what only held credentials ask for, and names the others", () => {
  expect(nextThings(progress(noEvidence), all, 99)).toEqual([]);
  const [one] = all;
  const rest = nextThings(progress(noEvidence), [one ?? ""], 99);
  expect(rest.flatMap((each) => each.credentials)).not.toContain(one);
});

it("orders by acts, and shows no more than asked", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 60 }), (most, kept) => {
      const cases = full.cases.slice(0, kept);
      const acts = nextThings(progress({ ...full, cases }), [], most).map((each) => each.acts);
      expect(acts.length).toBeLessThanOrEqual(most);
      expect(acts).toEqual([...acts].sort((a, b) => a - b));
    }),
    { numRuns: 25 },
  );
});

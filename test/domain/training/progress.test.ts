import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, instant } from "#app/domain/time/instant.ts";
import { type Evidence, noEvidence, rulesOf } from "#app/domain/training/evidence.ts";
import { progressTowards, progressTowardsAll } from "#app/domain/training/progress.ts";
import { idealRecord, judged, withoutOne } from "./ideal-record.ts";

const content = loadContent();
const rules = rulesOf(content, "2026-1");
const codes = rules.release.credentials.map((each) => each.code);
const towards = (code: string, evidence: Evidence) =>
  progressTowards(rules, code, evidence, judged);

describe.each(codes)("%s", (code) => {
  const ideal = idealRecord(rules.release, code);

  it("is earned by an ideal record", () => {
    const progress = towards(code, ideal);
    expect(progress.missing).toEqual([]);
    expect(progress).toMatchObject({ status: "met", eligible: true });
  });

  it("is not earned once any one piece of that record is taken away", () => {
    const earned = withoutOne(ideal).filter(({ record }) => towards(code, record).eligible);
    expect(earned.map((each) => each.lacks)).toEqual([]);
  }, 60_000);

  it("rests on every piece of the ideal record and names it", () => {
    const pieces = withoutOne(ideal).map((each) => each.lacks);
    expect(towards(code, ideal).evidence).toEqual(pieces.sort());
  });

  it("is not earned by no record", () => {
    expect(towards(code, noEvidence).eligible).toBe(false);
  });
});

it("says the same whatever the order in which evidence came", () => {
  const ideal = idealRecord(rules.release, "CRED-STL");
  const shuffled = (seed: readonly number[]): Evidence => {
    const mix = <T>(items: readonly T[]) =>
      items
        .map((item, i) => ({ item, at: seed[i % seed.length] ?? 0, i }))
        .sort((a, b) => a.at - b.at || b.i - a.i)
        .map((each) => each.item);
    return { ...ideal, cases: mix(ideal.cases), observations: mix(ideal.observations) };
  };
  const expected = towards("CRED-STL", ideal);
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 3, maxLength: 40 }), (seed) => {
      expect(towards("CRED-STL", shuffled(seed))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

it("never loses what is met by further cases, records, credentials or months", () => {
  const full = idealRecord(rules.release, "CRED-HEM");
  const part = (keep: readonly boolean[]): Evidence => ({
    ...full,
    cases: full.cases.filter((_, i) => keep[i % keep.length]),
  });
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (keep) => {
      const met = (evidence: Evidence) =>
        towards("CRED-HEM", evidence)
          .competencies.flatMap((c) => c.lines.map((line) => ({ in: c.code, ...line })))
          .filter((line) => line.met)
          .map((line) => `${line.in} ${line.id}`);
      expect(met(full)).toEqual(expect.arrayContaining(met(part(keep))));
    }),
    { numRuns: 40 },
  );
});

it("does not know what happens after the instant it is asked about", () => {
  const ideal = idealRecord(rules.release, "CRED-HEM");
  const early = progressTowards(rules, "CRED-HEM", ideal, instant(judged - 60 * day));
  expect(early.evidence).toEqual([]);
});

it("counts a month of the programme once it has passed completely", () => {
  const ideal = idealRecord(rules.release, "CRED-CIS");
  const months = (at: number) =>
    progressTowards(rules, "CRED-CIS", ideal, instant(at)).lines.find(
      (each) => each.kind === "programme_months",
    );
  expect(months(judged)).toMatchObject({ have: 24, met: true });
  expect(months(judged - 1)).toMatchObject({ have: 23, met: false });
});

it("is blocked, not failed, while a high-grade complication awaits its review", () => {
  const ideal = idealRecord(rules.release, "CRED-HEM");
  const [first, ...others] = ideal.cases;
  if (!first) throw new Error("no case");
  const open = { ...first, complicationGrade: "high" as const, complications: ["pneumothorax"] };
  const blocked = towards("CRED-HEM", { ...ideal, cases: [open, ...others] });
  expect(blocked).toMatchObject({ status: "blocked", eligible: false });
  const closed = { ...open, reviewOutcome: "closed" };
  expect(towards("CRED-HEM", { ...ideal, cases: [closed, ...others] }).eligible).toBe(true);
});

it("judges every credential of the release alike, alone or together", () => {
  const ideal = idealRecord(rules.release, "CRED-CAN");
  const alone = codes.map((code) => towards(code, ideal));
  expect(progressTowardsAll(rules, ideal, judged)).toEqual(alone);
});

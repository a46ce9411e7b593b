import fc from "fast-check";
import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { rulesOf } from "#app/domain/training/evidence.ts";
import { progressTowardsAll } from "#app/domain/training/progress.ts";
import { trainingPart } from "./against-oracle.ts";
import { instants, randomRecords } from "./random-record.ts";

const rules = rulesOf(loadContent(), "2026-1");
const worlds = fc.record({ evidence: randomRecords(rules.release), at: instants });

it("says what the oracle says about 2 000 random records", () => {
  fc.assert(
    fc.property(worlds, ({ evidence, at }) => {
      expect(trainingPart(rules, evidence, at)).toBeNull();
    }),
    { numRuns: 2_000, seed: 20261122 },
  );
}, 120_000);

it("is compared over records of every kind: met, in progress and blocked", () => {
  const seen = new Map<string, number>();
  for (const { evidence, at } of fc.sample(worlds, { numRuns: 150, seed: 7 })) {
    for (const { status, competencies, epas } of progressTowardsAll(rules, evidence, at)) {
      for (const each of [
        status,
        ...competencies.map((c) => c.status),
        ...epas.map((e) => e.status),
      ]) {
        seen.set(each, (seen.get(each) ?? 0) + 1);
      }
    }
  }
  expect(
    [...seen]
      .filter(([, times]) => times >= 10)
      .map(([status]) => status)
      .sort(),
  ).toEqual(["blocked", "blocked_pending_review", "in_progress", "met"]);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, forever, type Instant, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { type Evidence, noEvidence, rulesOf } from "#app/domain/training/evidence.ts";
import { progressTowardsAll } from "#app/domain/training/progress.ts";
import { progressUntil } from "#app/domain/training/until.ts";
import { aCase, judged } from "./ideal-record.ts";
import { instants, randomRecords } from "./random-record.ts";

const rules = rulesOf(loadContent(), "2026-1");
const records = randomRecords(rules.release);
const judge = (evidence: Evidence, at: Instant) => progressTowardsAll(rules, evidence, at);

/** Every line that is met, by credential, subject and line. */
function metIn(evidence: Evidence, at: Instant): string[] {
  return judge(evidence, at).flatMap(({ credential, competencies, epas, lines }) =>
    [...competencies, ...epas, { code: credential, lines }].flatMap((part) =>
      part.lines.filter((line) => line.met).map((line) => `${credential} ${part.code} ${line.id}`),
    ),
  );
}

/**
 * The rules by which more evidence takes something away, each on purpose: the latest observations are
 * judged, not the best; one assessor may have given only a share of them; a serious complication waits for
 * its review. A competency that is needed first may be lost by any of these.
 */
const mayBeLost = /(observations|assessors|assessor_share|raters|prerequisite:.*)$/;

/** Splits a record at random into what was there before and all of it. */
const grown = fc
  .record({ all: records, keep: fc.array(fc.boolean(), { minLength: 3, maxLength: 40 }) })
  .map(({ all, keep }) => {
    const some = <T>(items: readonly T[]) => items.filter((_, i) => keep[i % keep.length]);
    const before = {
      ...all,
      fellowships: some(all.fellowships),
      cases: some(all.cases),
      records: some(all.records),
      credentials: some(all.credentials),
      externals: some(all.externals),
      entrustments: some(all.entrustments),
    };
    return { all, before, fewer: { ...all, observations: some(all.observations) } };
  });

it("un-meets nothing when cases, records, credentials, months or entrustments are added", () => {
  fc.assert(
    fc.property(grown, instants, ({ all, before }, at) => {
      const after = new Set(metIn(all, at));
      const lost = metIn(before, at).filter((line) => !after.has(line));
      // what is needed first may be blocked: the law after the next is about that
      expect(lost.filter((line) => !line.includes(" prerequisite:"))).toEqual([]);
    }),
    { numRuns: 150, seed: 1 },
  );
}, 60_000);

it("un-meets by further observations only what the latest ones, or who gave them, decide", () => {
  fc.assert(
    fc.property(grown, instants, ({ all, fewer }, at) => {
      const after = new Set(metIn(all, at));
      const lost = metIn(fewer, at).filter((line) => !after.has(line));
      expect(lost.filter((line) => !mayBeLost.test(line))).toEqual([]);
    }),
    { numRuns: 150, seed: 2 },
  );
}, 60_000);

it("un-meets a competency by a further case only while a serious complication is under review", () => {
  fc.assert(
    fc.property(grown, instants, ({ all, before }, at) => {
      const statuses = (evidence: Evidence) =>
        new Map(judge(evidence, at).flatMap((c) => c.competencies.map((e) => [e.code, e.status])));
      const after = statuses(all);
      for (const [code, status] of statuses(before)) {
        const now = after.get(code);
        if (status !== "met" || now === "met") continue;
        const needed = rules.release.competencies.find((each) => each.code === code)?.prerequisites;
        const blocked = [code, ...(needed ?? [])].some(
          (each) => after.get(each) === "blocked_pending_review",
        );
        expect({ code, now, blocked }).toMatchObject({ blocked: true });
      }
    }),
    { numRuns: 150, seed: 3 },
  );
}, 60_000);

it("says the same whatever the order in which anything was entered", () => {
  const order = fc.array(fc.integer(), { minLength: 5, maxLength: 50 });
  fc.assert(
    fc.property(records, instants, order, (evidence, at, seed) => {
      const mixed = <T>(items: readonly T[]): T[] =>
        items
          .map((item, i) => ({ item, by: (seed[i % seed.length] ?? 0) ^ (i * 2_654_435_761) }))
          .sort((a, b) => a.by - b.by)
          .map((each) => each.item);
      const other: Evidence = {
        fellowships: mixed(evidence.fellowships),
        cases: mixed(evidence.cases),
        observations: mixed(evidence.observations),
        records: mixed(evidence.records),
        credentials: mixed(evidence.credentials),
        externals: mixed(evidence.externals),
        entrustments: mixed(evidence.entrustments),
        workingTime: mixed(evidence.workingTime),
        countedAssurance: evidence.countedAssurance,
      };
      expect(judge(other, at)).toEqual(judge(evidence, at));
    }),
    { numRuns: 100, seed: 4 },
  );
}, 60_000);

it("changes nothing by time alone before the instant that is named", () => {
  const apart = (evidence: Evidence, at: Instant) =>
    judge(evidence, at).map(({ at: _, ...progress }) => progress);
  fc.assert(
    fc.property(
      records,
      instants,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (evidence, at, share) => {
        const until = progressUntil(rules, evidence, at);
        expect(until).toBeGreaterThan(at);
        const end = until === forever ? at + 1e12 : until;
        const expected = apart(evidence, at);
        const later = instant(Math.floor(at + (end - 1 - at) * share));
        for (const each of [later, instant(end - 1)]) {
          expect(apart(evidence, each)).toEqual(expected);
        }
      },
    ),
    { numRuns: 150, seed: 5 },
  );
}, 60_000);

it("names the instant at which a case leaves the window, a month ends and a credential ends", () => {
  const end = instant(judged + 5_000);
  const held = { id: "held", code: "CRED-HEM", counts: [{ start: instant(0), end }] };
  const until = (some: Partial<Evidence>) =>
    progressUntil(rules, { ...noEvidence, ...some }, judged);
  expect(until({})).toBe(forever);
  expect(until({ credentials: [held] })).toBe(end);
  const start = instant(judged - 10 * day);
  const fellowship = { id: "f", programmeId: "p", release: "2026-1", during: interval(start) };
  expect(until({ fellowships: [fellowship] })).toBe(addMonths(start, 1));
  const leave = { during: interval(start, judged), percent: 0 };
  expect(until({ fellowships: [fellowship], workingTime: [leave] })).toBe(
    addMonths(start, 1) + 10 * day,
  );
  const old = aCase("old", "pa-catheter-insertion", addMonths(judged, -23));
  expect(until({ cases: [old] })).toBe(addMonths(old.performedAt, 24));
  expect(until({ cases: [old], workingTime: [leave] })).toBe(
    addMonths(old.performedAt, 24) + 10 * day,
  );
});

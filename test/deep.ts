import { parseArgs } from "node:util";
import fc from "fast-check";
import { loadContent } from "#app/adapters/content.server.ts";
import { answerAt } from "#app/domain/coverage/answer.ts";
import { instant } from "#app/domain/time/instant.ts";
import { rulesOf } from "#app/domain/training/evidence.ts";
import { trainingPart } from "#test/domain/training/against-oracle.ts";
import { instants, randomRecords } from "#test/domain/training/random-record.ts";
import { calendarsPart } from "#test/world/oracle/compare.ts";
import { answersPart } from "#test/world/oracle/compare-answer.ts";
import { calendarPart } from "#test/world/oracle/compare-calendar.ts";
import { described } from "#test/world/oracle/described.ts";
import {
  type Asker,
  addingKeepsYes,
  losingNeverHelps,
  wildcardsNeverProve,
} from "#test/world/oracle/laws.ts";
import { randomSeries } from "#test/world/random-calendar.ts";
import { filePart, mutatedFile } from "#test/world/random-files.ts";
import { type RandomUnit, randomUnit } from "#test/world/random-units.ts";

const calendarEvery = 50;
const calendarHours = 4;
const batch = 1_000;

const { values } = parseArgs({
  options: { worlds: { type: "string" }, seed: { type: "string" }, of: { type: "string" } },
});
const worlds = wholeNumber("worlds", values.worlds ?? "100000");
const seed = wholeNumber("seed", values.seed ?? String(process.hrtime.bigint() % 2_147_483_647n));

const of = values.of ?? "staffing";

type Batch = { readonly numRuns: number; readonly seed: number };
type Check = (batch: Batch) => Pick<fc.RunDetails<unknown>, "failed" | "numRuns" | "errorInstance">;

/** What can be compared. */
const checks: Readonly<Record<string, () => Check>> = {
  staffing: () => (batch) =>
    fc.check(
      fc.property(randomUnit, fc.nat(9_999), ({ facts, at, jump }, which) => {
        const fault = judge({ facts, at, jump }, which);
        if (fault) throw new Error(`${fault}\n${described(facts, at)}`);
      }),
      batch,
    ),
  /** Random series as the oracle has them, and good files with something broken in them. */
  rosters: () => (batch) =>
    fc.check(
      fc.property(randomSeries, mutatedFile, (series, file) => {
        const fault = calendarPart(series) ?? filePart(file);
        if (fault) throw new Error(fault);
      }),
      batch,
    ),
  training: () => {
    const rules = rulesOf(loadContent(), "2026-1");
    const records = randomRecords(rules.release);
    return (batch) =>
      fc.check(
        fc.property(records, instants, (evidence, at) => {
          const fault = trainingPart(rules, evidence, at);
          if (fault) throw new Error(fault);
        }),
        batch,
      );
  },
};
const check = checks[of]?.();
if (!check) throw new RangeError(`--of must be one of ${Object.keys(checks).join(", ")}`);

say(`${of} against its oracle: ${worlds} worlds, --seed ${seed}`);
process.exitCode = run(check) ? 0 : 1;

/** Each batch has its own seed, so that memory stays small and a failure shrinks within its batch. */
function run(check: Check): boolean {
  let agreed = 0;
  for (let from = 0; from < worlds; from += batch) {
    const numRuns = Math.min(batch, worlds - from);
    const found = check({ numRuns, seed: (seed + from) | 0 });
    if (found.failed) {
      const cause = found.errorInstance;
      say(
        `world ${from + found.numRuns}, shrunk: ${cause instanceof Error ? cause.message : cause}`,
      );
      say(`${agreed} passed, 1 failed`);
      return false;
    }
    agreed += numRuns;
    if (agreed % 10_000 === 0) say(`${agreed} worlds agree`);
  }
  say(`${agreed} passed, 0 failed`);
  return true;
}

function judge({ facts, at, jump }: RandomUnit, which: number): string | null {
  const ask: Asker = (unit, when) => answerAt(unit, when).answer;
  const half = (calendarHours * 3_600_000) / 2;
  const middle = which % (2 * calendarEvery) === 0 ? jump : at;
  const window = { start: instant(middle - half), end: instant(middle + half) };
  return (
    answersPart(facts, at) ??
    answersPart(facts, facts.knownAt) ??
    addingKeepsYes(ask, facts, at, which) ??
    losingNeverHelps(ask, facts, at, which) ??
    wildcardsNeverProve(ask, facts, at, which) ??
    (which % calendarEvery === 0 ? calendarsPart(facts, window) : null)
  );
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new RangeError(`--${name} must be a whole number, not ${text}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerAt } from "#app/domain/coverage/answer.ts";
import {
  type Asker,
  addingKeepsYes,
  type Law,
  losingNeverHelps,
  wildcardsNeverProve,
} from "#test/world/oracle/laws.ts";
import { oracleAt } from "#test/world/oracle/oracle.ts";
import { randomUnit } from "#test/world/random-units.ts";

const askOracle: Asker = (facts, at) => oracleAt(facts, at).answer;
const askEngine: Asker = (facts, at) => answerAt(facts, at).answer;
const askers = [
  ["oracle", askOracle],
  ["engine", askEngine],
] as const;

describe.each(askers)("the %s", { timeout: 60_000 }, (_name, ask) => {
  it("never loses a yes by one more able person on duty", () => hold(ask, addingKeepsYes));
  it("never gains a yes by a loss of standing", () => hold(ask, losingNeverHelps));
  it("is changed by an unmatched row only from no to unknown", () =>
    hold(ask, wildcardsNeverProve));
});

function hold(ask: Asker, law: Law): void {
  fc.assert(
    fc.property(randomUnit, fc.nat(99), ({ facts, at }, which) => {
      expect(law(ask, facts, at, which)).toBeNull();
    }),
    { numRuns: 150 },
  );
}

import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { type OracleAnswer, oracleAt } from "./oracle.ts";
import type { Three } from "./three-values.ts";

export type OracleMinute = {
  readonly at: number;
  readonly answer: Three;
  readonly unmet: readonly string[];
  readonly warned: readonly string[];
};

/** One verdict for each step of a window [start, end), asked afresh each time. */
export function oracleCalendar(
  facts: UnitFacts,
  window: { readonly start: number; readonly end: number },
  stepMs = 60_000,
): OracleMinute[] {
  const minutes: OracleMinute[] = [];
  for (let at = window.start; at < window.end; at += stepMs) minutes.push(verdictAt(facts, at));
  return minutes;
}

export function verdictAt(facts: UnitFacts, at: number): OracleMinute {
  const said = oracleAt(facts, at);
  const { answer } = said;
  return { at, answer, unmet: notYes(said, "block"), warned: notYes(said, "warn") };
}

function notYes({ rules }: OracleAnswer, severity: "block" | "warn"): string[] {
  return rules
    .filter((rule) => rule.severity === severity)
    .filter((rule) => rule.answer !== "yes" && rule.answer !== "not-applicable")
    .map((rule) => rule.id)
    .sort();
}

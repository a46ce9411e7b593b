import { answerAt } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { oracleAt } from "./oracle.ts";

/** What engine and oracle both say of a unit, or of one rule; where they part, both in one string. */
export function said(facts: UnitFacts, at: Instant, ruleId?: string): string | undefined {
  const [engine, oracle] = [answerAt(facts, at), oracleAt(facts, at)].map((answer) =>
    ruleId === undefined ? answer.answer : answer.rules.find(({ id }) => id === ruleId)?.answer,
  );
  return engine === oracle ? oracle : `engine ${engine}, oracle ${oracle}`;
}

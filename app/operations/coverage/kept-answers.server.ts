import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import type { Database } from "#db/client.server.ts";
import type { RestsOn } from "#db/store/staffing-desk.server.ts";
import type { StaffingAnswer } from "./staffing-answer.server.ts";

/**
 * An answer as it stood for the record through an entry. It reads the same at every instant of
 * [from, until) for as long as nothing that it rests on is added to.
 */
export type KeptAnswer = RestsOn & {
  readonly from: Instant;
  readonly until: Instant;
  /**
   * The entry through which it was found to stand, when that was recorded, and when it was found. Moved on
   * when nothing since concerns it.
   */
  through: number;
  throughAt: Instant;
  checkedAt: Instant;
  /** The members that are other in each answer are left out: see `textOf`. */
  readonly unit: string;
  readonly rest: string;
};

/** Some six kilobytes each. */
const keptMost = 10_000;
/** Names and telephone numbers are no facts and may be corrected without an entry: so old they may be. */
const namesHold = minute;

/** Whether an answer may be given as it is, or has to be compared with the record first. */
export function stands(answer: KeptAnswer, headSeq: number, at: Instant): boolean {
  return answer.through >= headSeq && at < later(answer.checkedAt, namesHold);
}

const memories = new WeakMap<Database, Map<string, KeptAnswer>>();

/** The answers that a process keeps of a record, by unit; those asked for last. */
export function keptAnswers(db: Database): {
  readonly find: (unitId: string, at: Instant) => KeptAnswer | null;
  readonly keep: (unitId: string, answer: KeptAnswer) => void;
  readonly drop: (unitId: string) => void;
} {
  const kept = memories.get(db) ?? new Map<string, KeptAnswer>();
  memories.set(db, kept);
  return {
    find: (unitId, at) => {
      const found = kept.get(unitId);
      return found && found.from <= at && at < found.until ? found : null;
    },
    keep: (unitId, answer) => {
      kept.delete(unitId);
      kept.set(unitId, answer);
      const oldest = kept.size > keptMost ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
    },
    drop: (unitId) => kept.delete(unitId),
  };
}

/** An answer's text without the instant and the entry, to be written with another one: see `textOf`. */
export function partsOf(body: StaffingAnswer): Pick<KeptAnswer, "unit" | "rest"> {
  const { unit, at: _, knownAt: __, ledgerSeq: ___, ...rest } = body;
  return { unit: JSON.stringify(unit), rest: JSON.stringify(rest).slice(1) };
}

/** The whole text, as of an instant and an entry. */
export function textOf({ unit, rest }: KeptAnswer, at: string, ledgerSeq: number): string {
  return `{"unit":${unit},"at":"${at}","knownAt":"${at}","ledgerSeq":${ledgerSeq},${rest}`;
}

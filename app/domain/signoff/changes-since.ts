import type { Instant } from "../time/instant.ts";
import type { ComplicationGrade } from "../training/evidence.ts";

type Entered = { readonly entrySeq: number };
export type EnteredCase = Entered & {
  readonly id: string;
  readonly activity: string;
  readonly atNight: boolean;
  readonly isConfirmed: boolean;
  readonly complicationGrade: ComplicationGrade;
  readonly performedAt: Instant;
};
export type EnteredObservation = Entered & {
  readonly id: string;
  readonly subjectCode: string;
  readonly level: number;
  readonly observedAt: Instant;
  readonly assessorName: string;
  readonly feedback: string | null;
};
/** Codes of competencies and EPAs with whether everything about them is shown. */
export type Shown = ReadonlyMap<string, boolean>;

export type LevelChange = {
  readonly subject: string;
  /** The level last observed before, and now; null where nothing had been observed. */
  readonly from: number | null;
  readonly to: number;
};

export type Changes = {
  readonly cases: number;
  readonly confirmed: number;
  readonly atNight: number;
  readonly complications: readonly EnteredCase[];
  readonly observations: readonly EnteredObservation[];
  readonly levels: readonly LevelChange[];
  readonly newlyMet: readonly string[];
  /** Met then and no longer: what a rule lets lapse, or a correction took away. */
  readonly noLongerMet: readonly string[];
};

/**
 * What came into the record about a fellow after an entry of the ledger: what the committee has not seen
 * yet, whenever it happened.
 *
 * @param after  The entry of the last finding; 0 where there is none.
 */
export function changesSince(
  after: number,
  {
    cases,
    observations,
  }: {
    readonly cases: readonly EnteredCase[];
    readonly observations: readonly EnteredObservation[];
  },
  { before, now }: { readonly before: Shown; readonly now: Shown },
): Changes {
  const fresh = cases.filter((each) => each.entrySeq > after);
  const seen = observations.filter((each) => each.entrySeq > after);
  const codes = [...new Set([...before.keys(), ...now.keys()])].sort();
  const gained = (to: Shown, from: Shown) =>
    codes.filter((code) => to.get(code) === true && from.get(code) !== true);
  return {
    cases: fresh.length,
    confirmed: fresh.filter((each) => each.isConfirmed).length,
    atNight: fresh.filter((each) => each.atNight).length,
    complications: fresh.filter((each) => each.complicationGrade === "high"),
    observations: [...seen].sort((a, b) => b.observedAt - a.observedAt || (a.id < b.id ? 1 : -1)),
    levels: levelChanges(after, observations),
    newlyMet: gained(now, before),
    noLongerMet: gained(before, now),
  };
}

function levelChanges(after: number, observations: readonly EnteredObservation[]): LevelChange[] {
  const byTime = [...observations].sort(
    (a, b) => a.observedAt - b.observedAt || (a.id < b.id ? -1 : 1),
  );
  const before = new Map<string, number>();
  const now = new Map<string, number>();
  for (const { subjectCode, level, entrySeq } of byTime) {
    if (entrySeq <= after) before.set(subjectCode, level);
    now.set(subjectCode, level);
  }
  return [...now]
    .map(([subject, to]) => ({ subject, from: before.get(subject) ?? null, to }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

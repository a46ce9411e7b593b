import { type Instant, instant, later } from "../time/instant.ts";
import { type Interval, intersect, subtract, union } from "../time/interval.ts";
import type { RosterPresence, ShiftRole } from "./shift.ts";

export type RosterSource = {
  readonly name: string;
  readonly kind: "pulled" | "pushed" | "uploaded";
  readonly publications: readonly Publication[];
  /** When the source was last read or confirmed, in order of recording; publishing confirms too. */
  readonly checks: readonly Instant[];
};

export type Publication = {
  readonly id: string;
  /** Ledger number: the latest known one rules at each instant of its period. */
  readonly entrySeq: number;
  readonly recordedAt: Instant;
  readonly period: Interval;
  readonly assignments: readonly Assignment[];
  /** It says again what an earlier one said, with names filled in: nobody looked at the source for it. */
  readonly isRestated?: boolean;
};

/** How the plan hash of a restated publication begins. */
export const restatedMark = "restated:";
/** One in which only names are understood anew: the same file would say it, too. */
export const renamedMark = `${restatedMark}names:`;

export type Assignment = {
  readonly id: string;
  /** "AUTHORITY:number", or null where the roster named nobody that can be matched. */
  readonly registration: string | null;
  readonly nameText: string | null;
  readonly role: ShiftRole;
  readonly presence: RosterPresence;
  /** Nominal: what people read. It counts only inside the publication's period. */
  readonly shift: Interval;
  /** On site: 0. */
  readonly responseMinutes: number;
  readonly assignment: string | null;
  readonly contact: string | null;
  readonly reference: string | null;
};

export type RegistrationFact = {
  readonly registration: string;
  readonly personId: string;
  readonly during: Interval;
};

/** A stretch in which one publication rules, and what of its rows counts in it. */
export type InForce = { readonly during: Interval; readonly publication: Publication };

/**
 * Which publication of a source rules when: at each instant the latest known one whose period holds it.
 * Where none does there is no stretch.
 *
 * @returns Disjoint stretches in order of time.
 */
export function inForce(publications: readonly Publication[]): InForce[] {
  const found: InForce[] = [];
  let taken: Interval[] = [];
  for (const publication of [...publications].sort((a, b) => b.entrySeq - a.entrySeq)) {
    for (const during of subtract([publication.period], taken)) found.push({ during, publication });
    taken = union([...taken, publication.period]);
  }
  return found.sort((a, b) => a.during.start - b.during.start);
}

/** One row of a roster where it counts: its shift, cut to where its publication rules. */
export type DutyRow = { readonly assignment: Assignment; readonly during: Interval };

/** The rows that count, each cut to the stretch in which its publication rules. */
export function rowsInForce(stretches: readonly InForce[]): DutyRow[] {
  return stretches.flatMap(({ during, publication }) =>
    publication.assignments.flatMap((assignment) => {
      const counted = intersect(assignment.shift, during);
      return counted ? [{ assignment, during: counted }] : [];
    }),
  );
}

/** When the source was last read, confirmed or published, as far as known; null if it never was. */
export function lastConfirmedAt(source: RosterSource): Instant | null {
  const read = source.publications.filter((each) => !each.isRestated);
  const times = [...source.checks, ...read.map((each) => each.recordedAt)];
  return times.length === 0 ? null : instant(times.reduce<number>((a, b) => Math.max(a, b), 0));
}

/**
 * The first instant at which the source is too old to prove anything: it is fresh while its age is at
 * most `maxAgeMs`. A question about a later instant than the record knows is judged at `knownAt`.
 */
export function staleFrom(source: RosterSource, maxAgeMs: number): Instant | null {
  const confirmed = lastConfirmedAt(source);
  return confirmed === null ? null : later(confirmed, maxAgeMs + 1);
}

import { allow, type Refused, type Result, refuse } from "../result.ts";
import type { Instant, Interval } from "../time/interval.ts";
import { addMonths, localParts } from "../time/wall-time.ts";

export const recommendations = ["on_track", "attention", "at_risk", "ready"] as const;
export type FindingWord = (typeof recommendations)[number];

/** Those say something a fellow must be told in words; the others may rest on the record alone. */
const wordsNeeded: readonly FindingWord[] = ["attention", "at_risk"];

/** A member came or went; of several the one entered last holds. */
export type Attendance = {
  readonly memberId: string;
  readonly isPresent: boolean;
  readonly entrySeq: number;
};
export type Conflict = { readonly memberId: string; readonly fellowshipId: string };
export type Sitting = {
  readonly attendance: readonly Attendance[];
  readonly conflicts: readonly Conflict[];
};
export type OnAgenda = { readonly fellowshipId: string; readonly fellowId: string };

/** Who is there after an entry of the ledger, in the order in which they came. */
export function presentMembers(
  attendance: readonly Attendance[],
  through = Number.POSITIVE_INFINITY,
): string[] {
  const latest = new Map<string, boolean>();
  const entered = attendance.filter((each) => each.entrySeq <= through);
  for (const each of [...entered].sort((a, b) => a.entrySeq - b.entrySeq)) {
    latest.set(each.memberId, each.isPresent);
  }
  return [...latest].filter(([, isPresent]) => isPresent).map(([memberId]) => memberId);
}

/**
 * Who takes part where one fellow is spoken about: present after that entry, without a conflict, and not
 * the fellow. A conflict counts from the beginning, also where it was declared later.
 */
export function takingPart(sitting: Sitting, fellow: OnAgenda, through?: number): string[] {
  const conflicted = new Set(
    sitting.conflicts
      .filter((each) => each.fellowshipId === fellow.fellowshipId)
      .map((each) => each.memberId),
  );
  return presentMembers(sitting.attendance, through).filter(
    (each) => !conflicted.has(each) && each !== fellow.fellowId,
  );
}

/**
 * Whether this member may act about this fellow now. Refusals: `fellow_in_committee`,
 * `conflict_takes_no_part`, `not_at_the_meeting`, `committee_too_small`.
 */
export function mayActOn(
  sitting: Sitting,
  fellow: OnAgenda,
  { memberId, quorum }: { readonly memberId: string; readonly quorum: number },
): Result<undefined> {
  if (memberId === fellow.fellowId) return refuse("fellow_in_committee");
  const conflicted = sitting.conflicts.some(
    (each) => each.fellowshipId === fellow.fellowshipId && each.memberId === memberId,
  );
  if (conflicted) return refuse("conflict_takes_no_part");
  const part = takingPart(sitting, fellow);
  if (!part.includes(memberId)) return refuse("not_at_the_meeting");
  if (part.length >= quorum) return allow();
  return refuse("committee_too_small", { required: quorum, present: part.length });
}

export type FindingInput = {
  readonly recommendation: FindingWord;
  readonly rationale: string | null;
  readonly dissenters: readonly string[];
  readonly dissent: string | null;
  /** Domain code to level. */
  readonly milestones: Readonly<Record<string, number>>;
  /** The finding that this one takes the place of; null for a first one. */
  readonly supersedes: string | null;
};

/**
 * Whether a finding says what it must. Refusals name their field: `finding_changed`,
 * `rationale_required`, `dissent_without_reason`, `dissenter_missing`, `dissenter_takes_no_part`,
 * `milestone_not_known`.
 *
 * @param current  Of the finding that holds now; null while there is none.
 */
export function acceptFinding(
  input: FindingInput,
  known: {
    readonly part: readonly string[];
    readonly domains: readonly string[];
    readonly current: string | null;
  },
): Result<undefined> {
  if (input.supersedes !== known.current) return refuse("finding_changed");
  if (wordsNeeded.includes(input.recommendation) && !input.rationale) {
    return refuse("rationale_required", { field: "rationale" });
  }
  return wrongDissent(input, known.part) ?? wrongMilestone(input, known.domains) ?? allow();
}

function wrongDissent({ dissenters, dissent }: FindingInput, part: readonly string[]) {
  if (dissenters.length > 0 && !dissent) {
    return refuse("dissent_without_reason", { field: "dissent" });
  }
  if (dissenters.length === 0 && dissent) {
    return refuse("dissenter_missing", { field: "dissenters" });
  }
  const stranger = dissenters.some((each) => !part.includes(each));
  return stranger ? refuse("dissenter_takes_no_part", { field: "dissenters" }) : null;
}

function wrongMilestone({ milestones }: FindingInput, domains: readonly string[]): Refused | null {
  const wrong = Object.entries(milestones).find(
    ([code, level]) =>
      !domains.includes(code) || !Number.isInteger(level) || level < 1 || level > 5,
  );
  return wrong ? refuse("milestone_not_known", { field: `milestone.${wrong[0]}` }) : null;
}

export type Reviewable = {
  readonly fellowshipId: string;
  readonly during: Interval;
  /** When a committee last found something about them. */
  readonly lastFoundAt: Instant | null;
};
export type Due<R extends Reviewable> = R & { readonly dueAt: Instant; readonly isDue: boolean };

/**
 * Fellows with when they are due: so many months after the last finding, or after they began. Due by the
 * day of the meeting first, whoever waits longest on top; the others follow.
 *
 * @source the release's requirements.yaml#committeeReviewMonths
 */
export function dueFor<R extends Reviewable>(
  fellows: readonly R[],
  heldAt: Instant,
  months: (fellow: R) => number,
): Due<R>[] {
  return fellows
    .map((each) => {
      const dueAt = addMonths(each.lastFoundAt ?? each.during.start, months(each));
      return { ...each, dueAt, isDue: dueAt <= heldAt };
    })
    .sort((a, b) => a.dueAt - b.dueAt || (a.fellowshipId < b.fellowshipId ? -1 : 1));
}

/** "2026-H2": the half of the year that the local calendar shows. */
export function halfYearOf(at: Instant, zone: string): string {
  const { year, month } = localParts(at, zone);
  return `${year}-H${month <= 6 ? 1 : 2}`;
}

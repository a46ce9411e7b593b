import type { Instant } from "../time/instant.ts";
import { overlaps } from "../time/interval.ts";
import { type Change, planOf } from "./plan.ts";
import { textOf } from "./plan-text.ts";
import { inForce, type Publication, rowsInForce } from "./publication.ts";
import type { RosterShift } from "./row.ts";

/** A publication of a fetched source: what the feed said, what a person put right in it, or neither. */
export type FedPublication = Publication & { readonly origin: "feed" | "hand" | "other" };

/** What somebody put right by hand, and the feed says otherwise since. */
export type UndoneCorrection = {
  readonly change: Change;
  /** The publication by which it was put right, and the one that took it back. */
  readonly correctedBy: string;
  readonly undoneBy: string;
};

/**
 * The corrections by hand that the feed's later publications took back, where that still stands: the latest
 * publication rules, and a person should know that theirs does not any more.
 *
 * @param publications  All that one source said of the time from `now` on.
 * @param now           Shifts that are over by then are nobody's concern.
 */
export function undoneCorrections(
  publications: readonly FedPublication[],
  now: Instant,
): UndoneCorrection[] {
  const known = [...publications].sort((a, b) => a.entrySeq - b.entrySeq);
  const said = new Map(known.map((each) => [each.id, textsOf(each.assignments)]));
  const standing = textsOf(shiftsIn(known));
  return known.flatMap((correction, i) => {
    if (correction.origin !== "hand") return [];
    return correctedIn(correction, known.slice(0, i), now).flatMap((change) => {
      if (!isAgainst(change, standing)) return [];
      const over = known
        .slice(i + 1)
        .filter(({ period }) => overlaps(period, change.shift.shift))
        .find((each) => isAgainst(change, said.get(each.id) ?? new Set()));
      // Whatever a person changed once more is as that person wants it.
      if (over?.origin !== "feed") return [];
      return [{ change, correctedBy: correction.id, undoneBy: over.id }];
    });
  });
}

function correctedIn(
  { assignments, period }: FedPublication,
  before: readonly FedPublication[],
  now: Instant,
): Change[] {
  const was = shiftsIn(before).filter(({ shift }) => overlaps(shift, period));
  const current = was.map((shift) => ({ shift, isWhole: true }));
  const { changes } = planOf(
    assignments.filter(({ shift }) => overlaps(shift, period)),
    current,
    now,
  );
  return changes.filter((each) => each.kind !== "unchanged" && each.shift.shift.end > now);
}

/** The shifts in force, each once. */
function shiftsIn(publications: readonly Publication[]): RosterShift[] {
  const rows = rowsInForce(inForce(publications));
  return [...new Map(rows.map(({ assignment }) => [textOf(assignment), assignment])).values()];
}

function textsOf(shifts: readonly RosterShift[]): ReadonlySet<string> {
  return new Set(shifts.map((each) => textOf(each)));
}

/** Whether a roster says otherwise: it lacks what was put there, or has what was taken off. */
function isAgainst({ kind, shift }: Change, texts: ReadonlySet<string>): boolean {
  return texts.has(textOf(shift)) === (kind === "removed");
}

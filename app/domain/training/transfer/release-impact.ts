import type { Instant } from "../../time/instant.ts";
import type { Evidence, Rules } from "../evidence.ts";
import { type CredentialProgress, progressTowardsAll } from "../progress.ts";
import type { RequirementLine } from "../requirement-line.ts";

/** One requirement of a competency, EPA or credential, as it stands for one person. */
export type TouchedLine = { readonly in: string; readonly line: RequirementLine };

/** What moving a person to another release would change for them. */
export type ReleaseImpact = {
  /** Met today, or not asked, and open under the other release. */
  readonly opened: readonly TouchedLine[];
  /** Open today, and met or no longer asked under the other release. */
  readonly closed: readonly TouchedLine[];
  /** Credentials that are fully shown under one release and not under the other. */
  readonly eligible: { readonly lost: readonly string[]; readonly won: readonly string[] };
};

/** The same evidence judged by two releases at one instant. Nothing is decided by it. */
export function releaseImpact(
  before: Rules,
  after: Rules,
  evidence: Evidence,
  at: Instant,
): ReleaseImpact {
  const was = progressTowardsAll(before, evidence, at);
  const would = progressTowardsAll(after, evidence, at);
  const [lines, others] = [linesOf(was), linesOf(would)];
  const open = (touched: TouchedLine | undefined) => touched !== undefined && !touched.line.met;
  const [shown, shownThen] = [eligibleIn(was), eligibleIn(would)];
  return {
    opened: [...others].flatMap(([key, each]) =>
      open(each) && !open(lines.get(key)) ? [each] : [],
    ),
    closed: [...lines].flatMap(([key, each]) =>
      open(each) && !open(others.get(key)) ? [each] : [],
    ),
    eligible: {
      lost: [...shown].filter((each) => !shownThen.has(each)),
      won: [...shownThen].filter((each) => !shown.has(each)),
    },
  };
}

/** Each line once, though several credentials may ask for its competency. */
function linesOf(progress: readonly CredentialProgress[]): Map<string, TouchedLine> {
  const found = new Map<string, TouchedLine>();
  for (const { credential, competencies, epas, lines } of progress) {
    for (const of of [...competencies, ...epas, { code: credential, lines }]) {
      for (const line of of.lines) found.set(`${of.code} ${line.id}`, { in: of.code, line });
    }
  }
  return found;
}

function eligibleIn(progress: readonly CredentialProgress[]): ReadonlySet<string> {
  return new Set(progress.filter((each) => each.eligible).map((each) => each.credential));
}

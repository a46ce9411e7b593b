import { findActivity } from "../curriculum/release.ts";
import { contextProgress } from "./context-targets.ts";
import { type Dossier, withCase } from "./dossier.ts";
import type { CaseEvidence } from "./evidence.ts";
import type { ContextTarget } from "./portfolio-policy.ts";
import type { LineKind, RequirementLine } from "./requirement-line.ts";
import { satisfaction } from "./satisfaction.ts";

/** One target that a case would bring nearer: "fills 1 of your 2 missing night cases". */
export type Fill = {
  /** The competency or EPA it is about, with the curriculum's name for it. */
  readonly in: string;
  readonly name: string;
  readonly kind: LineKind | "context";
  /** The line's id, or the code of the context. */
  readonly id: string;
  /** The curriculum's name for the part or the context, where there is one. */
  readonly title: string | null;
  readonly need: number;
  /** What is missing without the case, and how much of that the case fills; halves by its role. */
  readonly missing: number;
  readonly fills: number;
};

/** What a case is before it is sent: nobody has confirmed it. */
export type DraftCase = Omit<CaseEvidence, "verification" | "reviewOutcome">;

const kindsOfLog: readonly LineKind[] = [
  "log",
  "recent",
  "sub_minimum",
  "simulation",
  "scenario",
  "hours",
];

/**
 * Which open requirements of a log, and which open targets by context, one more case would fill once its
 * supervisor has confirmed it. What is met already is left out; an observer's case fills nothing.
 */
export function fills(
  dossier: Dossier,
  targets: readonly ContextTarget[],
  draft: DraftCase,
): Fill[] {
  const activity = findActivity(dossier.rules.release, draft.activity);
  if (!activity) return [];
  const after = withCase(dossier, { ...draft, verification: null, reviewOutcome: null });
  const lines = activity.competencies.flatMap((code) => {
    const { name, lines } = satisfaction(dossier, code);
    const later = new Map(satisfaction(after, code).lines.map((each) => [each.id, each]));
    return lines.flatMap((line) => lineFill(code, name, line, later.get(line.id)));
  });
  const before = contextProgress(dossier, targets);
  const contexts = contextProgress(after, targets).flatMap((each, i): Fill[] => {
    const { subject, name, context, contextName, need, have } = each;
    const was = before[i]?.have ?? have;
    if (was >= need || have === was) return [];
    const of = { in: subject, name, kind: "context" as const, id: context, title: contextName };
    return [{ ...of, need, missing: need - was, fills: have - was }];
  });
  return [...lines, ...contexts];
}

function lineFill(
  code: string,
  name: string,
  { id, kind, title, need, have, met }: RequirementLine,
  later: RequirementLine | undefined,
): Fill[] {
  if (met || !later || !kindsOfLog.includes(kind)) return [];
  const missing = need - have;
  const filled = Math.min(need, later.have) - have;
  return filled > 0 ? [{ in: code, name, kind, id, title, need, missing, fills: filled }] : [];
}

import type { ContextTargetView } from "#app/components/context-targets.tsx";
import { metersFor } from "#app/components/requirement-view.ts";
import type { SubjectEvidence } from "#app/components/subject-evidence.tsx";
import { type Content, releaseOf } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { ContextProgress } from "#app/domain/training/context-targets.ts";
import type { RequirementLine } from "#app/domain/training/requirement-line.ts";
import { missingWords, summaryWords } from "#app/domain/training/words.ts";
import type {
  SubjectObservation,
  SubjectView,
} from "#app/operations/training/progress/show-subject.server.ts";
import { caseMarks } from "../case/case-marks.ts";

/** Of one competency or EPA: how far, what is missing, what the next case would fill. */
export function subjectDetail({ copy }: Content, view: SubjectView) {
  const { lines, status } = view;
  return {
    meters: metersFor(copy, lines),
    summary: status === "met" ? "" : summaryWords(copy, lines, lines.length),
    fills: fillWords(copy, lines),
  };
}

/** What one more case can fill, gap by gap, once it is confirmed. */
function fillWords(copy: Content["copy"], lines: readonly RequirementLine[]): string[] {
  const kinds = ["log", "recent", "sub_minimum", "simulation", "scenario", "hours"];
  return lines
    .filter((each) => !each.met && kinds.includes(each.kind))
    .map((each) => missingWords(copy, each));
}

/** The evidence as people read it. @param cases  Those on the page that is shown. */
export function subjectEvidence(
  content: Content,
  view: SubjectView,
  cases: SubjectView["cases"],
): SubjectEvidence {
  const { supervisors, counted, fellowship } = view;
  const release = releaseOf(content, fellowship.release);
  const activities = new Map(release.catalogue.activities.map((each) => [each.code, each.name]));
  const roles = new Map(content.logRoles.map((each) => [each.code, each.name]));
  return {
    cases: cases.map((each) => ({
      id: each.id,
      title: activities.get(each.activity) ?? each.activity,
      at: each.performedAt,
      role: roles.get(each.role) ?? each.role,
      supervisor: each.supervisorId ? (supervisors.get(each.supervisorId) ?? "") : "",
      state: stateOf(each, counted.has(each.id), view.kind),
    })),
    observations: view.observations.map((each) => ({
      id: each.id,
      tool: say(content.copy, `tools.${each.tool}`),
      level: each.level,
      raters: each.raters,
      at: each.observedAt,
      assessor: each.assessorName,
      feedback: each.feedback,
      ...standingOf(each, view),
    })),
    self: view.self.map(({ id, level, assessedAt, note }) => ({ id, level, at: assessedAt, note })),
  };
}

function stateOf(
  { verification }: SubjectView["cases"][number],
  counts: boolean,
  kind: SubjectView["kind"],
) {
  if (!verification) return caseMarks.pending;
  if (verification.outcome === "declined") return caseMarks.declined;
  if (kind === "epa") return caseMarks.confirmed;
  const word = counts ? "Counts" : "Confirmed, does not count here";
  return { state: counts ? ("satisfied" as const) : ("not-applicable" as const), word };
}

const notCounted = {
  not_entitled: "The assessor was not entitled to judge it on that date",
  assurance_not_counted: "The programme does not count what is given in this way",
} as const;

/** Whether an observation speaks for the level, and if not, why. */
function standingOf(each: SubjectObservation, { counted, targetLevel }: SubjectView) {
  const { id, level, whyNot } = each;
  const below = `Below level ${targetLevel}`;
  if (whyNot !== null) return { counts: false, why: notCounted[whyNot] };
  if (!counted.has(id)) {
    return { counts: false, why: level < targetLevel ? below : "Not among the latest that count" };
  }
  if (level >= targetLevel) return { counts: true, why: "" };
  return { counts: false, why: `${below}, and among the latest: newer ones take its place` };
}

/** Targets by context as meters. @param named  Whether each says what it is about. */
export function contextViews(
  { copy }: Content,
  contexts: readonly ContextProgress[],
  named: boolean,
): ContextTargetView[] {
  return contexts.map(({ subject, context, name, contextName, have, need, missing }) => ({
    key: `${subject} ${context}`,
    label: named ? `${name}: ${lowerFirst(contextName)}` : contextName,
    have,
    need,
    missing:
      missing === 0
        ? ""
        : say(copy, "missing.context", { count: missing, title: lowerFirst(contextName) }),
  }));
}

/** "At night" within a sentence; a name such as "ECMO" stays as it is. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

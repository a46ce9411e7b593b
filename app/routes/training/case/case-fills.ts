import type { Fill } from "#app/components/case-book.ts";
import type { Content } from "#app/domain/content.ts";
import type { Activity } from "#app/domain/curriculum/schema.ts";
import { type ContextProgress, contextProgress } from "#app/domain/training/context-targets.ts";
import type { LineKind, RequirementLine } from "#app/domain/training/requirement-line.ts";
import { type CompetencySatisfaction, satisfaction } from "#app/domain/training/satisfaction.ts";
import { missingWords } from "#app/domain/training/words.ts";
import type { CaseForm } from "#app/operations/training/case/prepare-case.server.ts";

/** Simulations fill other lines of the same competency, so they have a key of their own. */
const simulatedKey = (code: string) => `${code} simulated`;

/** The fills that a case of an activity bears upon: its competencies, and EPAs that have a target. */
export function fillsOfActivity({ competencies, epas, kind }: Activity): string[] {
  return kind === "simulation" ? competencies.map(simulatedKey) : [...competencies, ...epas];
}

/** What one more case would fill of everything that cases are asked for. */
export function fillsOf(content: Content, form: CaseForm): Record<string, Fill> {
  const { release, dossier, policy } = form;
  const progress = contextProgress(dossier, policy.contextTargets);
  const targets = (subject: string) =>
    progress.filter((each) => each.subject === subject).map(inContextOf);
  const fills: Record<string, Fill> = {};
  for (const { code } of release.competencies) {
    const shown = satisfaction(dossier, code);
    fills[code] = { ...fillWords(content, shown, false), inContext: targets(code) };
    fills[simulatedKey(code)] = { ...fillWords(content, shown, true), inContext: [] };
  }
  for (const { code, name } of release.epas) {
    const inContext = targets(code);
    if (inContext.length > 0) {
      fills[code] = { name, title: null, isOpen: false, missing: [], inContext };
    }
  }
  return fills;
}

/** Which gaps a case of this kind can fill: "Fills 1 of 2 missing cases". */
function fillWords(
  { copy }: Content,
  each: CompetencySatisfaction,
  simulated: boolean,
): Omit<Fill, "inContext"> {
  const kinds = simulated ? ofSimulation : ofCare;
  const open = each.lines.filter((line) => !line.met && kinds.includes(line.kind));
  const first = kinds.flatMap((kind) => open.find((line) => line.kind === kind) ?? [])[0];
  const rest = open.filter((line) => line !== first && line.kind !== "recent");
  return {
    name: each.name,
    title: first ? fillTitle(first) : "Enough are logged already",
    isOpen: first !== undefined,
    missing: rest.map((line) => missingWords(copy, line)),
  };
}

/** What such an entry can fill; what is said first stands first. */
const ofCare: readonly LineKind[] = ["log", "recent", "sub_minimum", "hours"];
const ofSimulation: readonly LineKind[] = ["simulation", "scenario", "log", "recent"];

const units: Partial<Record<LineKind, string>> = {
  recent: "recent cases",
  simulation: "sessions",
  scenario: "scenarios",
  hours: "hours",
};

function fillTitle({ kind, title, missing: [gap] }: RequirementLine): string {
  const count = Math.ceil((gap?.count ?? 1) - 1e-9);
  const about = kind === "sub_minimum" && title ? ` (${title})` : "";
  return `Fills 1 of ${count} missing ${units[kind] ?? "cases"}${about}, once confirmed`;
}

/** A target by context gates nothing; it says what a log is still one-sided in. */
function inContextOf(progress: ContextProgress): Fill["inContext"][number] {
  const { context, contextName, missing, have, need, met } = progress;
  const words = met ? `enough, ${have} of ${need}` : `fills 1 of ${missing} missing`;
  return { context, isOpen: !met, words: `${contextName}: ${words}` };
}

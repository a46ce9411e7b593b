import type { CaseFilter, Competency } from "../curriculum/schema.ts";
import { type Dossier, weightIn } from "./dossier.ts";
import type { CaseEvidence } from "./evidence.ts";
import { idsOf, lineFor, type RequirementLine } from "./requirement-line.ts";

/**
 * What the log of one competency shows: confirmed cases weighted by role, of them enough lately, of each
 * kind that must be among them, sessions of simulation, hours of care.
 *
 * @returns Only lines that ask for something.
 */
export function logLines(dossier: Dossier, competency: Competency): RequirementLine[] {
  const { requirements } = dossier.rules.release;
  const cases = dossier.cases.get(competency.code) ?? [];
  const { log, subMinimums, simulation, hours } = competency;
  const cap = simulation.countedMax.value;
  const months = requirements.recencyWindowMonths.value;
  const towards = capped(dossier, cases, cap);
  const inWindow = cases.filter((each) => each.performedAt > dossier.since);
  const recent = capped(dossier, inWindow, cap);
  const sessions = cases.filter((each) => each.simulated);
  const care = cases.filter((each) => !each.simulated);
  const sum = (some: readonly CaseEvidence[]) => weigh(dossier, some);

  const lines: RequirementLine[] = [
    line("log", sum(towards), log.value, towards),
    lineFor({
      kind: "recent",
      have: sum(recent),
      need: log.value * requirements.recencyShare.value,
      evidence: idsOf(recent),
      months,
    }),
    ...subMinimums.map(({ id, title, filter, min }) => {
      const kind = care.filter((each) => fits(each, filter));
      return lineFor({
        kind: "sub_minimum",
        of: id,
        title,
        have: sum(kind),
        need: min.value,
        evidence: idsOf(kind),
      });
    }),
    line("simulation", sessions.length, simulation.required.value, sessions),
    ...simulation.scenarios.map((scenario) => {
      const done = sessions.filter((each) => each.scenario === scenario);
      return lineFor({
        kind: "scenario",
        of: scenario,
        title: scenarioName(dossier, scenario),
        have: Math.min(1, done.length),
        need: 1,
        evidence: idsOf(done),
      });
    }),
    line(
      "hours",
      hoursOf(care),
      hours?.value ?? 0,
      care.filter((each) => each.hours !== null),
    ),
  ];
  return lines.filter((each) => each.need > 0);
}

function line(
  kind: "log" | "simulation" | "hours",
  have: number,
  need: number,
  from: readonly CaseEvidence[],
) {
  return lineFor({ kind, have, need, evidence: idsOf(from) });
}

/** All real cases, and of the simulated ones no more than `cap`: the weightiest, then the latest. */
function capped(dossier: Dossier, cases: readonly CaseEvidence[], cap: number) {
  const simulated = cases.filter((each) => each.simulated);
  if (simulated.length <= cap) return cases;
  const weight = (each: CaseEvidence) => weightIn(dossier, each);
  simulated.sort(
    (a, b) => weight(b) - weight(a) || b.performedAt - a.performedAt || (a.id < b.id ? -1 : 1),
  );
  const over = new Set(simulated.slice(cap));
  return cases.filter((each) => !over.has(each));
}

function weigh(dossier: Dossier, cases: readonly CaseEvidence[]): number {
  return cases.reduce((sum, each) => sum + weightIn(dossier, each), 0);
}

/** In minutes while adding, since tenths of an hour do not add up exactly. */
function hoursOf(cases: readonly CaseEvidence[]): number {
  return cases.reduce((sum, each) => sum + Math.round((each.hours ?? 0) * 60), 0) / 60;
}

/** Whether a case is of the kind a sub-minimum asks for: every condition that is given must hold. */
export function fits(entry: CaseEvidence, filter: CaseFilter): boolean {
  const among = (asked: readonly string[] | undefined, has: readonly string[]) =>
    asked === undefined || asked.some((each) => has.includes(each));
  return (
    among(filter.activities, [entry.activity]) &&
    among(filter.devices, entry.devices) &&
    among(filter.contexts, entry.contexts) &&
    among(filter.roles, [entry.role])
  );
}

function scenarioName({ rules }: Dossier, code: string): string {
  return rules.release.catalogue.scenarios.find((each) => each.code === code)?.name ?? code;
}

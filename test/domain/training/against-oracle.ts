import type { Instant } from "#app/domain/time/instant.ts";
import type { Evidence, Rules } from "#app/domain/training/evidence.ts";
import { progressTowardsAll } from "#app/domain/training/progress.ts";
import type { RequirementLine } from "#app/domain/training/requirement-line.ts";
import {
  oracleCompetency,
  oracleEpa,
  oracleHolder,
  type ToldLines,
  type ToldSubject,
  windowBegins,
} from "./oracle.ts";

/** The first thing that engine and oracle say differently about one record, or null. */
export function trainingPart(rules: Rules, evidence: Evidence, at: Instant): string | null {
  const months = rules.release.requirements.recencyWindowMonths.value;
  const begins = windowBegins(at, months, evidence.workingTime);
  const world = { ...rules, evidence, at, begins };
  const known = new Map<string, ToldSubject>();
  const asked = (code: string) => {
    const found =
      known.get(code) ??
      (code.startsWith("EPA") ? oracleEpa(world, code) : oracleCompetency(world, code));
    known.set(code, found);
    return found;
  };
  for (const progress of progressTowardsAll(rules, evidence, at)) {
    for (const part of [...progress.competencies, ...progress.epas]) {
      const told = asked(part.code);
      if (told.status !== part.status) {
        return `${part.code}: engine says ${part.status}, oracle ${told.status}`;
      }
      const fault = linePart(part.lines, told.lines);
      if (fault) return `${part.code} ${fault}`;
    }
    const fault = linePart(progress.lines, oracleHolder(world, progress.credential));
    if (fault) return `${progress.credential} ${fault}`;
    const parts = [...progress.competencies, ...progress.epas].map((each) => asked(each.code));
    const blocked = parts.some((each) => each.status === "blocked_pending_review");
    const met =
      parts.every((each) => each.status === "met") && progress.lines.every((each) => each.met);
    const status = blocked ? "blocked" : met ? "met" : "in_progress";
    if (progress.status !== status || progress.eligible !== met) {
      return `${progress.credential}: engine says ${progress.status}, oracle ${status}`;
    }
    const ids = [...parts.flatMap((each) => Object.values(each.lines)), ...progress.lines];
    const counted = [...new Set(ids.flatMap((each) => each.evidence))].sort();
    if (counted.join() !== progress.evidence.join()) return `${progress.credential}: evidence`;
  }
  return null;
}

function linePart(lines: readonly RequirementLine[], told: ToldLines): string | null {
  const mine = lines.map(plain).sort();
  const theirs = Object.entries(told)
    .map(([id, { have, need, met, gap, evidence }]) =>
      JSON.stringify([id, have, need, met, gap, evidence]),
    )
    .sort();
  const i = mine.findIndex((each, n) => each !== theirs[n]);
  if (i < 0 && mine.length === theirs.length) return null;
  return `engine says ${mine[i] ?? "nothing"}, oracle ${theirs[i < 0 ? mine.length : i] ?? "nothing"}`;
}

function plain({ id, have, need, met, missing, evidence }: RequirementLine): string {
  const gap = missing.reduce((sum, each) => sum + each.count, 0);
  return JSON.stringify([id, have, need, met, gap, evidence]);
}

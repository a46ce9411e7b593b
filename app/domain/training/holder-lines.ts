import { credentialDefinition } from "../curriculum/release.ts";
import type { CredentialDefinition } from "../curriculum/schema.ts";
import type { Instant } from "../time/instant.ts";
import { holds } from "../time/interval.ts";
import { countingAt, type Dossier } from "./dossier.ts";
import { idsOf, lineFor, type RequirementLine } from "./requirement-line.ts";
import { workedMonths } from "./working-time.ts";

/** What a credential asks of its holder beside competencies and EPAs. Only lines that ask something. */
export function holderLines(dossier: Dossier, definition: CredentialDefinition): RequirementLine[] {
  const { evidence, at } = dossier;
  const { requires, requiresAny, base, programmeMonths, exam } = definition;
  const lines = [
    ...requires.map((code) => requiredLine(dossier, code)),
    ...(requiresAny.length > 0 ? [requiredAnyLine(dossier, requiresAny)] : []),
    ...base.map((code) => {
      const held = countingAt(evidence.externals, code, at);
      return oneOf("base", idsOf(held), code);
    }),
    ...(programmeMonths ? [monthsLine(dossier, programmeMonths.value)] : []),
    ...(exam ? [examLine(dossier)] : []),
    ...levelLine(dossier, definition),
    ...assessorTrainingLine(dossier, definition),
  ];
  return lines;
}

function requiredLine({ evidence, rules, at }: Dossier, code: string): RequirementLine {
  const { name } = credentialDefinition(rules.release, code);
  return oneOf("credential", idsOf(countingAt(evidence.credentials, code, at)), code, name);
}

function requiredAnyLine(
  { evidence, rules, at }: Dossier,
  codes: readonly string[],
): RequirementLine {
  const held = codes.flatMap((code) => countingAt(evidence.credentials, code, at));
  const names = codes.map((code) => credentialDefinition(rules.release, code).name);
  return oneOf("any_credential", idsOf(held), codes.join("|"), names.join(", "));
}

/** Only time that was worked counts: leave delays the months by its length, part-time by its share. */
function monthsLine({ evidence, at }: Dossier, need: number): RequirementLine {
  const { fellowships, workingTime } = evidence;
  const begun = fellowships.filter((each) => each.during.start <= at);
  const have = begun.reduce((sum, { during: { start, end } }) => {
    return sum + workedMonths(start, Math.min(at, end) as Instant, workingTime);
  }, 0);
  return lineFor({ kind: "programme_months", have, need, evidence: idsOf(begun) });
}

function examLine({ evidence, at }: Dossier): RequirementLine {
  const passed = evidence.records.filter((each) => each.kind === "exam" && each.completedAt <= at);
  return oneOf("exam", idsOf(passed));
}

/** A committee's entrustment at this level in any EPA: observations alone are not a decision. */
function levelLine(
  { evidence, at }: Dossier,
  { levelInAny }: CredentialDefinition,
): RequirementLine[] {
  if (!levelInAny) return [];
  const need = levelInAny.value;
  const inForce = evidence.entrustments.filter((each) => holds(each.during, at));
  const have = inForce.reduce((best, each) => Math.max(best, each.level), 0);
  const reached = inForce.filter((each) => each.level >= need);
  return [lineFor({ kind: "level_in_any", have, need, evidence: idsOf(reached), level: need })];
}

function assessorTrainingLine(
  { evidence, at }: Dossier,
  { assessorTrainingHours }: CredentialDefinition,
): RequirementLine[] {
  if (!assessorTrainingHours) return [];
  const done = evidence.records.filter(
    (each) => each.kind === "assessor_training" && each.completedAt <= at,
  );
  const have = done.reduce((sum, each) => sum + (each.hours ?? 0), 0);
  const need = assessorTrainingHours.value;
  return [lineFor({ kind: "assessor_training", have, need, evidence: idsOf(done) })];
}

function oneOf(
  kind: RequirementLine["kind"],
  evidence: readonly string[],
  of?: string,
  title?: string,
): RequirementLine {
  return lineFor({ kind, of, title, have: Math.min(1, evidence.length), need: 1, evidence });
}

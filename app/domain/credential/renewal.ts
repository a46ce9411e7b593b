import { competency as competencyOf } from "../curriculum/release.ts";
import type { CredentialDefinition } from "../curriculum/schema.ts";
import type { Instant, Interval } from "../time/interval.ts";
import type { Rules } from "../training/evidence.ts";
import { feeding, type MaintenanceCase, maintenanceOf } from "./maintenance.ts";
import { type RenewalTimes, renewalPhase } from "./renewal-times.ts";
import { latestOf, type UnitStatement } from "./unit-statement.ts";

export type RenewalEvidence = {
  readonly cases: readonly MaintenanceCase[];
  readonly records: readonly {
    readonly id: string;
    readonly kind: string;
    readonly code: string;
    readonly completedAt: Instant;
  }[];
  readonly statements: readonly UnitStatement[];
  /** Required credentials and outside credentials that count now. */
  readonly held: readonly { readonly id: string; readonly code: string }[];
  /** Whether the credential itself is suspended. */
  readonly suspended: boolean;
};

export type RenewalLine = {
  readonly id: string;
  readonly kind:
    | "time"
    | "maintenance"
    | "restored"
    | "learning"
    | "statement"
    | "restriction"
    | "held";
  /** A competency or a required credential. */
  readonly of: string | null;
  readonly title: string;
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
};

export type Renewal = {
  readonly lines: readonly RenewalLine[];
  readonly missing: number;
  /** Some maintenance was made up by proctored cases: a local director must sign as well. */
  readonly restored: boolean;
};

export type RenewalAsked = {
  readonly rules: Rules;
  readonly definition: CredentialDefinition;
  readonly validity: Interval;
  readonly times: RenewalTimes;
  readonly at: Instant;
};

/**
 * What renewing a credential asks for, and how far the evidence goes. Which kinds of evidence are asked
 * is content; what is short of cases may be restored by proctored ones done since the window opened.
 *
 * @source the release's requirements.yaml#renewal
 */
export function renewalOf(asked: RenewalAsked, evidence: RenewalEvidence): Renewal {
  const { renewal } = asked.rules.release.requirements;
  const byKind: Readonly<Record<string, () => RenewalLine[]>> = {
    maintenance_counts: () => maintenanceLines(asked, evidence.cases),
    cme_or_simulation: () => [learningLine(asked, evidence)],
    unit_performance_statement: () => [statementLine(asked, evidence)],
    no_open_restriction: () => [restrictionLine(evidence)],
  };
  const lines = [
    timeLine(asked),
    ...renewal.evidence.flatMap((kind) => byKind[kind]?.() ?? []),
    ...heldLines(asked.definition, evidence),
  ];
  return {
    lines,
    missing: lines.filter((each) => !each.met).length,
    restored: lines.some((each) => each.kind === "restored" && each.met),
  };
}

/** Neither before the window opens nor after the grace. */
function timeLine({ times, at }: RenewalAsked): RenewalLine {
  const phase = renewalPhase(times, at);
  const inTime = phase === "open" || phase === "grace" ? 1 : 0;
  return line("time", null, "Within the window or the grace after it", inTime, 1);
}

function maintenanceLines(asked: RenewalAsked, cases: readonly MaintenanceCase[]): RenewalLine[] {
  const { rules, definition } = asked;
  const need = rules.release.requirements.renewal.proctoredCases.value;
  return maintenanceOf(rules, definition, cases, asked).map((kept) => {
    const competency = competencyOf(rules.release, kept.competency);
    const proctored = feeding(rules, competency, cases).filter(
      (each) => each.proctored && each.outcome === "confirmed" && since(asked, each.performedAt),
    ).length;
    if (kept.met || proctored === 0) {
      const title = `${competency.name}: cases in ${kept.months} months`;
      return line("maintenance", kept.competency, title, kept.have, kept.need);
    }
    const title = `${competency.name}: proctored cases that restore it`;
    return line("restored", kept.competency, title, proctored, need);
  });
}

function learningLine(
  { validity, at }: RenewalAsked,
  { records, cases }: RenewalEvidence,
): RenewalLine {
  const within = (when: Instant) => when >= validity.start && when <= at;
  const courses = records.filter((each) => within(each.completedAt)).length;
  const sessions = cases.filter(
    (each) => each.simulated && each.outcome === "confirmed" && within(each.performedAt),
  ).length;
  return line("learning", null, "Course or simulation since it was issued", courses + sessions, 1);
}

function statementLine(asked: RenewalAsked, { statements }: RenewalEvidence): RenewalLine {
  const recent = statements.filter((each) => since(asked, each.statedAt));
  const title = "Statement of a unit's head since the window opened";
  return line("statement", null, title, Math.min(1, recent.length), 1);
}

/** What each unit's head said last, whenever that was; a suspension is a restriction too. */
function restrictionLine({ statements, suspended }: RenewalEvidence): RenewalLine {
  const open = latestOf(statements).some((each) => each.openRestriction) || suspended;
  return line("restriction", null, "No open restriction", open ? 0 : 1, 1);
}

function heldLines(definition: CredentialDefinition, { held }: RenewalEvidence): RenewalLine[] {
  const holds = (codes: readonly string[]) =>
    codes.some((code) => held.some((each) => each.code === code)) ? 1 : 0;
  const all = [...definition.requires, ...definition.base];
  const any = definition.requiresAny;
  return [
    ...all.map((code) => line("held", code, code, holds([code]), 1)),
    ...(any.length > 0 ? [line("held", "any", `One of ${any.join(", ")}`, holds(any), 1)] : []),
  ];
}

function since({ times, at }: RenewalAsked, when: Instant): boolean {
  return when >= times.opensAt && when <= at;
}

function line(
  kind: RenewalLine["kind"],
  of: string | null,
  title: string,
  have: number,
  need: number,
): RenewalLine {
  return { id: of ? `${kind}:${of}` : kind, kind, of, title, have, need, met: have >= need };
}

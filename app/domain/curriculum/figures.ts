import type { Competency, CredentialDefinition, Epa, Figure, Release } from "./schema.ts";

/** One number of a release: what it is of, what it says, and in which unit. */
export type NamedFigure = {
  readonly code: string;
  readonly name: string;
  /** What the number limits, in words. */
  readonly what: string;
  readonly unit: string;
  readonly figure: Figure;
};

type Line = readonly [what: string, unit: string, figure: Figure | undefined];

/** The numbers of a competency that mean something: a zero that asks for nothing is left out. */
export function competencyFigures(each: Competency): NamedFigure[] {
  const raters = each.multiSourceFeedback
    ? "Raters in one round of feedback"
    : "Different assessors";
  return named(each, [
    ["Cases in the log", "cases", each.log],
    ...each.subMinimums.map((part): Line => [part.title, "cases", part.min]),
    ["Observed assessments", "observations", each.observations],
    ["Entrustment level reached", "level", each.level],
    [raters, "people", each.assessors],
    ["Simulated cases that may count", "cases", each.simulation.countedMax],
    ["Simulations to be done", "sessions", each.simulation.required],
    ["Hours at the bedside", "hours", each.hours],
    ["Validity", "months", each.validityMonths],
    ["Cases to stay in practice", "cases", each.maintenance.cases],
    ["within", "months", each.maintenance.cases.value > 0 ? each.maintenance.perMonths : undefined],
    ["of which simulated, at most", "cases", each.maintenance.simulatedMax],
  ]);
}

export function epaFigures(each: Epa): NamedFigure[] {
  return named(each, [
    ["Target entrustment level", "level", each.targetLevel],
    ["Ratings at that level", "ratings", each.ratings],
    ["Different supervisors", "people", each.supervisors],
  ]);
}

export function credentialFigures(each: CredentialDefinition): NamedFigure[] {
  return named(each, [
    ["Validity", "months", each.validityMonths],
    ["Time in the programme", "months", each.programmeMonths],
    ["Entrusted in any activity at", "level", each.levelInAny],
    ["Training as an assessor", "hours", each.assessorTrainingHours],
  ]);
}

/** Rules that hold for every competency and credential. */
export function requirementFigures({ requirements: r, version }: Release): NamedFigure[] {
  return named({ code: version, name: "Every credential" }, [
    ["Window in which the log must be recent", "months", r.recencyWindowMonths],
    ["Share of the log minimum within that window", "of 1", r.recencyShare],
    ["Share of observations that one assessor may give", "of 1", r.assessorShare],
    ["Assessors of what can endanger life", "people", r.lifeThreateningAssessors],
    ["Level that an assessor must hold", "level", r.assessorLevel],
    ["Members of the committee", "people", r.committeeMembers],
    ["Review by the committee every", "months", r.committeeReviewMonths],
    ["Sign-off after the committee's recommendation within", "days", r.signOffWithinDays],
    ["A case counts as late after", "days", r.logLateDays],
    ["Share of entries looked at in an audit", "percent", r.auditSamplePercent],
    ["Renewal opens before the end of validity", "months", r.renewal.windowBeforeMonths],
    ["Grace after the end, in which it does not count", "months", r.renewal.graceAfterMonths],
    ["Practice pathway: open after launch for", "months", r.practicePathway.windowMonthsFromLaunch],
    ["Practice pathway: years in practice", "years", r.practicePathway.practiceYears],
    [
      "Practice pathway: case list, times the maintenance count",
      "times",
      r.practicePathway.maintenanceMultiple,
    ],
    ["Practice pathway: observations", "observations", r.practicePathway.observations],
    ["Practice pathway: assessors from outside", "people", r.practicePathway.externalAssessors],
  ]);
}

/** Every number of a release, in the order of its files. */
export function allFigures(release: Release): NamedFigure[] {
  return [
    ...release.competencies.flatMap(competencyFigures),
    ...release.epas.flatMap(epaFigures),
    ...release.credentials.flatMap(credentialFigures),
    ...requirementFigures(release),
  ];
}

function named(of: { readonly code: string; readonly name: string }, lines: readonly Line[]) {
  return lines.flatMap(([what, unit, figure]): NamedFigure[] =>
    figure && figure.value > 0 ? [{ code: of.code, name: of.name, what, unit, figure }] : [],
  );
}

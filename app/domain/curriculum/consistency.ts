import { activitiesFor } from "./release.ts";
import type { CaseFilter, Competency, Release } from "./schema.ts";

/**
 * What in a release does not hold together: codes that resolve to nothing, items that nobody uses,
 * circles, and minimums that the catalogue cannot meet. Empty when all is well.
 *
 * @param externals  Codes of outside credentials, which bases and records of training name.
 */
export function releaseProblems(release: Release, externals: ReadonlySet<string>): string[] {
  return [
    ...codeProblems(release, externals),
    ...orphans(release),
    ...circles("prerequisites", release.competencies, (each) => each.prerequisites),
    ...circles("requires", release.credentials, (each) => each.requires),
    ...release.competencies.flatMap((each) => reachProblems(release, each)),
  ].map((each) => `release ${release.version}: ${each}`);
}

function codeProblems(release: Release, externals: ReadonlySet<string>): string[] {
  const { domains, competencies, epas, credentials, catalogue } = release;
  const known = {
    domain: codes(domains),
    competency: codes(competencies),
    EPA: codes(epas),
    credential: codes(credentials),
    "outside credential": externals,
    setting: codes(catalogue.settings),
    device: codes(catalogue.devices),
    access: codes(catalogue.access),
    context: codes(catalogue.contexts),
    complication: codes(catalogue.complications),
    scenario: codes(catalogue.scenarios),
    activity: codes(catalogue.activities),
  };
  const missing = (from: string, kind: keyof typeof known, named: readonly string[] = []) =>
    named.filter((each) => !known[kind].has(each)).map((each) => `${from}: no ${kind} ${each}`);
  const filter = (from: string, by: CaseFilter) => [
    ...missing(from, "activity", by.activities),
    ...missing(from, "device", by.devices),
    ...missing(from, "context", by.contexts),
  ];
  return [
    ...Object.entries({ domains, competencies, epas, credentials, ...lists(catalogue) }).flatMap(
      ([name, items]) => twice(items).map((each) => `${name}: ${each} occurs twice`),
    ),
    ...competencies.flatMap((each) => [
      ...missing(each.code, "domain", [each.domain]),
      ...missing(each.code, "competency", each.prerequisites),
      ...missing(each.code, "scenario", each.simulation.scenarios),
      ...missing(each.code, "outside credential", codesOf(each.certificates)),
      ...each.subMinimums.flatMap((part) => filter(`${each.code} ${part.id}`, part.filter)),
    ]),
    ...epas.flatMap((each) => missing(each.code, "competency", each.uses)),
    ...credentials.flatMap((each) => [
      ...missing(each.code, "credential", [...each.requires, ...each.requiresAny]),
      ...missing(each.code, "outside credential", each.base),
      ...missing(each.code, "competency", each.competencies),
      ...missing(each.code, "EPA", each.epas),
    ]),
    ...catalogue.activities.flatMap((each) => [
      ...missing(each.code, "competency", each.competencies),
      ...missing(each.code, "EPA", each.epas),
      ...missing(each.code, "device", each.devices),
      ...missing(each.code, "access", each.access),
      ...missing(each.code, "context", each.contexts),
      ...missing(each.code, "complication", each.complications),
      ...missing(each.code, "scenario", each.scenarios),
    ]),
  ];
}

type Coded = { readonly code: string };

function lists({ activities, settings, devices, access, ...rest }: Release["catalogue"]) {
  const { contexts, complications, scenarios } = rest;
  return { activities, settings, devices, access, contexts, complications, scenarios };
}

function codesOf(items: readonly Coded[]): string[] {
  return items.map((each) => each.code);
}

function codes(items: readonly Coded[]): ReadonlySet<string> {
  return new Set(codesOf(items));
}

function twice(items: readonly Coded[]): string[] {
  return codesOf(items).filter((each, i, all) => all.indexOf(each) !== i);
}

function orphans({ domains, competencies, epas, credentials }: Release): string[] {
  const unused = (kind: string, items: readonly Coded[], used: readonly string[]) =>
    codesOf(items)
      .filter((each) => !used.includes(each))
      .map((each) => `${kind} ${each} is used by nothing`);
  const inCredential = credentials.flatMap((each) => each.competencies);
  const inEpa = credentials.flatMap((each) => each.epas);
  return [
    ...unused(
      "domain",
      domains,
      competencies.map((each) => each.domain),
    ),
    ...unused("competency", competencies, inCredential),
    ...unused("EPA", epas, inEpa),
  ];
}

function circles<T extends Coded>(
  what: string,
  items: readonly T[],
  before: (item: T) => readonly string[],
): string[] {
  const byCode = new Map(items.map((each) => [each.code, each]));
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    const item = byCode.get(from);
    if (!item || seen.has(from)) return false;
    seen.add(from);
    return before(item).some((next) => next === to || reaches(next, to, seen));
  };
  return codesOf(items)
    .filter((each) => reaches(each, each))
    .map((each) => `${what} of ${each} lead back to it`);
}

/** A minimum is out of reach when the catalogue has nothing that counts towards it. */
function reachProblems(release: Release, one: Competency): string[] {
  const real = activitiesFor(release, one.code, { simulated: false });
  const simulated = activitiesFor(release, one.code).filter((each) => each.kind === "simulation");
  const offered = new Set(simulated.flatMap((each) => each.scenarios));
  const { required, countedMax, scenarios } = one.simulation;
  const found: string[] = [];
  if (one.log.value > 0 && real.length === 0) found.push("nothing to log");
  if (required.value + countedMax.value > 0 && simulated.length === 0) found.push("no simulation");
  for (const each of scenarios) if (!offered.has(each)) found.push(`no simulation of ${each}`);
  if (scenarios.length > required.value) found.push("more scenarios than simulations required");
  for (const part of one.subMinimums) {
    if (part.min.value > one.log.value) found.push(`${part.id} asks for more than the minimum`);
    if (!real.some((each) => fits(each, part.filter))) found.push(`${part.id} cannot be met`);
  }
  return found.map((each) => `${one.code}: ${each}`);
}

function fits(activity: Release["catalogue"]["activities"][number], filter: CaseFilter): boolean {
  const common = (offered: readonly string[], asked?: readonly string[]) =>
    asked === undefined || asked.some((each) => offered.includes(each));
  return (
    common([activity.code], filter.activities) &&
    common(activity.devices, filter.devices) &&
    common(activity.contexts, filter.contexts)
  );
}

import type { Activity, Competency, CredentialDefinition, Domain, Epa, Release } from "./schema.ts";

export function findCompetency(release: Release, code: string): Competency | undefined {
  return release.competencies.find((each) => each.code === code);
}
export function findEpa(release: Release, code: string): Epa | undefined {
  return release.epas.find((each) => each.code === code);
}
export function findCredential(release: Release, code: string): CredentialDefinition | undefined {
  return release.credentials.find((each) => each.code === code);
}
export function findActivity(release: Release, code: string): Activity | undefined {
  return release.catalogue.activities.find((each) => each.code === code);
}

/** @throws RangeError for a code that the release lacks: codes are checked where they come in. */
export function competency(release: Release, code: string): Competency {
  return present(findCompetency(release, code), release, code);
}
/** @throws RangeError for a code that the release lacks. */
export function epa(release: Release, code: string): Epa {
  return present(findEpa(release, code), release, code);
}
/** @throws RangeError for a code that the release lacks. */
export function credentialDefinition(release: Release, code: string): CredentialDefinition {
  return present(findCredential(release, code), release, code);
}
/** @throws RangeError for a code that the release lacks. */
export function activity(release: Release, code: string): Activity {
  return present(findActivity(release, code), release, code);
}
/** @throws RangeError for a code that the release lacks. */
export function domainOf(release: Release, code: string): Domain {
  return present(
    release.domains.find((each) => each.code === code),
    release,
    code,
  );
}

function present<T>(found: T | undefined, release: Release, code: string): T {
  if (found === undefined) throw new RangeError(`${code} is not in release ${release.version}`);
  return found;
}

/** What can be logged towards a competency; simulations as well unless left out. */
export function activitiesFor(
  release: Release,
  competencyCode: string,
  { simulated = true }: { readonly simulated?: boolean } = {},
): Activity[] {
  return release.catalogue.activities.filter(
    (each) =>
      each.competencies.includes(competencyCode) && (simulated || each.kind !== "simulation"),
  );
}

/** Every credential that this one rests on, through `requires`, itself left out; nearest first. */
export function requiredCredentials(release: Release, code: string): CredentialDefinition[] {
  const found = new Map<string, CredentialDefinition>();
  const queue = [...credentialDefinition(release, code).requires];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === code || found.has(next)) continue;
    const definition = credentialDefinition(release, next);
    found.set(next, definition);
    queue.push(...definition.requires);
  }
  return [...found.values()];
}

/** Every competency that must be shown before this credential can exist, required ones included. */
export function allCompetenciesOf(release: Release, code: string): ReadonlySet<string> {
  const credentials = [credentialDefinition(release, code), ...requiredCredentials(release, code)];
  const all = new Set<string>();
  const add = (each: string) => {
    if (all.has(each)) return;
    all.add(each);
    for (const before of competency(release, each).prerequisites) add(before);
  };
  for (const credential of credentials) credential.competencies.forEach(add);
  return all;
}

/** Credentials that ask for this competency themselves. */
export function credentialsWith(release: Release, competencyCode: string): CredentialDefinition[] {
  return release.credentials.filter((each) => each.competencies.includes(competencyCode));
}

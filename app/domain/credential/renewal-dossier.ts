import type { CredentialDefinition } from "../curriculum/schema.ts";
import type { CoSignatory } from "../signoff/decision.ts";
import type { DossierLine, Plain } from "../signoff/dossier.ts";
import { formatInstant } from "../time/instant.ts";
import { feeding, type MaintenanceCase } from "./maintenance.ts";
import type { Renewal, RenewalAsked, RenewalEvidence } from "./renewal.ts";

/** Who signs beside the director: whoever the credential names, and for a restored one always somebody. */
export function signatoriesOf(
  signOff: CredentialDefinition["signOff"],
  restored: boolean,
): CredentialDefinition["signOff"] {
  const local: readonly CoSignatory[] = ["ecmo_director", "mcs_director"];
  const named = signOff.some((each) => local.includes(each as CoSignatory));
  return restored && !named ? [...signOff, "mcs_director"] : signOff;
}

/** The lines as a committee and a director see them. */
export function renewalDossierLines(code: string, { lines }: Renewal): DossierLine[] {
  return lines.map(({ of, kind, title, have, need, met }) => ({
    in: kind === "maintenance" || kind === "restored" ? (of ?? code) : code,
    ...{ title, have, need, met },
  }));
}

/** The facts that a renewal rests on: the same facts give the same text on whatever day they are read. */
export function renewalFacts(
  asked: RenewalAsked,
  renewalOf: string,
  evidence: RenewalEvidence,
): Plain {
  const { definition, rules, validity, times } = asked;
  const feeds = (each: MaintenanceCase) =>
    definition.competencies.some((code) => feeding(rules, { code }, [each]).length > 0);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return {
    renews: renewalOf,
    cases: evidence.cases
      .filter((each) => each.outcome === "confirmed" && feeds(each))
      .map((each) => ({
        id: each.id,
        activity: each.activity,
        role: each.role,
        performedAt: formatInstant(each.performedAt),
        supervisor: each.confirmerId,
        simulated: each.simulated,
        proctored: each.proctored,
      }))
      .sort(byId),
    records: evidence.records
      .filter((each) => each.completedAt >= validity.start)
      .map(({ id, kind, code, completedAt }) => ({
        ...{ id, kind, code, completedAt: formatInstant(completedAt) },
      }))
      .sort(byId),
    statements: evidence.statements
      .filter((each) => each.statedAt >= times.opensAt || each.openRestriction)
      .map((each) => ({
        id: each.id,
        unit: each.unitName,
        statedBy: each.statedBy,
        statedAt: formatInstant(each.statedAt),
        openRestriction: each.openRestriction,
      }))
      .sort(byId),
    standing: evidence.held.map(({ id, code }) => ({ id, code })).sort(byId),
    suspended: evidence.suspended,
  };
}

/** Everybody whose word a renewal rests on. */
export function witnessesOf(evidence: RenewalEvidence): string[] {
  const named = [
    ...evidence.cases.flatMap((each) => (each.outcome === "confirmed" ? each.confirmerId : [])),
    ...evidence.statements.map((each) => each.statedBy),
  ].filter((each) => each !== null);
  return [...new Set(named)].sort();
}

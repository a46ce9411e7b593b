import { type Content, releaseOf } from "#app/domain/content.ts";
import type { MaintenanceCase } from "#app/domain/credential/maintenance.ts";
import {
  type Renewal,
  type RenewalAsked,
  type RenewalEvidence,
  renewalOf,
} from "#app/domain/credential/renewal.ts";
import {
  renewalDossierLines,
  renewalFacts,
  signatoriesOf,
  witnessesOf,
} from "#app/domain/credential/renewal-dossier.ts";
import {
  type RenewalPhase,
  renewalPhase,
  renewalTimes,
} from "#app/domain/credential/renewal-times.ts";
import { credentialDefinition } from "#app/domain/curriculum/release.ts";
import type { Shown } from "#app/domain/signoff/decision.ts";
import type { Dossier } from "#app/domain/signoff/dossier.ts";
import type { Gap } from "#app/domain/signoff/exception.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { type Evidence, isConfirmed, rulesOf } from "#app/domain/training/evidence.ts";
import type { Transaction } from "#db/client.server.ts";
import { type Credential, findCredentialRow } from "#db/store/credential/credentials.server.ts";
import { maintenanceOfPerson } from "#db/store/credential/maintenance.server.ts";
import { statementsAbout } from "#db/store/credential/statements.server.ts";
import { everything } from "#db/store/known.server.ts";
import { loadEvidence } from "#db/store/training/evidence.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { standingsAt } from "./standing.server.ts";

export type RenewalState = {
  readonly credential: Credential;
  readonly asked: RenewalAsked;
  readonly phase: RenewalPhase;
  readonly evidence: RenewalEvidence;
  readonly renewal: Renewal;
};

/**
 * How far a credential's holder is with renewing it: by the release that it would be renewed under.
 *
 * @param found  The holder's evidence where it is at hand already.
 */
export async function renewalState(
  tx: Transaction,
  content: Content,
  {
    credential,
    release,
    now,
  }: {
    readonly credential: Credential;
    readonly release: string;
    readonly now: Instant;
  },
  found?: Evidence,
): Promise<RenewalState> {
  const figures = standingRules(content).renewal;
  const validity = { start: credential.validFrom, end: credential.validUntil };
  const times = renewalTimes(validity, figures);
  const definition = credentialDefinition(releaseOf(content, release), credential.code);
  const asked = { rules: rulesOf(content, release), definition, validity, times, at: now };
  const own = found ?? (await evidenceOf(tx, content, credential.personId));
  const standing = (await standingsAt(tx, content, [credential.personId], now)).get(credential.id);
  const wanted = [...definition.requires, ...definition.requiresAny, ...definition.base];
  const evidence: RenewalEvidence = {
    cases: await casesOf(tx, credential.personId, own),
    records: own.records.filter((each) => each.kind !== "exam"),
    statements: (await statementsAbout(tx, credential.personId)).filter(
      (each) => each.credentialCode === credential.code,
    ),
    held: [...own.credentials, ...own.externals]
      .filter((each) => wanted.includes(each.code))
      .filter((each) => each.counts.some((during) => holds(during, now)))
      .map(({ id, code }) => ({ id, code })),
    suspended: standing?.state === "suspended" || standing?.state === "revoked",
  };
  const phase = renewalPhase(times, now);
  return { credential, asked, phase, evidence, renewal: renewalOf(asked, evidence) };
}

function evidenceOf(tx: Transaction, content: Content, personId: string): Promise<Evidence> {
  return loadEvidence(tx, personId, everything, standingRules(content), content.portfolio);
}

/** What was logged for maintenance, and what the holder logged as a fellow. */
export async function casesOf(
  tx: Transaction,
  personId: string,
  { cases }: Pick<Evidence, "cases">,
): Promise<MaintenanceCase[]> {
  const logged = await maintenanceOfPerson(tx, personId);
  const trained = cases.map((each): MaintenanceCase => {
    const declined = each.verification?.outcome === "declined" ? "declined" : null;
    return {
      id: each.id,
      activity: each.activity,
      role: each.role,
      performedAt: each.performedAt,
      simulated: each.simulated,
      proctored: false,
      confirmerId: each.supervisorId,
      outcome: isConfirmed(each) ? "confirmed" : declined,
    };
  });
  return [
    ...logged.map(({ id, activity, role, performedAt, simulated, proctored, ...rest }) => ({
      ...{ id, activity, role, performedAt, simulated, proctored },
      ...{ confirmerId: rest.confirmerId, outcome: rest.outcome },
    })),
    ...trained,
  ];
}

/** A renewal as a committee and a director see it. */
export async function renewalCase(
  tx: Transaction,
  content: Content,
  subject: { readonly renewalOf: string | null; readonly release: string },
  now: Instant,
  found: Evidence,
): Promise<{ readonly dossier: Dossier; readonly evidence: Shown; readonly gaps: readonly Gap[] }> {
  const credential = await findCredentialRow(tx, subject.renewalOf ?? "");
  if (!credential) throw new Error(`no credential ${subject.renewalOf} to renew`);
  const given = { credential, release: subject.release, now };
  const { asked, evidence, renewal } = await renewalState(tx, content, given, found);
  const { definition } = asked;
  const signOff = signatoriesOf(definition.signOff, renewal.restored);
  return {
    dossier: {
      route: "renewal",
      person: { id: credential.personId, name: credential.personName },
      programme: { id: credential.programmeId, name: credential.programmeName },
      definition: { ...definition, signOff },
      release: asked.rules.release,
      lines: renewalDossierLines(definition.code, renewal),
      facts: renewalFacts(asked, credential.id, evidence),
    },
    evidence: { missing: renewal.missing, assessors: witnessesOf(evidence), judged: [] },
    gaps: [],
  };
}

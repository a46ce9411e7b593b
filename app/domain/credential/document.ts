import type { CredentialDefinition, EntrustmentScale, Epa, Release } from "../curriculum/schema.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { JsonObject } from "./json.ts";

/** All that a credential says. No case, no assessor, no sentence that somebody wrote about the holder. */
export type CredentialFacts = {
  readonly id: string;
  /** "https://portal.example", without a slash at the end. */
  readonly origin: string;
  readonly issuer: { readonly did: string; readonly name: string };
  readonly programme: string;
  readonly route: "training" | "practice" | "renewal";
  /** A random UUID made for this credential alone, so that two credentials do not tell on one holder. */
  readonly subject: string;
  readonly holder: { readonly name: string; readonly registration: string | null };
  readonly definition: CredentialDefinition;
  readonly release: Release;
  readonly scale: EntrustmentScale;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  /** When the last signature was given, where validity begins later: of a renewed one. */
  readonly awardedAt?: Instant;
  readonly status: { readonly list: number; readonly index: number };
};

export const credentialContexts = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
] as const;

export function credentialUrl(origin: string, id: string): string {
  return `${origin}/credentials/${id}`;
}

export function statusListUrl(origin: string, list: number): string {
  return `${origin}/status/${list}`;
}

/**
 * The body that will be signed: Open Badges 3.0 on the VC Data Model 2.0.
 *
 * Lists stand where the published schema of Open Badges wants them, even with one member. One status
 * entry only: revocation. Suspension comes and goes, and is answered by the portal.
 *
 * @source Open Badges 3.0 sections B.1 and B.7; the schema is named, never fetched
 */
export function credentialDocument(facts: CredentialFacts): JsonObject {
  const { definition, origin } = facts;
  const status = statusListUrl(origin, facts.status.list);
  return {
    "@context": [...credentialContexts],
    id: credentialUrl(origin, facts.id),
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: definition.name,
    description: wording(facts),
    issuer: { id: facts.issuer.did, type: ["Profile"], name: facts.issuer.name, url: origin },
    validFrom: formatInstant(facts.validFrom),
    validUntil: formatInstant(facts.validUntil),
    awardedDate: formatInstant(facts.awardedAt ?? facts.validFrom),
    credentialSubject: subjectOf(facts),
    credentialStatus: {
      id: `${status}#${facts.status.index}`,
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: String(facts.status.index),
      statusListCredential: status,
    },
    credentialSchema: [
      {
        id: "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
        type: "1EdTechJsonSchemaValidator2019",
      },
    ],
  };
}

/** Programme-attested, and what it is not: the four things that are told apart everywhere. */
function wording({ definition, programme, release }: CredentialFacts): string {
  return `A programme-attested credential of ${programme} under curriculum ${release.version}: ${definition.description} It is evidence of competence, not a licence to practise and not a privilege at a hospital.`;
}

function subjectOf(facts: CredentialFacts): JsonObject {
  const { holder, release, definition } = facts;
  const epas = release.epas.filter((epa) => definition.epas.includes(epa.code));
  const achievement = achievementUrl(facts);
  return {
    id: `urn:uuid:${facts.subject}`,
    type: ["AchievementSubject"],
    identifier: [
      identity("name", holder.name),
      ...(holder.registration ? [identity("ext:registration", holder.registration)] : []),
    ],
    achievement: achievementOf(facts, epas),
    result: epas.map((epa) => ({
      type: ["Result"],
      resultDescription: resultId(achievement, epa),
      achievedLevel: levelId(achievement, epa, epa.targetLevel.value),
    })),
  };
}

function identity(identityType: string, text: string): JsonObject {
  return { type: "IdentityObject", hashed: false, identityHash: text, identityType };
}

/** The public page of the credential in the curriculum; the fragment names the release. */
export function achievementUrl(facts: Pick<CredentialFacts, "origin" | "release" | "definition">) {
  return `${facts.origin}/curriculum/credentials/${facts.definition.code}#${facts.release.version}`;
}

function achievementOf(facts: CredentialFacts, epas: readonly Epa[]): JsonObject {
  const { definition, release, scale } = facts;
  const id = achievementUrl(facts);
  return {
    id,
    type: ["Achievement"],
    achievementType: "Competency",
    version: release.version,
    humanCode: definition.code,
    name: definition.name,
    description: definition.description,
    criteria: { id, narrative: criteria(facts) },
    alignment: alignmentOf(facts, epas),
    resultDescription: epas.map((epa) => ({
      id: resultId(id, epa),
      type: ["ResultDescription"],
      name: `${epa.name}, entrusted on the ${scale.name}`,
      resultType: "RubricCriterionLevel",
      requiredLevel: levelId(id, epa, epa.targetLevel.value),
      rubricCriterionLevel: scale.levels.map((each) => ({
        id: levelId(id, epa, each.level),
        type: ["RubricCriterionLevel"],
        name: each.label,
        level: String(each.level),
        description: each.anchor,
      })),
    })),
  };
}

const ways: Readonly<Record<CredentialFacts["route"], string>> = {
  training: "Logged and confirmed cases, directly observed entrustment",
  practice: "Years of practice, a case list and observation by outside assessors",
  renewal:
    "Confirmed cases of the last period, continued learning and a statement of the unit's head",
};

function criteria({ route, programme }: CredentialFacts): string {
  return `${ways[route]}, the recommendation of a competency committee, and the signature of the director of ${programme}.`;
}

/** The curriculum's items that the credential rests on, by code and address. */
function alignmentOf({ origin, release, definition }: CredentialFacts, epas: readonly Epa[]) {
  const competencies = release.competencies.filter((each) =>
    definition.competencies.includes(each.code),
  );
  const item = (kind: string) => (each: { readonly code: string; readonly name: string }) => ({
    type: ["Alignment"],
    targetType: "CFItem",
    targetCode: each.code,
    targetName: each.name,
    targetUrl: `${origin}/curriculum/${kind}/${each.code}#${release.version}`,
  });
  return [...competencies.map(item("competencies")), ...epas.map(item("epas"))];
}

function resultId(achievement: string, epa: Epa): string {
  return `${achievement}-${epa.code}`;
}

function levelId(achievement: string, epa: Epa, level: number): string {
  return `${achievement}-${epa.code}-${level}`;
}

/**
 * What the published JSON schema of Open Badges 3.0 asks of an achievement credential, restated by hand:
 * the schema itself may not be passed on. Compared with it member by member, this asks everything that it
 * asks of the members that ours has, and is narrower in places: it closes objects that are open there. So
 * what passes here is valid there.
 *
 * @source Open Badges 3.0 sections B.1, B.2 and C.3;
 * https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json
 */
type Schema = { readonly [keyword: string]: unknown };

const text: Schema = { type: "string" };
const address: Schema = { type: "string", pattern: "^[a-z][a-z0-9+.-]*:\\S+$" };
const moment: Schema = { type: "string", format: "date-time" };
const types = (...required: string[]): Schema => ({
  type: "array",
  minItems: 1,
  items: text,
  allOf: required.map((each) => ({ contains: { const: each } })),
});
const listOf = (items: Schema): Schema => ({ type: "array", minItems: 1, items });
const closed = (properties: Record<string, Schema>, ...required: string[]): Schema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const open = (properties: Record<string, Schema>, ...required: string[]): Schema => ({
  type: "object",
  properties,
  required,
});
/** One of a closed list, or an extension that says it is one. */
const oneOf = (...known: string[]): Schema => ({
  anyOf: [{ enum: known }, { type: "string", pattern: "^ext:[A-Za-z0-9._-]+$" }],
});

const profile = open(
  { id: address, type: types("Profile"), name: text, url: address },
  "id",
  "type",
);
const identity = closed(
  {
    type: { const: "IdentityObject" },
    hashed: { type: "boolean" },
    identityHash: text,
    identityType: oneOf(
      ..."name sourcedId systemId productId userName accountId emailAddress".split(" "),
      ..."nationalIdentityNumber isbn issn lisSourcedId oneRosterSourcedId".split(" "),
      ..."sisSourcedId ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ltiUserId".split(" "),
      "identifier",
    ),
    salt: text,
  },
  ...["type", "hashed", "identityHash", "identityType"],
);
const alignment = closed(
  {
    type: types("Alignment"),
    targetCode: text,
    targetDescription: text,
    targetName: text,
    targetFramework: text,
    targetType: oneOf(
      ...["ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion"],
      ...["CFRubricCriterionLevel", "CTDL"],
    ),
    targetUrl: address,
  },
  ...["type", "targetName", "targetUrl"],
);
const level = closed(
  {
    id: address,
    type: types("RubricCriterionLevel"),
    alignment: listOf(alignment),
    description: text,
    level: text,
    name: text,
    points: text,
  },
  ...["id", "type", "name"],
);
const resultDescription = closed(
  {
    id: address,
    type: types("ResultDescription"),
    alignment: listOf(alignment),
    allowedValue: listOf(text),
    name: text,
    requiredLevel: address,
    requiredValue: text,
    resultType: oneOf(
      ...["GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore"],
      ...["RawScore", "Result", "RubricCriterion", "RubricCriterionLevel", "RubricScore"],
      ...["ScaledScore", "Status"],
    ),
    rubricCriterionLevel: listOf(level),
    valueMax: text,
    valueMin: text,
  },
  ...["id", "type", "name", "resultType"],
);
const achievement = closed(
  {
    id: address,
    type: types("Achievement"),
    achievementType: oneOf("Competency", "Certification", "License", "MicroCredential"),
    alignment: listOf(alignment),
    criteria: open({ id: address, narrative: text }),
    description: text,
    humanCode: text,
    name: text,
    resultDescription: { type: "array", items: resultDescription },
    version: text,
  },
  ...["id", "type", "criteria", "description", "name"],
);
const result = closed(
  {
    type: types("Result"),
    achievedLevel: address,
    alignment: listOf(alignment),
    resultDescription: address,
    status: { enum: ["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Withdrew"] },
    value: text,
  },
  "type",
);
const subject = closed(
  {
    id: address,
    type: types("AchievementSubject"),
    achievement,
    identifier: listOf(identity),
    result: { type: "array", items: result },
  },
  ...["type", "achievement"],
);

export const achievementCredential: Schema = {
  $schema: "https://json-schema.org/draft/2019-09/schema",
  ...open(
    {
      "@context": {
        type: "array",
        minItems: 2,
        items: [
          { const: "https://www.w3.org/ns/credentials/v2" },
          {
            type: "string",
            pattern: String.raw`^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.\d\.\d\.json$`,
          },
        ],
        additionalItems: address,
      },
      id: address,
      type: types("VerifiableCredential", "OpenBadgeCredential"),
      name: text,
      description: text,
      issuer: profile,
      validFrom: moment,
      validUntil: moment,
      awardedDate: moment,
      credentialSubject: subject,
      credentialStatus: open({ id: address, type: text }, "id", "type"),
      credentialSchema: listOf(open({ id: address, type: text }, "id", "type")),
      proof: listOf(
        open(
          { type: text, created: moment, verificationMethod: address, proofValue: text },
          "type",
        ),
      ),
    },
    ...["@context", "id", "type", "issuer", "validFrom", "credentialSubject", "proof"],
  ),
};

import { z } from "zod";
import { allow, type Result, refuse } from "../result.ts";
import { credentialContexts } from "./document.ts";
import { isBounded, type JsonObject } from "./json.ts";
import { BitstringEntry, CredentialShape, lineOf, misshapen } from "./shape.ts";
import { statusListLength } from "./status-list.ts";

declare const brand: unique symbol;
/** A credential that may be signed. Only `lint` makes one, so that nothing unread reaches the key. */
export type PreparedCredential = {
  readonly document: JsonObject;
  readonly [brand]: true;
};

const types = (kind: string) => z.array(z.string()).refine((all) => all.includes(kind));
const Words = z.string().trim().min(1).max(2_000);
const Identity = z.strictObject({
  type: z.literal("IdentityObject"),
  hashed: z.literal(false),
  identityHash: Words,
  identityType: z.enum(["name", "ext:registration"]),
});
const Achievement = z.strictObject({
  id: z.string(),
  type: types("Achievement"),
  achievementType: z.literal("Competency"),
  version: Words,
  humanCode: Words,
  name: Words,
  description: Words,
  criteria: z.strictObject({ id: z.string(), narrative: Words }),
  alignment: z.array(z.looseObject({ type: types("Alignment") })).min(1),
  resultDescription: z.array(z.looseObject({ type: types("ResultDescription") })),
});
const Subject = z.strictObject({
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  type: types("AchievementSubject"),
  identifier: z.array(Identity).min(1).max(2),
  achievement: Achievement,
  result: z.array(
    z.strictObject({
      type: types("Result"),
      resultDescription: z.string(),
      achievedLevel: z.string(),
    }),
  ),
});

/** Strict where the outside world's shape is loose: a member that is not named here does not get signed. */
const Ours = CredentialShape.extend({
  "@context": z.tuple([
    z.literal(credentialContexts[0]),
    z.literal(credentialContexts[1]),
    z.literal(credentialContexts[2]),
  ]),
  id: z.url(),
  type: types("OpenBadgeCredential"),
  name: Words,
  description: Words.refine((text) => text.includes("programme-attested")),
  issuer: z.strictObject({
    id: z.string().regex(/^did:/),
    type: types("Profile"),
    name: Words,
    url: z.url(),
  }),
  validFrom: z.string(),
  validUntil: z.string(),
  awardedDate: z.string(),
  credentialSubject: Subject,
  credentialStatus: BitstringEntry.extend({ statusPurpose: z.literal("revocation") }),
  credentialSchema: z.array(z.looseObject({})).length(1),
  proof: z.undefined().optional(),
}).strict();

/** Claims that this credential must never make, whatever a name in the record says. */
const forbidden = /board[\s-]*certif/i;

/**
 * Says whether a document may be signed as it stands.
 * @returns refusal `credential_not_fit` with the first thing wrong: a bug or bad content, never a person's.
 */
export function lint(document: JsonObject): Result<PreparedCredential> {
  const wrong = faultOf(document);
  if (wrong !== null) return refuse("credential_not_fit", { where: wrong });
  return allow({ document } as PreparedCredential);
}

function faultOf(document: JsonObject): string | null {
  if (!isBounded(document)) return "document: too large";
  const loose = misshapen(document);
  if (loose !== null) return loose;
  const parsed = Ours.safeParse(document);
  if (!parsed.success) return lineOf(parsed.error);
  const { validFrom, validUntil, credentialStatus } = parsed.data;
  if (!(Date.parse(validFrom) < Date.parse(validUntil))) return "validUntil: not after validFrom";
  if (Number(credentialStatus.statusListIndex) >= statusListLength) return "statusListIndex: none";
  if (forbidden.test(JSON.stringify(document))) return "document: claims what it must not claim";
  return null;
}

import { z } from "zod";
import { type Instant, parseInstant } from "../time/instant.ts";

const Moment = z.string().refine((text) => parseInstant(text) !== null, "a date-time with offset");
/** Of a proof, where a time without offset is read as UTC. @source Data Integrity 1.0 section 2.1 */
const ProofMoment = z
  .string()
  .refine((text) => proofInstant(text) !== null, "a date-time, in UTC or with offset");
const Address = z.string().refine((text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text), "an address");
const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);
const Typed = z.looseObject({ type: oneOrMore(z.string().min(1)) });
/** "What it is, in a language", as names and descriptions may also be given. */
const Said = z.strictObject({
  "@value": z.string(),
  "@language": z.string().optional(),
  "@direction": z.enum(["ltr", "rtl"]).optional(),
});
const Words = z.union([z.string(), Said, z.array(Said).min(1)]);

const Proof = z.looseObject({
  type: z.literal("DataIntegrityProof"),
  cryptosuite: z.string(),
  verificationMethod: Address,
  proofPurpose: z.literal("assertionMethod"),
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]+$/),
  created: ProofMoment.optional(),
  expires: ProofMoment.optional(),
});

const StatusEntry = z.looseObject({
  type: oneOrMore(z.string().min(1)),
  id: Address.optional(),
});

/** Bitstring Status List 1.0: the index is a decimal *string*. */
export const BitstringEntry = z.looseObject({
  type: z.literal("BitstringStatusListEntry"),
  id: Address.optional(),
  statusPurpose: z.string().min(1),
  statusListIndex: z.string().regex(/^(0|[1-9]\d{0,11})$/),
  statusListCredential: Address,
});

/**
 * The parts of a credential that the data model fixes, whoever issued it.
 * @source VC Data Model 2.0 section 4; the context of 1.1 has no place here
 */
export const CredentialShape = z.looseObject({
  "@context": z
    .array(z.unknown())
    .min(1)
    .refine((all) => all[0] === "https://www.w3.org/ns/credentials/v2", {
      error: "the first context must be https://www.w3.org/ns/credentials/v2",
    }),
  id: Address.optional(),
  type: oneOrMore(z.string()).refine(
    (type) => [type].flat().includes("VerifiableCredential"),
    "type must include VerifiableCredential",
  ),
  name: Words.optional(),
  description: Words.optional(),
  issuer: z.union([Address, z.looseObject({ id: Address, name: Words.optional() })]),
  validFrom: Moment.optional(),
  validUntil: Moment.optional(),
  credentialSubject: oneOrMore(
    z.looseObject({ id: Address.optional() }).refine((subject) => Object.keys(subject).length > 0),
  ),
  credentialStatus: oneOrMore(StatusEntry).optional(),
  credentialSchema: oneOrMore(Typed.extend({ id: Address })).optional(),
  termsOfUse: oneOrMore(Typed).optional(),
  evidence: oneOrMore(Typed).optional(),
  refreshService: oneOrMore(Typed).optional(),
  proof: oneOrMore(Proof)
    .refine((proof) => [proof].flat().length <= 4)
    .optional(),
});
export type CredentialShape = z.output<typeof CredentialShape>;

export function proofInstant(text: string): Instant | null {
  return parseInstant(text) ?? parseInstant(`${text}Z`);
}

/** Where and how a document is not what it must be, in one line; null when it is. */
export function misshapen(document: unknown): string | null {
  const parsed = CredentialShape.safeParse(document);
  if (!parsed.success) return lineOf(parsed.error);
  const { validFrom, validUntil } = parsed.data;
  if (validFrom && validUntil && (parseInstant(validFrom) ?? 0) > (parseInstant(validUntil) ?? 0)) {
    return "validUntil: is before validFrom";
  }
  return null;
}

export function lineOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue
    ? `${issue.path.join(".") || "document"}: ${issue.message}`
    : "document: not readable";
}

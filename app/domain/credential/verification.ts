/** What was looked at, in this order; a document that fails one is not looked at further. */
export const verificationChecks = [
  "shape",
  "context",
  "issuer",
  "proof",
  "validity",
  "status",
  "standing",
] as const;
export type VerificationCheck = (typeof verificationChecks)[number];

/** Why a document is not to be relied on, in the words of RFC 9457. */
export type VerificationProblem = {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly check: VerificationCheck;
};

export type Verification = {
  readonly verified: boolean;
  readonly checks: readonly VerificationCheck[];
  readonly problems: readonly VerificationProblem[];
};

const vcdm = "https://www.w3.org/TR/vc-data-model#";
const statusList = "https://www.w3.org/ns/credentials/status-list#";
const security = "https://w3id.org/security#";

/** @source VC Data Model 2.0 section 7.1, Data Integrity 1.0 section 4.6, Bitstring Status List 1.0 */
const kinds = {
  malformed: [`${vcdm}MALFORMED_VALUE_ERROR`, "This is not a well-formed credential", "shape"],
  too_large: [`${vcdm}MALFORMED_VALUE_ERROR`, "The document is too large or too deep", "shape"],
  carries_secret: [
    `${vcdm}MALFORMED_VALUE_ERROR`,
    "The document carries a private key, which is thereby lost",
    "shape",
  ],
  unknown_context: [
    `${vcdm}MALFORMED_VALUE_ERROR`,
    "The document names a context that is not known here",
    "context",
  ],
  unresolved_issuer: [
    `${security}INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID`,
    "Cannot resolve the issuer",
    "issuer",
  ],
  unknown_key: [
    `${security}INVALID_VERIFICATION_METHOD`,
    "The issuer does not publish the key that signed this",
    "issuer",
  ],
  no_proof: [
    `${security}PROOF_VERIFICATION_ERROR`,
    "The document carries no usable proof",
    "proof",
  ],
  bad_proof: [
    `${security}PROOF_VERIFICATION_ERROR`,
    "The signature does not belong to this document",
    "proof",
  ],
  not_yet: [`${vcdm}RANGE_ERROR`, "The credential is not valid yet", "validity"],
  expired: [`${vcdm}RANGE_ERROR`, "The credential is no longer valid", "validity"],
  status_away: [
    `${statusList}STATUS_RETRIEVAL_ERROR`,
    "The status of the credential cannot be read",
    "status",
  ],
  status_bad: [
    `${statusList}STATUS_VERIFICATION_ERROR`,
    "The status of the credential cannot be trusted",
    "status",
  ],
  status_range: [`${statusList}RANGE_ERROR`, "The place in the status list is none", "status"],
  revoked: [`${statusList}REVOKED`, "The credential was revoked", "status"],
  not_standing: [`${vcdm}RANGE_ERROR`, "The credential does not count at present", "standing"],
} as const satisfies Record<string, readonly [string, string, VerificationCheck]>;

export type ProblemKind = keyof typeof kinds;

export function problemOf(kind: ProblemKind, detail: string = kinds[kind][1]): VerificationProblem {
  const [type, title, check] = kinds[kind];
  return { type, title, detail, check };
}

/** Verified as far as it was looked at; `checks` are those that were gone through. */
export function verifiedThrough(last: VerificationCheck): Verification {
  return { verified: true, checks: checksUpTo(last), problems: [] };
}

export function failedWith(problem: VerificationProblem): Verification {
  return { verified: false, checks: checksUpTo(problem.check), problems: [problem] };
}

function checksUpTo(last: VerificationCheck): readonly VerificationCheck[] {
  return verificationChecks.slice(0, verificationChecks.indexOf(last) + 1);
}

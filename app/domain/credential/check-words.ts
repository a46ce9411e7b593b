import { type Verification, type VerificationCheck, verificationChecks } from "./verification.ts";

export type CheckLine = {
  readonly check: VerificationCheck;
  /** "The signature" */
  readonly what: string;
  /** `open`: not looked at, because an earlier one failed or because there is nothing to look at. */
  readonly state: "held" | "failed" | "open";
  readonly words: string;
};

type Subject = {
  /** Signed by this portal, so that its register knows where it stands. */
  readonly isOwn: boolean;
  readonly namesStatus: boolean;
};

const what: Record<VerificationCheck, string> = {
  shape: "Shape",
  context: "Vocabulary",
  issuer: "Issuer",
  proof: "Signature",
  validity: "Period of validity",
  status: "Revocation",
  standing: "Standing",
};

const held: Record<VerificationCheck, string> = {
  shape: "It is a well-formed credential of the W3C data model, and carries no private key.",
  context: "Its words come from vocabularies that are kept here; none was fetched.",
  issuer: "The issuer could be resolved, and publishes the key that signed this.",
  proof: "The signature belongs to this document: nothing was altered since it was signed.",
  validity: "Now lies between its first and its last instant.",
  status: "The issuer's signed status list does not mark it as revoked.",
  standing: "The register of this portal says that it counts at present.",
};

/**
 * Every check with what came of it, in the order they were made. What was not looked at says so: silence
 * would read as "in order".
 */
export function checkLines({ checks, problems }: Verification, about: Subject | null): CheckLine[] {
  const [problem] = problems;
  return verificationChecks.map((check) => {
    const line = { check, what: what[check] };
    if (problem?.check === check) {
      return { ...line, state: "failed", words: sentence(problem.title, problem.detail) };
    }
    const none = about && nothingToCheck(check, about);
    if (none) return { ...line, state: "open", words: none };
    if (checks.includes(check)) return { ...line, state: "held", words: held[check] };
    return { ...line, state: "open", words: "Not looked at, since an earlier check failed." };
  });
}

function nothingToCheck(check: VerificationCheck, { isOwn, namesStatus }: Subject): string | null {
  if (check === "status" && !namesStatus) {
    return "It names no status list, so nobody can tell from it whether it was revoked.";
  }
  if (check === "standing" && !isOwn) {
    return "Another issuer signed it. Whether they suspended it meanwhile, only they can say.";
  }
  return null;
}

function sentence(title: string, detail: string): string {
  return detail === title ? `${title}.` : `${title}. ${detail}`;
}

/** `unknown`: it could not be checked, which is not the same as being wrong. Never to be relied on. */
export type Conclusion = "yes" | "no" | "unknown";

/** Issuers and status lists that cannot be reached say nothing about the credential itself. */
export function concludes({ verified, problems }: Verification): Conclusion {
  if (verified) return "yes";
  const doubts = /(CONTROLLED_IDENTIFIER_DOCUMENT_ID|STATUS_RETRIEVAL_ERROR)$/;
  return doubts.test(problems[0]?.type ?? "") ? "unknown" : "no";
}

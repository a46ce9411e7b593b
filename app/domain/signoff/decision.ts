import type { CredentialDefinition } from "../curriculum/schema.ts";
import { allow, type Refused, type Result, refuse } from "../result.ts";
import { day, formatInstant, type Instant } from "../time/instant.ts";
import type { Recommendation } from "./committee.ts";

export const decisions = ["approved", "refused"] as const;
export type Decision = (typeof decisions)[number];
export const routes = ["training", "practice", "renewal"] as const;
export type Route = (typeof routes)[number];

/** Who signs beside the programme director, where a credential asks for it. */
export const coSignatories = ["ecmo_director", "mcs_director"] as const;
export type CoSignatory = (typeof coSignatories)[number];

export type Judged = {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly now: Instant;
  readonly personId: string;
  readonly signerId: string;
  readonly recommendation: Recommendation;
  /** How old a recommendation may be, in days. */
  readonly withinDays: number;
  /** SHA-256 of the evidence when the committee took it up, and as it is now. */
  readonly reviewed: string;
  readonly current: string;
  /** SHA-256 of the whole dossier as the signer saw it, and as it would be shown now. */
  readonly shown: string;
  readonly showable: string;
  readonly evidence: Shown;
};

/** What the evidence amounts to, on either route. */
export type Shown = {
  /** How many items are missing; none when everything is shown. */
  readonly missing: number;
  /** Everyone whose judgement counts. */
  readonly assessors: readonly string[];
  /** By whom each competency and EPA was judged; none on the practice pathway. */
  readonly judged: readonly Judgement[];
};

export type Judgement = { readonly of: string; readonly assessors: readonly string[] };

/**
 * Whether the director may put this decision on record.
 *
 * Approving asks for everything; refusing asks for a reason and for having seen what is refused. Returns
 * the first reason why not: `director_is_the_fellow`, `reason_required`, `evidence_changed`,
 * `no_recommendation`, `recommendation_too_old`, `evidence_changed_since_review`,
 * `requirements_not_met`, `director_is_sole_assessor`, `director_is_sole_assessor_of`.
 *
 * @source the release's requirements.yaml#signOffWithinDays, #directorMayBeSoleAssessor
 */
export function decide(judged: Judged): Result<undefined> {
  if (judged.signerId === judged.personId) return refuse("director_is_the_fellow");
  if (judged.decision === "refused") {
    if (!judged.reason?.trim()) return refuse("reason_required");
    return judged.shown === judged.showable ? allow() : refuse("evidence_changed");
  }
  return approvable(judged) ?? allow();
}

/** Why it cannot be approved now; null when it can. Also what a page says before anybody signs. */
export function approvable(judged: Omit<Judged, "decision" | "reason">): Refused | null {
  if (judged.signerId === judged.personId) return refuse("director_is_the_fellow");
  if (judged.shown !== judged.showable) return refuse("evidence_changed");
  const recommended = recommendationStands(judged);
  if (recommended) return recommended;
  if (judged.reviewed !== judged.current) return refuse("evidence_changed_since_review");
  const { missing, assessors } = judged.evidence;
  if (missing > 0) return refuse("requirements_not_met", { missing });
  const others = assessors.filter((each) => each !== judged.signerId);
  if (assessors.length > 0 && others.length === 0) return refuse("director_is_sole_assessor");
  const alone = judged.evidence.judged.filter((each) =>
    each.assessors.every((one) => one === judged.signerId),
  );
  if (alone.length > 0) {
    const codes = alone.map((each) => each.of).join(", ");
    return refuse("director_is_sole_assessor_of", { codes });
  }
  return null;
}

type Recommended = Pick<Judged, "recommendation" | "withinDays" | "now">;

function recommendationStands({ recommendation, withinDays, now }: Recommended): Refused | null {
  const { state, reachedAt, quorum, counted } = recommendation;
  if (state === "open") {
    return refuse("committee_too_small", { required: quorum, present: counted });
  }
  if (state !== "recommended" || reachedAt === null) return refuse("no_recommendation");
  const age = now - reachedAt;
  if (age <= withinDays * day) return null;
  const when = (formatInstant(reachedAt) ?? "").slice(0, 10);
  return refuse("recommendation_too_old", { when, days: withinDays });
}

/** The co-signatures that a credential still waits for. */
export function coSignaturesMissing(
  definition: Pick<CredentialDefinition, "signOff">,
  signed: readonly string[],
): CoSignatory[] {
  return coSignatories.filter(
    (each) => definition.signOff.includes(each) && !signed.includes(each),
  );
}

export type CoSigning = {
  readonly role: CoSignatory;
  readonly signerId: string;
  readonly personId: string;
  readonly directorId: string;
  readonly missing: readonly CoSignatory[];
  readonly decision: Decision;
  readonly withdrawn: boolean;
  /** The digest that the director signed, that the co-signer saw, and of the evidence then and now. */
  readonly signed: string;
  readonly shown: string;
  readonly reviewed: string;
  readonly current: string;
};

/** Whether a second director may add their signature: over the same bytes, by another person. */
export function coSign(asked: CoSigning): Result<undefined> {
  if (asked.signerId === asked.personId) return refuse("director_is_the_fellow");
  if (asked.decision !== "approved") return refuse("not_signed_off");
  if (asked.withdrawn) return refuse("sign_off_withdrawn");
  if (!asked.missing.includes(asked.role)) return refuse("already_signed");
  if (asked.signerId === asked.directorId) return refuse("second_person_required");
  if (asked.signed !== asked.shown) return refuse("evidence_changed");
  if (asked.reviewed !== asked.current) return refuse("evidence_changed_since_review");
  return allow();
}

import { hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { issueCredential } from "#app/operations/credential/issue.server.ts";
import { coSignSignOff } from "#app/operations/signoff/co-sign.server.ts";
import { decideSignOff } from "#app/operations/signoff/decide.server.ts";
import { openReview } from "#app/operations/signoff/open-review.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { castVote } from "#app/operations/signoff/vote.server.ts";
import { proves } from "./proves.ts";
import { done, idOf, type Scene, type Stage } from "./stage.ts";

export const committee = ["committee", "committee2", "committee3"] as const;

/** The committee takes up a case, and each of the three recommends, in their own words. */
export function committeeReviews(
  at: Instant,
  review: Parameters<typeof openReview>[1],
  rationale: string,
): Scene[] {
  const opens = async (stage: Stage) => {
    await done(`opening ${review.id}`, openReview(await stage.as("committee"), review));
  };
  return [{ at, play: opens }, ...committeeVotes(at, review.id, rationale)];
}

/** Each of the three recommends within three hours of the opening. */
export function committeeVotes(at: Instant, reviewId: string, rationale: string): Scene[] {
  return committee.map((member, nth) => ({
    at: later(at, (nth + 1) * hour),
    async play(stage: Stage) {
      const vote = { reviewId, vote: "recommend", conflict: false, rationale } as const;
      await done(`the vote of ${member}`, castVote(await stage.as(member), vote));
    },
  }));
}

type Beside = { readonly key: string; readonly role: CoRole };
type Signed = {
  readonly name: string;
  readonly reviewId: string;
  readonly code: string;
  /** Who signs as well, where that does not follow from the credential alone. */
  readonly beside?: Beside;
};

/** Who signs beside the director, by credential. */
const besides: Readonly<Record<string, Beside>> = {
  "CRED-MCS": { key: "raman", role: "mcs_director" },
  "CRED-ECP": { key: "ecmo", role: "ecmo_director" },
  "CRED-CAN": { key: "ecmo", role: "ecmo_director" },
  "CRED-ECPR": { key: "ecmo", role: "ecmo_director" },
};
type CoRole = "mcs_director" | "ecmo_director";

/** The director reads the dossier and signs; where another must sign too, they do so within the hour. */
export function directorSigns(at: Instant, signed: Signed): Scene[] {
  const { name, reviewId, code } = signed;
  const signOffId = idOf(`sign-off ${name}`);
  const beside = signed.beside ?? besides[code];
  const signs = async (stage: Stage) => {
    const ctx = await stage.as("director");
    const { digest } = await done(`the dossier of ${name}`, showDossier(ctx, reviewId));
    const input = { id: signOffId, reviewId, decision: "approved", shownDigest: digest } as const;
    const reauthentication = await proves(ctx, digest);
    const signing = decideSignOff(ctx, { ...input, reauthentication });
    const { credentialId } = await done(`signing ${name}`, signing);
    await issues(stage, credentialId);
  };
  if (!beside) return [{ at, play: signs }];
  const seconds = async (stage: Stage) => {
    const ctx = await stage.as(beside.key);
    const { digest } = await done(`the dossier of ${name}`, showDossier(ctx, reviewId));
    const input = { signOffId, role: beside.role, shownDigest: digest };
    const reauthentication = await proves(ctx, digest);
    const signing = coSignSignOff(ctx, { ...input, reauthentication });
    const { credentialId } = await done(`co-signing ${name}`, signing);
    await issues(stage, credentialId);
  };
  return [
    { at: later(at, -40 * minute), play: signs },
    { at, play: seconds },
  ];
}

async function issues(stage: Stage, credentialId: string | null) {
  if (credentialId === null) return;
  await done("issuing", issueCredential(await stage.as("director"), credentialId));
}

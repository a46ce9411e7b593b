import type { Instant } from "../time/instant.ts";

export const votes = ["recommend", "not_yet", "abstain"] as const;
export type VoteWord = (typeof votes)[number];

export type Vote = {
  readonly memberId: string;
  readonly vote: VoteWord;
  /** A declared interest. Whoever has one abstains and does not count towards the quorum. */
  readonly conflictOfInterest: boolean;
  readonly at: Instant;
};

/** `open`: too few have voted. `recommended` and `not_recommended` can still turn with a later vote. */
export type Recommendation = {
  readonly state: "open" | "recommended" | "not_recommended";
  /** Members without a conflict that must vote, and those that have. */
  readonly quorum: number;
  readonly counted: number;
  readonly recommend: number;
  readonly notYet: number;
  readonly abstained: number;
  readonly conflicted: number;
  /** When the recommendation came to stand as it does; null while it does not. */
  readonly reachedAt: Instant | null;
  /** Members who voted the other way; it is kept and shown with the outcome. */
  readonly dissent: readonly string[];
};

/**
 * What the votes of a committee amount to.
 *
 * Votes without a declared conflict count, abstentions among them. Once the quorum has voted, more than
 * half of those counted must recommend; a tie is no recommendation.
 *
 * @param quorum  Members, from the release's `committeeMembers`.
 * @source the release's requirements.yaml#committeeMembers
 */
export function recommendation(cast: readonly Vote[], quorum: number): Recommendation {
  const inOrder = [...cast].sort((a, b) => a.at - b.at);
  const final = tally(inOrder, quorum);
  return {
    ...final,
    reachedAt: final.state === "recommended" ? reachedAt(inOrder, quorum) : null,
    dissent: dissentFrom(final.state, inOrder),
  };
}

/** Refused votes: a conflict that does not abstain is no vote that the record may hold. */
export function isConsistent({
  vote,
  conflictOfInterest,
}: Pick<Vote, "vote" | "conflictOfInterest">) {
  return !conflictOfInterest || vote === "abstain";
}

function tally(cast: readonly Vote[], quorum: number) {
  const counting = cast.filter((each) => !each.conflictOfInterest);
  const count = (word: VoteWord) => counting.filter((each) => each.vote === word).length;
  const recommend = count("recommend");
  const reached = counting.length >= quorum;
  const carried = recommend * 2 > counting.length;
  const state = !reached ? "open" : carried ? "recommended" : "not_recommended";
  return {
    state: state as Recommendation["state"],
    quorum,
    counted: counting.length,
    recommend,
    notYet: count("not_yet"),
    abstained: count("abstain"),
    conflicted: cast.length - counting.length,
  };
}

/** The vote from which on it has been recommended without a break. */
function reachedAt(inOrder: readonly Vote[], quorum: number): Instant | null {
  let since: Instant | null = null;
  for (const [i, vote] of inOrder.entries()) {
    const { state } = tally(inOrder.slice(0, i + 1), quorum);
    if (state !== "recommended") since = null;
    else since ??= vote.at;
  }
  return since;
}

function dissentFrom(state: Recommendation["state"], cast: readonly Vote[]): string[] {
  const other: VoteWord | null =
    state === "recommended" ? "not_yet" : state === "not_recommended" ? "recommend" : null;
  return cast.filter((each) => each.vote === other).map((each) => each.memberId);
}

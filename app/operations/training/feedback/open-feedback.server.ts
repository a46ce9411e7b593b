import { createHash } from "node:crypto";
import { failuresMax, windowAt } from "#app/domain/people/sign-in-limit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { countTry, forgetTries } from "#db/store/people/rate-limits.server.ts";
import {
  type AskedRater,
  exchangeToken,
  findRater,
} from "#db/store/training/feedback-raters.server.ts";
import type { House } from "../../context.server.ts";
import { tokenHashOf } from "../../people/actor.server.ts";
import { unlessAway } from "../../unless-away.server.ts";
import { freshToken } from "./begin-feedback-round.server.ts";

/** Where a try comes from, and what it presents: a link's token, or the key that it was exchanged for. */
export type Presented = { readonly secret: string; readonly address: string };

/**
 * Whom a link or a key asks about, while the round takes answers. Refusals: `feedback_link_over`,
 * `too_many_tries`. Looking uses nothing up: programs that read mail look too.
 */
export function readRater(house: House, given: Presented): Promise<Result<AskedRater>> {
  return limited(house, given.address, async () => {
    const found = await findRater(house.db, tokenHashOf(given.secret), house.clock.now());
    return found ? allow(found) : refuse("feedback_link_over");
  });
}

/**
 * Exchanges a link for a key that only this browser holds: the link works no longer. It is no act, since it
 * changes the workspace only. Refusals as of `readRater`, and `feedback_given`.
 */
export function openFeedback(
  house: House,
  given: Presented,
): Promise<Result<{ readonly key: string; readonly rater: AskedRater }>> {
  return limited(house, given.address, async () => {
    const before = tokenHashOf(given.secret);
    const rater = await findRater(house.db, before, house.clock.now());
    if (!rater) return refuse("feedback_link_over");
    if (rater.isUsed) return refuse("feedback_given");
    const { token: key, tokenHash } = freshToken();
    const exchanged = await exchangeToken(house.db, before, tokenHash);
    return exchanged ? allow({ key, rater }) : refuse("feedback_link_over");
  });
}

/**
 * Counts a try before it is judged, so that many at once cannot slip through. What turns out to be right
 * leaves no count behind: it would say from where, and about when, somebody answered.
 */
async function limited<T>(
  house: House,
  address: string,
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> {
  return unlessAway(async () => {
    const now = house.clock.now();
    const window = windowAt(now);
    const key = `feedback:${createHash("sha256").update(address).digest("base64url")}`;
    const tries = await countTry(house.db, key, window.start);
    if (tries > failuresMax.address) return refuse("too_many_tries", { seconds: window.seconds });
    const result = await attempt();
    if (result.ok) await forgetTries(house.db, key, now);
    return result;
  });
}

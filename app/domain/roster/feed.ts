import { type Instant, later, minute } from "../time/instant.ts";
import type { RosterPlan } from "./plan.ts";
import type { RosterShift } from "./row.ts";

/** How often a roster may be fetched, in minutes: a pulled one proves nothing after an hour. */
export const feedIntervals = [5, 10, 15, 30] as const;
/** How far ahead a feed may rule, in days. */
export const feedReach = { least: 1, most: 365, usual: 60 } as const;

/** Why a feed was not read or not published; worded in content/copy under `feeds`. */
export const feedProblems = [
  "not_an_address",
  "not_https",
  "host_not_allowed",
  "address_private",
  "moved",
  "not_ok",
  "too_large",
  "out_of_reach",
  "is_a_page",
  "unreadable",
  "words_unknown",
  "would_empty",
  "still_discarded",
] as const;
export type FeedProblem = (typeof feedProblems)[number];

const longestPause = 60 * minute;
const jitter = 0.25;

/**
 * When to fetch again. After success in the feed's own rhythm; after failures at first soon, then ever
 * later, up to an hour. A quarter more or less, so that feeds of one host do not ask in step.
 *
 * @param failures  In a row; 0 after success.
 * @param random    From 0 up to 1.
 */
export function nextTry(now: Instant, everyMinutes: number, failures: number, random: number) {
  const pause =
    failures === 0 ? everyMinutes * minute : Math.min(longestPause, minute * 2 ** (failures - 1));
  const spread = failures === 0 ? -jitter * random : jitter * (2 * random - 1);
  return later(now, Math.round(pause * (1 + spread)));
}

/**
 * Whether a plan looks like a feed gone wrong: nothing at all, or more than half of the coming shifts
 * gone. It is held for a person to look at.
 *
 * @param wanted  What the feed says of the period.
 */
export function wouldEmpty(
  plan: RosterPlan,
  wanted: readonly RosterShift[],
  now: Instant,
): boolean {
  if (wanted.length === 0) return true;
  const coming = plan.changes.filter(
    (each) => each.kind !== "added" && comingOf(each).shift.start > now,
  );
  const gone = coming.filter((each) => each.kind === "removed");
  return gone.length * 2 > coming.length;
}

function comingOf(change: RosterPlan["changes"][number]): RosterShift {
  return change.kind === "changed" ? change.before : change.shift;
}

/** Stands in place of a plan's hash where somebody looked at what was held and wanted none of it. */
export const discardedMark = "discarded";

/** Whether a body is a web page: what a sign-in form or an error looks like to whoever asked for a file. */
export function isPage(contentType: string, start: string): boolean {
  if (/^\s*(text\/html|application\/xhtml)/i.test(contentType)) return true;
  return /^\uFEFF?\s*<(!doctype\s+html|html|head|body)\b/i.test(start);
}

/** The host alone: the rest of such an address is often a key to it. */
export function maskedAddress(address: string): string {
  const host = URL.canParse(address) ? new URL(address).host : "";
  return `https://${host}/…`;
}

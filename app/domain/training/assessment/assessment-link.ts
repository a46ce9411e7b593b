import { allow, type Result, refuse } from "../../result.ts";
import { day, hour, type Instant, later, minute } from "../../time/instant.ts";
import type { Assurance, PortfolioPolicy } from "../portfolio-policy.ts";

/** How a link reaches the person asked: off the fellow's screen, or by mail. */
export const linkChannels = ["qr", "mail"] as const;
export type LinkChannel = (typeof linkChannels)[number];

/** What stands for "somebody else" among the people whom a form offers. */
export const somebodyElse = "else";

/** Who opened a link in time has so long to finish writing, also where the link would have ended. */
const writingMs = hour;

/** So many mails with a link may one fellow send in a window of sign-in's length. */
export const linkMailsMax = 10;

export type Link = {
  readonly channel: LinkChannel;
  readonly expiresAt: Instant;
  readonly openedAt: Instant | null;
  readonly usedAt: Instant | null;
  /** Another link was made for the same request after this one. */
  readonly isReplaced: boolean;
};

/** What became of the request that the link is for. */
export type LinkedRequest = {
  readonly expiresAt: Instant;
  readonly answeredBy: string | null;
  readonly declinedBecause: string | null;
};

/**
 * When a new link ends: what the policy allows, and never after its request.
 * @source content/standards/portfolio.yaml#policy
 */
export function linkExpiry(
  channel: LinkChannel,
  now: Instant,
  { qrMinutes, mailLinkHours }: Pick<PortfolioPolicy, "qrMinutes" | "mailLinkHours">,
  request: Pick<LinkedRequest, "expiresAt">,
): Instant {
  const length = channel === "qr" ? qrMinutes * minute : mailLinkHours * hour;
  return Math.min(later(now, length), request.expiresAt) as Instant;
}

/**
 * Whether a link can be opened now. It is opened once. Refusals: `request_already_answered`,
 * `request_was_declined`, `link_opened_elsewhere`, `link_replaced`, `link_expired`.
 */
export function mayOpen(link: Link, request: LinkedRequest, now: Instant): Result<undefined> {
  const ended = closedBy(link, request);
  if (ended) return refuse(ended);
  if (link.openedAt !== null) return refuse("link_opened_elsewhere");
  if (now >= link.expiresAt) return refuse(link.isReplaced ? "link_replaced" : "link_expired");
  return allow();
}

/** Whether the browser that opened the link may still write. Refusals as of `mayOpen`. */
export function mayWrite(link: Link, request: LinkedRequest, now: Instant): Result<undefined> {
  const ended = closedBy(link, request);
  if (ended) return refuse(ended);
  return isHeld(link, now) ? allow() : refuse("link_expired");
}

/** From opening on, for an hour. */
export function isHeld({ openedAt }: Pick<Link, "openedAt">, now: Instant): boolean {
  return openedAt !== null && openedAt <= now && now < later(openedAt, writingMs);
}

/** How the person is known who answers by such a link. */
export function assuranceBy(channel: LinkChannel): Exclude<Assurance, "account"> {
  return channel === "qr" ? "in_person" : "verified_mail";
}

function closedBy(link: Link, request: LinkedRequest): string | null {
  if (request.answeredBy !== null || link.usedAt !== null) return "request_already_answered";
  return request.declinedBecause === null ? null : "request_was_declined";
}

export type RequestState = "open" | "answered" | "declined" | "expired";

export function requestStateOf(request: LinkedRequest, now: Instant): RequestState {
  if (request.answeredBy !== null) return "answered";
  if (request.declinedBecause !== null) return "declined";
  return now < request.expiresAt ? "open" : "expired";
}

/** "3 days", "5 hours", "8 minutes": what is left, rounded down to what still holds. */
export function timeLeft(ms: number): string {
  const [length, unit] =
    ms >= 2 * day ? [day, "day"] : ms >= 2 * hour ? [hour, "hour"] : [minute, "minute"];
  const count = Math.max(0, Math.floor(ms / (length as number)));
  return count === 0 ? "less than a minute" : `${count} ${unit}${count === 1 ? "" : "s"}`;
}

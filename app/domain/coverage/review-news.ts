import { type Instant, later } from "../time/instant.ts";

/** What a reviewer is told: that a review is due, and once more while there is time for it. */
export type ReviewMoment = "due" | "reminder";

export type ReviewTimes = {
  /** From when on it can be reviewed. */
  readonly since: Instant;
  readonly remindAt: Instant;
  readonly dueAt: Instant;
};

/** What is older than this beyond its deadline is no news; it goes on standing in the portal's lists. */
const newsForMs = 14 * 86_400_000;

/** Which of the two is to be told at an instant, where it was not told before; null: neither. */
export function reviewMoment(times: ReviewTimes, now: Instant): ReviewMoment | null {
  if (now < times.since || now >= later(times.dueAt, newsForMs)) return null;
  return times.remindAt <= now && now < times.dueAt ? "reminder" : "due";
}

/** How long after its beginning something may wait that is to be told of, in milliseconds. */
export function longestWait(reviewMs: number): number {
  return reviewMs + newsForMs;
}

/** The kinds of what waits for a second person. */
export type ReviewKind = "override" | "activation";

const kinds: Record<ReviewKind, (unit: string, hours: number) => string> = {
  override: (unit, hours) =>
    `An override in ${unit} has ended. Somebody who neither declared it nor is named in it looks at it within ${hours} hours of its beginning.`,
  activation: (unit, hours) =>
    `In ${unit} a call of the shock team took the emergency path. Somebody who took no part looks at it within ${hours} hours.`,
};

/** The mail, as plain text: the unit and the address, and nothing of what happened. */
export function reviewMail(
  { kind, unit, hours, link }: ReviewLetter,
  name: string,
  moment: ReviewMoment,
): { readonly subject: string; readonly body: string } {
  const isFirst = moment === "due";
  const ask = isFirst ? "You may be that person:" : "Nobody has done so yet. You may:";
  const end = isFirst
    ? "You are told once more while there is time, unless it is reviewed."
    : "You are not told again.";
  const body = [`Hello ${name},`, "", kinds[kind](unit, hours), ask, "", link, "", end];
  const subject = isFirst ? `${unit}: a review is due` : `${unit}: a review still waits`;
  return { subject, body: body.join("\n") };
}

export type ReviewLetter = {
  readonly kind: ReviewKind;
  /** The unit's name. */
  readonly unit: string;
  /** Hours within which it is to be reviewed. */
  readonly hours: number;
  readonly link: string;
};

import { hour, type Instant, later } from "../../time/instant.ts";
import { localParts, localTimeOn } from "../../time/wall-time.ts";
import type { FeedbackStandard } from "../feedback/feedback-standard.ts";

/** One line of a digest, and where one can act on it. */
export type DigestLine = { readonly text: string; readonly link: string };
export type DigestPart = { readonly title: string; readonly lines: readonly DigestLine[] };

export type DigestWeek = {
  /** ISO 8601: "2026-W47". */
  readonly week: string;
  /** When it goes out. */
  readonly at: Instant;
  /** When the one of the week before did: what happened since is news. */
  readonly since: Instant;
};

/**
 * The digest that is to go out at an instant on a programme's clock: null before its hour, and once it is
 * too late to make up for it.
 *
 * @source content/standards/feedback.yaml
 */
export function digestDue(
  { digest }: Pick<FeedbackStandard, "digest">,
  zone: string,
  now: Instant,
): DigestWeek | null {
  const clock = { hour: digest.hour.value, minute: 0 };
  const back = (localParts(now, zone).weekday - digest.weekday.value + 7) % 7;
  const at = localTimeOn(now, zone, clock, -back);
  if (now < at || now >= later(at, digest.lateHours.value * hour)) return null;
  return { week: isoWeek(at, zone), at, since: localTimeOn(now, zone, clock, -back - 7) };
}

/** The ISO week of a local day: that of its Thursday. @source ISO 8601-1 section 4.3.5 */
export function isoWeek(at: Instant, zone: string): string {
  const { weekday } = localParts(at, zone);
  const thursday = localParts(localTimeOn(at, zone, { hour: 12, minute: 0 }, 4 - weekday), zone);
  const dayOfYear =
    (Date.UTC(thursday.year, thursday.month - 1, thursday.day) - Date.UTC(thursday.year, 0, 1)) /
    (24 * hour);
  return `${thursday.year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0")}`;
}

const months =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** A local day as a mail writes it: "20 December 2026". */
export function dayInWords(at: Instant, zone: string): string {
  const { year, month, day } = localParts(at, zone);
  return `${day} ${months[month - 1]} ${year}`;
}

/** How many lines of one part are written out; further ones are counted. */
const linesMax = 12;

/** The plain text of a digest; null where there is nothing to say. */
export function digestText(
  name: string,
  parts: readonly DigestPart[],
  home: string,
): string | null {
  const said = parts.filter((part) => part.lines.length > 0);
  if (said.length === 0) return null;
  return [
    `Hello ${name},`,
    ...said.flatMap((part) => [
      "",
      part.title,
      ...part.lines.slice(0, linesMax).flatMap(written),
      ...further(part, home),
    ]),
    "",
    "You get at most one such mail in a week, and none when there is nothing to say.",
  ].join("\n");
}

function written({ text, link }: DigestLine): string[] {
  return [`- ${text}`, `  ${link}`];
}

function further({ lines }: DigestPart, home: string): string[] {
  const left = lines.length - linesMax;
  return left > 0 ? [`- and ${left} more`, `  ${home}`] : [];
}

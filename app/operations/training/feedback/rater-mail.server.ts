import { type Instant, later } from "#app/domain/time/instant.ts";
import { dayInWords } from "#app/domain/training/assessment/digest.ts";

type Asked = {
  readonly fellowName: string;
  readonly closesAt: Instant;
  readonly timeZone: string;
  readonly link: string;
};

/** What a rater reads first. It holds nothing by which an answer could be told from another. */
export function invitationText({ fellowName, closesAt, timeZone, link }: Asked): string {
  return [
    "Hello,",
    "",
    `${fellowName} trains in cardiac intensive care and asks for your view of how they lead and work`,
    "in a team. It takes about three minutes, and you need no account.",
    "",
    link,
    "",
    `The link is for you alone and works once, until ${lastDay(closesAt, timeZone)}.`,
    "",
    ...promise,
    "If you did not expect this, you need do nothing.",
    "",
  ].join("\n");
}

/** Sent once, to those who have not answered, in the last week of a round. */
export function reminderText({ fellowName, closesAt, timeZone, link }: Asked): string {
  return [
    "Hello,",
    "",
    `${fellowName} asked for your view of how they lead and work in a team. There is still time until`,
    `${lastDay(closesAt, timeZone)}, and it takes about three minutes. This link takes the place of the`,
    "one you got before:",
    "",
    link,
    "",
    ...promise,
    "You will not be reminded again.",
    "",
  ].join("\n");
}

const promise = [
  "Your answers are kept without your name. Nothing is shown to anybody before the round has ended,",
  "and nothing at all if fewer than five people answer.",
];

function lastDay(closesAt: Instant, timeZone: string): string {
  return dayInWords(later(closesAt, -1), timeZone);
}

import { releaseOf } from "#app/domain/content.ts";
import { findActivity, findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import {
  type DigestPart,
  type DigestWeek,
  dayInWords,
} from "#app/domain/training/assessment/digest.ts";
import type { Transaction } from "#db/client.server.ts";
import { casesToConfirm } from "#db/store/training/cases.server.ts";
import {
  casesDeclinedSince,
  declinedSince,
  lapsedSince,
  observedSince,
} from "#db/store/training/digests.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { type ObservationRequest, openRequestsOf } from "#db/store/training/observations.server.ts";
import type { House } from "../../context.server.ts";
import type { FeedbackRounds } from "./show-feedback-round.server.ts";

/** The address of a page of ours, as a mail names it. */
export function address({ settings }: Pick<House, "settings">, path: string): string {
  return `${settings.publicOrigin}${path}`;
}

type Frame = {
  readonly house: House;
  readonly zone: string;
  readonly week: DigestWeek;
  readonly now: Instant;
};

/** What an assessor is asked for; `linkOf` says where each request is answered. */
export function requestsPart(
  { house, zone, now }: Frame,
  requests: readonly (ObservationRequest & { readonly release: string })[],
  linkOf: (request: ObservationRequest) => string,
): DigestPart {
  const soon = later(now, house.content.feedback.digest.soonDays.value * day);
  return {
    title: "Asked of you:",
    lines: requests.map((each) => {
      const subject = subjectName(releaseOf(house.content, each.release), each.subjectCode);
      const until = dayInWords(each.expiresAt, zone);
      const ends = each.expiresAt <= soon ? `ends soon, on ${until}` : `until ${until}`;
      return { text: `${each.fellowName}: ${subject}, ${ends}`, link: linkOf(each) };
    }),
  };
}

/** Cases in which somebody is named as supervisor and has not said yes or no. */
export async function casesPart(
  { house, zone }: Frame,
  tx: Transaction,
  assessorId: string,
): Promise<DigestPart> {
  const waiting = await casesToConfirm(tx, assessorId);
  const title = "To confirm:";
  const [first] = waiting.toSorted((a, b) => a.performedAt - b.performedAt);
  if (!first) return { title, lines: [] };
  const count = waiting.length === 1 ? "1 case" : `${waiting.length} cases`;
  const since = `the oldest of ${dayInWords(first.performedAt, zone)}`;
  return { title, lines: [{ text: `${count}, ${since}`, link: address(house, "/assess") }] };
}

/** Rounds of feedback that have ended, count, and wait to be discussed. */
export function roundsPart({ house }: Frame, { others }: FeedbackRounds): DigestPart {
  const ready = others.filter(
    ({ state, round, needed }) => state === "ended" && round.answered >= needed,
  );
  return {
    title: "Feedback to discuss:",
    lines: ready.map(({ round }) => ({
      text: `${round.fellowName}: ${round.answered} people answered`,
      link: address(house, `/feedback/${round.id}`),
    })),
  };
}

/** What became of what a fellow asked for and logged since the last digest, and what ends soon. */
export async function fellowParts(
  { house, zone, week, now }: Frame,
  tx: Transaction,
  { fellowId, release: version }: Fellowship,
  { own }: FeedbackRounds,
): Promise<DigestPart[]> {
  const release = releaseOf(house.content, version);
  const name = (code: string) => subjectName(release, code);
  const soon = later(now, house.content.feedback.digest.soonDays.value * day);
  const open = await openRequestsOf(tx, fellowId, now);
  const again = (code: string) => address(house, `/requests/new?subject=${code}`);
  const observed = await observedSince(tx, fellowId, week.since);
  const declined = await declinedSince(tx, fellowId, week.since);
  const lapsed = await lapsedSince(tx, fellowId, week.since, now);
  const refused = await casesDeclinedSince(tx, fellowId, week.since);
  return [
    {
      title: "Ends soon without an answer:",
      lines: open
        .filter((each) => each.expiresAt <= soon)
        .map((each) => ({
          text: `${name(each.subjectCode)}, asked of ${each.assessorName}, until ${dayInWords(each.expiresAt, zone)}`,
          link: address(house, "/progress"),
        })),
    },
    {
      title: "Ended without an answer:",
      lines: lapsed.map((each) => ({
        text: `${name(each.subjectCode)}, asked of ${each.assessorName}. You can ask again:`,
        link: again(each.subjectCode),
      })),
    },
    {
      title: "Declined:",
      lines: [
        ...declined.map((each) => ({
          text: `${name(each.subjectCode)}, by ${each.assessorName}: ${oneLine(each.reason)}`,
          link: again(each.subjectCode),
        })),
        ...refused.map((each) => ({
          text: `${findActivity(release, each.activity)?.name ?? each.activity}, by ${each.by}: ${oneLine(each.reason ?? "")}`,
          link: address(house, `/logbook/${each.id}`),
        })),
      ],
    },
    {
      title: "Assessed since last week:",
      lines: observed.map((each) => ({
        text: `${name(each.subjectCode)}, level ${each.level}, by ${each.assessorName}`,
        link: address(house, "/progress"),
      })),
    },
    {
      title: "Your round of feedback:",
      lines: own
        .filter((each) => each.state === "open")
        .map(({ round, needed }) => ({
          text: `${round.answered} of ${round.invited} answered, ${needed} are needed, until ${dayInWords(later(round.closesAt, -1), zone)}`,
          link: address(house, `/feedback/${round.id}`),
        })),
    },
  ];
}

function subjectName(release: Release, code: string): string {
  return findCompetency(release, code)?.name ?? findEpa(release, code)?.name ?? code;
}

/** What somebody typed stays on its line, so that it cannot look like a part of the mail. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

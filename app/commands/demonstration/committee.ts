import type { FindingWord } from "#app/domain/signoff/meeting.ts";
import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import { attendMeeting } from "#app/operations/signoff/attend-meeting.server.ts";
import { callMeeting } from "#app/operations/signoff/call-meeting.server.ts";
import { recordFinding } from "#app/operations/signoff/record-finding.server.ts";
import { showMinutes } from "#app/operations/signoff/show-minutes.server.ts";
import { signMinutes } from "#app/operations/signoff/sign-minutes.server.ts";
import { ago } from "./calendar.ts";
import { fellowshipIdOf } from "./logbook.ts";
import { programmeId } from "./network.ts";
import { done, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

const members = ["committee", "committee2", "committee3"] as const;

/** The committee comes together, all three of it, about some fellows. */
export async function sits(stage: Stage, id: string, agenda: readonly string[]) {
  const ctx = await stage.as("committee");
  const call = { id, programmeId, when: ctx.now, agenda: [...agenda] };
  await done(`calling ${id}`, callMeeting(ctx, call));
  const present = members.map(personIdOf);
  await done(`attending ${id}`, attendMeeting(ctx, { meetingId: id, present }));
}

type Found = {
  readonly key: string;
  readonly recommendation: FindingWord;
  readonly rationale?: string;
  readonly dissent?: string;
  readonly milestones: Readonly<Record<string, number>>;
};

const found: readonly Found[] = [
  {
    key: "fellow",
    recommendation: "on_track",
    milestones: { SHK: 3, HEM: 3, IMG: 3, RES: 3 },
  },
  {
    key: "mansour",
    recommendation: "attention",
    rationale: "Few nights so far. Two of the next four weeks on call, with an observer each.",
    dissent: "The log is thin because of the rotation, not because of how they work.",
    milestones: { SHK: 2, HEM: 2 },
  },
];

/** Seven months ago the committee spoke about two fellows, and its minutes were signed. */
export function committeeStory(anchor: Instant): Scene[] {
  const at = ago(anchor, { months: 7, at: "15:00" });
  const meetingId = idOf("meeting of the half-year");
  const opens: Scene["play"] = (stage) =>
    sits(
      stage,
      meetingId,
      found.map((each) => fellowshipIdOf(each.key)),
    );
  const finds = found.map((each, nth) => ({
    at: later(at, (nth + 1) * 3 * minute),
    play: finding(meetingId, each),
  }));
  return [{ at, play: opens }, ...finds, { at: later(at, 20 * minute), play: signs(meetingId) }];
}

function finding(meetingId: string, { key, dissent, ...said }: Found): Scene["play"] {
  return async (stage) => {
    const input = {
      ...{ id: idOf(`finding ${key}`), meetingId, fellowshipId: fellowshipIdOf(key) },
      ...{ dissenters: dissent ? [personIdOf("committee3")] : [], dissent },
      ...said,
    };
    await done(`finding about ${key}`, recordFinding(await stage.as("committee"), input));
  };
}

function signs(meetingId: string): Scene["play"] {
  return async (stage) => {
    const ctx = await stage.as("committee");
    const { minutes } = await done("the minutes", showMinutes(ctx, meetingId));
    const reauthentication = { method: "password", at: ctx.now } as const;
    const input = { meetingId, shownDigest: minutes.digest, reauthentication };
    await done("signing the minutes", signMinutes(ctx, input));
  };
}

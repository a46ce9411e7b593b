import { day, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { endGrant } from "#app/operations/people/end-grant.server.ts";
import { decideEntrustment } from "#app/operations/signoff/decide-entrustment.server.ts";
import { attendMeeting } from "#app/operations/signoff/meeting/attend-meeting.server.ts";
import { callMeeting } from "#app/operations/signoff/meeting/call-meeting.server.ts";
import { declareConflict } from "#app/operations/signoff/meeting/declare-conflict.server.ts";
import { recordFinding } from "#app/operations/signoff/meeting/record-finding.server.ts";
import { showMinutes } from "#app/operations/signoff/meeting/show-minutes.server.ts";
import { signMinutes } from "#app/operations/signoff/meeting/sign-minutes.server.ts";
import { ago } from "./calendar.ts";
import { committee } from "./decision.ts";
import { autumn, type Found, spring } from "./findings.ts";
import { programmeId } from "./network.ts";
import { proves } from "./proves.ts";
import { done, fellowshipIdOf, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

type Meeting = {
  readonly name: string;
  readonly heldAt: Instant;
  readonly present: readonly string[];
  readonly found: readonly Found[];
  /** What happens between the findings and the signature. */
  readonly besides?: (stage: Stage, meetingId: string) => Promise<void>;
};

/** Twice the committee spoke about everybody then in training; a third time it will, next week. */
export function committeeStory(anchor: Instant): Scene[] {
  const first = ago(anchor, { months: 13, days: 20, at: "17:00" });
  const second = ago(anchor, { months: 7, at: "15:00" });
  const present = [...committee];
  return [
    ...meets({
      ...{ name: "autumn", heldAt: first, present: [...present, "devries"], found: autumn },
      besides: entrustsBrandao,
    }),
    { at: ago(anchor, { months: 11, at: "09:00" }), play: leaves },
    ...meets({ name: "spring", heldAt: second, present, found: spring }),
    calls(
      { name: "to come", heldAt: ago(anchor, { days: -9, at: "15:00" }) },
      ["fellow", "brandao", "park", "nwosu", "mansour", "gruenwald"],
      ago(anchor, { days: 6, at: "09:10" }),
    ),
  ];
}

function meets({ name, heldAt, present, found, besides }: Meeting): Scene[] {
  const meetingId = idOf(`meeting ${name}`);
  const fellows = found.map((each) => each.fellow);
  const attends: Scene["play"] = async (stage) => {
    const there = { meetingId, present: present.map(personIdOf) };
    await done(`attending ${name}`, attendMeeting(await stage.as("committee"), there));
  };
  const finds = found.map((each, nth) => ({
    at: later(heldAt, (nth + 1) * 3 * minute),
    play: finding(meetingId, name, each),
  }));
  const signing: Scene["play"] = async (stage) => {
    if (besides) await besides(stage, meetingId);
    await signs(stage, meetingId);
  };
  return [
    calls({ name, heldAt }, fellows, later(heldAt, -12 * day)),
    { at: heldAt, play: attends },
    ...finds,
    { at: later(heldAt, 25 * minute), play: signing },
  ];
}

function calls(
  { name, heldAt }: Pick<Meeting, "name" | "heldAt">,
  fellows: readonly string[],
  at: Instant,
): Scene {
  const agenda = fellows.map(fellowshipIdOf);
  const call = { id: idOf(`meeting ${name}`), programmeId, when: heldAt, agenda };
  return {
    at,
    async play(stage) {
      await done(`calling ${name}`, callMeeting(await stage.as("committee"), call));
    },
  };
}

function finding(meetingId: string, name: string, said: Found): Scene["play"] {
  const { fellow, conflict, dissent, ...rest } = said;
  const fellowshipId = fellowshipIdOf(fellow);
  return async (stage) => {
    const chair = await stage.as("committee");
    if (conflict) {
      const memberId = personIdOf(conflict.member);
      const interest = { meetingId, fellowshipId, memberId, reason: conflict.reason };
      await done(`the interest in ${fellow}`, declareConflict(chair, interest));
    }
    const input = {
      ...{ ...rest, id: idOf(`finding ${name} ${fellow}`), meetingId, fellowshipId },
      ...{ dissenters: dissent ? [personIdOf("committee3")] : [], dissent },
    };
    await done(`finding about ${fellow}`, recordFinding(chair, input));
  };
}

/** Resuscitating shock at level 3: enough for Holmwald's physician on site, never for its attending. */
async function entrustsBrandao(stage: Stage, meetingId: string) {
  const decision = {
    ...{ id: idOf("brandao entrusted"), personId: personIdOf("brandao"), programmeId },
    ...{ meetingId, epa: "EPA-01", level: 3 },
  };
  await done("entrusting brandao", decideEntrustment(await stage.as("committee"), decision));
}

async function signs(stage: Stage, meetingId: string) {
  const ctx = await stage.as("committee");
  const { minutes } = await done("the minutes", showMinutes(ctx, meetingId));
  const reauthentication = await proves(ctx, minutes.digest);
  const input = { meetingId, shownDigest: minutes.digest, reauthentication };
  await done("signing the minutes", signMinutes(ctx, input));
}

async function leaves(stage: Stage) {
  const grantId = idOf("grant devries committee_member");
  const reason = "Moved to another network.";
  await done("leaving the committee", endGrant(await stage.as("admin"), { grantId, reason }));
}

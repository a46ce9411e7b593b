import { beforeAll, expect, it } from "vitest";
import { contextAs, system } from "#app/operations/context.server.ts";
import { endGrant } from "#app/operations/people/end-grant.server.ts";
import { showFrame } from "#app/operations/people/show-frame.server.ts";
import { listMeetings } from "#app/operations/signoff/meeting/list-meetings.server.ts";
import { showMeeting } from "#app/operations/signoff/meeting/show-meeting.server.ts";
import { showMeetingFellow } from "#app/operations/signoff/meeting/show-meeting-fellow.server.ts";
import { showMinutes } from "#app/operations/signoff/meeting/show-minutes.server.ts";
import { showFellow } from "#app/operations/training/progress/show-progress.server.ts";
import { grantsOf } from "#db/store/people/grants.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { type MeetingWorld, meetingOf, meetingWorld } from "./meeting-world.ts";

let world: MeetingWorld;
let [attended, missed] = ["", ""];

beforeAll(async () => {
  world = await meetingWorld();
  attended = await meetingOf(world, { present: ["member1", "member2", "member3"] });
  missed = await meetingOf(world, { present: ["member1", "member3", "member4"] });
  for (const { id } of await grantsOf(world.house.db, world.people.member2)) {
    allowed(await endGrant(contextAs(world.house, system), { grantId: id, reason: "term over" }));
  }
  world.clock.advance(60_000);
});

it("lets who sat on the committee read the minutes of the meetings they attended, and the way there", async () => {
  const ctx = await world.as("member2");
  expect(allowed(await showMinutes(ctx, attended)).maySign).toBe(false);
  const { may } = allowed(await showMeeting(ctx, attended));
  expect(may).toEqual({ attend: false, find: false, sign: false, look: false });
  const { meetings, mayCall } = allowed(await listMeetings(ctx));
  expect([meetings.map((each) => each.id), mayCall]).toEqual([[attended], false]);
  const { ways } = allowed(await showFrame(ctx));
  expect(ways.map((each) => each.to)).toContain("/committee/meetings");
});

it("shows them no other meeting, and nothing of a fellow beyond the minutes", async () => {
  const ctx = await world.as("member2");
  expect(refusal(await showMinutes(ctx, missed))).toBe("not_found");
  expect(refusal(await showMeetingFellow(ctx, attended, world.fellowshipId))).toBe("not_found");
  expect(refusal(await showFellow(ctx, world.fellowshipId))).toBe("not_found");
});

it("shows the minutes of a meeting to no fellow, not even their own", async () => {
  expect(refusal(await showMinutes(await world.as("fellow"), attended))).toBe("not_found");
  expect(refusal(await listMeetings(await world.as("fellow")))).toBe("not_permitted");
});

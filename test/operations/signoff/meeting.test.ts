import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day, later } from "#app/domain/time/instant.ts";
import { decideEntrustment } from "#app/operations/signoff/decide-entrustment.server.ts";
import { callMeeting } from "#app/operations/signoff/meeting/call-meeting.server.ts";
import { declareConflict } from "#app/operations/signoff/meeting/declare-conflict.server.ts";
import { showMeeting } from "#app/operations/signoff/meeting/show-meeting.server.ts";
import { showMeetingFellow } from "#app/operations/signoff/meeting/show-meeting-fellow.server.ts";
import { showMinutes } from "#app/operations/signoff/meeting/show-minutes.server.ts";
import { signMinutes } from "#app/operations/signoff/meeting/sign-minutes.server.ts";
import { headOf, sha256 } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import {
  anotherFellow,
  attend,
  find,
  type MeetingWorld,
  type Member,
  meetingOf,
  meetingWorld,
  sign,
} from "./meeting-world.ts";
import { proven } from "./world.ts";

let world: MeetingWorld;
beforeAll(async () => {
  world = await meetingWorld();
});

const seq = async () => (await headOf(world.house.db)).seq;

async function conflict(meetingId: string, name: Member, fellowshipId = world.fellowshipId) {
  const ctx = await world.as("member1");
  const memberId = world.people[name];
  return declareConflict(ctx, { meetingId, fellowshipId, memberId, reason: "We share a flat." });
}

describe("a meeting", () => {
  it("is called by a member or the director, and by nobody else", async () => {
    const { clock, programmeId, fellowshipId } = world;
    const call = () => ({ id: uuidv7(), programmeId, when: clock.now(), agenda: [fellowshipId] });
    expect(refusal(await callMeeting(await world.as("director"), call()))).toBeNull();
    for (const name of ["fellow", "senior", "registrar", "ecmo"] as const) {
      expect(refusal(await callMeeting(await world.as(name), call()))).toBe("not_permitted");
    }
  });

  it("is about fellows of the programme, and neither long past nor years ahead", async () => {
    const { clock, programmeId, fellowshipId } = world;
    const ctx = await world.as("member1");
    const call = { id: uuidv7(), programmeId, when: clock.now(), agenda: [fellowshipId] };
    const strange = { ...call, agenda: [uuidv7()] };
    expect(refusal(await callMeeting(ctx, strange))).toBe("no_such_fellowship");
    const past = { ...call, when: later(clock.now(), -2 * day) };
    expect(refusal(await callMeeting(ctx, past))).toBe("meeting_in_the_past");
    const far = { ...call, when: later(clock.now(), 400 * day) };
    expect(refusal(await callMeeting(ctx, far))).toBe("meeting_too_far");
  });

  it("records who came and went once each, and only members", async () => {
    const id = await meetingOf(world, { present: ["member1", "member2"] });
    const before = await seq();
    await attend(world, id, ["member1", "member2"]);
    expect(await seq()).toBe(before);
    await attend(world, id, ["member1", "member3"]);
    const { attendance, members } = allowed(await showMeeting(await world.as("director"), id));
    expect(attendance.map((each) => [each.memberName, each.isPresent])).toEqual([
      ["member1", true],
      ["member2", true],
      ["member3", true],
      ["member2", false],
    ]);
    expect(members.filter((each) => each.isPresent).map((each) => each.name)).toEqual([
      "member1",
      "member3",
    ]);
    expect(refusal(await attend(world, id, ["director" as Member]))).toBe("not_a_committee_member");
  });

  it("has nobody in it before its day", async () => {
    const { clock, programmeId, fellowshipId } = world;
    const id = uuidv7();
    const when = later(clock.now(), 3 * day);
    const call = { id, programmeId, when, agenda: [fellowshipId] };
    allowed(await callMeeting(await world.as("member1"), call));
    expect(refusal(await attend(world, id, ["member1"]))).toBe("meeting_not_begun");
  });
});

describe("a finding", () => {
  it("needs three who are present", async () => {
    const id = await meetingOf(world, { present: ["member1", "member2"] });
    expect(refusal(await find(world, id))).toBe("committee_too_small");
    await attend(world, id, ["member1", "member2", "member3"]);
    expect(refusal(await find(world, id))).toBeNull();
  });

  it("does not count who has a conflict, for that fellow alone", async () => {
    const { fellowshipId, otherId } = world;
    const id = await meetingOf(world, { agenda: [fellowshipId, otherId] });
    allowed(await conflict(id, "member3"));
    expect(refusal(await find(world, id))).toBe("committee_too_small");
    expect(refusal(await find(world, id, { fellowshipId: otherId }))).toBeNull();
    await attend(world, id, ["member1", "member2", "member3", "member4"]);
    expect(refusal(await find(world, id, { as: "member3" }))).toBe("conflict_takes_no_part");
    expect(refusal(await find(world, id))).toBeNull();
  });

  it("is recorded by a member in the room, never by the director, the fellow or who has left", async () => {
    const id = await meetingOf(world);
    expect(refusal(await find(world, id, { as: "member4" }))).toBe("not_at_the_meeting");
    expect(refusal(await find(world, id, { as: "director" }))).toBe("not_permitted");
    await attend(world, id, ["member2", "member3", "member4"]);
    expect(refusal(await find(world, id, { as: "member1" }))).toBe("not_at_the_meeting");
  });

  it("is about a fellow on the agenda", async () => {
    const id = await meetingOf(world);
    expect(refusal(await find(world, id, { fellowshipId: world.otherId }))).toBe("not_on_agenda");
  });

  it("says why where it must, and who sees it otherwise and why", async () => {
    const id = await meetingOf(world);
    const { member2, member4 } = world.people;
    const said = { recommendation: "at_risk" as const };
    expect(refusal(await find(world, id, said))).toBe("rationale_required");
    const bare = { dissenters: [member2] };
    expect(refusal(await find(world, id, bare))).toBe("dissent_without_reason");
    const alone = { dissent: "Too early to say." };
    expect(refusal(await find(world, id, alone))).toBe("dissenter_missing");
    const absent = { ...alone, dissenters: [member4] };
    expect(refusal(await find(world, id, absent))).toBe("dissenter_takes_no_part");
    const wrong = { milestones: { SHK: 9 } };
    expect(refusal(await find(world, id, wrong))).toBe("milestone_not_known");
    const patient = { rationale: "Seen with MRN 12345678 last week." };
    expect(refusal(await find(world, id, patient))).toBe("free_text_identifies");
    expect(refusal(await find(world, id, { ...alone, dissenters: [member2] }))).toBeNull();
  });

  it("sent twice is recorded once; the same id with another finding is refused", async () => {
    const id = await meetingOf(world);
    const said = { id: uuidv7(), rationale: "Steady." };
    allowed(await find(world, id, said));
    const once = await seq();
    allowed(await find(world, id, said));
    expect(await seq()).toBe(once);
    const other = { ...said, rationale: "Unsteady." };
    expect(refusal(await find(world, id, other))).toBe("same_id_other_content");
  });

  it("has one winner when two record at once, and the other reads before recording anew", async () => {
    const id = await meetingOf(world);
    const both = await Promise.all([
      find(world, id, { as: "member1" }),
      find(world, id, { as: "member2", recommendation: "ready" }),
    ]);
    expect(both.map(refusal).sort()).toEqual(["finding_changed", null]);
    const view = allowed(
      await showMeetingFellow(await world.as("member2"), id, world.fellowshipId),
    );
    const supersedes = view.finding?.id;
    const anew = { as: "member2" as const, recommendation: "ready" as const, supersedes };
    expect(refusal(await find(world, id, anew))).toBeNull();
    expect(refusal(await find(world, id, anew))).toBe("finding_changed");
  });
});

describe("entrustment", () => {
  const decision = (meetingId: string) => ({
    id: uuidv7(),
    personId: world.people.fellow,
    programmeId: world.programmeId,
    meetingId,
    epa: "EPA-01",
    level: 3,
  });

  it("needs the meeting's quorum, a decider in it without a conflict, and the fellow on its agenda", async () => {
    const small = await meetingOf(world, { present: ["member1", "member2"] });
    const decide = async (name: Member, meetingId: string) =>
      refusal(await decideEntrustment(await world.as(name), decision(meetingId)));
    expect(await decide("member1", small)).toBe("committee_too_small");
    const id = await meetingOf(world);
    expect(await decide("member4", id)).toBe("not_at_the_meeting");
    allowed(await conflict(id, "member2"));
    expect(await decide("member2", id)).toBe("conflict_takes_no_part");
    await attend(world, id, ["member1", "member2", "member3", "member4"]);
    expect(await decide("member1", id)).toBeNull();
    const other = await meetingOf(world, { agenda: [world.otherId] });
    expect(await decide("member1", other)).toBe("not_on_agenda");
    expect(await decide("member1", uuidv7())).toBe("no_such_meeting");
  });
});

describe("minutes", () => {
  it("hold everything, dissent included, and are signed over exactly what was shown", async () => {
    const id = await meetingOf(world);
    const dissent = "The nights are still few.";
    allowed(await find(world, id, { dissenters: [world.people.member2], dissent }));
    const shown = allowed(await showMinutes(await world.as("member2"), id));
    expect(shown.minutes.digest).toBe(sha256(shown.minutes.text));
    expect(JSON.parse(shown.minutes.text)).toMatchObject({
      attendance: [{ is: "present" }, { is: "present" }, { is: "present" }],
      fellows: [
        {
          tookPart: [{}, {}, {}],
          finding: { recommendation: "on_track", dissent: { members: [{ name: "member2" }] } },
        },
      ],
    });
    expect(shown.minutes.text).not.toContain(dissent);
    expect(shown.said.get(world.fellowshipId)?.dissent).toEqual({ text: dissent, holds: true });
    allowed(await sign(world, id));
    const after = allowed(await showMinutes(await world.as("member2"), id));
    expect(after.signed).toMatchObject({ printedName: "member1", digest: shown.minutes.digest });
    expect(after.digestHolds).toBe(true);
  });

  it("are refused once something was recorded after they were shown", async () => {
    const id = await meetingOf(world);
    allowed(await find(world, id));
    const ctx = await world.as("member1");
    const { minutes } = allowed(await showMinutes(ctx, id));
    await attend(world, id, ["member1", "member2", "member3", "member4"]);
    const reauthentication = await proven(ctx, minutes.digest);
    const input = { meetingId: id, shownDigest: minutes.digest, reauthentication };
    expect(refusal(await signMinutes(ctx, input))).toBe("minutes_changed");
  });

  it("ask for the password again, a member in the room, and something to sign", async () => {
    const id = await meetingOf(world);
    expect(refusal(await sign(world, id))).toBe("nothing_minuted");
    allowed(await find(world, id));
    expect(refusal(await sign(world, id, "member4"))).toBe("not_at_the_meeting");
    const ctx = await world.as("member1");
    const { minutes } = allowed(await showMinutes(ctx, id));
    const fresh = await proven(ctx, minutes.digest);
    const reauthentication = { ...fresh, at: later(world.clock.now(), -10 * 60_000) };
    const stale = { meetingId: id, shownDigest: minutes.digest, reauthentication };
    expect(refusal(await signMinutes(ctx, stale))).toBe("reauthentication_required");
  });

  it("cannot be signed where a conflict came to light after the finding and broke its quorum", async () => {
    const id = await meetingOf(world);
    allowed(await find(world, id));
    allowed(await conflict(id, "member3"));
    expect(refusal(await sign(world, id))).toBe("finding_without_quorum");
    await attend(world, id, ["member1", "member2", "member3", "member4"]);
    const ctx = await world.as("member1");
    const view = allowed(await showMeetingFellow(ctx, id, world.fellowshipId));
    allowed(await find(world, id, { supersedes: view.finding?.id }));
    expect(refusal(await sign(world, id))).toBeNull();
  });

  it("have one chair when two sign at once, and end the meeting", async () => {
    const { fellowshipId, otherId } = world;
    const id = await meetingOf(world, { agenda: [fellowshipId, otherId] });
    allowed(await find(world, id));
    const both = await Promise.all([sign(world, id, "member1"), sign(world, id, "member2")]);
    expect(both.map(refusal).sort()).toEqual(["minutes_signed", null]);
    const before = await seq();
    expect(refusal(await find(world, id, { fellowshipId: otherId }))).toBe("minutes_signed");
    expect(refusal(await attend(world, id, ["member1"]))).toBe("minutes_signed");
    expect(refusal(await conflict(id, "member2"))).toBe("minutes_signed");
    const decision = {
      ...{ id: uuidv7(), personId: world.people.fellow, programmeId: world.programmeId },
      ...{ meetingId: id, epa: "EPA-02", level: 4 },
    };
    const decided = await decideEntrustment(await world.as("member1"), decision);
    expect(refusal(decided)).toBe("minutes_signed");
    expect(await seq()).toBe(before);
  });

  it("are read by the committee and the director, and hidden from everybody else", async () => {
    const id = await meetingOf(world);
    for (const name of ["member4", "director"] as const) {
      expect(refusal(await showMinutes(await world.as(name), id))).toBeNull();
    }
    for (const name of ["fellow", "senior", "registrar"] as const) {
      expect(refusal(await showMinutes(await world.as(name), id))).toBe("not_found");
    }
  });
});

it("shows what came since the last finding, and proposes who is due next", async () => {
  const fellowshipId = await anotherFellow(world, "since");
  const id = await meetingOf(world, { agenda: [fellowshipId] });
  const first = allowed(await showMeetingFellow(await world.as("member1"), id, fellowshipId));
  expect(first.last).toBeNull();
  allowed(await find(world, id, { fellowshipId, rationale: "A good start." }));
  allowed(await sign(world, id));
  const next = await meetingOf(world, { agenda: [fellowshipId] });
  const view = allowed(await showMeetingFellow(await world.as("member1"), next, fellowshipId));
  expect(view.last).toMatchObject({ recommendation: "on_track" });
  expect(view.changes).toMatchObject({ cases: 0, newlyMet: [], levels: [] });
});

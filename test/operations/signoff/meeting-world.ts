import { v7 as uuidv7 } from "uuid";
import { day, later } from "#app/domain/time/instant.ts";
import { attendMeeting } from "#app/operations/signoff/meeting/attend-meeting.server.ts";
import { callMeeting } from "#app/operations/signoff/meeting/call-meeting.server.ts";
import { recordFinding } from "#app/operations/signoff/meeting/record-finding.server.ts";
import { showMinutes } from "#app/operations/signoff/meeting/show-minutes.server.ts";
import { signMinutes } from "#app/operations/signoff/meeting/sign-minutes.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import { allowed, joined } from "#test/operations/people/world.ts";
import { proven, type SignOffWorld, signOffWorld } from "./world.ts";

export type Member = "member1" | "member2" | "member3" | "member4";
export type MeetingWorld = SignOffWorld & { readonly otherId: string };

/** The world of sign-off with a second fellow, who has been there as long. */
export async function meetingWorld(): Promise<MeetingWorld> {
  const world = await signOffWorld();
  return { ...world, otherId: await anotherFellow(world, "other") };
}

export async function anotherFellow(world: SignOffWorld, name: string): Promise<string> {
  const { house, clock, programmeId } = world;
  const grant = { role: "fellow" as const, scopeKind: "programme" as const, scopeId: programmeId };
  const fellowId = await joined(house, `${name}@coast.example`, [grant]);
  const startsAt = later(clock.now(), -300 * day);
  const wish = { id: uuidv7(), fellowId, programmeId, startsAt };
  return allowed(await beginFellowship(await world.as("director"), wish)).id;
}

/** A meeting about these fellowships, with these members in the room; its id. */
export async function meetingOf(
  world: SignOffWorld,
  {
    agenda = [world.fellowshipId],
    present = ["member1", "member2", "member3"],
  }: { agenda?: readonly string[]; present?: readonly Member[] } = {},
): Promise<string> {
  const { clock, programmeId } = world;
  const id = uuidv7();
  const call = { id, programmeId, when: clock.now(), agenda: [...agenda] };
  allowed(await callMeeting(await world.as("member1"), call));
  await attend(world, id, present);
  return id;
}

export async function attend(world: SignOffWorld, meetingId: string, present: readonly Member[]) {
  const ids = present.map((name) => world.people[name]);
  const done = await attendMeeting(await world.as("member1"), { meetingId, present: ids });
  world.clock.advance(60_000);
  return done;
}

/** What the form of a member who has the fellow's screen open would send. */
export async function find(
  world: SignOffWorld,
  meetingId: string,
  {
    as = "member1",
    ...said
  }: { as?: Member | "director" } & Partial<Parameters<typeof recordFinding>[1]> = {},
) {
  const done = await recordFinding(await world.as(as), {
    id: uuidv7(),
    meetingId,
    fellowshipId: world.fellowshipId,
    recommendation: "on_track",
    dissenters: [],
    milestones: {},
    ...said,
  });
  world.clock.advance(60_000);
  return done;
}

export async function sign(world: SignOffWorld, meetingId: string, as: Member = "member1") {
  const ctx = await world.as(as);
  const { minutes } = allowed(await showMinutes(ctx, meetingId));
  const reauthentication = await proven(ctx, minutes.digest);
  return signMinutes(ctx, { meetingId, shownDigest: minutes.digest, reauthentication });
}

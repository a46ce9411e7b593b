import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import { attendMeeting } from "#app/operations/signoff/attend-meeting.server.ts";
import { callMeeting } from "#app/operations/signoff/call-meeting.server.ts";
import { committee } from "./decision.ts";
import { fellowshipIdOf } from "./logbook.ts";
import { programmeId } from "./network.ts";
import { done, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

export function meetingIdOf(name: string): string {
  return idOf(`meeting ${name}`);
}

/** The committee is called for a moment; then all three are there, and do what `session` tells. */
export function committeeMeets(
  at: Instant,
  { name, fellows }: { readonly name: string; readonly fellows: readonly string[] },
  session: (stage: Stage, meetingId: string) => Promise<void>,
): Scene[] {
  const id = meetingIdOf(name);
  const agenda = fellows.map(fellowshipIdOf);
  const calls = async (stage: Stage) => {
    const call = { id, programmeId, when: at, agenda };
    await done(`calling ${name}`, callMeeting(await stage.as("committee"), call));
  };
  const opens = async (stage: Stage) => {
    const present = committee.map(personIdOf);
    const there = { meetingId: id, present };
    await done(`opening ${name}`, attendMeeting(await stage.as("committee"), there));
    await session(stage, id);
  };
  return [
    { at: later(at, -5 * minute), play: calls },
    { at, play: opens },
  ];
}

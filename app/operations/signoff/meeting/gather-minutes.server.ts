import { canonical } from "#app/domain/ledger/canonical.ts";
import {
  type MinutedMeeting,
  minutesJson,
  minutesMeaning,
  notSignable,
} from "#app/domain/signoff/minutes.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { decidedIn } from "#db/store/signoff/entrustments.server.ts";
import type { Context } from "../../context.server.ts";
import { type MeetingRoom, onAgenda, quorumFor } from "./meeting-room.server.ts";

export type GatheredMinutes = {
  readonly facts: MinutedMeeting;
  /** Canonical JSON (RFC 8785) and its SHA-256: what a signature covers. */
  readonly text: string;
  readonly digest: string;
  readonly meaning: string;
  readonly notSignable: ReturnType<typeof notSignable>;
};

/** The minutes as they would be signed now: the same facts give the same text. */
export async function gatherMinutes(
  ctx: Pick<Context, "content">,
  tx: Transaction,
  room: MeetingRoom,
): Promise<GatheredMinutes> {
  const { meeting, attendance, conflicts, findings, fellows } = room;
  const entrusted = await decidedIn(tx, meeting.id);
  const names = await namesOf(tx, [
    meeting.calledBy,
    ...attendance.map((each) => each.memberId),
    ...entrusted.map((each) => each.decidedBy),
  ]);
  const facts: MinutedMeeting = {
    id: meeting.id,
    programme: { id: meeting.programmeId, name: meeting.programmeName },
    heldAt: meeting.heldAt,
    calledBy: meeting.calledBy,
    quorum: Math.max(...fellows.map((each) => quorumFor(ctx, each)), 0),
    attendance,
    conflicts,
    fellows: fellows.map((each) => ({
      ...onAgenda(each),
      name: each.fellowName,
      release: each.release,
      finding: findings.find((one) => one.fellowshipId === each.id) ?? null,
      entrustments: entrusted.filter((one) => one.personId === each.fellowId),
    })),
    names,
  };
  const text = canonical(minutesJson(facts));
  const day = formatInstant(meeting.heldAt).slice(0, 10);
  return {
    facts,
    text,
    digest: sha256(text),
    meaning: minutesMeaning(meeting.programmeName, day),
    notSignable: notSignable(facts),
  };
}

import { allow, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { presentMembers } from "#app/domain/signoff/meeting.ts";
import { tookPart } from "#app/domain/signoff/minutes.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import type { Words } from "#db/store/signoff/findings.server.ts";
import { minutesOf, type SignedMinutes } from "#db/store/signoff/meetings.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { type GatheredMinutes, gatherMinutes } from "./gather-minutes.server.ts";
import { type MeetingRoom, openRoom, readableMeeting } from "./meeting-room.server.ts";
import { mayIn } from "./show-meeting.server.ts";

/** Words as they are read: `holds` says that they are those whose digest was signed. */
export type ReadWords = { readonly text: string | null; readonly holds: boolean };

export type MinutesView = {
  readonly room: MeetingRoom;
  readonly minutes: Pick<GatheredMinutes, "facts" | "text" | "digest" | "meaning">;
  readonly signed: SignedMinutes | null;
  /** Whether the text that is shown has the digest that was signed, computed again now. */
  readonly digestHolds: boolean;
  readonly said: ReadonlyMap<string, { rationale: ReadWords | null; dissent: ReadWords | null }>;
  /** Names of those who took part, by fellowship. */
  readonly part: ReadonlyMap<string, readonly string[]>;
  readonly notSignable: Refusal | null;
  readonly maySign: boolean;
};

/** The minutes: while they are not signed, as they would be; afterwards, what was signed. */
export function showMinutes(ctx: Context, meetingId: string): Promise<Result<MinutesView>> {
  const target = (tx: Transaction) => readableMeeting(tx, ctx, meetingId);
  return ask<MinutesView>(ctx, "meeting.read", target, async ({ tx }) => {
    const room = await openRoom(tx, meetingId);
    if (!room) return refuse("not_found");
    const signed = await minutesOf(tx, meetingId);
    const gathered = await gatherMinutes(ctx, tx, room);
    const text = signed?.document ?? gathered.text;
    const digest = signed?.digest ?? gathered.digest;
    const { facts } = gathered;
    const nameOf = (id: string) => facts.names.get(id) ?? "";
    const isThere = presentMembers(room.attendance).includes(ctx.actor.id ?? "");
    return allow({
      room,
      minutes: { facts, text, digest, meaning: signed?.meaning ?? gathered.meaning },
      signed,
      digestHolds: sha256(text) === digest,
      said: new Map(
        room.findings.map(({ fellowshipId, rationale, dissent }) => [
          fellowshipId,
          { rationale: read(rationale), dissent: read(dissent) },
        ]),
      ),
      part: new Map(
        facts.fellows.map((each) => [each.fellowshipId, tookPart(facts, each).map(nameOf)]),
      ),
      notSignable: gathered.notSignable?.refusal ?? null,
      maySign: mayIn(ctx, room.meeting).sign && isThere,
    });
  });
}

function read(words: Words | null): ReadWords | null {
  if (!words) return null;
  const { text, salt, digest } = words;
  return { text, holds: text !== null && sha256(`${salt}${text}`) === digest };
}

import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { presentMembers } from "#app/domain/signoff/meeting.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertMinutes, minutesOf } from "#db/store/signoff/meetings.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { notProven } from "../reauthentication.server.ts";
import { gatherMinutes } from "./gather-minutes.server.ts";
import { meetingTarget, minutesSigned, roomForAct } from "./meeting-room.server.ts";

export const SignMinutes = z.object({
  meetingId: z.uuid(),
  /** SHA-256 of the minutes that the form showed. */
  shownDigest: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * A member who was there signs the minutes as the one who chaired: over exactly what was shown. After it
 * nothing in the meeting changes.
 *
 * Refusals: `no_such_meeting`, `minutes_signed`, those of `notProven`, `not_at_the_meeting`,
 * `minutes_changed`, `nothing_minuted`, `finding_without_quorum`, `finding_by_conflicted`.
 */
export function signMinutes(
  ctx: Context,
  input: z.output<typeof SignMinutes> & { readonly reauthentication: Reauthentication },
): Promise<Result<{ readonly digest: string }>> {
  const { meetingId } = input;
  const target = (tx: Transaction) => meetingTarget(tx, meetingId);
  return act(ctx, "minutes.sign", target, async ({ tx, now, record }) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("not_permitted");
    const signed = await minutesOf(tx, meetingId);
    if (signed) {
      const same = signed.signedBy === actor.id && signed.digest === input.shownDigest;
      return same ? allow({ digest: signed.digest }) : minutesSigned();
    }
    const found = await roomForAct(tx, meetingId);
    if (!found.ok) return found;
    const { reauthentication, shownDigest } = input;
    const unproven = await notProven(tx, actor.id, reauthentication, shownDigest, now);
    if (unproven) return unproven;
    if (!presentMembers(found.value.attendance).includes(actor.id)) {
      return refuse("not_at_the_meeting");
    }
    const minutes = await gatherMinutes(ctx, tx, found.value);
    if (minutes.digest !== input.shownDigest) return refuse("minutes_changed");
    if (minutes.notSignable) return minutes.notSignable;
    const fact = {
      meetingId,
      digest: minutes.digest,
      meaning: minutes.meaning,
      signedBy: actor.id,
      printedName: actor.name,
      reauthentication: written(input.reauthentication),
    };
    const entrySeq = await record(fact);
    await insertMinutes(tx, { ...fact, document: minutes.text, entrySeq });
    return allow({ digest: minutes.digest });
  });
}

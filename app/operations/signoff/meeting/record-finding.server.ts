import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import {
  acceptFinding,
  halfYearOf,
  mayActOn,
  recommendations,
  takingPart,
} from "#app/domain/signoff/meeting.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import {
  type Finding,
  findFinding,
  insertFinding,
  type SaidWords,
} from "#db/store/signoff/findings.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { meetingTarget, onAgenda, quorumFor, roomForAct } from "./meeting-room.server.ts";

const words = z.string().trim().max(2_000).optional();

export const RecordFinding = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  fellowshipId: z.uuid(),
  recommendation: z.enum(recommendations),
  rationale: words,
  dissenters: z.array(z.uuid()).max(50).default([]),
  dissent: words,
  milestones: z.record(z.string(), z.number().int()).default({}),
  /** The finding that the form showed as holding; left out where it showed none. */
  supersedes: z.uuid().optional(),
});
type Input = z.output<typeof RecordFinding>;

/**
 * What the committee found about one fellow. A later finding of the same meeting takes its place until the
 * minutes are signed; whoever did not see the one that holds is refused, so that of two chairs one wins.
 *
 * Refusals: `no_such_meeting`, `minutes_signed`, `not_on_agenda`, those of `mayActOn`, `acceptFinding` and
 * `acceptFreeText`, `same_id_other_content`.
 */
export function recordFinding(
  ctx: Context,
  input: Input,
): Promise<Result<{ readonly id: string }>> {
  const target = (tx: Transaction) => meetingTarget(tx, input.meetingId);
  return act(ctx, "meeting.find", target, async ({ tx, now, record }) => {
    const recordedBy = ctx.actor.id;
    if (recordedBy === null) return refuse("not_permitted");
    const sent = await findFinding(tx, input.id);
    if (sent) return isSame(sent, input) ? allow({ id: sent.id }) : refuse("same_id_other_content");
    const found = await roomForAct(tx, input.meetingId);
    if (!found.ok) return found;
    const room = found.value;
    const fellow = room.fellows.find((each) => each.id === input.fellowshipId);
    if (!fellow) return refuse("not_on_agenda");
    const quorum = quorumFor(ctx, fellow);
    const may = mayActOn(room, onAgenda(fellow), { memberId: recordedBy, quorum });
    if (!may.ok) return may;
    const held = room.findings.find((each) => each.fellowshipId === fellow.id) ?? null;
    const given = {
      ...input,
      rationale: input.rationale || null,
      dissent: input.dissent || null,
      supersedes: input.supersedes ?? null,
    };
    const accepted = acceptFinding(given, {
      part: takingPart(room, onAgenda(fellow)),
      domains: releaseOf(ctx.content, fellow.release).domains.map((each) => each.code),
      current: held?.id ?? null,
    });
    if (!accepted.ok) return accepted;
    for (const field of ["rationale", "dissent"] as const) {
      const free = acceptFreeText(given[field] ?? "", field);
      if (!free.ok) return free;
    }
    const said = { rationale: saidOf(given.rationale), dissent: saidOf(given.dissent) };
    const fact = {
      id: input.id,
      meetingId: input.meetingId,
      fellowshipId: fellow.id,
      fellowId: fellow.fellowId,
      recommendation: input.recommendation,
      dissenters: [...new Set(input.dissenters)].sort(),
      halfYear: halfYearOf(room.meeting.heldAt > now ? now : room.meeting.heldAt, fellow.timeZone),
      milestones: input.milestones,
      recordedBy,
      supersedes: given.supersedes,
    };
    const digests = {
      narrativeDigest: said.rationale?.digest ?? null,
      dissentDigest: said.dissent?.digest ?? null,
    };
    const entrySeq = await record({ ...fact, ...digests });
    await insertFinding(tx, { ...fact, entrySeq }, said);
    return allow({ id: input.id });
  });
}

function saidOf(text: string | null): SaidWords | null {
  if (!text) return null;
  const salt = randomBytes(16).toString("hex");
  return { id: uuidv7(), salt, text, digest: sha256(salt + text) };
}

function isSame(before: Finding, { meetingId, fellowshipId, ...input }: Input): boolean {
  return (
    before.meetingId === meetingId &&
    before.fellowshipId === fellowshipId &&
    before.recommendation === input.recommendation &&
    (before.rationale?.text ?? "") === (input.rationale ?? "") &&
    (before.dissent?.text ?? "") === (input.dissent ?? "")
  );
}

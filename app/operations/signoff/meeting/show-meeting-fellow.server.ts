import { v7 as uuidv7 } from "uuid";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Changes, changesSince, type Shown } from "#app/domain/signoff/changes-since.ts";
import { halfYearOf, mayActOn, takingPart } from "#app/domain/signoff/meeting.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { progressTowardsAll } from "#app/domain/training/progress.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertAccess } from "#db/store/signoff/access.server.ts";
import {
  casesEntered,
  type OwnJudgement,
  observationsEntered,
  ownJudgements,
} from "#db/store/signoff/changes.server.ts";
import { type Finding, findingsAbout } from "#db/store/signoff/findings.server.ts";
import type { ConflictLine, Meeting } from "#db/store/signoff/meetings.server.ts";
import { decidedReviews, reviewsOf } from "#db/store/signoff/reviews.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import type { NamedPerson } from "#db/store/training/records.server.ts";
import { ask, type View } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { type Judgeable, judgeable } from "../../training/progress/evidence.server.ts";
import { rememberedEvidence } from "../../training/progress/remembered.server.ts";
import { unlessAway } from "../../unless-away.server.ts";
import { type AgendaReview, agendaReviews } from "../show-agenda.server.ts";
import {
  type MeetingRoom,
  meetingTarget,
  onAgenda,
  openRoom,
  quorumFor,
} from "./meeting-room.server.ts";
import { proposedMilestones } from "./proposed-milestones.server.ts";
import { mayIn } from "./show-meeting.server.ts";

export type FellowView = {
  readonly meeting: Meeting;
  readonly fellow: Fellowship;
  /** Where it stands on the agenda, from 0, and its neighbours' fellowships. */
  readonly position: number;
  readonly agenda: readonly { readonly fellowshipId: string; readonly name: string }[];
  /** Before this meeting; null where no committee has spoken about them. */
  readonly last: Finding | null;
  readonly changes: Changes;
  readonly own: readonly OwnJudgement[];
  readonly reviews: readonly (AgendaReview & { readonly isNew: boolean })[];
  readonly epas: readonly { readonly code: string; readonly met: boolean }[];
  readonly halfYear: string;
  /** Domain code to proposed level; domains in which too little was seen are left out. */
  readonly proposed: Readonly<Record<string, number>>;
  /** Of this meeting. */
  readonly finding: Finding | null;
  readonly conflicts: readonly ConflictLine[];
  readonly part: readonly NamedPerson[];
  readonly quorum: number;
  /** Why the person who asks may not record what was found; null where they may. */
  readonly notNow: Extract<ReturnType<typeof mayActOn>, { ok: false }>["refusal"] | null;
  readonly may: ReturnType<typeof mayIn>;
};

/** One fellow as the committee sees them: what is new since it last spoke about them. */
export async function showMeetingFellow(
  ctx: Context,
  meetingId: string,
  fellowshipId: string,
): Promise<Result<FellowView>> {
  // What is new about a fellow is no minutes: who only was there once may not see it.
  const target = (tx: Transaction) => meetingTarget(tx, meetingId);
  const found = await ask<FellowView>(ctx, "meeting.read", target, async (view) => {
    const room = await openRoom(view.tx, meetingId);
    const fellow = room?.fellows.find((each) => each.id === fellowshipId);
    if (!room || !fellow) return refuse("not_found");
    return allow(await viewOf(ctx, view, room, fellow));
  });
  if (!found.ok || ctx.actor.kind !== "person") return found;
  const { fellow } = found.value;
  const row = { actorId: ctx.actor.id, subjectId: fellow.fellowId, at: ctx.now };
  const what = `fellow in committee meeting ${meetingId}`;
  const noted = await unlessAway(async () => {
    await insertAccess(ctx.db, { id: uuidv7(), ...row, what });
    return allow();
  });
  return noted.ok ? found : noted;
}

async function viewOf(
  ctx: Context,
  { tx, now }: View,
  room: MeetingRoom,
  fellow: Fellowship,
): Promise<FellowView> {
  const { meeting } = room;
  const agenda = onAgenda(fellow);
  const all = await findingsAbout(tx, fellow.id);
  const last = all.find((each) => each.meetingId !== meeting.id && isBefore(each, meeting)) ?? null;
  const after = last?.entrySeq ?? 0;
  const present = await rememberedEvidence(ctx, tx, fellow.fellowId);
  const shown = shownIn(present, now);
  const quorum = quorumFor(ctx, fellow);
  const part = takingPart(room, agenda);
  const memberId = ctx.actor.id ?? "";
  const may = mayActOn(room, agenda, { memberId, quorum });
  const named = new Map(room.attendance.map((each) => [each.memberId, each.memberName]));
  return {
    meeting,
    fellow,
    position: room.fellows.indexOf(fellow),
    agenda: room.fellows.map(({ id, fellowName }) => ({ fellowshipId: id, name: fellowName })),
    last,
    changes: changesSince(
      after,
      {
        cases: await casesEntered(tx, fellow.id, after),
        observations: await observationsEntered(tx, fellow.id),
      },
      { before: last ? await shownThen(ctx, tx, fellow, last) : new Map(), now: shown },
    ),
    own: await ownJudgements(tx, fellow.id, after),
    reviews: await reviewsAbout(ctx, tx, fellow, last?.recordedAt ?? null),
    epas: present.rules.release.epas.map(({ code }) => ({ code, met: shown.get(code) === true })),
    halfYear: halfYearOf(now, fellow.timeZone),
    proposed: proposedMilestones(present, now, fellow.timeZone),
    finding: room.findings.find((each) => each.fellowshipId === fellow.id) ?? null,
    conflicts: room.conflicts.filter((each) => each.fellowshipId === fellow.id),
    part: part.map((id) => ({ id, name: named.get(id) ?? "" })),
    quorum,
    notNow: may.ok ? null : may.refusal,
    may: mayIn(ctx, meeting),
  };
}

/** An earlier meeting, or one of the same time that was recorded before this one was signed. */
function isBefore(finding: Finding, { heldAt, signedSeq }: Meeting): boolean {
  return finding.heldAt <= heldAt && (signedSeq === null || finding.entrySeq < signedSeq);
}

async function shownThen(ctx: Context, tx: Transaction, { fellowId }: Fellowship, last: Finding) {
  return shownIn(await judgeable(ctx, tx, fellowId, last.entrySeq), last.recordedAt);
}

/** Which competencies and EPAs are shown, by code. */
function shownIn({ rules, evidence }: Judgeable, at: Instant): Shown {
  const parts = progressTowardsAll(rules, evidence, at).flatMap((each) => [
    ...each.competencies.map(({ code, status }) => [code, status === "met"] as const),
    ...each.epas.map(({ code, status }) => [code, status === "met"] as const),
    [each.credential, each.eligible] as const,
  ]);
  return new Map(parts);
}

async function reviewsAbout(
  ctx: Context,
  tx: Transaction,
  { programmeId, fellowId }: Fellowship,
  since: Instant | null,
) {
  const all = (await reviewsOf(tx, [programmeId])).filter((each) => each.personId === fellowId);
  const decided = await decidedReviews(
    tx,
    all.map((each) => each.id),
  );
  const open = all.filter((each) => !decided.has(each.id));
  const reviews = await agendaReviews(tx, ctx, open);
  return reviews.map((each) => ({ ...each, isNew: since === null || each.openedAt > since }));
}

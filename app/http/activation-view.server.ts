import { say } from "#app/domain/copy.ts";
import { noSeat } from "#app/domain/coverage/activation.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { ActivationCase } from "#app/operations/coverage/activation/activation-case.server.ts";
import { Snapshot } from "#app/operations/coverage/activation/record-activation.server.ts";

type WithContent = Pick<Context, "content">;

/** A call in words, for its line in a list. */
export function activationLine(
  { content: { copy, current } }: WithContent,
  { standing, team, flags, reviews, callToDeviceMinutes }: ActivationCase,
) {
  const names = new Map(current.catalogue.devices.map((each) => [each.code, each.name]));
  return {
    id: standing.id,
    activatedAt: standing.activatedAt,
    scaiStage: standing.scaiStage,
    mcs: say(copy, `mcs_kinds.${standing.mcs}`),
    isMcs: standing.mcs !== "none",
    devices: standing.devices.map((each) => names.get(each) ?? each),
    emergency: standing.emergency,
    isFull: team.isFull,
    inTime: team.inTime,
    fullAfterMinutes: team.fullAfterMinutes,
    people: team.distinctPeople,
    callToDeviceMinutes,
    isReviewed: reviews.length > 0,
    flags: flags.map((each) => say(copy, `activation_flags.${each}`)),
  };
}
export type ActivationLine = ReturnType<typeof activationLine>;

/** The whole of a call: who joined when, what the answers were, what was corrected and reviewed. */
export function activationView(ctx: WithContent, call: ActivationCase) {
  const { standing, joined, team, reviews, reviewDueAt, support } = call;
  const { copy, shockTeam } = ctx.content;
  const titleOf = (seat: string) =>
    shockTeam.seats.find((each) => each.seat === seat)?.title ?? "Without a seat";
  const then = Snapshot.parse(standing.answer);
  return {
    ...activationLine(ctx, call),
    voided: standing.voided,
    isStarted: standing.mcs === "started",
    support: support && {
      id: support.id,
      startedAt: support.startedAt,
      by: support.recordedByName,
      at: support.recordedAt,
    },
    unloadingPlan: standing.unloadingPlan,
    exitStrategy: standing.exitStrategy,
    recordedAt: standing.recordedAt,
    recordedBy: standing.recordedByName,
    reviewDueAt,
    seats: team.seats.map(({ people, ...seat }) => ({ ...seat, taken: people.length })),
    joined: joined.map(({ id, seat, name, mode, joinedAt }) => {
      const filled = team.seats.find((each) => each.seat === seat);
      const one = filled?.people.find((each) => each.joinedAt === joinedAt);
      return {
        id,
        name,
        seat: seat === noSeat ? titleOf(noSeat) : titleOf(seat),
        mode: say(copy, `join_modes.${mode}`),
        joinedAt,
        minutes: Math.max(0, Math.round((joinedAt - standing.activatedAt) / 60_000)),
        within: filled?.withinMinutes ?? null,
        inTime: one?.inTime ?? null,
      };
    }),
    answers: {
      ledgerSeq: then.ledgerSeq,
      unit: then.unit.answer,
      unmet: then.unit.rules.filter(({ answer }) => answer === "no" || answer === "unknown"),
      team: then.team.answer,
      seats: then.team.seats.map(({ seat, answer }) => ({ seat, title: titleOf(seat), answer })),
    },
    reviews: reviews.map(({ id, outcome, words, reviewedByName, reviewedAt }) => ({
      id,
      outcome: say(copy, `activation_reviews.${outcome}`),
      words,
      by: reviewedByName,
      at: reviewedAt,
      isLate: reviewDueAt !== null && reviewedAt >= reviewDueAt,
    })),
    versions: versionsOf(ctx, call),
  };
}

/** What was recorded of the call itself and of when support began, in order. */
function versionsOf({ content }: WithContent, { versions, supportRows }: ActivationCase) {
  const support = supportRows.map(({ id, supersedes, voided, startedAt, ...row }) => ({
    id,
    at: row.recordedAt,
    by: row.recordedByName,
    why: voided
      ? "Support did not begin then: taken back"
      : `When support began, ${supersedes === null ? "recorded" : "corrected"}`,
    support: voided ? null : startedAt,
  }));
  const own = versions.map(({ id, reason, recordedAt, recordedByName }) => ({
    id,
    at: recordedAt,
    by: recordedByName,
    why: reason === null ? "Recorded" : say(content.copy, `activation_reasons.${reason}`),
    support: null,
  }));
  return [...own, ...support].sort((a, b) => a.at - b.at);
}
export type ActivationView = ReturnType<typeof activationView>;

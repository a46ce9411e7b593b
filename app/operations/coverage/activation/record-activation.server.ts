import { z } from "zod";
import {
  type Activation,
  acceptActivation,
  correctionReasons,
  mcsKinds,
  scaiStages,
} from "#app/domain/coverage/activation.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { activationVersions, insertActivation } from "#db/store/activations.server.ts";
import { findUnit, findUnitById, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import type { View } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { answerIn } from "../answer-coverage.server.ts";
import { dutyTarget } from "../on-duty.server.ts";
import { teamIn } from "../shock-team/answer-shock-team.server.ts";
import { caseOf } from "./activation-case.server.ts";
import { ownCaseTarget } from "./activation-target.server.ts";

export const RecordActivation = z.object({
  id: z.uuid(),
  activatedAt: z.custom<Instant>((value) => Number.isInteger(value)),
  scaiStage: z.enum(scaiStages),
  mcs: z.enum(mcsKinds),
  devices: z.array(z.string()).max(20),
  unloadingPlan: z.boolean().nullable(),
  exitStrategy: z.boolean().nullable(),
  emergency: z.boolean(),
});
type Wish = z.output<typeof RecordActivation>;
type Recorded = Result<{ readonly id: string }>;

/**
 * The shock team was called: when, at what stage and for what, with the unit's and the team's answer at
 * that instant as it was given then. The same id sent again leaves nothing more.
 *
 * @returns Refusals of `acceptActivation`, `activation_before_unit`, `same_id_other_content`,
 *   `person_needed`.
 */
export function recordActivation(ctx: Context, unitCode: string, wish: Wish): Promise<Recorded> {
  const target = dutyTarget(ctx, "activation.record", unitCode);
  return act(ctx, "activation.record", target, async ({ tx, now, record }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const given = await prepared(ctx, { tx, now }, unit, wish);
    if (!given.ok || given.value === "known") return given.ok ? allow({ id: wish.id }) : given;
    const entrySeq = await record(factOf(given.value));
    await insertActivation(tx, { ...given.value, entrySeq });
    return allow({ id: wish.id });
  });
}

export const CorrectActivation = RecordActivation.extend({
  /** The version that was looked at. */
  supersedes: z.uuid(),
  reason: z.enum(correctionReasons),
});

/** What these reasons mend is that there was no call, or not a second one. */
const voiding: readonly string[] = ["recorded_twice", "no_activation"];

/**
 * A later version takes the place of one that was wrong; both stay. The answers are asked for anew, since
 * the instant may be another.
 *
 * @returns Refusals of `recordActivation`, `already_corrected` where somebody was quicker.
 */
export function correctActivation(
  ctx: Context,
  wish: z.output<typeof CorrectActivation>,
): Promise<Recorded> {
  const { supersedes, reason } = wish;
  const target = ownCaseTarget(ctx, supersedes);
  return act(ctx, "activation.correct", target, async ({ tx, now, record }) => {
    const found = await inUnit(ctx, tx, supersedes, now);
    if (!found) return refuse("not_found");
    const { unit, standing } = found;
    if (standing.id === wish.id) return allow({ id: wish.id });
    if (standing.id !== supersedes || standing.voided) return refuse("already_corrected");
    const given = await prepared(ctx, { tx, now }, unit, wish);
    if (!given.ok || given.value === "known") return given.ok ? allow({ id: wish.id }) : given;
    const row = { ...given.value, supersedes, reason, voided: voiding.includes(reason) };
    const entrySeq = await record({ ...factOf(given.value), supersedes, reason });
    await insertActivation(tx, { ...row, entrySeq });
    return allow({ id: wish.id });
  });
}

async function inUnit(ctx: Context, tx: Transaction, id: string, now: Instant) {
  const target = await ownCaseTarget(ctx, id)(tx);
  const unitId = target.ok ? target.value.unitId : undefined;
  const unit = unitId === undefined ? null : await findUnitById(tx, unitId);
  const found = unit && (await caseOf(ctx, tx, unit.id, { id, now }));
  return found ? { unit, standing: found.standing } : null;
}

type Row = Activation & {
  readonly id: string;
  readonly unitId: string;
  readonly answer: Snapshot;
  readonly recordedBy: string;
  readonly devices: string[];
};

async function prepared(
  ctx: Context,
  view: View,
  unit: UnitRow,
  { id, ...wish }: Wish,
): Promise<Result<Row | "known">> {
  if (ctx.actor.kind !== "person") return refuse("person_needed");
  const versions = await activationVersions(view.tx, unit.id);
  const before = versions.find((each) => each.id === id);
  const accepted = acceptActivation(ctx.content.shockTeam, { ...wish }, view.now);
  if (!accepted.ok) return accepted;
  const { value } = accepted;
  const given: Activation = {
    activatedAt: value.activatedAt,
    scaiStage: value.scaiStage,
    mcs: value.mcs,
    devices: value.devices,
    unloadingPlan: value.unloadingPlan,
    exitStrategy: value.exitStrategy,
    emergency: value.emergency,
  };
  if (before) return isSame(before, given) ? allow("known") : refuse("same_id_other_content");
  const answer = await snapshot(ctx, view, unit.code, given.activatedAt);
  if (!answer.ok) return answer;
  const made = { answer: answer.value, recordedBy: ctx.actor.id, devices: [...given.devices] };
  return allow({ id, unitId: unit.id, ...given, ...made });
}

function isSame(before: Activation, given: Activation): boolean {
  return (Object.keys(given) as (keyof Activation)[]).every(
    (key) => JSON.stringify(before[key]) === JSON.stringify(given[key]),
  );
}

function factOf({ activatedAt, ...row }: Row) {
  return { ...row, activatedAt: formatInstant(activatedAt) };
}

/** The two answers in brief: who met what, by id. With `ledgerSeq` the whole can be asked for again. */
async function snapshot(ctx: Context, view: View, unitCode: string, at: Instant) {
  const question = { unitCode, at, knownAt: at };
  const unit = await answerIn(view, ctx, question);
  if (!unit.ok)
    return unit.refusal.code === "no_such_unit"
      ? refuse("activation_before_unit", { field: "activatedAt" })
      : unit;
  const team = await teamIn(view, ctx, question);
  if (!team.ok) return team;
  const { knownAt, ledgerSeq, contentRelease, answer, rules } = unit.value.body;
  const { seats, answer: said } = team.value.body;
  return allow({
    knownAt,
    ledgerSeq,
    contentRelease,
    unit: { answer, rules: rules.map(({ id, answer, metBy }) => ({ id, answer, metBy })) },
    team: {
      answer: said,
      seats: seats.map(({ seat, answer, metBy }) => ({ seat, answer, metBy })),
    },
  });
}

const three = z.enum(["yes", "no", "unknown", "not-applicable"]);
/** What is kept with a call. */
export const Snapshot = z.object({
  knownAt: z.string(),
  ledgerSeq: z.number(),
  contentRelease: z.string(),
  unit: z.object({
    answer: three,
    rules: z.array(z.object({ id: z.string(), answer: three, metBy: z.array(z.string()) })),
  }),
  team: z.object({
    answer: three,
    seats: z.array(z.object({ seat: z.string(), answer: three, metBy: z.array(z.string()) })),
  }),
});
export type Snapshot = z.output<typeof Snapshot>;

import { seatsAsked } from "#app/domain/coverage/activation.ts";
import { mayTakeSeat } from "#app/domain/coverage/shock-team.ts";
import { type ShareMonth, shareByMonth, shareOf } from "#app/domain/coverage/team-share.ts";
import { type Times, timesByMonth, timesOf } from "#app/domain/coverage/team-times.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import { findUnit, findUnitById, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { dutyTarget } from "../on-duty.server.ts";
import { type ActivationCase, caseOf, casesOf } from "./activation-case.server.ts";
import { isOwnFresh, ownCaseTarget, readTarget } from "./activation-target.server.ts";
import { factsAround } from "./join-activation.server.ts";
import { mayReview } from "./may-review.server.ts";

/** A year and the month that runs. */
const monthsShown = 13;

export type Activations = {
  readonly unit: UnitRow;
  readonly cases: readonly ActivationCase[];
  readonly months: readonly (ShareMonth & Times)[];
  readonly all: Omit<ShareMonth, "month"> & Times;
  readonly mayRecord: boolean;
};

/** The calls of a unit, the latest first, and the share of support cases with a full team over time. */
export function listActivations(ctx: Context, unitCode: string): Promise<Result<Activations>> {
  const target = unitTarget(unitCode);
  return ask<Activations>(ctx, "activation.list", target, async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const recorded = await casesOf(ctx, tx, unit.id, now);
    const cases = recorded.filter(({ standing }) => !standing.voided);
    const counted = cases.map(({ standing: { activatedAt, mcs }, team, ...times }) => {
      const { isFull, fullAfterMinutes } = team;
      const { callToDeviceMinutes } = times;
      return { activatedAt, mcs, isFull, fullAfterMinutes, callToDeviceMinutes };
    });
    const asked = { zone: unit.timeZone, now, count: monthsShown };
    const shares = shareByMonth(counted, asked);
    const months = timesByMonth(counted, asked).map((each, i) => ({ ...shares[i]!, ...each }));
    const all = { ...shareOf(counted), ...timesOf(counted) };
    const place = await dutyTarget(ctx, "activation.record", unitCode)(tx);
    const mayRecord = place.ok && permit(ctx.actor, "activation.record", place.value, now).ok;
    return allow({ unit, cases, months, all, mayRecord });
  });
}

export type Recording = { readonly unit: UnitRow; readonly own: readonly ActivationCase[] };

/** The unit for the form, to whoever may record a call there, with their own calls of the last day. */
export function showRecording(ctx: Context, unitCode: string): Promise<Result<Recording>> {
  const { actor } = ctx;
  const target = dutyTarget(ctx, "activation.record", unitCode);
  return ask<Recording>(ctx, "activation.record", target, async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit || actor.kind !== "person") return refuse("no_such_unit");
    const cases = await casesOf(ctx, tx, unit.id, now);
    const own = cases.filter((each) => !each.standing.voided && isOwnFresh(each, actor.id, now));
    return allow({ unit, own });
  });
}

export type Candidate = {
  readonly id: string;
  readonly name: string;
  /** On duty in the unit or at its hub when the team was called. */
  readonly isOnDuty: boolean;
  /** Titles of the seats of this call that they were entitled to then. */
  readonly seats: readonly string[];
};
export type ShownActivation = {
  readonly unit: UnitRow;
  readonly case: ActivationCase;
  readonly candidates: readonly Candidate[];
  readonly may: { readonly correct: boolean; readonly review: boolean; readonly list: boolean };
};

/** One call by the id of any of its versions, with who could be named as having joined. */
export function showActivation(ctx: Context, id: string): Promise<Result<ShownActivation>> {
  const { actor } = ctx;
  return ask<ShownActivation>(ctx, "activation.read", readTarget(ctx, id), async ({ tx, now }) => {
    const place = await readTarget(ctx, id)(tx);
    const unitId = place.ok ? place.value.unitId : undefined;
    const unit = unitId === undefined ? null : await findUnitById(tx, unitId);
    const found = unit && (await caseOf(ctx, tx, unit.id, { id, now }));
    if (!place.ok || !unit || !found) return refuse("not_found");
    const own = await ownCaseTarget(ctx, id)(tx);
    const correct =
      !found.standing.voided && own.ok && permit(actor, "activation.correct", own.value, now).ok;
    const review =
      permit(actor, "activation.review", place.value, now).ok &&
      (await mayReview(ctx, tx, found, now)).ok;
    const list = permit(actor, "activation.list", place.value, now).ok;
    const facts = correct
      ? await factsAround(ctx, tx, unit, found.standing.activatedAt, now)
      : null;
    const candidates = facts ? candidatesOf(ctx, facts, found) : [];
    return allow({ unit, case: found, candidates, may: { correct, review, list } });
  });
}

type Facts = Awaited<ReturnType<typeof factsAround>>;

function candidatesOf(
  { content: { shockTeam: standard, current } }: Context,
  facts: Facts,
  { standing }: ActivationCase,
): Candidate[] {
  const at = standing.activatedAt;
  const sources = [...facts.sources, ...facts.hubs.flatMap((hub) => hub.sources)];
  const rows = sources.flatMap((source) => source.publications.flatMap((p) => p.assignments));
  const named = new Set(
    rows.filter(({ shift }) => holds(shift, at)).map(({ registration }) => registration),
  );
  const onDuty = new Set(
    facts.registrations.filter((r) => named.has(r.registration)).map((r) => r.personId),
  );
  const seats = seatsAsked(standard, standing);
  const options = { standard, version: current.version };
  return [...facts.people.values()]
    .map(({ id, name }) => ({
      id,
      name,
      isOnDuty: onDuty.has(id),
      seats: seats
        .filter(({ seat }) => mayTakeSeat(facts, { seat, personId: id, at }, options))
        .map(({ title }) => title),
    }))
    .sort((a, b) => Number(b.isOnDuty) - Number(a.isOnDuty) || a.name.localeCompare(b.name));
}

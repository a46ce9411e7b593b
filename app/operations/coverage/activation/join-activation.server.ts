import { z } from "zod";
import { joinModes, noSeat, seatsAsked } from "#app/domain/coverage/activation.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { mayTakeSeat } from "#app/domain/coverage/shock-team.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { findJoined, insertJoined } from "#db/store/activations.server.ts";
import { everything } from "#db/store/known.server.ts";
import { type UnitRow, unitsById } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { factsOf } from "../facts.server.ts";
import { type ActivationCase, caseOf } from "./activation-case.server.ts";
import { ownCaseTarget } from "./activation-target.server.ts";

export const JoinActivation = z.object({
  id: z.uuid(),
  seat: z.string().min(1).max(40),
  personId: z.uuid(),
  mode: z.enum(joinModes),
  joinedAt: z.custom<Instant>((value) => Number.isInteger(value)),
});

/** A call lasts no longer; who comes later came to something else. */
const longestMs = day;

/**
 * Somebody joined a call: by telephone or at the bedside, when, and in which seat. A seat is taken only by
 * whoever was entitled to it at that instant; everybody else joined without one.
 *
 * @returns Refusals, with the field: `joined_before_call`, `joined_in_future`, `joined_too_late`,
 *   `no_such_seat`, `person_not_of_unit`, `seat_not_theirs`, `joined_already`.
 */
export function joinActivation(
  ctx: Context,
  activationId: string,
  wish: z.output<typeof JoinActivation>,
): Promise<Result<{ readonly id: string }>> {
  const target = ownCaseTarget(ctx, activationId);
  return act(ctx, "activation.correct", target, async ({ tx, now, record }) => {
    const found = await caseIn(ctx, tx, activationId, now);
    if (!found || found.case.standing.voided) return refuse("not_found");
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (await findJoined(tx, wish.id)) return allow({ id: wish.id });
    const fits = await accepted(ctx, tx, found, wish, now);
    if (!fits.ok) return fits;
    const { joinedAt, ...rest } = wish;
    const fact = { ...rest, activationId: found.case.standing.id, recordedBy: ctx.actor.id };
    const entrySeq = await record({ ...fact, joinedAt: formatInstant(joinedAt) });
    await insertJoined(tx, { ...fact, joinedAt, entrySeq });
    return allow({ id: wish.id });
  });
}

export const LeaveActivation = z.object({ id: z.uuid(), joinedId: z.uuid() });

/** That somebody joined was recorded in error: the row stays, and counts no more. */
export function leaveActivation(
  ctx: Context,
  activationId: string,
  { id, joinedId }: z.output<typeof LeaveActivation>,
): Promise<Result<{ readonly id: string }>> {
  const target = ownCaseTarget(ctx, activationId);
  return act(ctx, "activation.correct", target, async ({ tx, now, record }) => {
    const found = await caseIn(ctx, tx, activationId, now);
    const row = found?.case.joined.find((each) => each.id === joinedId);
    if (await findJoined(tx, id)) return allow({ id });
    if (!row) return refuse("already_corrected");
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const { activationId: of, seat, personId, mode, joinedAt } = row;
    const recordedBy = ctx.actor.id;
    const entrySeq = await record({ id, supersedes: joinedId, voided: true, recordedBy });
    const kept = { activationId: of, seat, personId, mode, joinedAt, recordedBy };
    await insertJoined(tx, { id, ...kept, supersedes: joinedId, voided: true, entrySeq });
    return allow({ id });
  });
}

type Found = { readonly unit: UnitRow; readonly case: ActivationCase };

/** The unit and the call, to whoever may put it right; null where there is none. */
export async function caseIn(
  ctx: Context,
  tx: Transaction,
  id: string,
  now: Instant,
): Promise<Found | null> {
  const target = await ownCaseTarget(ctx, id)(tx);
  const unitId = target.ok ? target.value.unitId : undefined;
  if (unitId === undefined) return null;
  const unit = (await unitsById(tx, [unitId], everything)).get(unitId);
  const found = unit && (await caseOf(ctx, tx, unit.id, { id, now }));
  return unit && found ? { unit, case: found } : null;
}

async function accepted(
  ctx: Context,
  tx: Transaction,
  { unit, case: { standing, joined } }: Found,
  { seat, personId, joinedAt }: z.output<typeof JoinActivation>,
  now: Instant,
): Promise<Result<undefined>> {
  const { shockTeam: standard, current } = ctx.content;
  if (joinedAt < standing.activatedAt) return refuse("joined_before_call", { field: "joinedAt" });
  if (joinedAt > now) return refuse("joined_in_future", { field: "joinedAt" });
  if (joinedAt > later(standing.activatedAt, longestMs))
    return refuse("joined_too_late", { field: "joinedAt" });
  const asked = seatsAsked(standard, standing).find((each) => each.seat === seat);
  const known = asked ?? standard.seats.find((each) => each.seat === seat);
  if (!known && seat !== noSeat) return refuse("no_such_seat", { field: "seat" });
  if (joined.some((each) => each.personId === personId && each.seat === seat))
    return refuse("joined_already", { field: "personId" });
  const facts = await factsAround(ctx, tx, unit, joinedAt, now);
  const person = facts.people.get(personId);
  if (!person) return refuse("person_not_of_unit", { field: "personId" });
  const wish = { seat, personId, at: joinedAt };
  if (known && !mayTakeSeat(facts, wish, { standard, version: current.version }))
    return refuse("seat_not_theirs", { field: "seat", who: person.name, title: known.title });
  return allow();
}

/** Everybody whom the unit's roster, its hub's and their rights bring in around an instant. */
export async function factsAround(
  { content }: Context,
  tx: Transaction,
  unit: UnitRow,
  at: Instant,
  now: Instant,
): Promise<UnitFacts> {
  const window = interval(later(at, -longestMs), later(at, longestMs));
  const known = { knownAt: now, knownThrough: everything };
  const [facts] = await factsOf(tx, content, [unit], window, known);
  if (!facts) throw new Error(`no facts of unit ${unit.code}`);
  return facts;
}

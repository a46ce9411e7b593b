import { v7 as uuidv7 } from "uuid";
import type { Json } from "#app/domain/ledger/canonical.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { planOf, type RosterPlan } from "#app/domain/roster/plan.ts";
import { planText } from "#app/domain/roster/plan-text.ts";
import { restatedMark } from "#app/domain/roster/publication.ts";
import type { RawRow, RosterShift, RowError } from "#app/domain/roster/row.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { type Instant, type Interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf, sha256 } from "#db/ledger.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import {
  insertFeedCheck,
  insertPublication,
  type NewPublication,
  type SourcedPublication,
} from "#db/store/rosters.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act, type Turn } from "../act.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { sourceInForce } from "./in-force.server.ts";
import { prepareRows } from "./prepare.server.ts";

export type RosterBody = {
  readonly unitCode: string;
  readonly source: string;
  readonly kind: SourcedPublication["kind"];
  readonly period: Interval;
  readonly raw: { readonly rows: readonly RawRow[]; readonly errors: readonly RowError[] };
  readonly reason: string | null;
};

export type Planned = {
  readonly committed: boolean;
  readonly plan: RosterPlan;
  readonly planHash: string;
  /** Registrations that nobody in the record holds during the shift, and names that nobody was matched to. */
  readonly unmatched: readonly string[];
};
/** Bad rows are an answer of their own: the caller names each beside its row. */
export type RosterOutcome = Planned | { readonly rows: readonly RowError[] };

/** Says what publishing would do, and the hash by which exactly that can be committed. */
export function planRoster(ctx: Context, body: RosterBody): Promise<Result<RosterOutcome>> {
  return ask<RosterOutcome>(
    ctx,
    "roster.publish",
    unitTarget(body.unitCode),
    async ({ tx, now }) => {
      const unit = await findUnit(tx, body.unitCode);
      if (!unit) return refuse("no_such_unit");
      const prepared = prepareRows(ctx.content, unit, body.period, body.raw);
      if (!prepared.ok) return allow({ rows: prepared.rows });
      const { plan, planHash, unmatched } = await planned(tx, unit, body, prepared.shifts, now);
      return allow({ committed: false, plan, planHash, unmatched });
    },
  );
}

/**
 * Replaces what the source says of the period by the body, all or nothing.
 *
 * @param expected  A plan hash: only exactly that plan is committed, else `plan_changed`.
 * @returns Refusal `reason_required` when shifts that had begun would change and no reason is given.
 */
export async function publishRoster(
  ctx: Context,
  body: RosterBody,
  expected: string | null,
): Promise<Result<RosterOutcome>> {
  const unit = await ask(ctx, "roster.publish", unitTarget(body.unitCode), async ({ tx }) => {
    const found = await findUnit(tx, body.unitCode);
    return found ? allow(found) : refuse("no_such_unit");
  });
  if (!unit.ok) return unit;
  const prepared = prepareRows(ctx.content, unit.value, body.period, body.raw);
  if (!prepared.ok) return allow({ rows: prepared.rows });
  const content = { period: body.period, shifts: prepared.shifts };
  return publishShifts(ctx, unit.value, body, async () => allow(content), expected);
}

/** What a period is to say from now on, or what is wrong with the row that was to change it. */
export type PeriodShifts =
  | { readonly period: Interval; readonly shifts: readonly RosterShift[] }
  | { readonly rows: readonly RowError[] };
type How = Pick<RosterBody, "source" | "kind" | "reason"> & {
  /** A part put right by hand says nothing of the rest: the source is no fresher for it. */
  readonly isRestated?: boolean;
};

/**
 * The act itself, for shifts that are read already: an upload's, or one put right by hand.
 * @param build  What to publish, found inside the turn, so that nothing comes between.
 */
export function publishShifts(
  ctx: Context,
  unit: UnitRow,
  how: How,
  build: (tx: Transaction) => Promise<Result<PeriodShifts>>,
  expected: string | null,
): Promise<Result<RosterOutcome>> {
  return act<RosterOutcome>(ctx, "roster.publish", unitTarget(unit.code), async (turn) => {
    const built = await build(turn.tx);
    if (!built.ok) return built;
    if ("rows" in built.value) return allow({ rows: built.value.rows });
    const { period, shifts } = built.value;
    const { plan, planHash, unmatched, nothingToDo, kind } = await planned(
      turn.tx,
      unit,
      { source: how.source, period },
      shifts,
      turn.now,
    );
    if (expected !== null && expected !== planHash) return refuse("plan_changed");
    if (plan.altersThePast && !how.reason) return refuse("reason_required");
    if (nothingToDo) await confirm(turn, unit, how.source);
    else await publish(turn, unit, { ...how, kind: kind ?? how.kind, period, planHash }, shifts);
    return allow({ committed: true, plan, planHash, unmatched });
  });
}

async function confirm({ tx, record }: Turn, unit: UnitRow, source: string) {
  const check = { unitId: unit.id, source, outcome: "confirmed" };
  await insertFeedCheck(tx, { id: uuidv7(), ...check, entrySeq: await record(check) });
}

async function publish(
  { tx, record }: Turn,
  unit: UnitRow,
  what: How & { readonly period: Interval; readonly planHash: string },
  shifts: readonly RosterShift[],
) {
  const { source, kind, reason, period, isRestated } = what;
  const planHash = isRestated ? `${restatedMark}${what.planHash}` : what.planHash;
  const fact = publicationFact({ unit: unit.code, source, kind, period, planHash, reason }, shifts);
  const entrySeq = await record(fact);
  const publication = { id: uuidv7(), unitId: unit.id, source, kind, period, planHash, reason };
  await insertPublication(tx, { ...publication, entrySeq }, shifts.map(withId));
}

/**
 * What the ledger keeps the digest of: the hash of the plan stands for every shift and what it replaces,
 * beside it by which names people were found.
 */
export function publicationFact(
  {
    period,
    ...what
  }: Omit<NewPublication, "id" | "unitId" | "entrySeq"> & { readonly unit: string },
  shifts: readonly RosterShift[],
): Json {
  const names = new Map<string, Json>();
  for (const { registration, nameText } of shifts)
    if (registration !== null && nameText !== null)
      names.set(`${nameText}\n${registration}`, [nameText, registration]);
  const [from, to] = [formatInstant(period.start), formatInstant(period.end)];
  return { ...what, from, to, names: [...names.values()] };
}

export function withId(shift: RosterShift) {
  return { id: uuidv7(), ...shift };
}

/** What publishing the shifts for the period would do, and the hash that names exactly that. */
export async function planned(
  tx: Transaction,
  unit: UnitRow,
  body: Pick<RosterBody, "source" | "period">,
  shifts: readonly RosterShift[],
  now: Instant,
) {
  const { seq } = await headOf(tx);
  const current = await sourceInForce(tx, unit, body.source, body.period, seq);
  const plan = planOf(shifts, current.shifts, now);
  const place = { unit: unit.code, source: body.source, period: body.period };
  const { added, changed, removed } = plan.counts;
  return {
    plan,
    planHash: sha256(planText(place, plan)),
    unmatched: await unmatchedOf(tx, shifts, seq),
    nothingToDo: added + changed + removed === 0 && current.isCovered,
    kind: current.kind === "pulled" ? current.kind : null,
  };
}

async function unmatchedOf(
  tx: Transaction,
  shifts: readonly RosterShift[],
  seq: number,
): Promise<string[]> {
  const named = [...new Set(shifts.flatMap((each) => each.registration ?? []))];
  const held = new Map<string, Interval[]>();
  for (const { registration, during } of await registrationsHeld(tx, named, seq))
    held.set(registration, [...(held.get(registration) ?? []), during]);
  const unmatched = new Set<string>();
  for (const { registration, nameText, shift } of shifts) {
    const isHeld =
      registration !== null && held.get(registration)?.some((during) => overlaps(during, shift));
    if (!isHeld) unmatched.add(registration ?? nameText ?? "");
  }
  return [...unmatched].sort();
}

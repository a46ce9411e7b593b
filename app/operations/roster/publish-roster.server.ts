import { v7 as uuidv7 } from "uuid";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { planContent, planOf, type RosterPlan } from "#app/domain/roster/plan.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import type { RawRow, RosterShift, RowError } from "#app/domain/roster/row.ts";
import { type Instant, type Interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf, sha256 } from "#db/ledger.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import {
  insertFeedCheck,
  insertPublication,
  publicationsOver,
  type SourcedPublication,
} from "#db/store/rosters.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../act.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
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
  /** Well-formed registrations that nobody in the record holds during the shift. */
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
      return allow({ ...(await planned(tx, unit, body, prepared.shifts, now)), committed: false });
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

/** What a period is to say from now on. */
export type PeriodShifts = { readonly period: Interval; readonly shifts: readonly RosterShift[] };

/**
 * The act itself, for shifts that are read already: an upload's, or one put right by hand.
 * @param build  What to publish, found inside the turn, so that nothing comes between.
 */
export function publishShifts(
  ctx: Context,
  unit: UnitRow,
  how: Pick<RosterBody, "source" | "kind" | "reason">,
  build: (tx: Transaction) => Promise<Result<PeriodShifts>>,
  expected: string | null,
): Promise<Result<RosterOutcome>> {
  return act(ctx, "roster.publish", unitTarget(unit.code), async ({ tx, now, record }) => {
    const built = await build(tx);
    if (!built.ok) return built;
    const body = { ...how, ...built.value };
    const found = await planned(tx, unit, body, body.shifts, now);
    if (expected !== null && expected !== found.planHash) return refuse("plan_changed");
    if (found.plan.altersThePast && !body.reason) return refuse("reason_required");
    if (found.nothingToDo) {
      const check = { unitId: unit.id, source: body.source, outcome: "confirmed" };
      const entrySeq = await record(check);
      await insertFeedCheck(tx, { id: uuidv7(), ...check, entrySeq });
    } else {
      const content = planContent(
        { unit: unit.code, source: body.source, period: body.period },
        found.plan,
      );
      const entrySeq = await record({ content, reason: body.reason });
      const publication = {
        id: uuidv7(),
        unitId: unit.id,
        source: body.source,
        kind: body.kind,
        period: body.period,
        planHash: found.planHash,
        reason: body.reason,
        entrySeq,
      };
      const rows = body.shifts.map((shift) => ({ id: uuidv7(), nameText: null, ...shift }));
      await insertPublication(tx, publication, rows);
    }
    return allow({ ...found, committed: true });
  });
}

/** The shifts of one source that are in force somewhere in a period, as they read (not clipped). */
export async function shiftsInForce(
  tx: Transaction,
  unit: UnitRow,
  source: string,
  period: Interval,
): Promise<{ shifts: RosterShift[]; covered: boolean }> {
  const { seq } = await headOf(tx);
  const known = await publicationsOver(tx, [unit.id], period, seq);
  const stretches = inForce(known.filter((each) => each.source === source));
  const within = stretches.filter((each) => overlaps(each.during, period));
  const reached = within.reduce(
    (until, each) => (each.during.start <= until ? Math.max(until, each.during.end) : until),
    period.start as number,
  );
  const rows = rowsInForce(within).filter((row) => overlaps(row.during, period));
  const seen = new Set<string>();
  const shifts = rows.flatMap(({ assignment }) => {
    if (seen.has(assignment.id) || assignment.registration === null) return [];
    seen.add(assignment.id);
    const { id: _, nameText: __, registration, ...rest } = assignment;
    return [{ registration, ...rest }];
  });
  return { shifts, covered: reached >= period.end };
}

async function planned(
  tx: Transaction,
  unit: UnitRow,
  body: Pick<RosterBody, "source" | "period">,
  shifts: readonly RosterShift[],
  now: Instant,
) {
  const current = await shiftsInForce(tx, unit, body.source, body.period);
  const plan = planOf(shifts, current.shifts, now);
  const place = { unit: unit.code, source: body.source, period: body.period };
  const { added, changed, removed } = plan.counts;
  return {
    plan,
    planHash: sha256(canonical(planContent(place, plan))),
    unmatched: await unmatchedOf(tx, shifts),
    nothingToDo: added + changed + removed === 0 && current.covered,
  };
}

async function unmatchedOf(tx: Transaction, shifts: readonly RosterShift[]): Promise<string[]> {
  const named = [...new Set(shifts.map((each) => each.registration))];
  const { seq } = await headOf(tx);
  const held = await registrationsHeld(tx, named, seq);
  const matched = new Map<string, Interval[]>();
  for (const each of held)
    matched.set(each.registration, [...(matched.get(each.registration) ?? []), each.during]);
  const unmatched = shifts.filter(
    (each) => !matched.get(each.registration)?.some((during) => overlaps(during, each.shift)),
  );
  return [...new Set(unmatched.map((each) => each.registration))].sort();
}

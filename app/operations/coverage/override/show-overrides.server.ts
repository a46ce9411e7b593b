import { type ReviewState, reviewDueAt, reviewStateAt } from "#app/domain/coverage/override.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { type DeclaredOverride, findOverride, overridesOf } from "#db/store/overrides.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import {
  allUnits,
  findUnit,
  findUnitById,
  type UnitRow,
  unitTarget,
} from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { overrideTarget } from "./review-override.server.ts";

/** An override as people read it. */
export type OverrideLine = Omit<DeclaredOverride, "unitId" | "review" | "ended"> & {
  readonly unit: Pick<UnitRow, "id" | "code" | "name" | "timeZone" | "organisationId">;
  readonly doctor: string;
  readonly declaredByName: string;
  readonly state: ReviewState;
  readonly reviewDueAt: Instant;
  readonly review: (NonNullable<DeclaredOverride["review"]> & { readonly by: string }) | null;
  readonly ended: { readonly at: Instant; readonly by: string } | null;
  /** The person who asks may end it now, or review it now. */
  readonly mayEnd: boolean;
  readonly mayReview: boolean;
};

/** Every override of the units that the person may see overrides of, the latest first. */
export function listOverrides(ctx: Context): Promise<Result<readonly OverrideLine[]>> {
  return ask<readonly OverrideLine[]>(ctx, "overrides.list", {}, async ({ tx }) => {
    const units = (await allUnits(tx)).filter((unit) => may(ctx, "override.read", unit));
    return allow(await linesOf(ctx, tx, units));
  });
}

/** A unit's own overrides, the latest first. */
export function unitOverrides(
  ctx: Context,
  unitCode: string,
): Promise<Result<{ readonly unit: UnitRow; readonly lines: readonly OverrideLine[] }>> {
  return ask(ctx, "override.read", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    return unit ? allow({ unit, lines: await linesOf(ctx, tx, [unit]) }) : refuse("no_such_unit");
  });
}

/** One override. @returns Refusal `not_found`. */
export function showOverride(ctx: Context, id: string): Promise<Result<OverrideLine>> {
  const target = (tx: Transaction) => overrideTarget(tx, id);
  return ask<OverrideLine>(ctx, "override.read", target, async ({ tx }) => {
    const found = await findOverride(tx, id);
    const unit = found && (await findUnitById(tx, found.unitId));
    if (!found || !unit) return refuse("not_found");
    const [line] = await worded(ctx, tx, [found], [unit]);
    return line ? allow(line) : refuse("not_found");
  });
}

async function linesOf(ctx: Context, tx: Transaction, units: readonly UnitRow[]) {
  const ids = units.map((unit) => unit.id);
  return worded(ctx, tx, await overridesOf(tx, ids), units);
}

async function worded(
  ctx: Context,
  tx: Transaction,
  found: readonly DeclaredOverride[],
  units: readonly UnitRow[],
): Promise<OverrideLine[]> {
  const hours = ctx.content.staffing.overrideReviewHours.value;
  const people = found.flatMap(({ doctorId, declaredBy, ended, review }) => [
    doctorId,
    ...(declaredBy ? [declaredBy] : []),
    ...(ended ? [ended.by] : []),
    ...(review ? [review.reviewedBy] : []),
  ]);
  const names = await namesOf(tx, people);
  const nameOf = (id: string) => names.get(id) ?? id;
  return found.flatMap(({ unitId, review, ended, ...each }) => {
    const unit = units.find(({ id }) => id === unitId);
    if (!unit) return [];
    const state = reviewStateAt(each.during, review?.at ?? null, hours, ctx.now);
    const isOwn = "id" in ctx.actor && [each.declaredBy, each.doctorId].includes(ctx.actor.id);
    const isOpen = state === "due" || state === "overdue";
    return [
      {
        ...each,
        unit,
        doctor: nameOf(each.doctorId),
        declaredByName: each.declaredBy ? nameOf(each.declaredBy) : "The portal",
        state,
        reviewDueAt: reviewDueAt(each.during, hours),
        ended: ended && { at: ended.at, by: nameOf(ended.by) },
        review: review && { ...review, by: nameOf(review.reviewedBy) },
        mayEnd: state === "running" && may(ctx, "override.end", unit),
        mayReview: isOpen && !isOwn && may(ctx, "override.review", unit),
      },
    ];
  });
}

function may(
  { actor, now }: Context,
  deed: "override.read" | "override.end" | "override.review",
  { id, organisationId }: Pick<UnitRow, "id" | "organisationId">,
): boolean {
  return permit(actor, deed, { unitId: id, organisationId }, now).ok;
}

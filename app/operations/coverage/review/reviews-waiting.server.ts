import { reviewDueAt as activationDueAt } from "#app/domain/coverage/activation.ts";
import { acceptReviewer, reviewDueAt } from "#app/domain/coverage/override.ts";
import {
  longestWait,
  type ReviewLetter,
  type ReviewTimes,
} from "#app/domain/coverage/review-news.ts";
import { permit } from "#app/domain/people/permit.ts";
import { policy } from "#app/domain/people/policy.ts";
import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { emergencyUnits } from "#db/store/activations.server.ts";
import { holdersAt } from "#db/store/coverage/unit-readers.server.ts";
import { type DeclaredOverride, unreviewedSince } from "#db/store/overrides.server.ts";
import { findUnitById, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { contextAs, type House } from "../../context.server.ts";
import { personActor } from "../../people/actor.server.ts";
import { type ActivationCase, casesOf } from "../activation/activation-case.server.ts";
import { peopleAround } from "../activation/activation-target.server.ts";
import { mayReview } from "../activation/may-review.server.ts";

/** Something that a second person has to look at and nobody has. */
export type WaitingReview = {
  /** The same for every version of it, so that a correction tells nobody anew. */
  readonly key: string;
  readonly letter: ReviewLetter;
  readonly times: ReviewTimes;
  /** Ids of those who may review it now: exactly those whom its page would let. */
  readonly reviewers: () => Promise<string[]>;
};

/** Every override and every call by the emergency path that waits, in no order. */
export async function reviewsWaiting(
  house: House,
  tx: Transaction,
  now: Instant,
): Promise<WaitingReview[]> {
  return [
    ...(await waitingOverrides(house, tx, now)),
    ...(await waitingActivations(house, tx, now)),
  ];
}

async function waitingOverrides(house: House, tx: Transaction, now: Instant) {
  const { overrideReviewHours, overrideReviewRemindHours } = house.content.staffing;
  const hours = overrideReviewHours.value;
  const waiting: WaitingReview[] = [];
  for (const found of await unreviewedSince(tx, later(now, -longestWait(hours * hour)))) {
    const unit = await findUnitById(tx, found.unitId);
    if (!unit) continue;
    const { start, end } = found.during;
    const link = `${house.settings.publicOrigin}/overrides/${found.id}`;
    waiting.push({
      key: `review:override:${found.id}`,
      letter: { kind: "override", unit: unit.name, hours, link },
      times: {
        since: end,
        remindAt: later(start, overrideReviewRemindHours.value * hour),
        dueAt: reviewDueAt(found.during, hours),
      },
      reviewers: () => overrideReviewers(house, tx, unit, found, now),
    });
  }
  return waiting;
}

async function overrideReviewers(
  house: House,
  tx: Transaction,
  unit: UnitRow,
  found: DeclaredOverride,
  now: Instant,
): Promise<string[]> {
  const target = { unitId: unit.id, organisationId: unit.organisationId };
  const roles = Object.keys(policy["override.review"].roles);
  const ids: string[] = [];
  for (const { id } of await holdersAt(tx, unit, roles, now)) {
    const actor = await personActor(house, id);
    if (!permit(actor, "override.review", target, now).ok) continue;
    if (acceptReviewer(id, found, found.during, now).ok) ids.push(id);
  }
  return ids;
}

async function waitingActivations(house: House, tx: Transaction, now: Instant) {
  const { shockTeam } = house.content;
  const { reviewHours, reviewRemindHours } = shockTeam.emergency;
  const since = later(now, -longestWait(reviewHours.value * hour));
  const waiting: WaitingReview[] = [];
  for (const unitId of await emergencyUnits(tx, since)) {
    const unit = await findUnitById(tx, unitId);
    const cases = unit ? await casesOf(house, tx, unitId, now) : [];
    for (const found of cases) {
      const { standing, versions, reviews } = found;
      if (!unit || !standing.emergency || standing.voided || reviews.length > 0) continue;
      const page = `/units/${unit.code}/activations/${standing.id}`;
      const link = `${house.settings.publicOrigin}${page}`;
      waiting.push({
        key: `review:activation:${versions[0]?.id ?? standing.id}`,
        letter: { kind: "activation", unit: unit.name, hours: reviewHours.value, link },
        times: {
          since: standing.activatedAt,
          remindAt: later(standing.activatedAt, reviewRemindHours.value * hour),
          dueAt: activationDueAt(shockTeam, standing),
        },
        reviewers: () => activationReviewers(house, tx, unit, found, now),
      });
    }
  }
  return waiting;
}

async function activationReviewers(
  house: House,
  tx: Transaction,
  unit: UnitRow,
  found: ActivationCase,
  now: Instant,
): Promise<string[]> {
  const place = { unitId: unit.id, organisationId: unit.organisationId };
  const ids: string[] = [];
  for (const id of await peopleAround(tx, unit, now)) {
    const ctx = contextAs(house, await personActor(house, id));
    const target = { ...place, personId: id };
    if (!permit(ctx.actor, "activation.review", target, now).ok) continue;
    if ((await mayReview(ctx, tx, found, now)).ok) ids.push(id);
  }
  return ids;
}

import { z } from "zod";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { allow, type Refused, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { defaultPolicy, PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { type Programme, scopeTarget } from "#db/store/people/places.server.ts";
import {
  insertPolicy,
  policiesOf,
  policyOf,
  type RecordedPolicy,
} from "#db/store/training/policies.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { programmesOf } from "../cohort/programmes.server.ts";

export const SetPolicy = z.object({
  id: z.uuid(),
  programmeId: z.uuid(),
  /** What was in force when the form was made; left out, the default. */
  basedOn: z.uuid().optional(),
  policy: PortfolioPolicy,
});

/**
 * The director says how the programme runs its portfolio, from the moment it is recorded. What was kept
 * before stays as it is kept. Refusals: `policy_changed_meanwhile`, `policy_unchanged`, `unknown_code`.
 */
export function setPolicy(
  ctx: Context,
  { id, programmeId, basedOn, policy }: z.output<typeof SetPolicy>,
): Promise<Result<{ readonly id: string }>> {
  const target = (tx: Parameters<typeof scopeTarget>[0]) =>
    scopeTarget(tx, "programme", programmeId);
  return act(ctx, "policy.set", target, async ({ tx, now, record }) => {
    const all = await policiesOf(tx, programmeId);
    const before = all.find((each) => each.id === id);
    if (before) {
      return sameAs(before.policy, policy) ? allow({ id }) : refuse("same_id_other_content");
    }
    if ((all[0]?.id ?? null) !== (basedOn ?? null)) return refuse("policy_changed_meanwhile");
    const wrong = unknownCode(ctx, policy);
    if (wrong) return wrong;
    const inForce = all[0]?.policy ?? defaultPolicy(ctx.content);
    if (sameAs(inForce, policy)) return refuse("policy_unchanged");
    const fact = { id, programmeId, policy, effectiveAt: now };
    await insertPolicy(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

function sameAs(a: PortfolioPolicy, b: PortfolioPolicy): boolean {
  const sorted = ({ countedAssurance, ...rest }: PortfolioPolicy) =>
    canonical({ ...rest, countedAssurance: [...countedAssurance].sort() });
  return sorted(a) === sorted(b);
}

function unknownCode(
  { content }: Pick<Context, "content">,
  { contextTargets }: PortfolioPolicy,
): Refused | null {
  const { current: release } = content;
  const contexts = release.catalogue.contexts.map((each) => each.code);
  for (const { subject, context } of contextTargets) {
    const known = findCompetency(release, subject) ?? findEpa(release, subject);
    const given = known ? context : subject;
    if (!known || !contexts.includes(context)) {
      return refuse("unknown_code", { field: "contextTargets", given });
    }
  }
  return null;
}

export type PolicyView = {
  readonly programme: Programme;
  readonly inForce: PortfolioPolicy;
  /** Of the recorded policy in force; null while the default holds. */
  readonly basedOn: string | null;
  /** Latest first; `by` is the name of who set it. */
  readonly history: readonly (RecordedPolicy & { readonly by: string })[];
  readonly now: Instant;
};

/** How a programme runs its portfolio now, and how it did before. */
export function showPolicy(ctx: Context, programmeId: string): Promise<Result<PolicyView>> {
  const target = (tx: Parameters<typeof scopeTarget>[0]) =>
    scopeTarget(tx, "programme", programmeId);
  return ask(ctx, "cohort.read", target, async ({ tx, now }) => {
    const overseers = ["programme_director", "committee_member", "auditor"] as const;
    const programmes = await programmesOf(tx, ctx.actor, overseers, now);
    const programme = programmes.find((each) => each.id === programmeId);
    if (!programme) return refuse("no_such_programme");
    const all = await policiesOf(tx, programmeId);
    const names = await namesOf(
      tx,
      all.flatMap((each) => each.recordedBy ?? []),
    );
    return allow({
      programme,
      inForce: await policyOf(tx, ctx.content, programmeId, now),
      basedOn: all[0]?.id ?? null,
      history: all.map((each) => ({ ...each, by: names.get(each.recordedBy ?? "") ?? "Systole" })),
      now,
    });
  });
}

import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Dossier, dossierOf } from "#app/domain/training/dossier.ts";
import type { CaseEvidence } from "#app/domain/training/evidence.ts";
import type { PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "#db/client.server.ts";
import type { LoggedCase } from "#db/store/training/cases.server.ts";
import { type Fellowship, findFellowship } from "#db/store/training/fellowships.server.ts";
import { lastLogged } from "#db/store/training/logbook.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { rememberedEvidence } from "../progress/remembered.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";
import { caseTarget, standingCase } from "./case-target.server.ts";

export type CaseForm = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly now: Instant;
  readonly policy: PortfolioPolicy;
  /** By name. */
  readonly supervisors: readonly NamedPerson[];
  /** The fellow's log: what was entered last first, what was not entered here by its date. */
  readonly latest: readonly CaseEvidence[];
  /** What the log shows so far, for saying what one more case fills. */
  readonly dossier: Dossier;
};

/** What the form for a new case must know, whatever the activity. */
export function prepareCase(ctx: Context): Promise<Result<CaseForm>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship) return refuse("no_such_fellowship");
    return allow(await formFor(ctx, tx, fellowship, now));
  });
}

export type CorrectionForm = CaseForm & { readonly entry: LoggedCase };

/**
 * The same for a case that is on record. Refusals as of `standingCase`, so that whoever opens an older
 * version is told of the newer one.
 */
export function prepareCorrection(ctx: Context, caseId: string): Promise<Result<CorrectionForm>> {
  const target = (tx: Transaction) => caseTarget(tx, caseId);
  return ask(ctx, "case.correct", target, async ({ tx, now }) => {
    const standing = await standingCase(tx, caseId);
    if (!standing.ok) return standing;
    const fellowship = await findFellowship(tx, standing.value.fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const form = await formFor(ctx, tx, fellowship, now);
    return allow({ ...form, entry: standing.value });
  });
}

async function formFor(
  ctx: Context,
  tx: Transaction,
  fellowship: Fellowship,
  now: Instant,
): Promise<CaseForm> {
  const { fellowId, programmeId } = fellowship;
  const { evidence, rules } = await rememberedEvidence(ctx, tx, fellowId);
  const supervisors = await holdersOf(tx, "assessor", fellowship, now);
  return {
    fellowship,
    release: releaseOf(ctx.content, fellowship.release),
    now,
    policy: await policyOf(tx, ctx.content, programmeId, now),
    supervisors: supervisors.filter((each) => each.id !== fellowId),
    latest: latestOf(evidence.cases, await lastLogged(tx, fellowId, recentMost)),
    dossier: dossierOf(rules, evidence, now),
  };
}

/** So far back what was entered last is looked for; before that dates say enough. */
const recentMost = 100;

/** Dates may be kept as months, and are not always entered in their order: what was entered last decides. */
function latestOf(cases: readonly CaseEvidence[], entered: readonly string[]): CaseEvidence[] {
  const place = new Map(entered.map((id, i) => [id, i]));
  const of = ({ id }: CaseEvidence) => place.get(id) ?? entered.length;
  return [...cases].sort((a, b) => of(a) - of(b) || b.performedAt - a.performedAt);
}

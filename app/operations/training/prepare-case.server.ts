import { releaseOf } from "#app/domain/content.ts";
import { findActivity } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { dossierOf } from "#app/domain/training/dossier.ts";
import { type CompetencySatisfaction, satisfaction } from "#app/domain/training/satisfaction.ts";
import { casesOf, type LoggedCase } from "#db/store/training/cases.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { judgeable } from "./evidence.server.ts";
import { currentFellowship } from "./show-progress.server.ts";

/** Activities logged last are offered first. */
const recentMax = 6;

export type CaseForm = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly now: Instant;
  /** Codes of the activities logged last, latest first. */
  readonly recent: readonly string[];
  readonly supervisors: readonly NamedPerson[];
  /** The last case of the chosen activity: what it says is offered again. */
  readonly last: LoggedCase | null;
  /** What the chosen activity can fill. */
  readonly fills: readonly CompetencySatisfaction[];
};

/** What the form for a case must know. @param activity  The one chosen, or null before that. */
export function prepareCase(ctx: Context, activity: string | null): Promise<Result<CaseForm>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship || self === undefined) return refuse("no_such_fellowship");
    const release = releaseOf(ctx.content, fellowship.release);
    const cases = await casesOf(tx, self);
    const supervisors = await holdersOf(tx, "assessor", fellowship, now);
    const chosen = activity === null ? undefined : findActivity(release, activity);
    const { evidence, rules } = await judgeable(ctx, tx, self);
    const dossier = dossierOf(rules, evidence, now);
    return allow({
      fellowship,
      release,
      now,
      recent: [...new Set(cases.map((each) => each.activity))].slice(0, recentMax),
      supervisors: supervisors.filter((each) => each.id !== self),
      last: cases.find((each) => each.activity === activity) ?? cases[0] ?? null,
      fills: chosen?.competencies.map((each) => satisfaction(dossier, each)) ?? [],
    });
  });
}

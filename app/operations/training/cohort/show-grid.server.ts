import { type Content, releaseOf } from "#app/domain/content.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { cellOf, type GridRow } from "#app/domain/signoff/cohort-grid.ts";
import { elapsedShare, isAtRisk } from "#app/domain/signoff/worklist.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { dossierOf } from "#app/domain/training/dossier.ts";
import { noEvidence, rulesOf } from "#app/domain/training/evidence.ts";
import type { AssuranceRule } from "#app/domain/training/portfolio-policy.ts";
import { type WorkingTime, workedMonths } from "#app/domain/training/working-time.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { type Programme, scopeTarget } from "#db/store/people/places.server.ts";
import { assuranceRulesOf } from "#db/store/training/assurance-rules.server.ts";
import { workingTimesIn } from "#db/store/training/cohort.server.ts";
import { cohortOf, type Fellowship } from "#db/store/training/fellowships.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { type CohortFacts, cohortFacts } from "./cohort-memory.server.ts";
import { type Standing, standingsOf } from "./cohort-standings.server.ts";
import { programmesOf } from "./programmes.server.ts";

const overseers = ["programme_director", "committee_member", "auditor"] as const;

export type Grid = {
  readonly programme: Programme;
  readonly rows: readonly GridRow[];
};

/** Everybody in training in a programme beside every EPA, as the record has it now. */
export function showGrid(ctx: Context, programmeId: string): Promise<Result<Grid>> {
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return ask<Grid>(ctx, "cohort.read", target, async ({ tx, now }) => {
    const programmes = await programmesOf(tx, ctx.actor, overseers, now);
    const programme = programmes.find((each) => each.id === programmeId);
    if (!programme) return refuse("no_such_programme");
    return allow({ programme, rows: await gridRows(ctx, tx, programmeId, now) });
  });
}

/** The rows of the grid: whoever is in training now, by name. */
export async function gridRows(
  ctx: Context,
  tx: Transaction,
  programmeId: string,
  now: Instant,
): Promise<GridRow[]> {
  const cohort = (await cohortOf(tx, programmeId)).filter((each) => holds(each.during, now));
  const ids = [...new Set(cohort.map((each) => each.fellowId))];
  if (ids.length === 0) return [];
  const facts = await cohortFacts(ctx, tx, ids);
  const standings = await standingsOf(ctx, tx, ids, now);
  const counted = await assuranceRulesOf(tx, ctx.content.portfolio, programmeId, everything);
  const working = await workingTimesIn(tx, ids);
  return cohort.flatMap((fellowship) => {
    const own = facts.get(fellowship.fellowId);
    if (!own) return [];
    return rowOf(ctx.content, fellowship, {
      facts: own,
      standing: standings.get(fellowship.fellowId) ?? null,
      counted,
      working: working.get(fellowship.fellowId) ?? [],
      now,
    });
  });
}

type Known = {
  readonly facts: CohortFacts;
  readonly standing: Standing | null;
  readonly counted: readonly AssuranceRule[];
  readonly working: readonly WorkingTime[];
  readonly now: Instant;
};

/** EPAs rest on observations alone, so nothing else of the evidence is needed to judge them. */
function rowOf(content: Content, fellowship: Fellowship, known: Known): GridRow {
  const { facts, working, now } = known;
  const release = releaseOf(content, fellowship.release);
  const evidence = {
    ...noEvidence,
    observations: facts.observations,
    workingTime: working,
    countedAssurance: known.counted,
  };
  const dossier = dossierOf(rulesOf(content, fellowship.release), evidence, now);
  const figures = content.portfolio.enoughEvidence;
  const cells = release.epas.map(({ code }) => cellOf(dossier, figures, code));
  const epasMet = cells.filter((each) => each.state === "met" || each.state === "enough").length;
  const elapsed = elapsedShare(fellowship.during, now, {
    usualMonths: release.programme.durationMonths.value,
    workingTime: working,
  });
  return {
    fellowshipId: fellowship.id,
    name: fellowship.fellowName,
    release: fellowship.release,
    during: fellowship.during,
    month: workedMonths(fellowship.during.start, now, working) + 1,
    epasMet,
    isAtRisk: isAtRisk(elapsed, epasMet / Math.max(1, cells.length), content.portfolio.oversight),
    eligible: known.standing?.credentials.filter((each) => each.eligible).length ?? null,
    credentials: release.credentials.length,
    openConfirmations: facts.unconfirmed.reduce((sum, each) => sum + each.performed.length, 0),
    lastObservedAt: facts.lastObservedAt,
    cells,
  };
}

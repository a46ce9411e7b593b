import { day, type Instant, minute } from "#app/domain/time/instant.ts";
import { rulesOf } from "#app/domain/training/evidence.ts";
import {
  type CohortPoint,
  cohortBand,
  type TrajectoryPoint,
  trajectoryOf,
} from "#app/domain/training/trajectory.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { assuranceRulesOf } from "#db/store/training/assurance-rules.server.ts";
import { evidenceHeads } from "#db/store/training/evidence-heads.server.ts";
import { cohortOf, type Fellowship } from "#db/store/training/fellowships.server.ts";
import { trajectoryEvidenceOf } from "#db/store/training/trajectory-evidence.server.ts";
import type { Context } from "../../context.server.ts";

/** A cohort's figures may be as old as this; when they were taken is always said. */
const rememberedFor = 10 * minute;
/** A trajectory without new evidence grows by a month once in a while. */
const trajectoryFor = day;

export type CohortFigures = {
  readonly at: Instant;
  readonly band: readonly CohortPoint[];
};
/** A page waits no longer than this, in milliseconds, for trajectories that nobody has read yet. */
const pageWaits = 150;

type Reader = Pick<Context, "db" | "content" | "now" | "clock">;
type Kept = { readonly head: number; readonly at: Instant; readonly points: TrajectoryPoint[] };
type Memory = {
  readonly figures: Map<string, CohortFigures>;
  /** By fellowship. */
  readonly kept: Map<string, Kept>;
};

const memory = new WeakMap<Database, Memory>();

/**
 * Median and quartiles of everybody who trains or trained in a programme, per month of training. Where too
 * many trajectories would have to be read, the figures of before; null where there are none yet.
 */
export function rememberedCohort(
  ctx: Reader,
  tx: Transaction,
  programmeId: string,
): Promise<CohortFigures | null> {
  return figuresOf(ctx, tx, programmeId, pageWaits);
}

/** Takes the figures anew where they are old, however long that takes. */
export async function refreshCohort(ctx: Reader, tx: Transaction, programmeId: string) {
  await figuresOf(ctx, tx, programmeId, Number.POSITIVE_INFINITY);
}

async function figuresOf(
  ctx: Reader,
  tx: Transaction,
  programmeId: string,
  waits: number,
): Promise<CohortFigures | null> {
  const own = memory.get(ctx.db) ?? { figures: new Map(), kept: new Map() };
  memory.set(ctx.db, own);
  const before = own.figures.get(programmeId) ?? null;
  if (before && isYoung(before.at, ctx.now, rememberedFor)) return before;
  const cohort = await cohortOf(tx, programmeId);
  const trajectories = await trajectoriesOf(ctx, tx, { cohort, kept: own.kept, waits });
  if (!trajectories) return before;
  const least = ctx.content.portfolio.suppressUnder.value;
  const figures = { at: ctx.now, band: cohortBand(trajectories, least) };
  own.figures.set(programmeId, figures);
  return figures;
}

type Reading = {
  readonly cohort: readonly Fellowship[];
  readonly kept: Map<string, Kept>;
  readonly waits: number;
};

/** Those whose evidence moved are read again, the others come from memory; null when time ran out. */
async function trajectoriesOf(
  { content, now, clock }: Reader,
  tx: Transaction,
  { cohort, kept, waits }: Reading,
): Promise<TrajectoryPoint[][] | null> {
  const began = clock.now();
  const programmeId = cohort[0]?.programmeId ?? null;
  const heads = await evidenceHeads(
    tx,
    cohort.map((each) => each.fellowId),
  );
  const countedAssurance = await assuranceRulesOf(tx, content.portfolio, programmeId, everything);
  const found: TrajectoryPoint[][] = [];
  for (const fellowship of cohort) {
    const head = heads.of.get(fellowship.fellowId) ?? 0;
    const before = kept.get(fellowship.id);
    if (before?.head === head && isYoung(before.at, now, trajectoryFor)) {
      found.push(before.points);
      continue;
    }
    if (clock.now() - began >= waits) return null;
    const evidence = await trajectoryEvidenceOf(tx, fellowship.fellowId);
    const rules = rulesOf(content, fellowship.release);
    const points = trajectoryOf(rules, { ...evidence, countedAssurance }, fellowship, now);
    kept.set(fellowship.id, { head, at: now, points });
    found.push(points);
  }
  return found;
}

function isYoung(at: Instant, now: Instant, length: number): boolean {
  return now >= at && now - at < length;
}

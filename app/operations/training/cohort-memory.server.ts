import type { Instant } from "#app/domain/time/instant.ts";
import type { ObservationEvidence } from "#app/domain/training/evidence.ts";
import { progressTowardsAll } from "#app/domain/training/progress.ts";
import { progressUntil } from "#app/domain/training/until.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import {
  epaObservations,
  lastObserved,
  unconfirmedCases,
} from "#db/store/training/cohort.server.ts";
import { evidenceHeads } from "#db/store/training/evidence-heads.server.ts";
import type { Context } from "../context.server.ts";
import { rememberedEvidence } from "./remembered.server.ts";

/** What the grid shows of a fellow beside their name and time: narrow, some ten kilobytes each. */
export type CohortFacts = {
  readonly observations: readonly ObservationEvidence[];
  readonly lastObservedAt: Instant | null;
  readonly openConfirmations: number;
};
/** Credentials for which everything is shown, of all of the release. */
export type Eligible = { readonly eligible: number; readonly credentials: number };

type Kept = { readonly head: number; readonly facts: CohortFacts };
type Judged = Eligible & { readonly head: number; readonly from: Instant; readonly until: Instant };
type Memory = { readonly kept: Map<string, Kept>; readonly judged: Map<string, Judged> };

/** Programmes of several cohorts; beyond it the memory begins anew. */
const peopleMost = 2_000;
const memory = new WeakMap<Database, Memory>();

function memoryOf({ db }: Pick<Context, "db">): Memory {
  const found = memory.get(db);
  if (found && found.kept.size <= peopleMost) return found;
  const fresh: Memory = { kept: new Map(), judged: new Map() };
  memory.set(db, fresh);
  return fresh;
}

/**
 * Narrow facts about many fellows: from memory for those whose evidence no entry moved since, in three
 * statements for all the others together. For questions, never within an act.
 */
export async function cohortFacts(
  ctx: Pick<Context, "db">,
  tx: Transaction,
  fellowIds: readonly string[],
): Promise<ReadonlyMap<string, CohortFacts>> {
  if (fellowIds.length === 0) return new Map();
  const { of } = await evidenceHeads(tx, fellowIds);
  const { kept } = memoryOf(ctx);
  const moved = fellowIds.filter((id) => kept.get(id)?.head !== (of.get(id) ?? 0));
  if (moved.length > 0) {
    const observations = await epaObservations(tx, moved);
    const last = await lastObserved(tx, moved);
    const open = await unconfirmedCases(tx, moved);
    for (const id of moved) {
      const own = open.filter((each) => each.fellowId === id);
      const facts = {
        observations: observations.get(id) ?? [],
        lastObservedAt: last.get(id) ?? null,
        openConfirmations: own.reduce((sum, each) => sum + each.cases, 0),
      };
      kept.set(id, { head: of.get(id) ?? 0, facts });
    }
  }
  return new Map(fellowIds.map((id) => [id, kept.get(id)?.facts ?? nothing]));
}

const nothing: CohortFacts = { observations: [], lastObservedAt: null, openConfirmations: 0 };

/**
 * For how many credentials everything is shown, by fellow. A log is judged again only when an entry moved
 * it, or when time alone can have changed what was found.
 */
export async function eligibleIn(
  ctx: Pick<Context, "db" | "content">,
  tx: Transaction,
  fellowIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Eligible>> {
  if (fellowIds.length === 0) return new Map();
  const { of } = await evidenceHeads(tx, fellowIds);
  const { judged } = memoryOf(ctx);
  for (const id of fellowIds) {
    const head = of.get(id) ?? 0;
    const before = judged.get(id);
    if (before?.head === head && before.from <= now && now < before.until) continue;
    const { rules, evidence } = await rememberedEvidence(ctx, tx, id);
    const progress = progressTowardsAll(rules, evidence, now);
    judged.set(id, {
      head,
      from: now,
      until: progressUntil(rules, evidence, now),
      eligible: progress.filter((each) => each.eligible).length,
      credentials: progress.length,
    });
  }
  return judged;
}

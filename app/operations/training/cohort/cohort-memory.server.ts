import type { Instant } from "#app/domain/time/instant.ts";
import type { ObservationEvidence } from "#app/domain/training/evidence.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import {
  epaObservations,
  lastObserved,
  type Unconfirmed,
  unconfirmedCases,
} from "#db/store/training/cohort.server.ts";
import { evidenceHeads } from "#db/store/training/evidence-heads.server.ts";
import type { Context } from "../../context.server.ts";

/** What the grid shows of a fellow beside their name and time: narrow, some ten kilobytes each. */
export type CohortFacts = {
  readonly observations: readonly ObservationEvidence[];
  readonly lastObservedAt: Instant | null;
  readonly unconfirmed: readonly Unconfirmed[];
};

type Kept = { readonly head: number; readonly facts: CohortFacts };

/** Programmes of several cohorts; beyond it the memory begins anew. */
const peopleMost = 2_000;
const memory = new WeakMap<Database, Map<string, Kept>>();

function memoryOf({ db }: Pick<Context, "db">): Map<string, Kept> {
  const found = memory.get(db);
  if (found && found.size <= peopleMost) return found;
  const fresh = new Map<string, Kept>();
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
  const kept = memoryOf(ctx);
  const moved = fellowIds.filter((id) => kept.get(id)?.head !== (of.get(id) ?? 0));
  if (moved.length > 0) {
    const observations = await epaObservations(tx, moved);
    const last = await lastObserved(tx, moved);
    const open = await unconfirmedCases(tx, moved);
    for (const id of moved) {
      const facts = {
        observations: observations.get(id) ?? [],
        lastObservedAt: last.get(id) ?? null,
        unconfirmed: open.filter((each) => each.fellowId === id),
      };
      kept.set(id, { head: of.get(id) ?? 0, facts });
    }
  }
  return new Map(fellowIds.map((id) => [id, kept.get(id)?.facts ?? nothing]));
}

const nothing: CohortFacts = { observations: [], lastObservedAt: null, unconfirmed: [] };

import type { Instant } from "#app/domain/time/instant.ts";
import {
  type CredentialCount,
  countOf,
  progressTowardsAll,
} from "#app/domain/training/progress.ts";
import { progressUntil } from "#app/domain/training/until.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import { evidenceHeads } from "#db/store/training/evidence-heads.server.ts";
import type { Context } from "../../context.server.ts";
import { passingEvidence } from "../progress/remembered.server.ts";
import { heldAt } from "../progress/show-progress.server.ts";

/** How somebody stands towards every credential of their release. */
export type Standing = {
  readonly credentials: readonly CredentialCount[];
  /** Codes of those that count now. */
  readonly held: readonly string[];
};

type Judged = {
  readonly head: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly standing: Standing;
};
type Reader = Pick<Context, "db" | "content" | "clock">;

/** Programmes of several cohorts; beyond it the memory begins anew. */
const peopleMost = 2_000;
/** A page waits no longer than this, in milliseconds, for logs that nobody has judged yet. */
const pageWaits = 500;

const memory = new WeakMap<Database, Map<string, Judged>>();

function memoryOf({ db }: Pick<Context, "db">): Map<string, Judged> {
  const found = memory.get(db);
  if (found && found.size <= peopleMost) return found;
  const fresh = new Map<string, Judged>();
  memory.set(db, fresh);
  return fresh;
}

/**
 * Where fellows stand, by fellow. A log is judged again only when an entry moved it, or when time alone can
 * have changed what was found. Many at once, as after a start, would keep a page waiting: who is missing
 * from the answer has not been judged yet, and will be by `keepCohortsJudged`. At least one always is.
 */
export async function standingsOf(
  ctx: Reader,
  tx: Transaction,
  fellowIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Standing>> {
  const { current, heads, moved } = await judgedIn(ctx, tx, fellowIds, now);
  const began = ctx.clock.now();
  for (const id of moved) {
    current.set(id, await judge(ctx, tx, id, { head: heads.get(id), now }));
    if (ctx.clock.now() - began >= pageWaits) break;
  }
  return current;
}

/** Who of them would have to be judged anew. */
export async function notJudged(
  ctx: Reader,
  tx: Transaction,
  fellowIds: readonly string[],
  now: Instant,
): Promise<readonly string[]> {
  return (await judgedIn(ctx, tx, fellowIds, now)).moved;
}

async function judgedIn(ctx: Reader, tx: Transaction, fellowIds: readonly string[], now: Instant) {
  const { of: heads } = await evidenceHeads(tx, fellowIds);
  const judged = memoryOf(ctx);
  const current = new Map<string, Standing>();
  const moved: string[] = [];
  for (const id of new Set(fellowIds)) {
    const before = judged.get(id);
    const holds = before?.head === (heads.get(id) ?? 0) && before.from <= now && now < before.until;
    if (before && holds) current.set(id, before.standing);
    else moved.push(id);
  }
  return { current, heads, moved };
}

type Moment = { readonly head: number | undefined; readonly now: Instant };

async function judge(ctx: Reader, tx: Transaction, id: string, { head, now }: Moment) {
  const { rules, evidence } = await passingEvidence(ctx, tx, id, head);
  const standing = {
    credentials: progressTowardsAll(rules, evidence, now).map(countOf),
    held: heldAt(evidence, now),
  };
  const until = progressUntil(rules, evidence, now);
  memoryOf(ctx).set(id, { head: head ?? 0, from: now, until, standing });
  return standing;
}

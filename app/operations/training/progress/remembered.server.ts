import type { Database, Transaction } from "#db/client.server.ts";
import { evidenceHeads } from "#db/store/training/evidence-heads.server.ts";
import type { Context } from "../../context.server.ts";
import { type Judgeable, judgeable } from "./evidence.server.ts";

/** A case in memory takes about half a kilobyte, so this is some thirty megabytes at most. */
const casesMost = 60_000;

type Kept = { readonly head: number; readonly judgeable: Judgeable };
type Memory = { readonly kept: Map<string, Kept>; cases: number };

const memory = new WeakMap<Database, Memory>();

/**
 * What a person's progress is computed from, as the record has it now: from memory, unless an entry moved
 * it since. Facts never change, so at the same entry the evidence is the same, on every server process.
 *
 * For questions. Within an act it is read anew each time, since what an act wrote may be taken back.
 */
export async function rememberedEvidence(
  ctx: Pick<Context, "db" | "content">,
  tx: Transaction,
  personId: string,
): Promise<Judgeable> {
  const { of, isCommitted } = await evidenceHeads(tx, [personId]);
  const head = of.get(personId);
  if (head === undefined || !isCommitted) return judgeable(ctx, tx, personId);
  const own = memory.get(ctx.db) ?? { kept: new Map<string, Kept>(), cases: 0 };
  memory.set(ctx.db, own);
  const before = own.kept.get(personId);
  if (before?.head === head) {
    keep(own, personId, before);
    return before.judgeable;
  }
  const found = await judgeable(ctx, tx, personId);
  keep(own, personId, { head, judgeable: found });
  return found;
}

/**
 * The same for whoever goes through many people and keeps only what they found: what is remembered serves,
 * and nobody is pushed out by it.
 */
export async function passingEvidence(
  ctx: Pick<Context, "db" | "content">,
  tx: Transaction,
  personId: string,
  head: number | undefined,
): Promise<Judgeable> {
  const before = memory.get(ctx.db)?.kept.get(personId);
  if (before && before.head === head) return before.judgeable;
  return judgeable(ctx, tx, personId);
}

/** Who was asked about last stays longest. */
function keep(own: Memory, personId: string, value: Kept) {
  const drop = (id: string, { judgeable }: Kept) => {
    own.kept.delete(id);
    own.cases -= judgeable.evidence.cases.length;
  };
  const before = own.kept.get(personId);
  if (before) drop(personId, before);
  own.kept.set(personId, value);
  own.cases += value.judgeable.evidence.cases.length;
  for (const [id, oldest] of own.kept) {
    if (own.cases <= casesMost || id === personId) return;
    drop(id, oldest);
  }
}

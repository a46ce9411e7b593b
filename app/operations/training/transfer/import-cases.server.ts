import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import {
  findImport,
  insertImported,
  keepMapping,
  logMark,
} from "#db/store/training/imports.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { judgeImport, PlanImport } from "./prepare-import.server.ts";

export const ImportCases = PlanImport.extend({ planHash: z.string().max(64) });

export type Imported = { readonly importId: string; readonly cases: number };

/**
 * Brings in exactly the cases of a plan, all or none: one entry in the ledger, whose fact names the import,
 * how many cases came, and the digest of them in the order of the file; every case hangs on it. They are
 * judged outside the turn; within it only whether the log is still the one they were judged against.
 *
 * The same import sent again is answered the same. Refusals: `import_changed`, `nothing_to_import`.
 */
export async function importCases(
  ctx: Context,
  input: z.output<typeof ImportCases>,
): Promise<Result<Imported>> {
  const { importId, mapping, planHash } = input;
  const self = ctx.actor.id ?? undefined;
  const judged = await ask<Judged>(ctx, "case.import", { personId: self }, async (view) => {
    const before = await findImport(view.tx, importId);
    if (before) return allow({ before });
    const found = await judgeImport(ctx, view, input);
    return found.ok ? allow({ plan: found.value }) : found;
  });
  if (!judged.ok) return judged;
  if ("before" in judged.value) return repeated(ctx, importId, judged.value.before);
  const { plan } = judged.value;
  if (plan.planHash !== planHash) return refuse("import_changed");
  const { accepted, digest, mark } = plan;
  if (accepted.length === 0) return refuse("nothing_to_import");
  const { id: fellowshipId, fellowId } = plan.fellowship;
  return act(
    ctx,
    "case.import",
    (tx) => fellowshipTarget(tx, fellowshipId),
    async ({ tx, record }) => {
      const before = await findImport(tx, importId);
      if (before) return allow({ importId, cases: before.cases });
      if ((await logMark(tx, fellowId)) !== mark) return refuse("import_changed");
      const fact = { import: importId, fellowship: fellowshipId, cases: accepted.length, digest };
      const entrySeq = await record(fact);
      await insertImported(tx, accepted, { importId, fellowshipId, fellowId, entrySeq });
      await keepMapping(tx, fellowId, mapping);
      return allow({ importId, cases: accepted.length });
    },
  );
}

type Before = NonNullable<Awaited<ReturnType<typeof findImport>>>;
type Plan = Extract<Awaited<ReturnType<typeof judgeImport>>, { ok: true }>["value"];
type Judged = { readonly before: Before } | { readonly plan: Plan };

/** An import belongs to one fellow; to anybody else its id says nothing. */
function repeated(
  ctx: Context,
  importId: string,
  { fellowshipId, cases }: Before,
): Promise<Result<Imported>> {
  return ask(ctx, "case.import", { personId: ctx.actor.id ?? undefined }, async ({ tx }) => {
    const fellowship = await findFellowship(tx, fellowshipId);
    if (fellowship?.fellowId !== ctx.actor.id) return refuse("same_id_other_content");
    return allow({ importId, cases });
  });
}

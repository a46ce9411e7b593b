import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { casesOf, casesToConfirm, type LoggedCase } from "#db/store/training/cases.server.ts";
import { type Fellowship, findFellowship } from "#db/store/training/fellowships.server.ts";
import { findImport, type ImportSummary, importsOf } from "#db/store/training/imports.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";

export type ImportView = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly summary: ImportSummary;
  /** Those that were neither withdrawn nor corrected since, latest first. */
  readonly cases: readonly LoggedCase[];
  readonly supervisors: readonly NamedPerson[];
};

/** One import as its fellow sees it; for everybody else there is none. */
export function showImport(ctx: Context, importId: string): Promise<Result<ImportView>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "case.import", { personId: self }, async ({ tx, now }) => {
    const found = await importOf(tx, importId);
    if (!found.ok || found.value.fellowId !== self) return refuse("no_such_import");
    const fellowship = found.value;
    const summary = (await importsOf(tx, fellowship.fellowId)).find(({ id }) => id === importId);
    if (!summary) return refuse("no_such_import");
    const cases = await casesOf(tx, fellowship.fellowId);
    const supervisors = await holdersOf(tx, "assessor", fellowship, now);
    return allow({
      fellowship,
      release: releaseOf(ctx.content, fellowship.release),
      summary,
      cases: cases.filter((each) => each.importId === importId),
      supervisors: supervisors.filter((each) => each.id !== self),
    });
  });
}

/** The fellowship that an import came into; `no_such_import` where there is none. */
export async function importOf(tx: Transaction, importId: string): Promise<Result<Fellowship>> {
  const found = await findImport(tx, importId);
  const fellowship = found && (await findFellowship(tx, found.fellowshipId));
  return fellowship ? allow(fellowship) : refuse("no_such_import");
}

export type Batch = { readonly fellowship: Fellowship; readonly cases: readonly LoggedCase[] };

/** Imported cases that wait for a supervisor's word, by fellowship. */
export function showImported(ctx: Context): Promise<Result<readonly Batch[]>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx }) => {
    const self = ctx.actor.id;
    if (self === null) return refuse("not_permitted");
    const waiting = (await casesToConfirm(tx, self)).filter(
      (each) => each.provenance === "imported",
    );
    const batches: Batch[] = [];
    for (const id of new Set(waiting.map((each) => each.fellowshipId))) {
      const fellowship = await findFellowship(tx, id);
      const cases = waiting.filter((each) => each.fellowshipId === id);
      if (fellowship) batches.push({ fellowship, cases });
    }
    return allow(batches);
  });
}

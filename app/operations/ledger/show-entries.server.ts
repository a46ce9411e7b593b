import { allow, type Result } from "#app/domain/result.ts";
import { headOf } from "#db/ledger.server.ts";
import { type Entry, entriesBefore } from "#db/store/ledger-entries.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { listTokens } from "#db/store/people/tokens.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export type ShownEntries = {
  readonly entries: readonly (Entry & { readonly actor: string })[];
  /** The latest number and the hash that stands for all up to it. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** Where the page before this one ends; null when this is the oldest. */
  readonly before: number | null;
};

export const entriesPerPage = 100;

/** Who did what and when, from the latest back: a page of the ledger, and the hash it now ends in. */
export function showEntries(ctx: Context, before: number | null): Promise<Result<ShownEntries>> {
  return ask<ShownEntries>(ctx, "ledger.read", {}, async ({ tx }) => {
    const { seq, hash } = await headOf(tx);
    const entries = await entriesBefore(tx, before, entriesPerPage);
    const ids = entries.flatMap(({ actorId }) => actorId ?? []);
    const tokens = await listTokens(tx);
    const names = new Map([
      ...(await namesOf(tx, ids)),
      ...tokens.map(({ id, name }) => [id, name] as const),
    ]);
    const last = entries.at(-1)?.seq ?? 1;
    return allow({
      entries: entries.map((entry) => ({
        ...entry,
        actor: entry.actorId === null ? "The portal" : (names.get(entry.actorId) ?? entry.actorId),
      })),
      head: { seq, hash },
      before: last > 1 ? last : null,
    });
  });
}

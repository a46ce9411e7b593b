import type { RowError } from "#app/domain/roster/row.ts";
import type { Context } from "#app/operations/context.server.ts";
import {
  isUnparsable,
  type RosterType,
  rowPointer,
  rowWords,
} from "#app/operations/roster/read-roster.server.ts";
import { invalid } from "./problem.server.ts";

/**
 * The plan that `If-Match` asks for; null for none or `*`. A weak tag matches nothing, as the standard
 * says of strong comparison.
 *
 * @source RFC 9110 section 13.1.1
 */
export function expectedPlan(ctx: Context, request: Request): string | null | Response {
  const header = request.headers.get("If-Match")?.trim() ?? "*";
  if (header === "*") return null;
  if (/^W\/"[^"]*"$/.test(header)) return header;
  const [, hash] = /^"([^"]*)"$/.exec(header) ?? [];
  if (hash !== undefined) return hash;
  const errors = [{ pointer: "/If-Match", detail: 'Write one plan hash in quotes: "…".' }];
  return invalid(ctx.content, request, errors, ctx.requestId, 400);
}

/**
 * 422 that names every bad row and field.
 * @param labels  What stands in a row, where its number alone says little.
 */
export function rosterRefused(
  ctx: Context,
  request: Request,
  type: RosterType,
  rows: readonly RowError[],
  labels: ReadonlyMap<number, string>,
): Response {
  const errors = rows.map((row) => {
    const label = labels.get(row.row);
    const words = rowWords(ctx.content, row);
    return { pointer: rowPointer(type, row), detail: label ? `${label}: ${words}` : words };
  });
  return invalid(ctx.content, request, errors, ctx.requestId);
}

/** A body that is no roster: 400 where it cannot be parsed, 422 where it can and is none all the same. */
export function unreadableRefused(
  ctx: Context,
  request: Request,
  type: RosterType,
  unreadable: Pick<RowError, "code" | "detail">,
): Response {
  const { code } = unreadable;
  const detail = rowWords(ctx.content, unreadable);
  const place = { "text/csv": "/rows/1", "text/calendar": "", "application/json": "/shifts" }[type];
  const pointer = isUnparsable(code) ? "" : place;
  const status = isUnparsable(code) ? 400 : 422;
  return invalid(ctx.content, request, [{ pointer, detail }], ctx.requestId, status);
}

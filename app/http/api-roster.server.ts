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

/** 422 that names every bad row and field. */
export function rosterRefused(
  ctx: Context,
  request: Request,
  type: RosterType,
  rows: readonly RowError[],
): Response {
  const errors = rows.map((row) => ({
    pointer: rowPointer(type, row),
    detail: rowWords(ctx.content, row),
  }));
  return invalid(ctx.content, request, errors, ctx.requestId);
}

/** A body that is no roster: 400 where it cannot be parsed, 422 where its columns are not ours. */
export function unreadableRefused(
  ctx: Context,
  request: Request,
  type: RosterType,
  unreadable: Pick<RowError, "code" | "detail">,
): Response {
  const { code } = unreadable;
  const detail = rowWords(ctx.content, unreadable);
  const pointer = isUnparsable(code) ? "" : type === "text/csv" ? "/rows/1" : "/shifts";
  const status = isUnparsable(code) ? 400 : 422;
  return invalid(ctx.content, request, [{ pointer, detail }], ctx.requestId, status);
}

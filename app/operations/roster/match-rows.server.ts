import { allow, type Result, refuse } from "#app/domain/result.ts";
import { mappingOf } from "#app/domain/roster/mapping.ts";
import { type Matched, matchRows, unmappedErrors } from "#app/domain/roster/match.ts";
import type { FileRow, RosterFile } from "#app/domain/roster/roster-file.ts";
import type { RawRow, RowError } from "#app/domain/roster/row.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { mappingsOf } from "#db/store/roster-mappings.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export type MatchedFile = {
  readonly matched: Matched;
  /** What can be published; with errors, among them each assignment that nobody taught yet, nothing can. */
  readonly raw: { readonly rows: readonly RawRow[]; readonly errors: readonly RowError[] };
};

/** Turns a file of any system into rows of a roster, by what the unit has taught of its words. */
export function matchFile(
  ctx: Context,
  unitCode: string,
  file: Pick<RosterFile, "rows" | "errors">,
): Promise<Result<MatchedFile>> {
  return ask<MatchedFile>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    return allow(await matchIn(tx, unit, file));
  });
}

/** The same inside an ask or act whose permit covers it. */
export async function matchIn(
  tx: Transaction,
  unit: { readonly id: string },
  { rows, errors }: Pick<RosterFile, "rows" | "errors">,
): Promise<MatchedFile> {
  const mapping = mappingOf(await mappingsOf(tx, unit.id, everything));
  const held = await heldAmong(tx, rows);
  const matched = matchRows(rows, mapping, (each) => held.has(each));
  return { matched, raw: { rows: matched.rows, errors: [...errors, ...unmappedErrors(matched)] } };
}

/** Which identifiers of a file are registrations that anybody holds or held. */
async function heldAmong(tx: Transaction, rows: readonly FileRow[]): Promise<Set<string>> {
  const asked = new Set<string>();
  for (const { identifiers } of rows)
    for (const each of identifiers) if (registrationLike.test(each)) asked.add(each);
  const held = await registrationsHeld(tx, [...asked], everything);
  return new Set(held.map((each) => each.registration));
}

const registrationLike = /^[A-Z][A-Z0-9-]{1,15}:[A-Za-z0-9./-]{1,32}$/;

import { z } from "zod";
import { type Brief, briefAt } from "#app/domain/coverage/answer.ts";
import { unitTiers } from "#app/domain/coverage/rule.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result } from "#app/domain/result.ts";
import type { AsOf } from "#app/domain/time/as-of.ts";
import { forever, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import { readCoverageFactsIn } from "#db/store/coverage-facts.server.ts";
import { type UnitRow, unitsKnown } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { firstLook, lookAheads, reaches } from "./answer-coverage.server.ts";
import { unitsFrom } from "./facts.server.ts";

const InstantText = z.iso.datetime({ offset: true });

/** The body of `GET /api/v1/staffing`. */
export const StaffingList = z.object({
  at: InstantText,
  knownAt: InstantText,
  ledgerSeq: z.number().int(),
  contentRelease: z.string(),
  units: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      tier: z.enum(unitTiers),
      region: z.string(),
      timeZone: z.string(),
      answer: z.enum(["yes", "no", "unknown"]),
      /** Ids of the applicable block rules that are not yes. */
      unmet: z.array(z.string()),
      holdsUntil: InstantText.nullable(),
    }),
  ),
});
export type StaffingList = z.output<typeof StaffingList>;
export type StaffingLine = StaffingList["units"][number];

/** Every unit that the caller may ask about, with its answer at one instant. */
export function listStaffing(
  ctx: Context,
  question: { readonly at?: Instant | null; readonly knownAt?: Instant | null },
): Promise<Result<StaffingList>> {
  return ask<StaffingList>(ctx, "coverage.list", {}, async (view) => {
    const asked = await asOf(view, question);
    if (!asked.ok) return asked;
    const known = asked.value;
    const units = (await unitsKnown(view.tx, known.knownThrough)).filter(
      ({ id, organisationId }) =>
        permit(ctx.actor, "coverage.ask", { unitId: id, organisationId }, view.now).ok,
    );
    const ids = units.map((unit) => unit.id);
    const lines = await linesOf(ctx, view.tx, ids, known);
    return allow({
      at: formatInstant(known.at),
      knownAt: formatInstant(known.knownAt),
      ledgerSeq: known.knownThrough,
      contentRelease: ctx.content.current.version,
      units: ids.flatMap((id) => lines.get(id) ?? []),
    });
  });
}

type KeptLine = { readonly line: StaffingLine; readonly from: Instant; readonly until: Instant };
const memories = new WeakMap<Database, { readonly seq: number; lines: Map<string, KeptLine> }>();

/** What was said through an entry; facts never change, so through the same entry they are the same. */
function keptLines(db: Database, seq: number): Map<string, KeptLine> {
  const kept = memories.get(db);
  if (kept?.seq === seq) return kept.lines;
  const lines = new Map<string, KeptLine>();
  // One that asks about the record as it stood a moment ago does not take the place of a later one.
  if (!kept || kept.seq < seq) memories.set(db, { seq, lines });
  return lines;
}

/** So many units are read while those before them are judged: database and process work side by side. */
const together = 500;

/** Each unit's line, read as far ahead as it takes to see until when it holds. */
async function linesOf(
  { content, db }: Context,
  tx: Transaction,
  unitIds: readonly string[],
  { at, knownAt, knownThrough, isNow }: AsOf & { readonly isNow: boolean },
): Promise<Map<string, StaffingLine>> {
  // Asked about now, with nothing recorded since, what still holds is said again.
  const kept = isNow && at === knownAt ? keptLines(db, knownThrough) : new Map<string, KeptLine>();
  const lines = new Map<string, StaffingLine>();
  for (const id of unitIds) {
    const found = kept.get(id);
    if (found && found.from <= at && at < found.until) lines.set(id, found.line);
  }
  const looks = [firstLook, ...lookAheads];
  for (const [i, ahead] of looks.entries()) {
    const open = unitIds.filter((id) => !lines.has(id));
    const window = interval(at, later(at, ahead));
    const parts = partsOf(open, together).map((ids) => ({
      ids,
      read: readCoverageFactsIn(tx, { unitIds: ids, window, at, knownThrough, who: "present" }),
    }));
    for (const { ids, read } of parts) {
      for (const { row, facts, knownDuring } of unitsFrom(content, await read, ids, knownAt)) {
        const brief = briefAt(facts, at, { isNow });
        const isSeen = reaches(brief, window.end) || i === looks.length - 1;
        if (!isSeen) continue;
        const line = lineOf(row, brief);
        const until = Math.min(brief.holdsUntil ?? forever, knownDuring.end) as Instant;
        lines.set(row.id, line);
        kept.set(row.id, { line, from: at, until });
      }
    }
  }
  return lines;
}

function partsOf<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
}

function lineOf(unit: UnitRow, { answer, tier, unmet, holdsUntil }: Brief): StaffingLine {
  return {
    code: unit.code,
    name: unit.name,
    tier: tier ?? "none",
    region: unit.region,
    timeZone: unit.timeZone,
    answer,
    unmet: [...unmet],
    holdsUntil: formatInstant(holdsUntil),
  };
}

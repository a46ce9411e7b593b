import { type Brief, briefAt } from "#app/domain/coverage/answer.ts";
import { forever, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import { readCoverageFactsIn } from "#db/store/coverage-facts.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { House } from "../context.server.ts";
import { firstLook, lookAheads, reaches } from "./answer-coverage.server.ts";
import { unitsFrom } from "./facts.server.ts";
import {
  caughtUp,
  type JudgedLine,
  keep,
  keptLine,
  keptMs,
  type LinesAsked,
  type StaffingLine,
} from "./kept-lines.server.ts";

/**
 * Each unit's line. Asked about now, a line that was found before is said again where it still holds and
 * nothing was entered since that touches its unit; a test asks both ways after every kind of fact.
 */
export async function staffingLines(
  house: Pick<House, "content" | "db">,
  tx: Transaction,
  unitIds: readonly string[],
  asked: LinesAsked,
): Promise<Map<string, StaffingLine>> {
  const { at, knownAt, isNow, knownThrough } = asked;
  if (!isNow || at !== knownAt) return linesFrom(await judged(house, tx, unitIds, asked));
  const memory = await caughtUp(house.db, tx, asked);
  const kept = unitIds.flatMap((id) => keptLine(memory, id, asked) ?? []);
  const known = new Map(kept.map(({ id, line }) => [id, line]));
  const open = unitIds.filter((id) => !known.has(id));
  const found = await judged(house, tx, open, asked);
  for (const each of found) keep(memory, each, knownThrough, at);
  return new Map([...known, ...linesFrom(found)]);
}

/**
 * Judges lines before they are asked for, as they will be at an instant if nothing is entered until then,
 * and keeps them.
 *
 * @param asked  About now.
 */
export async function judgeLines(
  house: Pick<House, "content" | "db">,
  tx: Transaction,
  unitIds: readonly string[],
  { asked, at }: { readonly asked: LinesAsked; readonly at: Instant },
): Promise<void> {
  const memory = await caughtUp(house.db, tx, asked);
  const found = await judged(house, tx, unitIds, { ...asked, at, knownAt: at });
  for (const each of found) keep(memory, each, asked.knownThrough, asked.at);
}

/** Units that have no line for now, and those whose line ends soon with no next one, by when it ends. */
export async function unitsWithoutLine(
  db: Database,
  tx: Transaction,
  unitIds: readonly string[],
  { soon, ...asked }: LinesAsked & { readonly soon: Instant },
): Promise<{ readonly now: readonly string[]; readonly next: ReadonlyMap<Instant, string[]> }> {
  const memory = await caughtUp(db, tx, asked);
  const next = new Map<Instant, string[]>();
  const now = unitIds.filter((id) => {
    const present = keptLine(memory, id, asked);
    if (!present) return true;
    const { until } = present;
    if (until > soon || keptLine(memory, id, { ...asked, at: until })) return false;
    next.set(until, [...(next.get(until) ?? []), id]);
    return false;
  });
  return { now, next };
}

const linesFrom = (found: readonly JudgedLine[]) =>
  new Map(found.map(({ id, line }) => [id, line]));

/** So many units are read while those before them are judged: database and process work side by side. */
const together = 500;

/** Judges each unit, read as far ahead as it takes to see until when its answer holds. */
async function judged(
  { content }: Pick<House, "content">,
  tx: Transaction,
  unitIds: readonly string[],
  { at, knownAt, knownThrough, isNow }: LinesAsked,
): Promise<JudgedLine[]> {
  const lines: JudgedLine[] = [];
  let open = [...unitIds];
  for (const [i, ahead] of [firstLook, ...lookAheads].entries()) {
    const window = interval(at, later(at, ahead));
    const parts = partsOf(open, together).map((ids) => ({
      ids,
      read: readCoverageFactsIn(tx, { unitIds: ids, window, at, knownThrough, who: "present" }),
    }));
    const further: string[] = [];
    for (const { ids, read } of parts) {
      for (const { row, facts, knownDuring } of unitsFrom(content, await read, ids, knownAt)) {
        const brief = briefAt(facts, at, { isNow });
        if (!reaches(brief, window.end) && i < lookAheads.length) {
          further.push(row.id);
          continue;
        }
        const ends = [brief.holdsUntil ?? forever, knownDuring.end, later(at, keptMs)];
        const until = Math.min(...ends) as Instant;
        lines.push({ id: row.id, line: lineOf(row, brief), from: at, until });
      }
    }
    open = further;
    if (open.length === 0) break;
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
    unmet,
    holdsUntil: formatInstant(holdsUntil),
  };
}

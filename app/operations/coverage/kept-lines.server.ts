import type { Brief } from "#app/domain/coverage/answer.ts";
import type { UnitTier } from "#app/domain/coverage/rule.ts";
import type { AsOf } from "#app/domain/time/as-of.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import { touchedUnits } from "#db/store/coverage/touched-units.server.ts";

/** One unit among many: its answer in brief. */
export type StaffingLine = {
  readonly code: string;
  readonly name: string;
  readonly tier: UnitTier;
  readonly region: string;
  readonly timeZone: string;
  readonly answer: Brief["answer"];
  /** Ids of the applicable block rules that are not yes. */
  readonly unmet: readonly string[];
  readonly holdsUntil: string | null;
};

export type LinesAsked = AsOf & { readonly isNow: boolean };

/** A line that is the answer at every instant of [from, until), by what was entered through `made`. */
type KeptLine = {
  readonly line: StaffingLine;
  readonly from: Instant;
  readonly until: Instant;
  readonly made: number;
};

/** What a process remembers. All entries up to `through` were looked at, and what they touched is gone. */
export type Memory = {
  through: number;
  /** The present line of each unit, and the next one where it was judged ahead. */
  readonly lines: Map<string, readonly KeptLine[]>;
  /** Through which entry a unit was found touched the last time. */
  readonly touched: Map<string, number>;
};
const memories = new WeakMap<Database, Memory>();

function memoryOf(db: Database): Memory {
  const known = memories.get(db);
  if (known) return known;
  const memory = { through: 0, lines: new Map(), touched: new Map() };
  memories.set(db, memory);
  return memory;
}

/** No line is kept longer, so that what a new fact touches is looked for in days and not in years. */
export const keptMs = 2 * day;
/** A line may begin, judged ahead, when the one before it ends: so far reaches what is kept. */
const reachMs = 2 * keptMs;

/** Drops what was touched by entries that this process has not looked at. */
export async function caughtUp(db: Database, tx: Transaction, { at, knownThrough }: LinesAsked) {
  const memory = memoryOf(db);
  const since = memory.through;
  if (since >= knownThrough) return memory;
  const window = interval(at, later(at, reachMs));
  const touched = since > 0 ? await touchedUnits(tx, since, window) : [];
  for (const id of touched) {
    memory.lines.delete(id);
    memory.touched.set(id, Math.max(knownThrough, memory.touched.get(id) ?? 0));
  }
  memory.through = Math.max(memory.through, knownThrough);
  return memory;
}

/** The line that a unit has at an instant, as known through an entry. */
export function keptLine(memory: Memory, id: string, { at, knownThrough }: LinesAsked) {
  const found = memory.lines
    .get(id)
    ?.find((each) => each.made <= knownThrough && each.from <= at && at < each.until);
  return found ? { id, ...found } : null;
}

export type JudgedLine = Omit<KeptLine, "made"> & { readonly id: string };

/** Kept unless, while it was judged, somebody else found the unit touched by a later entry. */
export function keep(
  memory: Memory,
  { id, ...found }: JudgedLine,
  made: number,
  at: Instant,
): void {
  if ((memory.touched.get(id) ?? 0) > made) return;
  const others = (memory.lines.get(id) ?? []).filter(
    ({ from, until }) => until > at && (until <= found.from || from >= found.until),
  );
  memory.lines.set(id, [...others, { ...found, made }]);
}

import { setImmediate } from "node:timers/promises";
import { allow, type Result } from "#app/domain/result.ts";
import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import { unitsKnown } from "#db/store/unit-lookup.server.ts";
import { ask, asOf, type View } from "../ask.server.ts";
import { contextAs, type House, system } from "../context.server.ts";
import { keepLooking, type Looking } from "../keep-looking.server.ts";
import type { LinesAsked } from "./kept-lines.server.ts";
import { judgeLines, unitsWithoutLine } from "./staffing-lines.server.ts";

const tickMs = minute / 4;
/** Nearly all units change hands at the same minute: their next lines are judged so long before. */
const aheadMs = 5 * minute;
/** So many units in one go, between which whoever asks about staffing goes first. */
const together = 50;

/**
 * Judges every unit once after the start, then what was touched, then what comes next before it comes: so
 * that whoever asks about all units at once does not wait until thousands are read.
 */
export function keepLinesReady(house: House): Looking {
  let isStopped = false;
  const looking = keepLooking(house, {
    everyMs: tickMs,
    look: () => readyLines(house, () => isStopped),
    failed: "the lines of all units were not judged",
  });
  return {
    stop() {
      isStopped = true;
      return looking.stop();
    },
  };
}

/** @returns How many lines were judged, for now and for later. */
export async function readyLines(
  house: House,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const wanted = await read(house, async (view, known) => {
    const units = await unitsKnown(view.tx, known.knownThrough);
    const ids = units.map(({ id }) => id);
    const soon = later(known.at, aheadMs);
    return unitsWithoutLine(house.db, view.tx, ids, { ...known, soon });
  });
  let count = 0;
  const judge = async (ids: readonly string[], at: Instant | null) => {
    for (let i = 0; i < ids.length && !isStopped(); i += together) {
      const some = ids.slice(i, i + together);
      await read(house, ({ tx }, asked) =>
        judgeLines(house, tx, some, { asked, at: at ?? asked.at }),
      );
      count += some.length;
      await setImmediate();
    }
  };
  await judge(wanted.now, null);
  for (const [at, ids] of wanted.next) await judge(ids, at);
  return count;
}

async function read<T>(house: House, work: (view: View, known: LinesAsked) => Promise<T>) {
  const found = await ask(
    contextAs(house, system),
    "coverage.ask",
    {},
    async (view): Promise<Result<T>> => {
      const known = await asOf(view, {});
      return known.ok ? allow(await work(view, known.value)) : known;
    },
  );
  if (!found.ok) throw new Error(`the units could not be read: ${found.refusal.code}`);
  return found.value;
}

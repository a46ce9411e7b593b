import { setImmediate } from "node:timers/promises";
import { lookAheadMs, lookBackMs } from "#app/domain/coverage/gap/alert.ts";
import { ruleGapsOver } from "#app/domain/coverage/gap/rule-gaps.ts";
import { prepare } from "#app/domain/coverage/prepare.ts";
import { allow } from "#app/domain/result.ts";
import { hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { holds, type Interval, interval } from "#app/domain/time/interval.ts";
import { touchedUnits } from "#db/store/coverage/touched-units.server.ts";
import { allUnits, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../../ask.server.ts";
import { contextAs, type House, system } from "../../context.server.ts";
import { keepLooking, type Looking } from "../../keep-looking.server.ts";
import { factsOf } from "../facts.server.ts";
import { tellGaps } from "./tell-gaps.server.ts";

/** What a process remembers between its looks; nothing of it is needed to be right. */
export type GapMemory = {
  /** Through this entry every unit's facts are known to be looked at. */
  seenThrough: number;
  /** When each unit is due again though nothing moves it. */
  readonly due: Map<string, Instant>;
};

export function gapMemory(): GapMemory {
  return { seenThrough: 0, due: new Map() };
}

/** So often a unit is looked at in any case: the window moves, and other units' rosters age. */
const restMs = 6 * hour;
const tickMs = 2 * minute;
/** A unit that could not be looked at is tried again after this. */
const retryMs = 5 * minute;

/**
 * Looks at the units whose facts moved since the last look and at those for which time itself brings
 * something to tell; all of them the first time.
 *
 * @returns How many units were looked at and how many alerts were given.
 */
export async function watchGaps(house: House, memory: GapMemory = gapMemory()) {
  const now = house.clock.now();
  const window = interval(later(now, -lookBackMs), later(now, lookAheadMs));
  const { units, head } = await unitsToSee(house, memory, window, now);
  let alerts = 0;
  for (const unit of units) {
    try {
      const told = await lookAt(house, unit, window, now);
      memory.due.set(unit.id, told.next);
      alerts += told.alerts;
    } catch (error) {
      // One unit that cannot be read keeps nobody else's alerts back.
      house.log.warn({ err: error, unit: unit.code }, "the gaps of a unit could not be looked at");
      memory.due.set(unit.id, later(now, retryMs));
    }
    // Whoever asks about staffing meanwhile goes first.
    await setImmediate();
  }
  memory.seenThrough = head;
  return { units: units.length, alerts };
}

async function unitsToSee(house: House, memory: GapMemory, window: Interval, now: Instant) {
  const { seenThrough, due } = memory;
  const ctx = contextAs(house, system);
  const found = await ask(ctx, "coverage.ask", {}, async (view) => {
    const known = await asOf(view, {});
    if (!known.ok) return known;
    const head = known.value.knownThrough;
    const isFirst = seenThrough === 0;
    const moved =
      !isFirst && head > seenThrough
        ? await touchedUnits(view.tx, seenThrough, window)
        : new Set<string>();
    const isDue = ({ id }: UnitRow) => isFirst || moved.has(id) || (due.get(id) ?? now) <= now;
    // Without anything moved or due, the units need not even be read.
    const isQuiet = !isFirst && moved.size === 0 && [...due.values()].every((at) => at > now);
    const all = isQuiet ? [] : await allUnits(view.tx);
    const units = all.filter((unit) => holds(unit.during, now) && isDue(unit));
    for (const { id, during } of all) if (!holds(during, now)) due.delete(id);
    return allow({ units, head });
  });
  if (!found.ok) throw new Error(`the units could not be read: ${found.refusal.code}`);
  return found.value;
}

async function lookAt(house: House, unit: UnitRow, window: Interval, now: Instant) {
  const read = await ask(contextAs(house, system), "coverage.ask", {}, async (view) => {
    const known = await asOf(view, {});
    if (!known.ok) return known;
    const [facts] = await factsOf(view.tx, house.content, [unit], window, known.value);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const gaps = ruleGapsOver(facts, window).filter(({ severity }) => severity === "block");
    const stale = prepare(facts).places.flatMap(({ sources }) =>
      sources.flatMap(({ staleFrom }) => staleFrom ?? []),
    );
    return allow({ gaps, edges: stale });
  });
  if (!read.ok) throw new Error(`unit ${unit.code} could not be read: ${read.refusal.code}`);
  const told = await tellGaps(house, unit, read.value.gaps, now);
  const edges = [
    ...read.value.edges,
    ...(told.next === null ? [] : [told.next]),
    later(now, restMs),
  ];
  const next = Math.min(...edges.filter((edge) => edge > now)) as Instant;
  return { ...told, next };
}

/** Looks now and then every two minutes, until it is stopped. Several processes may do so at once. */
export function keepWatchingGaps(house: House): Looking {
  const memory = gapMemory();
  const look = () => watchGaps(house, memory);
  return keepLooking(house, { everyMs: tickMs, look, failed: "the gaps could not be looked at" });
}

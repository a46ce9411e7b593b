import { setImmediate } from "node:timers/promises";
import {
  type AnswerTold,
  answerChanged,
  EventData,
  isTurn,
} from "#app/domain/coverage/gap/event.ts";
import { allow } from "#app/domain/result.ts";
import { hour, type Instant, later, parseInstant, second } from "#app/domain/time/instant.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import { takeUnit } from "#db/store/coverage/gap-alerts.server.ts";
import { touchedUnits } from "#db/store/coverage/touched-units.server.ts";
import {
  hooksSwitchedOn,
  lastBodies,
  overtakeDeliveries,
  webhooksOf,
} from "#db/store/coverage/webhooks.server.ts";
import { everything } from "#db/store/known.server.ts";
import { type UnitRow, unitsById } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../../ask.server.ts";
import { contextAs, type House, system } from "../../context.server.ts";
import { keepLooking, type Looking } from "../../keep-looking.server.ts";
import { answerCoverage } from "../answer-coverage.server.ts";
import { announce } from "./events.server.ts";

/** Whoever waits for an answer to turn is told within a minute: a look, and then a round of sending. */
const tickMs = 20 * second;
/** So often a unit is asked about in any case; its shifts that far ahead are watched meanwhile. */
const restMs = 6 * hour;
/** A unit that could not be asked about is tried again after this. */
const retryMs = 30 * second;

/** What a process remembers between its looks; nothing of it is needed to be right. */
export type AnswerMemory = {
  /** Through this entry every watched unit's facts are known to be looked at. */
  seenThrough: number;
  /** When each unit is due again though nothing moves it, and for which webhooks that holds. */
  readonly due: Map<string, { readonly at: Instant; readonly hooks: string }>;
};

export function answerMemory(): AnswerMemory {
  return { seenThrough: 0, due: new Map() };
}

/**
 * Tells the webhooks of each unit when its answer is another one than they were told last, whether the record
 * moved or time alone turned it. Units without webhooks are not looked at.
 *
 * @returns How many units were asked about, and how many events were put on their way.
 */
export async function tellAnswers(house: House, memory: AnswerMemory = answerMemory()) {
  const now = house.clock.now();
  const { units, hooks, head } = await unitsToAsk(house, memory, now);
  let told = 0;
  for (const unit of units) {
    let at = later(now, retryMs);
    try {
      const found = await answerNow(house, unit);
      told += await tell(house, unit, found.answer, now);
      at = Math.min(found.holdsUntil, later(now, restMs)) as Instant;
    } catch (error) {
      // One unit that cannot be asked about keeps nobody else's event back.
      house.log.warn({ err: error, unit: unit.code }, "a unit's answer could not be told");
    }
    memory.due.set(unit.id, { at, hooks: String(hooks.get(unit.id)) });
    // Whoever asks about staffing meanwhile goes first.
    await setImmediate();
  }
  memory.seenThrough = head;
  return { units: units.length, told };
}

async function unitsToAsk(house: House, { seenThrough, due }: AnswerMemory, now: Instant) {
  const found = await ask(contextAs(house, system), "coverage.ask", {}, async (view) => {
    const hooks = await hooksSwitchedOn(view.tx);
    const known = await asOf(view, {});
    if (!known.ok) return known;
    const head = known.value.knownThrough;
    if (hooks.size === 0) return allow({ units: [], hooks, head });
    const window = interval(now, later(now, restMs));
    const moved =
      head > seenThrough && seenThrough > 0
        ? await touchedUnits(view.tx, seenThrough, window)
        : new Set<string>();
    const ids = [...hooks.keys()].filter((id) => {
      const last = due.get(id);
      const isSeen = last && last.at > now && last.hooks === String(hooks.get(id));
      return !isSeen || moved.has(id);
    });
    const units = await unitsById(view.tx, ids, everything);
    const open = [...units.values()].filter((unit) => holds(unit.during, now));
    return allow({ units: open, hooks, head });
  });
  if (!found.ok) throw new Error(`the units could not be read: ${found.refusal.code}`);
  return found.value;
}

/** What the answer's own address says at this instant. */
async function answerNow(house: House, { code }: UnitRow) {
  const found = await answerCoverage(contextAs(house, system), { unitCode: code });
  if (!found.ok) throw new Error(`unit ${code} could not be asked about: ${found.refusal.code}`);
  const { answer: to, at, ledgerSeq, holdsUntil } = found.value;
  const until = holdsUntil === null ? null : parseInstant(holdsUntil);
  return {
    answer: { to, at, ledgerSeq },
    holdsUntil: until ?? (Number.POSITIVE_INFINITY as Instant),
  };
}

/** @returns How many events were put on their way: none where all webhooks know. */
async function tell(house: House, unit: UnitRow, answer: AnswerTold, now: Instant) {
  return house.db.transaction(async (tx) => {
    await takeUnit(tx, unit.id);
    const bodies = await lastBodies(tx, unit.id, answerChanged);
    let told = 0;
    for (const hook of await webhooksOf(tx, unit.id)) {
      const last = toldBy(bodies.get(hook.id));
      if (hook.disabledAt !== null || !isTurn(answer, last)) continue;
      await overtakeDeliveries(tx, [hook.id], answerChanged, now);
      const link = `${house.settings.publicOrigin}/units/${unit.code}`;
      const data = { ...(last ? { from: last.to } : {}), ...answer, link };
      await announce(house, tx, unit, [{ type: answerChanged, data }], now, [hook]);
      told += 1;
    }
    return told;
  });
}

function toldBy(body: string | undefined): AnswerTold | null {
  if (body === undefined) return null;
  const { to, at, ledgerSeq } = EventData.parse(JSON.parse(body).data);
  return to && at && ledgerSeq !== undefined ? { to, at, ledgerSeq } : null;
}

/** Looks now and then every twenty seconds, until it is stopped. Several processes may do so at once. */
export function keepTellingAnswers(house: House): Looking {
  const memory = answerMemory();
  const look = () => tellAnswers(house, memory);
  return keepLooking(house, { everyMs: tickMs, look, failed: "the answers could not be told" });
}

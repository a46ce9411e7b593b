import { hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { confirmRoster } from "#app/operations/roster/confirm-roster.server.ts";
import { ago, clockOn, dayNumberOf } from "./calendar.ts";
import { type UnitKey, unitCodeOf, unitKeys } from "./network.ts";
import {
  blockOf,
  lastBlockBy,
  publishBlock,
  publishedAt,
  reportState,
  source,
} from "./publishing.ts";
import { done, type Scene, type Stage } from "./stage.ts";

/** Nobody at Sandrath has looked at its roster for so many days: what it says is no longer proof. */
const neglected = { unit: "basic", days: 9 } as const;
/** Every so many days, at this hour, a unit confirms that its roster still says the same. */
const confirmation = { everyDays: 6, at: 9 } as const;
const hourlyHours = 48;
const stateEveryHours = 6;
const stateHours = 72;

/** The last year of rosters, with what kept them fresh, and the counts of the last days. */
export function rosterStory(anchor: Instant): Scene[] {
  const telling = { anchorDay: dayNumberOf(anchor) };
  const firstBlock = blockOf(dayNumberOf(ago(anchor, { months: 12 })));
  return unitKeys.flatMap((unit) => {
    const until = unit === neglected.unit ? ago(anchor, { days: neglected.days }) : anchor;
    const blocks = numbers(firstBlock, lastBlockBy(until));
    const publications = blocks.map((block) => ({
      at: publishedAt(block),
      play: async (stage: Stage) =>
        publishBlock(await publisher(stage, unit), unit, block, telling),
    }));
    return [
      ...publications,
      ...confirmed(anchor, unit, until, firstBlock),
      ...reports(anchor, unit),
    ];
  });
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Holmwald's roster system sends its own; the others are uploaded by the unit's lead. */
async function publisher(stage: Stage, unit: UnitKey) {
  return unit === "advanced" ? stage.portal() : stage.as("unit");
}

/** Often enough for proof over the year, and hourly in the last two days. */
function confirmed(anchor: Instant, unit: UnitKey, until: Instant, firstBlock: number): Scene[] {
  const { everyDays, at: oClock } = confirmation;
  const days = numbers(firstBlock * 28, dayNumberOf(until));
  const regular = days
    .filter((each) => each % everyDays === 0)
    .map((each) => clockOn(each, oClock));
  const hours = numbers(0, hourlyHours - 1).map((each) => later(anchor, -each * hour - 7 * minute));
  const times = [...regular, ...hours].filter((at) => at <= until);
  return times.map((at) => ({ at, play: confirms(unit) }));
}

function confirms(unit: UnitKey): Scene["play"] {
  return async (stage) => {
    const check = { unitCode: unitCodeOf(unit), source };
    await done(`confirming ${unit}`, confirmRoster(await publisher(stage, unit), check));
  };
}

function reports(anchor: Instant, unit: UnitKey): Scene[] {
  return numbers(0, stateHours / stateEveryHours).map((nth) => ({
    at: later(anchor, -nth * stateEveryHours * hour - 20 * minute),
    play: async (stage: Stage) => reportState(await stage.as("unit"), unit),
  }));
}

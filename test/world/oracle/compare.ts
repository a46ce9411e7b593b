import { coverageOver } from "#app/domain/coverage/coverage.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { formatInstant, type Instant, instant } from "#app/domain/time/instant.ts";
import { verdictAt } from "./calendar.ts";

const minuteMs = 60_000;

/** Where the engine's calendar and the oracle part, in words; null where they agree throughout. */
export function calendarsPart(
  facts: UnitFacts,
  window: { readonly start: Instant; readonly end: Instant },
): string | null {
  const stretches = coverageOver(facts, window);
  const torn = tilingFault(stretches, window);
  if (torn) return torn;
  let index = 0;
  for (const at of instantsToTry(stretches, window)) {
    while ((stretches[index]?.end ?? window.end) <= at) index += 1;
    const engine = stretches[index] as (typeof stretches)[number];
    const oracle = verdictAt(facts, at);
    const ours = [engine.answer, ...sorted(engine.unmet), "/", ...sorted(engine.warned)].join(" ");
    const theirs = [oracle.answer, ...oracle.unmet, "/", ...oracle.warned].join(" ");
    if (ours !== theirs) return `${iso(at)}: engine ${ours}, oracle ${theirs}`;
  }
  return null;
}

type Stretches = ReturnType<typeof coverageOver>;

/** Every minute of the window, and each of the engine's edges with the millisecond on either side. */
function instantsToTry(
  stretches: Stretches,
  window: { readonly start: Instant; readonly end: Instant },
): Instant[] {
  const found = new Set<number>();
  for (let at = window.start as number; at < window.end; at += minuteMs) found.add(at);
  for (const { start } of stretches) for (const off of [-1, 0, 1]) found.add(start + off);
  return [...found]
    .filter((at) => window.start <= at && at < window.end)
    .sort((a, b) => a - b)
    .map(instant);
}

function tilingFault(
  stretches: Stretches,
  window: { readonly start: Instant; readonly end: Instant },
): string | null {
  let reached: number = window.start;
  let before = "";
  for (const { start, end, answer, unmet, warned } of stretches) {
    const now = JSON.stringify([answer, sorted(unmet), sorted(warned)]);
    if (start !== reached) return `a hole or overlap at ${iso(start)}`;
    if (now === before) return `two alike neighbours at ${iso(start)}`;
    reached = end;
    before = now;
  }
  return reached === window.end ? null : `ends at ${iso(reached)}`;
}

function sorted(ids: readonly string[]): string[] {
  return [...ids].sort();
}

export function iso(at: number): string {
  return formatInstant(at as Instant) ?? "for ever";
}

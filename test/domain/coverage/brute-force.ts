import type { Demand } from "#app/domain/coverage/matching.ts";

/** Whether all demands can be met at once, found by trying every choice of people. */
export function allCanBeMet(
  demands: readonly Demand[],
  people: number,
  capacity: number,
  load: readonly number[] = new Array(people).fill(0),
): boolean {
  const [first, ...rest] = demands;
  if (!first) return true;
  return choices(first.candidates, first.min).some((chosen) => {
    if (chosen.some((p) => load[p]! >= capacity)) return false;
    const next = load.map((n, p) => n + (chosen.includes(p) ? 1 : 0));
    return allCanBeMet(rest, people, capacity, next);
  });
}

/** Which demands are met when each in turn is kept if it can be met with all those kept before. */
export function keptInOrder(demands: readonly Demand[], people: number, capacity: number) {
  const kept: Demand[] = [];
  return demands.map((demand) => {
    const isMet = allCanBeMet([...kept, demand], people, capacity);
    if (isMet) kept.push(demand);
    return isMet;
  });
}

function choices(from: readonly number[], many: number): number[][] {
  if (many === 0) return [[]];
  return from.flatMap((p, i) =>
    choices(from.slice(i + 1), many - 1).map((others) => [p, ...others]),
  );
}

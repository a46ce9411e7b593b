/** What one rule wants of a matching: so many distinct people out of these. */
export type Demand = {
  /** Numbers of people, in the order in which they are preferred. */
  readonly candidates: readonly number[];
  /** People needed; Infinity where nobody can say how many. */
  readonly min: number;
};

/**
 * Gives people to demands in order. A demand is met if it can be met together with every demand met
 * before it: people already placed may be moved, but no earlier demand is given up. It is met by `min`
 * distinct people or not at all, and an unmet one keeps nobody.
 *
 * @param people    How many there are; candidates are below it.
 * @param capacity  How many demands one person may meet at once.
 * @returns For each demand the people who meet it, or null.
 */
export function matchInOrder(
  demands: readonly Demand[],
  people: number,
  capacity: number,
): (readonly number[] | null)[] {
  const load = new Array<number>(people).fill(0);
  const placed: number[][] = demands.map(() => []);
  const met: boolean[] = demands.map(() => false);
  const table: Table = { demands, capacity, load, placed };
  for (const [d, demand] of demands.entries()) {
    if (demand.candidates.length < demand.min) continue;
    // A failed first search changes nothing: only a demand for several can fail half-way.
    const before =
      demand.min > 1 ? { load: [...load], placed: placed.map((each) => [...each]) } : null;
    let found = 0;
    while (found < demand.min && place(table, d, new Uint8Array(people))) found++;
    met[d] = found >= demand.min;
    if (met[d] || !before) continue;
    before.load.forEach((n, p) => {
      load[p] = n;
    });
    before.placed.forEach((each, other) => {
      placed[other] = each;
    });
  }
  return placed.map((each, d) => (met[d] ? each.sort((a, b) => a - b) : null));
}

/** How it stands in the middle of a matching: who is placed where, and how often. */
type Table = {
  readonly demands: readonly Demand[];
  readonly capacity: number;
  readonly load: number[];
  readonly placed: number[][];
};

/** Finds one more person for a demand by an augmenting path; nobody already asked is asked again. */
function place(table: Table, d: number, asked: Uint8Array): boolean {
  const { demands, capacity, load, placed } = table;
  const mine = placed[d]!;
  for (const p of demands[d]!.candidates) {
    if (asked[p] || mine.includes(p)) continue;
    asked[p] = 1;
    if (load[p]! < capacity) {
      load[p]!++;
      mine.push(p);
      return true;
    }
    for (let other = 0; other < demands.length; other++) {
      if (other === d || !placed[other]!.includes(p)) continue;
      if (!place(table, other, asked)) continue;
      placed[other]!.splice(placed[other]!.indexOf(p), 1);
      mine.push(p);
      return true;
    }
  }
  return false;
}

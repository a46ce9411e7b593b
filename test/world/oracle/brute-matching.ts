/** A requirement in matching: `people` distinct ones out of `candidates`; `anybody`: supply without end. */
export type Need = {
  readonly id: string;
  readonly people: number;
  readonly candidates: readonly string[];
  readonly anybody: boolean;
};

/**
 * Which needs are met, in the order given: one is met if it can be met together with all met before
 * it. Every assignment is tried; nothing clever, so that it can be believed.
 */
export function metInOrder(needs: readonly Need[], perPerson: number): Set<string> {
  const met: Need[] = [];
  for (const need of needs) if (together([...met, need], perPerson)) met.push(need);
  return new Set(met.map((need) => need.id));
}

function together(needs: readonly Need[], perPerson: number): boolean {
  const uses = new Map<string, number>();
  const scarce = needs.filter((need) => !need.anybody);
  const place = (index: number): boolean => {
    const need = scarce[index];
    if (!need) return true;
    return choose(need, need.people, 0, () => place(index + 1));
  };
  const choose = (need: Need, left: number, from: number, next: () => boolean): boolean => {
    if (left === 0) return next();
    for (let i = from; i < need.candidates.length; i++) {
      const who = need.candidates[i] as string;
      const used = uses.get(who) ?? 0;
      if (used >= perPerson) continue;
      uses.set(who, used + 1);
      if (choose(need, left - 1, i + 1, next)) return true;
      uses.set(who, used);
    }
    return false;
  };
  return place(0);
}

import { liveMostOfOne } from "#app/domain/coverage/board-device.ts";
import type { House } from "#app/operations/context.server.ts";

/** All live boards of one process; more than these would keep others from being answered. */
const liveMostOfAll = 2_000;

const open = new WeakMap<House["db"], Map<string, number>>();

/**
 * Takes a place for one more live board of somebody.
 * @returns How to give it back; null where there is none left.
 */
export function takeLivePlace({ db }: House, who: string): (() => void) | null {
  const counts = open.get(db) ?? new Map<string, number>();
  open.set(db, counts);
  const own = counts.get(who) ?? 0;
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  if (own >= liveMostOfOne || all >= liveMostOfAll) return null;
  counts.set(who, own + 1);
  return () => {
    const left = (counts.get(who) ?? 1) - 1;
    if (left > 0) counts.set(who, left);
    else counts.delete(who);
  };
}

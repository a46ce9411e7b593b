import { afterAll, inject } from "vitest";
import type { House } from "#app/operations/context.server.ts";
import { openHouse } from "#app/start.server.ts";
import { type HandClock, handClock } from "./clock.ts";
import { freshDatabase, type World } from "./database.ts";
import { anchor, houseOptions } from "./fixed.ts";

export type FreshHouse = { readonly house: House; readonly clock: HandClock; readonly url: string };

/** A house on a database of its own, with a clock that stands at the anchor until it is moved. */
export async function freshHouse({ world = "empty" }: { world?: World } = {}): Promise<FreshHouse> {
  const url = await freshDatabase(world);
  const clock = handClock(anchor);
  const opened = await openHouse(houseOptions(url, inject("folder")), { clock });
  afterAll(() => opened.close());
  return { house: opened.house, clock, url };
}

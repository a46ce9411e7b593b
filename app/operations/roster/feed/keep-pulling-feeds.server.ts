import { later, second } from "#app/domain/time/instant.ts";
import { claimDueFeed } from "#db/store/roster-feeds.server.ts";
import type { House } from "../../context.server.ts";
import { keepLooking, type Looking } from "../../keep-looking.server.ts";
import { pullFeed } from "./pull-feed.server.ts";
import { type Egress, feedDeadlineMs } from "./read-feed.server.ts";

const tickMs = 15 * second;
/** A claim outlasts the slowest reading; after a crash the feed is due again when it ends. */
const claimMs = 6 * feedDeadlineMs;
/** Feeds read at once by one process: a slow host holds up few others. */
const readers = 4;

/**
 * Reads every feed that is due, each by one process alone.
 * @returns How many were read.
 */
export async function pullDueFeeds(house: House, egress: Egress = {}): Promise<number> {
  const one = async (): Promise<number> => {
    let read = 0;
    for (;;) {
      const now = house.clock.now();
      const feed = await claimDueFeed(house.db, now, later(now, claimMs));
      if (!feed) return read;
      await pullFeed(house, feed, egress).catch((error) =>
        house.log.warn({ err: error, feedId: feed.id }, "a feed was not read; it is tried again"),
      );
      read += 1;
    }
  };
  const read = await Promise.all(Array.from({ length: readers }, one));
  return read.reduce((sum, each) => sum + each, 0);
}

/** Looks once now and then every quarter of a minute, until it is stopped. */
export function keepPullingFeeds(house: House, egress: Egress = {}): Looking {
  const look = () => pullDueFeeds(house, egress);
  return keepLooking(house, { everyMs: tickMs, look, failed: "the feeds could not be looked up" });
}

import { type EgressOptions, type FetchedFile, fetchFile } from "#app/adapters/egress.server.ts";
import { type FeedProblem, isPage } from "#app/domain/roster/feed.ts";
import { day, type Instant, later, second } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { interval } from "#app/domain/time/interval.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { FeedRow } from "#db/store/roster-feeds.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../../context.server.ts";
import { type FileShifts, shiftsOfFile, shiftsWithin } from "../file-shifts.server.ts";
import { openFile } from "../open-file.server.ts";

/** How the network is reached, where it is not the real one. */
export type Egress = Partial<Pick<EgressOptions, "lookup" | "request">>;

/** Larger than any roster of a year; a body is read before anything of it is kept. */
const bytesMax = 10_000_000;
export const feedDeadlineMs = 20 * second;

/**
 * Asks the feed's address.
 * @param ifChanged  Nothing is sent where nothing changed; false where it must be read anew all the same.
 */
export function fetchFeed(
  { settings }: Context,
  feed: FeedRow,
  ifChanged: boolean,
  egress: Egress,
): Promise<FetchedFile> {
  const options = { allow: settings.egressAllow ?? [], ...egress };
  const known = ifChanged ? { etag: feed.etag, lastModified: feed.lastModified } : {};
  const accept = "text/csv, text/calendar, application/json, text/plain;q=0.8, */*;q=0.1";
  return fetchFile(feed.url, options, { accept, bytesMax, deadlineMs: feedDeadlineMs, ...known });
}

export type FeedShifts =
  | { readonly problem: FeedProblem; readonly file: FileShifts | null }
  | { readonly file: FileShifts; readonly shifts: FileShifts["shifts"] };

/** What a body says of the feed's period, or why it says nothing that can be published. */
export async function shiftsOfBody(
  ctx: Context,
  unit: UnitRow,
  body: Uint8Array,
  contentType: string,
  period: Interval,
): Promise<FeedShifts> {
  const start = new TextDecoder().decode(body.subarray(0, 512));
  if (isPage(contentType, start)) return { problem: "is_a_page", file: null };
  const file = openFile(body, { timeZone: unit.timeZone, period, contentType });
  if ("unreadable" in file) return { problem: "unreadable", file: null };
  const read = await shiftsOfFile(ctx, unit, file);
  if (!read.ok) throw new Error(`shiftsOfBody: ${read.refusal.code}`);
  const { errors } = read.value;
  if (errors.length > 0) {
    const isTaught = errors.some((each) => each.code !== "assignment_not_mapped");
    return { problem: isTaught ? "unreadable" : "words_unknown", file: read.value };
  }
  return { file: read.value, shifts: shiftsWithin(read.value.shifts, period).shifts };
}

/** From an instant to the beginning of a local day: so that an unchanged feed says the same all day. */
export function feedPeriod(feed: FeedRow, { timeZone }: UnitRow, from: Instant): Interval {
  const end = startOfLocalDay(from, timeZone, feed.daysAhead);
  return interval(from, end > from ? end : later(from, day));
}

import type { House } from "#app/operations/context.server.ts";
import { liveStream } from "./live-stream.server.ts";

/** Something to tell the browser; after `last` the stream ends. */
export type LiveEvent = {
  readonly event: string;
  readonly data: unknown;
  readonly last?: true;
};

/** What a stream that stays open says of itself: nginx would hold pieces back until it has a page of them. */
export const unbuffered = { "Cache-Control": "no-store", "X-Accel-Buffering": "no" };

/**
 * A stream of server-sent events.
 *
 * @param next  What is new, if anything: see `liveStream`.
 * @source HTML Living Standard, server-sent events
 */
export function liveEvents(
  house: House,
  next: (head: number | null) => Promise<LiveEvent | null>,
  ended: () => void,
): Response {
  const body = liveStream(house, {
    next: async (head) => {
      const said = await next(head);
      return said && { text: eventText(said), last: said.last };
    },
    beat: eventText({ event: "beat", data: null }),
    ended,
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream", ...unbuffered } });
}

/** JSON has no line break of its own, which would end the event. */
function eventText({ event, data }: LiveEvent): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

import type { House } from "#app/operations/context.server.ts";

/** Something to tell the browser; after `last` the stream ends. */
export type LiveEvent = {
  readonly event: string;
  readonly data: unknown;
  readonly last?: true;
};

/** Proxies and browsers give up on what says nothing for longer. */
const heartbeatMs = 15_000;
/** Events that a browser has not read yet: behind more than these there is nobody. */
const unreadMost = 20;

/**
 * A stream of server-sent events that ends when the browser goes, when `next` says so, and with the portal.
 *
 * @param next  What is new, if anything; asked once at the beginning and then at each beat of the record,
 *   never twice at once. Null as `head`: the record is away. What it throws ends the stream.
 * @source HTML Living Standard, server-sent events
 */
export function liveEvents(
  { pulse, log }: House,
  next: (head: number | null) => Promise<LiveEvent | null>,
  ended: () => void,
): Response {
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const stream = writer(controller);
      let busy = false;
      let isOver = false;
      end = () => {
        if (isOver) return;
        isOver = true;
        leave();
        ended();
        stream.close();
      };
      const beat = async (head: number | null) => {
        if (busy || isOver) return;
        busy = true;
        try {
          const said = await next(head);
          if (isOver) return;
          if (said) stream.say(said.event, said.data);
          else if (stream.quietMs() >= heartbeatMs) stream.say("beat", null);
          if (said?.last || stream.isStuck()) end();
        } catch (error) {
          log.warn({ err: error }, "a live stream broke off");
          end();
        } finally {
          busy = false;
        }
      };
      let leave = () => {};
      leave = pulse.listen({ beat: (head) => void beat(head), end: () => end() });
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      // nginx would hold events back until it has a page of them.
      "X-Accel-Buffering": "no",
    },
  });
}

function writer(controller: ReadableStreamDefaultController<Uint8Array>) {
  const encoder = new TextEncoder();
  let saidAt = performance.now();
  return {
    say(event: string, data: unknown) {
      // JSON has no line break of its own, which would end the event.
      controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      saidAt = performance.now();
    },
    quietMs: () => performance.now() - saidAt,
    isStuck: () => (controller.desiredSize ?? 0) < -unreadMost,
    close() {
      try {
        controller.close();
      } catch {
        // The browser went first.
      }
    },
  };
}

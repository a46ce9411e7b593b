import { PassThrough, pipeline, Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { AppLoadContext } from "@remix-run/node";

/**
 * What follows a page once it is whole, as long as the browser listens: pieces of markup that are appended
 * to it. Null: nothing does.
 *
 * @param nonce  Lets a style of the pieces through the page's own policy.
 */
export type PageTail = (nonce: string) => ReadableStream<Uint8Array> | null;

const tails = new WeakMap<AppLoadContext, PageTail>();

/** Keeps the page of a request open after its end; nothing begins before the page was sent. */
export function keepPageOpen(context: AppLoadContext, tail: PageTail): void {
  tails.set(context, tail);
}

/** The page, and after it its tail where it has one, which ends when the browser goes. */
export function withTail(page: Readable, context: AppLoadContext, nonce: string): Readable {
  const tail = tails.get(context);
  if (!tail) return page;
  const whole = new PassThrough();
  page.pipe(whole, { end: false });
  page.once("end", () => {
    const pieces = whole.destroyed ? null : tail(nonce);
    if (!pieces) return whole.end();
    pipeline(Readable.fromWeb(pieces as NodeStream<Uint8Array>), whole, () => {});
  });
  return whole;
}

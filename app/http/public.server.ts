import { marked } from "marked";
import type { Page } from "#app/domain/content.ts";
import { contextFor, type Incoming } from "./context.server.ts";

/** What the frame of a public page needs; loaders spread it into their data. */
export async function publicFrame(incoming: Incoming) {
  const ctx = await contextFor(incoming).catch(() => null);
  return {
    path: new URL(incoming.request.url).pathname,
    demonstration: incoming.context.house.settings.demonstration,
    signedIn: ctx?.actor.kind === "person",
  };
}

/** Our own Markdown as HTML. Only for content/, never for what somebody typed. */
export function pageHtml(page: Page): string {
  // A long line scrolls within its box, which a keyboard reaches only where it can have the focus.
  return marked.parse(page.body, { async: false }).replaceAll("<pre>", '<pre tabindex="0">');
}

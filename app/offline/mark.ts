import { timeWords } from "./clock.ts";
import { countWords, type Draft } from "./draft.ts";
import { draftsPath } from "./places.ts";

export type Standing = {
  readonly drafts: readonly Draft[];
  /** Something waits, and nobody is signed in to send it. */
  readonly signedOut: boolean;
  /** The network has come back since the page was loaded. */
  readonly back: boolean;
  /** What was just not possible. */
  readonly notice: string | null;
};

/** Read before the page's own script may draw the document anew. */
const { asOf } = document.documentElement.dataset;

/**
 * What the strip under the frame's head says: what waits, and that a page is an old one. It is a live
 * region, so nothing is written again that stands there already.
 */
export function showMark({ drafts, signedOut, back, notice }: Standing): void {
  const place = document.querySelector("[data-drafts-mark]");
  if (!place) return;
  const count = countWords(drafts);
  const said = [
    back || (navigator.onLine && !asOf) ? null : "No network.",
    asOf ? `This page is as of ${timeWords(Number(asOf))}.` : null,
    notice,
    count,
    count && signedOut ? "Sign in to send." : null,
  ].filter((each) => each !== null);
  if (place.textContent === said.join(" ")) return;
  place.replaceChildren(
    ...said.flatMap((words, i) => [i > 0 ? " " : "", words === count ? linkTo(words) : words]),
  );
}

function linkTo(words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = draftsPath;
  link.textContent = words;
  return link;
}

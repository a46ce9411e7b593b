import { browserNow } from "./clock.ts";

/** When the answer that is shown stops being one, on the screen's own clock; null: it never says yes or no. */
let agesAt: number | null = null;

/** Begins with what the page brought. */
export function begin() {
  agesAt = agesAtOf(board());
}

/**
 * Puts another board in the place of the one shown, so that its time begins again. Style elements stay
 * behind, as the page's own policy would not let them through; the one figure they carry is set instead.
 */
export function show(html: string) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const style of template.content.querySelectorAll("style")) style.remove();
  const next = template.content.querySelector<HTMLElement>("main.board");
  if (!next) return;
  for (const each of next.querySelectorAll<HTMLElement>("[data-fresh-for]"))
    each.style.setProperty("--board-fresh-for", `${each.dataset.freshFor}s`);
  board()?.replaceWith(next);
  agesAt = agesAtOf(next);
}

/** Turns it unknown where the animation could not: a browser may hold one back while it sleeps. */
export function ageIfOver() {
  if (agesAt !== null && browserNow() >= agesAt) board()?.setAttribute("data-aged", "");
}

export function sayLive(isLive: boolean) {
  const mark = document.querySelector<HTMLElement>("[data-live-mark]");
  if (!mark) return;
  mark.hidden = false;
  mark.dataset.state = isLive ? "live" : "lost";
  mark.textContent = (isLive ? mark.dataset.live : mark.dataset.lost) ?? "";
}

function board() {
  return document.querySelector<HTMLElement>("main.board");
}

function agesAtOf(shown: HTMLElement | null): number | null {
  const seconds = shown?.querySelector<HTMLElement>("[data-fresh-for]")?.dataset.freshFor;
  return seconds === undefined ? null : browserNow() + Number(seconds) * 1_000;
}

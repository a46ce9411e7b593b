import { browserNow } from "./clock.ts";
import { aheadHeader, isKeptAddress, keptAddress, keptAtHeader, startingPlaces } from "./places.ts";

const minuteMs = 60_000;
/** Lists change by the hour, forms seldom. */
const listAgeMs = 30 * minuteMs;
const formAgeMs = 12 * 60 * minuteMs;
const formsMax = 120;

/**
 * Fetches the person's forms ahead, one after another, so that they are there without network: the pages
 * that the frame leads to, and the forms that those pages link to.
 */
export async function warm(): Promise<void> {
  if (!navigator.onLine || !navigator.serviceWorker.controller) return;
  const forms = new Set<string>();
  for (const { path, way } of startingPlaces) {
    const isOpen =
      way === undefined || document.querySelector(`[data-person] nav a[href="${way}"]`);
    if (!isOpen || !(await isDue(path, listAgeMs))) continue;
    for (const form of formsOn(await fetchAhead(path))) forms.add(form);
  }
  for (const form of [...forms].slice(0, formsMax)) {
    if (await isDue(form, formAgeMs)) await fetchAhead(form);
  }
}

async function isDue(address: string, ageMs: number): Promise<boolean> {
  const kept = await caches.match(address);
  return !kept || Number(kept.headers.get(keptAtHeader)) < browserNow() - ageMs;
}

async function fetchAhead(address: string): Promise<string> {
  try {
    const reply = await fetch(address, { headers: { [aheadHeader]: "1" }, priority: "low" });
    return reply.ok && !reply.redirected ? await reply.text() : "";
  } catch {
    return "";
  }
}

function formsOn(html: string): string[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll<HTMLAnchorElement>("main a[href^='/']")].flatMap((link) => {
    const url = new URL(link.getAttribute("href") ?? "", location.href);
    const isStart = startingPlaces.some(({ path }) => path === url.pathname);
    return isKeptAddress(url) && !isStart ? [keptAddress(url)] : [];
  });
}

/**
 * The pages that are kept for a time without network: the form for a case, the inbox and the forms of an
 * assessor, and the list of drafts. Nothing else ever is: no dossier, no board, no answer about staffing.
 */
const kept = /^\/(drafts|logbook\/(new|again)|assess|assess\/new|assess\/(cases|requests)\/[^/]+)$/;

/** @param path  Of an address, or a route's pattern such as `/assess/requests/:request`. */
export function isKept(path: string): boolean {
  return kept.test(path);
}

/** A page that says what was just done is shown once, and never from what was kept. */
export function isKeptAddress({ pathname, searchParams }: URL): boolean {
  return isKept(pathname) && !searchParams.has("done");
}

/** A page of ours fetches another one ahead with this header, so that it is kept. */
export const aheadHeader = "X-Kept-Ahead";

/** When a page was kept, in milliseconds; noted beside it. */
export const keptAtHeader = "X-Kept-At";

/** Forms below these may be marked as drafts, so the worker says how a send of theirs ended. */
export function isWatched(path: string): boolean {
  return /^\/(logbook|assess)(\/|$|\.data$)/.test(path);
}

/** Where the list of drafts is, and where a draft is sent to. */
export const draftsPath = "/drafts";
export const sendPath = "/drafts/send";

/**
 * Pages that are fetched ahead for whoever has a way to them in their frame, or for everybody. Other forms
 * are found on these pages.
 */
export const startingPlaces: readonly { readonly path: string; readonly way?: string }[] = [
  { path: draftsPath },
  { path: "/logbook/new", way: "/logbook/new" },
  { path: "/logbook/again", way: "/logbook/new" },
  { path: "/assess", way: "/assess" },
];

/**
 * The address under which a page is kept. The form for a case holds every activity, and chooses among them
 * in the browser; the others are a page for each address.
 */
export function keptAddress({ pathname, search }: URL): string {
  return pathname === "/logbook/new" ? pathname : `${pathname}${search}`;
}

const pagePrefix = "systole-page-";

/** Pages of one person, made by one build: another build's pages need other scripts. */
export function pageCacheOf(build: string, personId: string): string {
  return `${pagePrefix}${build}-${personId}`;
}

export function isPageCache(name: string): boolean {
  return name.startsWith(pagePrefix);
}

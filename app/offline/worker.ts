import { CacheableResponsePlugin } from "workbox-cacheable-response";
import { clientsClaim } from "workbox-core";
import { ExpirationPlugin } from "workbox-expiration";
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute, setCatchHandler } from "workbox-routing";
import { NetworkFirst, NetworkOnly } from "workbox-strategies";
import { buildName, shell, styles } from "./build-facts.ts";
import { noNetworkPage } from "./no-network.ts";
import { pagePlugin } from "./page-plugin.ts";
import { aheadHeader, isKeptAddress, isPageCache, isWatched, pageCacheOf } from "./places.ts";
import { ownerNow } from "./store.ts";
import { sync } from "./sync.ts";
import { watchedSend } from "./watched-send.ts";
import { scope } from "./worker-scope.ts";

/**
 * The worker: scripts and style sheets of the forms from the precache, a few personal pages by network
 * first, every other page by network alone. What is no page and no form passes it by.
 */
const weekS = 7 * 24 * 60 * 60;
/** A ward's network that answers later than this is as good as none. */
const patienceS = 6;

scope.skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
precacheAndRoute(shell.map((url) => ({ url, revision: null })));

const strategies = new Map<string, NetworkFirst>();

/** The pages of one person lie in a cache of their own. */
function pagesOf(personId: string): NetworkFirst {
  const strategy =
    strategies.get(personId) ??
    new NetworkFirst({
      cacheName: pageCacheOf(buildName, personId),
      networkTimeoutSeconds: patienceS,
      plugins: [
        new CacheableResponsePlugin({ statuses: [200] }),
        new ExpirationPlugin({ maxEntries: 150, maxAgeSeconds: weekS, purgeOnQuotaError: true }),
        pagePlugin(personId),
      ],
    });
  strategies.set(personId, strategy);
  return strategy;
}

const network = new NetworkOnly();

registerRoute(
  ({ request, url, sameOrigin }) =>
    sameOrigin &&
    isKeptAddress(url) &&
    (request.mode === "navigate" || request.headers.has(aheadHeader)),
  async (asked) => {
    const owner = await ownerNow();
    return (owner ? pagesOf(owner.personId) : network).handle(asked);
  },
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isWatched(url.pathname),
  ({ request, url }) => watchedSend(request, url.pathname),
  "POST",
);

registerRoute(new NavigationRoute(network));

setCatchHandler(async ({ request }) =>
  request.mode === "navigate" ? noNetworkPage(styles) : Response.error(),
);

/** Pages of an earlier build ask for scripts that are gone. */
scope.addEventListener("activate", (event) => event.waitUntil(dropPagesOfOtherBuilds()));

async function dropPagesOfOtherBuilds() {
  const ours = pageCacheOf(buildName, "");
  const others = (await caches.keys()).filter(
    (name) => isPageCache(name) && !name.startsWith(ours),
  );
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** Where the browser has Background Sync, what waits goes out even with no page open. */
scope.addEventListener("sync", (event) => event.waitUntil(sync()));

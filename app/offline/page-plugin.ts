import { v7 as uuidv7 } from "uuid";
import type { WorkboxPlugin } from "workbox-core";
import { agedPage, isPageOf } from "./aged-page.ts";
import { browserNow } from "./clock.ts";
import { keptAddress, keptAtHeader as keptAt } from "./places.ts";

/** Keeps pages of this person alone, and says of a kept page how old it is. */
export function pagePlugin(personId: string): WorkboxPlugin {
  return {
    cacheKeyWillBeUsed: async ({ request }) => keptAddress(new URL(request.url)),
    async cacheWillUpdate({ request, response }) {
      const url = new URL(request.url);
      // Drawn with a choice made already, it would be the wrong page for any other choice.
      const isItself = keptAddress(url) === `${url.pathname}${url.search}`;
      if (response.redirected || !isItself) return null;
      const html = await response.clone().text();
      if (!isPageOf(html, personId)) return null;
      const headers = new Headers(response.headers);
      headers.set(keptAt, String(browserNow()));
      return new Response(html, { status: response.status, headers });
    },
    async cachedResponseWillBeUsed({ cachedResponse }) {
      if (!cachedResponse) return null;
      const { status, headers } = cachedResponse;
      const asOf = Number(headers.get(keptAt));
      return new Response(agedPage(await cachedResponse.text(), asOf, uuidv7()), {
        status,
        headers,
      });
    },
  };
}

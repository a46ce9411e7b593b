import { browserNow } from "./clock.ts";
import { ageIfOver, begin, sayLive, show } from "./shown.ts";

/**
 * The script of a board: it shows what the portal sends as it happens. Where no event comes through it asks
 * for the page; where nothing does, the board turns unknown by itself.
 */
const own = document.querySelector<HTMLScriptElement>("script[data-board-script]");
const ownScript = own?.getAttribute("src") ?? null;
/** The portal says something every 15 s; what is silent for longer is no connection any more. */
const silenceMs = 40_000;
const againMs = 5_000;

let source: EventSource | null = null;
let heardAt = browserNow();

function connect() {
  source?.close();
  heardAt = browserNow();
  source = new EventSource(own?.dataset.events ?? "");
  source.addEventListener("board", (event) => {
    const { html, script } = JSON.parse(event.data) as { html: string; script: string | null };
    if (script !== ownScript) return location.reload();
    heard();
    show(html);
    sayLive(true);
  });
  source.addEventListener("beat", heard);
  source.addEventListener("over", () => location.reload());
  source.addEventListener("error", () => {
    sayLive(false);
    if (source?.readyState === EventSource.CLOSED) again();
  });
}

function heard() {
  heardAt = browserNow();
  sayLive(true);
}

function again() {
  source?.close();
  source = null;
  void askOnce().then(() => setTimeout(connect, againMs));
}

/** A page by itself: it says why no events come, or at least what the answer is. */
async function askOnce() {
  try {
    const reply = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (reply.redirected || (reply.status >= 400 && reply.status < 500)) return location.reload();
    if (reply.ok) show(await reply.text());
  } catch {
    // The portal is out of reach: the board ages.
  }
}

begin();
connect();
setInterval(() => {
  ageIfOver();
  if (source && browserNow() - heardAt > silenceMs) again();
}, 1_000);

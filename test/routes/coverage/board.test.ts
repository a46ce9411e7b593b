import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { liveMostOfOne } from "#app/domain/coverage/board-device.ts";
import { day, minute } from "#app/domain/time/instant.ts";
import { withTail } from "#app/http/page-tail.server.ts";
import { loggedPath } from "#app/http/server/logged-path.server.ts";
import { contextAs } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { screenActor } from "#app/operations/coverage/board/pair-screen.server.ts";
import { answerShockTeam } from "#app/operations/coverage/shock-team/answer-shock-team.server.ts";
import { loader as board } from "#app/routes/coverage/board.tsx";
import { loader as events } from "#app/routes/coverage/board-events.tsx";
import { action as pair, loader as pairPage } from "#app/routes/coverage/board-pair.tsx";
import { loader as plain } from "#app/routes/coverage/board-plain.tsx";
import { action as manage, loader as screens } from "#app/routes/coverage/boards.tsx";
import { loader as unitPage } from "#app/routes/coverage/unit.tsx";
import { action as add } from "#app/routes/roster/shift-new.tsx";
import { boardDevice } from "#db/schema/coverage.ts";
import { network } from "#test/operations/coverage/network.ts";
import { browser, formOf, said } from "#test/routes/roster/pages.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
let leadId: string;
let held: string;
type Route = (args: LoaderFunctionArgs) => Promise<unknown>;

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "none", services: ["va_ecmo_service"] });
  await net.addUnit({ code: "other" });
  const person = await net.addPerson({
    name: "Dr Ida",
    registration: "GMC:1",
    external: ["BASE-CARD"],
    own: ["CRED-HEM"],
  });
  held = await net.credentialFor(person, "CRED-STL");
  leadId = await net.addLead("Ulla Unit", ward);
  const shift = {
    registration: "GMC:1",
    role: "attending",
    presence: "on_call",
    responseMinutes: "20",
    start: "2026-11-22T00:00",
    end: "2026-11-22T20:00",
    reason: "Entered late",
  };
  expect(said(await visit(add, "/units/ward/shifts/new", formOf(shift))).status).toBe(302);
  clock.advance(minute);
});

/** As the unit's lead, signed in anew: hours pass in between. */
async function visit(...asked: Parameters<Awaited<ReturnType<typeof browser>>["visit"]>) {
  return (await browser(house, leadId)).visit(...asked);
}

const contextOf = () => ({ house, requestId: "r", clientAddress: "192.0.2.7" });

/** A screen without anybody signed in, with whatever it was given to keep. */
async function look(
  route: Route,
  path: string,
  cookie = "",
  body?: FormData,
  context = contextOf(),
) {
  const headers = { Cookie: cookie, "Sec-Fetch-Site": "same-origin" };
  const request = new Request(`http://localhost${path}`, {
    headers,
    ...(body ? { method: "POST", body } : {}),
  });
  const [, , unit] = /^\/(units)\/([^/?]+)/.exec(path) ?? [];
  const [, code] = /^\/screen\/([^/?]+)/.exec(path) ?? [];
  try {
    return await route({ request, params: { unit, code }, context });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

async function addScreen(name = "Corridor", days = "30") {
  const wish = { what: "add", id: uuidv7(), name, days };
  const answer = said(await visit(manage, "/units/ward/boards", formOf(wish)));
  const { pairing } = answer.data as unknown as { pairing: { code: string; address: string } };
  return { id: wish.id, ...pairing };
}

/** @returns What the browser would keep, or the reply where it was refused. */
async function pairWith(code: string) {
  const reply = await look(pair as Route, "/screen", "", formOf({ code }));
  const set = reply instanceof Response ? reply.headers.get("Set-Cookie") : null;
  return { reply, set, cookie: set?.split(";")[0] ?? "" };
}

it("pairs a screen by a code that works once, and keeps only a hash of what lets it in", async () => {
  const { id, code, address } = await addScreen();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(address).not.toContain(code);
  const shown = (await look(pairPage as Route, `/screen/${code}`)) as { data: { code: string } };
  expect(shown.data.code).toBe(code);
  const { reply, set, cookie } = await pairWith(code.toLowerCase().replace("-", " "));
  expect(said(reply)).toMatchObject({ status: 302, to: "/units/ward/board" });
  expect(set).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=2592000/);
  expect(said((await pairWith(code)).reply)).toMatchObject({ status: 409 });
  const rows = await house.db.select().from(boardDevice);
  expect(JSON.stringify(rows)).not.toContain(cookie.split("=")[1]);
  expect(rows.find((row) => row.id === id)).toMatchObject({ pairedAt: clock.now() });
});

it("keeps a code out of the log, also where it stands in an address", () => {
  expect(loggedPath("/screen/K7QM-3XWP")).toBe("/screen/…");
});

it("takes no code after a quarter of an hour, nor one of a screen that was disconnected", async () => {
  const late = await addScreen();
  const gone = await addScreen();
  await visit(manage, "/units/ward/boards", formOf({ what: "revoke", id: gone.id }));
  expect(said((await pairWith(gone.code)).reply).status).toBe(409);
  clock.advance(15 * minute);
  expect(said((await pairWith(late.code)).reply).status).toBe(409);
});

it("shows a paired screen its unit's board and nothing else", async () => {
  const { cookie } = await pairWith((await addScreen()).code);
  expect(await look(board as Route, "/units/ward/board", cookie)).toMatchObject({
    unit: { code: "ward" },
    isScreen: true,
    answer: { value: "no", people: [{ name: "Dr Ida" }] },
  });
  for (const [route, path] of [
    [board, "/units/other/board"],
    [events, "/units/other/board/events"],
    [plain, "/units/other/board/plain"],
    [unitPage, "/units/ward"],
    [screens, "/units/ward/boards"],
  ] as const) {
    expect(said(await look(route as Route, path, cookie)).to, path).toMatch(/^\/login/);
  }
  const found = await screenActor(house, cookie.split("=")[1] ?? "");
  if (!found.ok) throw new Error(found.refusal.code);
  const ctx = contextAs(house, found.value);
  for (const ask of [answerCoverage, answerShockTeam])
    expect(await ask(ctx, { unitCode: "ward" })).toMatchObject({
      ok: false,
      refusal: { code: "not_permitted" },
    });
});

it("shows its lead every screen with when it was last seen, and never a code again", async () => {
  const { id, code } = await addScreen("Bed 4");
  await pairWith(code);
  const page = (await visit(screens, "/units/ward/boards")) as Awaited<ReturnType<typeof screens>>;
  expect(page.screens.find((each) => each.id === id)).toMatchObject({
    name: "Bed 4",
    state: "paired",
    lastSeenAt: clock.now(),
  });
  expect(JSON.stringify(page)).not.toContain(code);
});

type Event = { readonly event: string; readonly data: { html: string } | null };

/** The events of a stream, one at a time. */
function read(reply: Response) {
  const reader = reply.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  return {
    cancel: () => reader?.cancel(),
    async next(): Promise<Event | null> {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end >= 0) {
          const lines = text.slice(0, end).split("\n");
          text = text.slice(end + 2);
          const of = (name: string) =>
            lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "null";
          return { event: of("event"), data: JSON.parse(of("data")) };
        }
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) return null;
        text += decoder.decode(value, { stream: true });
      }
    },
  };
}

async function live(cookie: string) {
  const reply = (await look(events as Route, "/units/ward/board/events", cookie)) as Response;
  expect(reply.headers.get("Content-Type")).toBe("text/event-stream");
  return read(reply);
}

it("sends the board at once, and again when the record changes it, and ends when it is let go", async () => {
  const { id, code } = await addScreen();
  const stream = await live((await pairWith(code)).cookie);
  const first = await stream.next();
  expect(first?.event).toBe("board");
  expect(first?.data?.html).toContain("board-verdict");
  expect(first?.data?.html).not.toContain("Rules and reasons");
  clock.advance(1_000);
  // What changes nothing on the board is not sent: the next event is the one after it.
  await net.addUnit({ code: "unrelated" });
  await net.revoke(held);
  const next = await stream.next();
  expect(next?.event).toBe("board");
  expect(next?.data?.html).not.toBe(first?.data?.html);
  await visit(manage, "/units/ward/boards", formOf({ what: "revoke", id }));
  expect(await stream.next()).toMatchObject({ event: "over" });
  expect(await stream.next()).toBeNull();
});

it("sends the board again when its data has aged by a minute, though nothing was recorded", async () => {
  const stream = await live((await pairWith((await addScreen()).code)).cookie);
  await stream.next();
  clock.advance(minute);
  expect((await stream.next())?.event).toBe("board");
  await stream.cancel();
});

it("keeps so many boards of one screen live and no more, until one is closed", async () => {
  const { cookie } = await pairWith((await addScreen()).code);
  const open = [];
  for (let i = 0; i < liveMostOfOne; i++) open.push(await live(cookie));
  const refused = (await look(events as Route, "/units/ward/board/events", cookie)) as Response;
  expect(refused.status).toBe(429);
  expect(refused.headers.get("Retry-After")).toBe("30");
  await open[0]?.cancel();
  const again = await live(cookie);
  expect((await again.next())?.event).toBe("board");
  for (const each of [...open.slice(1), again]) await each.cancel();
});

it("asks everybody else to sign in before anything is streamed", async () => {
  const reply = await look(events as Route, "/units/ward/board/events");
  expect(said(reply).to).toMatch(/^\/login/);
});

it("lets a screen go when it is disconnected or its days are over, and says so on it", async () => {
  const { id, code } = await addScreen("Corridor", "1");
  const { cookie } = await pairWith(code);
  await visit(manage, "/units/ward/boards", formOf({ what: "revoke", id }));
  const gone = await look(board as Route, "/units/ward/board", cookie);
  expect(said(gone)).toMatchObject({ status: 302, to: "/screen?over" });
  expect(await look(pairPage as Route, "/screen?over")).toMatchObject({ init: { status: 403 } });
  const other = (await pairWith((await addScreen("Corridor", "1")).code)).cookie;
  clock.advance(day);
  expect(said(await look(board as Route, "/units/ward/board", other)).to).toBe("/screen?over");
});

/** The board without scripts, one piece of the page at a time. */
async function livePage(cookie: string) {
  const context = contextOf();
  const shown = await look(plain as Route, "/units/ward/board/plain", cookie, undefined, context);
  const page = withTail(Readable.from(["<html></html>"]), context, "own-nonce");
  const pieces = page.setEncoding("utf8")[Symbol.asyncIterator]();
  const next = async (): Promise<string | null> => (await pieces.next()).value ?? null;
  return { shown, next, leave: () => page.destroy() };
}

it("goes on with the page without scripts: each board whole, with ids and a time of its own", async () => {
  const { id, code } = await addScreen();
  const { shown, next } = await livePage((await pairWith(code)).cookie);
  expect(shown).toMatchObject({ isScreen: true });
  expect(await next()).toBe("<html></html>");
  const first = (await next()) ?? "";
  clock.advance(minute);
  const second = (await next()) ?? "";
  for (const each of [first, second]) {
    expect(each).toMatch(
      /^<div class="board-piece"><main class="board".*<hr class="board-end" hidden=""\/><\/div>\n$/,
    );
    expect(each).toContain('<style nonce="own-nonce">');
    expect(each).toContain('<a href="/units/ward/board/plain">ask again</a>');
  }
  const idOf = (text: string) => /<style nonce="own-nonce">#([\w-]+)\{/.exec(text)?.[1];
  expect(idOf(first)).not.toBe(idOf(second));
  await visit(manage, "/units/ward/boards", formOf({ what: "revoke", id }));
  expect(await next()).toBe('<meta http-equiv="refresh" content="0">\n');
  expect(await next()).toBeNull();
});

it("gives a page's place back when its browser goes", async () => {
  const { cookie } = await pairWith((await addScreen()).code);
  for (let i = 0; i <= liveMostOfOne; i++) {
    const { next, leave } = await livePage(cookie);
    await next();
    expect(await next(), String(i)).toContain("board-piece");
    leave();
    await new Promise((resolve) => setImmediate(resolve));
  }
});

it("ends every stream when the portal ends", async () => {
  const stream = await live((await pairWith((await addScreen()).code)).cookie);
  await stream.next();
  house.pulse.close();
  expect(await stream.next()).toBeNull();
});

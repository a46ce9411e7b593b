import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { demonstration, publicOrigin } from "../setup/fixed.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";
import { worldHeader } from "./worlds.ts";

const world = "board";
const unit = "/units/demo-advanced";
const wall = { width: 1440, height: 900 };

/** A browser that hangs on a wall: nobody ever signed in on it. */
async function screenOn(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: wall,
    baseURL: publicOrigin,
    ...options,
    extraHTTPHeaders: { [worldHeader]: world },
    timezoneId: "Europe/Berlin",
  });
  return context.newPage();
}

/** A line of its own to the portal, which can be cut as if the portal were gone. */
async function lineToThePortal() {
  const { hostname, port } = new URL(publicOrigin);
  const line = createServer((incoming, reply) => {
    const { method, headers, url: path } = incoming;
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
      reply.once("close", () => answer.destroy());
    });
    incoming.pipe(asked);
  });
  const listen = (at: number) => line.listen(at, hostname) && once(line, "listening");
  await listen(0);
  const own = (line.address() as AddressInfo).port;
  return {
    origin: `http://${hostname}:${own}`,
    async cut() {
      const closed = once(line, "close");
      line.close();
      line.closeAllConnections();
      await closed;
    },
    mend: () => listen(own),
  };
}

/** Adds a screen as the unit's lead, who stays where screens are kept. @returns The code for it. */
async function addScreen(page: Page, name: string): Promise<string> {
  await page.getByLabel("Where it hangs").fill(name);
  await page.getByRole("button", { name: "Add it and show the code" }).click();
  await expect(page.getByRole("heading", { name: `Pair ${name}` })).toBeVisible();
  return (await page.locator(".pairing-code").textContent()) ?? "";
}

/** The unit's roster system takes everybody off this day, as a roster emptied by mistake would. */
async function clearRoster(page: Page) {
  const period = "from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z";
  const reply = await page.request.put(
    `/api/v1${unit}/roster?${period}&reason=test&source=roster`,
    {
      headers: {
        Authorization: `Bearer ${demonstration.apiToken}`,
        "Content-Type": "text/csv",
        [worldHeader]: world,
      },
      data: "registration,role,presence,start,end\n",
    },
  );
  expect(reply.status(), await reply.text()).toBe(200);
}

const word = (page: Page, said: string) => page.getByText(said, { exact: true });

/** As if the time of the answer were over: the browser's own animations, run to their end. */
const letTimePass = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.getAnimations()) each.finish();
  });

test("a board that has lost the portal turns unknown by itself and finds back", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit");
  await page.clock.install();
  await page.setViewportSize(wall);
  await page.goto(`${unit}/board`);
  await expect(word(page, "Yes")).toBeVisible();
  await expect(word(page, "Live")).toBeVisible();
  await portal.inspect();
  // Two ways to notice: the animation of the page, and the screen's own clock.
  await page.context().setOffline(true);
  await page.clock.fastForward("02:01");
  await expect(word(page, "Unknown")).toBeVisible();
  await expect(word(page, "Yes")).toBeHidden();
  await expect(page.getByText("No connection.")).toBeVisible();
  await page.context().setOffline(false);
  await page.clock.fastForward("00:30");
  await expect(word(page, "Yes")).toBeVisible();
  await letTimePass(page);
  await expect(word(page, "Unknown")).toBeVisible();
  await expect(word(page, "Yes")).toBeHidden();
});

test("without scripts a board turns unknown, and never into an error page, when the portal is gone", async ({
  portal,
  browser,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", `${unit}/boards`);
  const code = await addScreen(page, "Bed 4");
  const line = await lineToThePortal();
  const screen = await screenOn(browser, { javaScriptEnabled: false, baseURL: line.origin });
  await screen.goto(`/screen/${code}`);
  await screen.getByRole("button", { name: "Show the board here" }).click({ noWaitAfter: true });
  // The page never ends, and so is never loaded.
  await screen.waitForURL(`**${unit}/board/plain`, { waitUntil: "commit" });
  await expect(word(screen, "Yes")).toHaveCount(2);
  await expect(screen.locator("main.board:visible")).toHaveCount(1);
  // A board that broke off on its way may lack the part that ages it: the one before stays.
  await screen.evaluate(() => {
    const cut = document.createElement("div");
    cut.id = "cut";
    cut.className = "board-piece";
    cut.append(document.querySelector("main.board")?.cloneNode(true) ?? "");
    document.body.append(cut);
  });
  await expect(screen.locator("#cut main")).toBeHidden();
  await expect(screen.locator("main.board:visible")).toHaveCount(1);
  await screen.evaluate(() => document.getElementById("cut")?.remove());
  await line.cut();
  await letTimePass(screen);
  await expect(word(screen, "Unknown").last()).toBeVisible();
  await expect(word(screen, "Yes").last()).toBeHidden();
  await line.mend();
  await screen.getByRole("link", { name: "ask again" }).click({ noWaitAfter: true });
  await expect(word(screen, "Yes").last()).toBeVisible();
  await line.cut();
  await screen.context().close();
});

test("the shock team stands on one page, and a call of it is recorded with who joined", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", `${unit}/shock-team`);
  await expect(page.getByRole("heading", { name: "Shock-team lead" })).toBeVisible();
  await portal.inspect();
  await page.getByRole("link", { name: "Record a call" }).click();
  await page.getByLabel("D, deteriorating").check();
  await page.getByLabel("Started").check();
  await page.getByLabel("VA-ECMO", { exact: true }).check();
  await page.getByRole("button", { name: "Record the call" }).click();
  await expect(page.getByRole("link", { name: "For VA-ECMO, say yes or no" })).toBeVisible();
  await portal.inspect();
  await page
    .getByRole("group", { name: /unload/ })
    .getByLabel("Yes")
    .check();
  await page.getByRole("group", { name: /exit/ }).getByLabel("No").check();
  await page.getByRole("button", { name: "Record the call" }).click();
  await expect(page.getByText("VA-ECMO started without an exit strategy")).toBeVisible();
  await page.locator("#seat").selectOption({ label: "Shock-team lead" });
  const able = page.locator("#personId option", { hasText: "Shock-team lead" }).first();
  await page.locator("#personId").selectOption((await able.getAttribute("value")) ?? "");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Not a full team. 1 person joined.")).toBeVisible();
  await page.locator("#startedAt").fill(await page.locator("#joinedAt").inputValue());
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText(/^\d+ min after the call\./)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  await portal.visit(`${unit}/activations`);
  await expect(page.getByText("A full team in 0 of 1 cases")).toBeVisible();
  await portal.signInAs("registrar");
  expect((await page.goto(`${unit}/activations`))?.status()).toBe(404);
});

test("the network shows counts first, then the units chosen", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit");
  await portal.visit("/network");
  await page.getByRole("link", { name: /^No cardiac tier, No: 1$/ }).click();
  await expect(page.getByRole("heading", { name: "1 unit", exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test("a screen is paired by a code, shows the answer live, and stops when it is disconnected", async ({
  portal,
  browser,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", `${unit}/boards`);
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  const code = await addScreen(page, "Corridor");
  await portal.inspect();

  const screen = await screenOn(browser);
  await screen.goto("/screen");
  await screen.getByLabel("Code").fill(code.toLowerCase());
  await screen.getByRole("button", { name: "Show the board here" }).click();
  await expect(screen).toHaveURL(`${publicOrigin}${unit}/board`);
  await expect(word(screen, "Yes")).toBeVisible();
  await expect(word(screen, "Live")).toBeVisible();
  await expect(screen.getByText("Rules and reasons")).toHaveCount(0);
  await screen.evaluate(() => {
    document.title = "Never loaded again";
  });

  await clearRoster(page);
  await expect(word(screen, "No")).toBeVisible();
  await expect(word(screen, "Yes")).toHaveCount(0);
  await expect(screen.getByText("Nobody is on duty in this unit.")).toBeVisible();
  expect(await screen.title()).toBe("Never loaded again");

  await page.goto(`${unit}/boards`);
  await page.getByRole("button", { name: "Disconnect Corridor" }).click();
  await expect(screen.getByText("This screen shows no board any more")).toBeVisible();
  const again = await screen.goto(`${unit}/board`);
  expect(again?.status()).toBe(403);
  await screen.context().close();
});

import type { Browser, Page } from "@playwright/test";
import { demonstration, publicOrigin } from "../setup/fixed.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";
import { worldHeader } from "./worlds.ts";

const world = "board";
const unit = "/units/demo-advanced";
const wall = { width: 1440, height: 900 };

/** A browser that hangs on a wall: nobody ever signed in on it. */
async function screenOn(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: wall,
    javaScriptEnabled,
    baseURL: publicOrigin,
    extraHTTPHeaders: { [worldHeader]: world },
    timezoneId: "Europe/Berlin",
  });
  return context.newPage();
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

test("without scripts a screen is paired, asks again by itself, and ages all the same", async ({
  portal,
  browser,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", `${unit}/boards`);
  const code = await addScreen(page, "Bed 4");
  const screen = await screenOn(browser, false);
  await screen.goto(`/screen/${code}`);
  await screen.getByRole("button", { name: "Show the board here" }).click();
  await expect(word(screen, "Yes")).toBeVisible();
  await expect(screen.locator("meta[http-equiv=refresh]")).toHaveAttribute("content", "30");
  await letTimePass(screen);
  await expect(word(screen, "Unknown")).toBeVisible();
  await expect(word(screen, "Yes")).toBeHidden();
  await screen.context().close();
});

test("the shock team stands on one page, and a call of it is recorded with who joined", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", `${unit}/shock-team`);
  await expect(page.getByRole("heading", { name: "Shock-team lead" })).toBeVisible();
  await portal.inspect();
  await page.getByRole("link", { name: "Record an activation" }).click();
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

import type { Page } from "@playwright/test";
import {
  draftIds,
  expectLogged,
  logCase,
  network,
  pageCaches,
  readyForOffline,
  storedText,
  valueIn,
} from "./offline-browser.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

const mark = (page: Page) => page.locator("[data-drafts-mark]");
const entries = (page: Page) => page.locator("[data-drafts] article");

test("a case logged without network waits, outlives its tab, and is sent once", async ({
  portal,
}) => {
  const { page } = portal;
  const context = page.context();
  await portal.signInAs("fellow", "/logbook");
  await readyForOffline(page, ["/drafts", "/logbook/new"]);
  await network(context, "gone");
  await page.goto("/logbook/new");
  await expect(mark(page)).toContainText(
    /No network. This page is as of \d+ \w+ 20\d\d, \d\d:\d\d/,
  );
  await logCase(page, "2026-11-20T05:17");
  await expect(page).toHaveURL("/drafts");
  await expect(mark(page)).toContainText("1 waiting to be sent.");
  await expect(entries(page)).toContainText("Pulmonary artery catheter insertion");
  await expectNoSidewaysScroll(page);
  const [id = ""] = await draftIds(page);
  const stored = await storedText(page, "systole-drafts");
  expect(stored).toContain(id);
  for (const typed of ["pa-catheter", "supervised", "2026-11-20T05:17", "Pulmonary", "fellowship"])
    expect(stored).not.toContain(typed);
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
  await portal.inspect();
  await page.close();
  const again = { ...portal, page: await context.newPage() };
  await network(context, "there");
  await again.page.goto("/drafts");
  await expect(entries(again.page)).toContainText("Sent");
  await expect(mark(again.page)).toBeEmpty();
  await again.page.goto("/logbook");
  await expect(again.page.locator(`a[href="/logbook/${id}"]`)).toHaveCount(1);
});

test("two cases written into one kept form are two, and both go out when the network is back", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook");
  await readyForOffline(page, ["/drafts", "/logbook/new"]);
  await network(page.context(), "gone");
  for (const when of ["2026-11-19T05:17", "2026-11-18T05:17"]) {
    await logCase(page, when);
    await expect(page).toHaveURL("/drafts");
  }
  await expect(entries(page)).toHaveCount(2);
  const ids = await draftIds(page);
  await network(page.context(), "there");
  await expect(entries(page).filter({ hasText: /Sent \d/ })).toHaveCount(2);
  for (const id of ids) await expectLogged(page, id);
});

test("a refused draft says why, and opens again with everything typed", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook");
  await readyForOffline(page, ["/drafts", "/logbook/new"]);
  await network(page.context(), "gone");
  await logCase(page, "2012-03-04T10:20");
  await expect(page).toHaveURL("/drafts");
  const [id = ""] = await draftIds(page);
  await network(page.context(), "there");
  await expect(entries(page)).toContainText("The case lies outside your fellowship.");
  await expect(mark(page)).toContainText("1 was not taken.");
  await portal.inspect();
  await entries(page).getByRole("link", { name: "Open it again" }).click();
  await expect(page.getByLabel("When", { exact: true })).toHaveValue("2012-03-04T10:20");
  await expect(page.getByRole("radio", { name: "Supervised primary" })).toBeChecked();
  expect(await valueIn(page, "supervisorId")).toMatch(/^[0-9a-f-]{36}$/);
  await page.getByLabel("When", { exact: true }).fill("2026-11-17T05:17");
  await page.getByRole("button", { name: "Add to log" }).click();
  await expect(page.getByText("The case is in your log")).toBeVisible();
  await expectLogged(page, id);
  await page.goto("/drafts");
  await expect(entries(page)).toContainText("Sent");
});

test("an assessment written without network arrives when a session is there again", async ({
  portal,
}) => {
  const { page } = portal;
  const context = page.context();
  await portal.signInAs("assessor", "/assess");
  const form = await page.locator('a[href^="/assess/new?fellow="]').first().getAttribute("href");
  await readyForOffline(page, ["/drafts", "/assess", form ?? ""]);
  await network(context, "gone");
  await page.goto("/assess");
  await page.locator(`a[href="${form}"]`).click();
  await page.getByLabel("What you saw").selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^Level 3:/ }).check();
  await page.getByLabel("One sentence to the fellow").fill("Sutured neatly, now plan aloud.");
  await page.getByLabel("When", { exact: true }).fill("2026-11-20T05:17");
  await page.getByRole("button", { name: "Record the observation" }).click();
  await expect(page).toHaveURL("/drafts");
  expect(await storedText(page, "systole-drafts")).not.toContain("Sutured");
  await context.clearCookies();
  await network(context, "there");
  await expect(mark(page)).toContainText("1 waiting to be sent. Sign in to send.");
  await page.goto("/login?to=/drafts");
  await signIn(page, "assessor");
  await expect(entries(page)).toContainText("Sent");
});

async function signIn(page: Page, name: string) {
  const { demonstration } = await import("../setup/fixed.ts");
  await page.getByLabel("E-mail address").fill(`${name}@demo.systole.example`);
  await page.getByLabel("Password").fill(demonstration.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a network that is gone in the middle of sending loses nothing", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook");
  await readyForOffline(page, ["/drafts", "/logbook/new"]);
  await page.context().route("**/logbook/new*", async (route) => {
    if (route.request().method() === "POST") await route.abort();
    else await route.continue();
  });
  await logCase(page, "2026-11-16T05:17");
  await expect(page).toHaveURL("/drafts");
  await expect(entries(page).filter({ hasText: /Sent \d/ })).toHaveCount(1);
  const [id = ""] = await draftIds(page);
  await expectLogged(page, id);
});

test("nothing about staffing is shown without network", async ({ portal }) => {
  const { page } = portal;
  const context = page.context();
  await portal.signInAs("unit", "/units/demo-advanced");
  await readyForOffline(page, ["/drafts"]);
  for (const path of ["/units/demo-advanced", "/units/demo-advanced/board"]) await page.goto(path);
  await network(context, "gone");
  for (const path of ["/units/demo-advanced", "/units/demo-advanced/board", "/units"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(503);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no network");
    await expect(page.getByText(/\bYes\b/)).toHaveCount(0);
    await portal.inspect();
  }
  const api = "/api/v1/units/demo-advanced/staffing";
  await expect(page.evaluate((path) => fetch(path), api)).rejects.toThrow("Failed to fetch");
});

test("signing out asks about what is not sent, then leaves nothing in the browser", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook");
  await readyForOffline(page, ["/drafts", "/logbook/new"]);
  await network(page.context(), "gone");
  await logCase(page, "2012-03-04T10:20");
  await expect(page).toHaveURL("/drafts");
  await network(page.context(), "there");
  await expect(entries(page)).toContainText("Not taken");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("Not everything is sent yet")).toBeVisible();
  await portal.inspect();
  await page.getByRole("button", { name: "Sign out and remove it" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeAttached();
  expect(await pageCaches(page)).toEqual([]);
  expect(await storedText(page)).not.toMatch(/personId|sealed/);
});

test("another person in the same browser finds nothing of the one before", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook");
  await readyForOffline(page, ["/drafts", "/logbook/new"]);
  await network(page.context(), "gone");
  await logCase(page, "2012-03-04T10:20");
  await expect(page).toHaveURL("/drafts");
  await expect(entries(page)).toHaveCount(1);
  await network(page.context(), "there");
  await portal.signInAs("assessor", "/drafts");
  await expect(page.locator("[data-drafts]")).toContainText("Nothing is waiting");
  expect(await draftIds(page)).toEqual([]);
  await readyForOffline(page, ["/drafts", "/assess"]);
  expect(await pageCaches(page)).toHaveLength(1);
  expect(await page.evaluate((path) => caches.match(path), "/logbook/new")).toBeUndefined();
});

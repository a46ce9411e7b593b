import type { Page } from "@playwright/test";
import { expect, expectNoSidewaysScroll, type Portal, test } from "./portal.ts";
import { countTaps } from "./taps.ts";

/** One fellow's phone; what is logged first is corrected later. */
test.describe.configure({ mode: "serial" });

const assessor = "Dr. Ayşe Demir";
const catheter = "Pulmonary artery catheter insertion";
const way: { old?: string } = {};

test.beforeEach(({ page }) => {
  expect(page.viewportSize()).toEqual({ width: 360, height: 740 });
});

const navigation = (page: Page) => page.getByRole("navigation", { name: "Main" });
const save = (page: Page) => page.getByRole("button", { name: "Add to log" });

/** Nothing that must be filled in stands empty: a thumb alone can send the form. */
async function expectNothingToType(page: Page) {
  const form = page.locator('form[data-draft="case"]');
  expect(await form.evaluate((each: HTMLFormElement) => each.checkValidity())).toBe(true);
}

test("a case with another part, supervisor and place takes six taps and no typing", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow");
  const thumb = countTaps();
  await thumb.tap(navigation(page).getByRole("link", { name: "Log a case" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What did you do?");
  await portal.inspect();
  await thumb.tap(page.getByRole("link", { name: catheter }).first());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(catheter);
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await thumb.tap(page.getByRole("radio", { name: "Primary", exact: true }));
  await thumb.tap(page.getByRole("radio", { name: assessor }));
  await thumb.tap(page.getByRole("radio", { name: "Catheterisation laboratory" }));
  await expect(page.getByRole("link", { name: /^Fills (no target|\d+ targets?)$/ })).toBeVisible();
  await expectNothingToType(page);
  await thumb.tap(save(page));
  await expect(page.getByText("The case is in your log")).toBeVisible();
  expect(thumb.taps).toBeLessThanOrEqual(6);
  const row = page.getByRole("row").filter({ hasText: catheter }).first();
  await expect(row).toContainText("Primary");
  await expect(row).toContainText(assessor);
});

test("something never logged before takes six taps as well, found by its domain", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow");
  const thumb = countTaps();
  await thumb.tap(navigation(page).getByRole("link", { name: "Log a case" }));
  await thumb.tap(page.locator("summary").filter({ hasText: "Airway and ventilation" }));
  await thumb.tap(page.locator("details[open] .activity-list a").first());
  await expectNothingToType(page);
  await thumb.tap(page.getByRole("radio", { name: "Assistant" }));
  await expect(page.getByRole("link", { name: "Fills no target" })).toBeVisible();
  await thumb.tap(page.getByRole("radio", { name: assessor }));
  await thumb.tap(save(page));
  await expect(page.getByText("The case is in your log")).toBeVisible();
  expect(thumb.taps).toBeLessThanOrEqual(6);
});

for (const [from, path] of [
  ["home", "/home"],
  ["the logbook", "/logbook"],
] as const) {
  test(`the same again takes two taps from ${from}`, async ({ portal }) => {
    const { page } = portal;
    await portal.signInAs("fellow", "/logbook");
    const before = await countOf(page);
    await portal.signInAs("fellow", path);
    const thumb = countTaps();
    await thumb.tap(page.getByRole("link", { name: "Same again" }));
    await expect(page.getByText("The same as last time, now")).toBeVisible();
    await portal.inspect();
    await expectNothingToType(page);
    await thumb.tap(save(page));
    await expect(page.getByText("The case is in your log")).toBeVisible();
    expect(thumb.taps).toBeLessThanOrEqual(2);
    expect(await countOf(page)).toBe(before + 1);
  });
}

async function countOf(page: Page): Promise<number> {
  const all = page.getByRole("navigation", { name: "Cases by state" }).getByRole("link").first();
  return Number((await all.textContent())?.replace(/\D/g, ""));
}

test("says night and weekend from the time while it is chosen", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook/new?activity=pa-catheter-insertion");
  const derived = page.locator(".case-derived");
  const when = page.getByLabel("When");
  await expect(page.getByRole("button", { name: "12 h ago" })).toBeVisible();
  const now = await when.inputValue();
  await when.fill("2026-11-20T12:00");
  await expect(derived).toHaveText("by day");
  await when.fill("2026-11-21T20:00");
  await expect(derived).toHaveText("at night, at the weekend");
  await page.getByRole("button", { name: "12 h ago" }).tap();
  expect((await when.inputValue()) < now).toBe(true);
  await page.getByRole("button", { name: "Now" }).tap();
  expect((await when.inputValue()) >= now).toBe(true);
});

test("finds any activity by a part of its name, with scripts and without", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook/new");
  await page.getByLabel("Search").fill("ecmo cannul");
  const found = page.getByRole("region", { name: "Found" }).getByRole("link");
  await expect(found.first()).toContainText(/cannul/i);
  const shown = await found.allTextContents();
  const answer = await page.request.get("/logbook/new?q=ecmo+cannul");
  const html = await answer.text();
  for (const name of shown) expect(html).toContain(`>${name}</a>`);
  await page.getByLabel("Search").fill("nothing of that name");
  await expect(page.getByText("Nothing is called that")).toBeVisible();
});

test("a correction says that it must be confirmed again, and stops what identifies a patient", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook?state=confirmed");
  await page.getByRole("row").getByRole("link").first().click();
  await page.waitForURL(/\/logbook\/[0-9a-f-]{36}$/);
  way.old = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Correct it" }).click();
  await expect(page.getByText(/must confirm it again/)).toBeVisible();
  await portal.inspect();
  await page.getByLabel("Why").fill("mixed up with Mrs Brown");
  await page.getByRole("radio", { name: "Observer" }).tap();
  await chooseSupervisor(portal);
  await page.getByRole("button", { name: "Save the correction" }).click();
  await expect(page.getByRole("alert").first()).toContainText("“Mrs Brown” looks like a name");
  await expect(page.getByLabel("Why")).toHaveValue("mixed up with Mrs Brown");
  await expect(page.getByRole("radio", { name: "Observer" })).toBeChecked();
  await portal.inspect();
  await page.getByLabel("Why").fill("wrong part chosen");
  await page.getByRole("button", { name: "Save the correction" }).click();
  await expect(page.getByText("The correction is on record")).toBeVisible();
  await portal.inspect();
  await expect(page.getByText("Corrected: “wrong part chosen”")).toBeVisible();
  const now = new URL(page.url()).pathname;
  expect(now).not.toBe(way.old);
  await page.goto(way.old);
  expect(new URL(page.url()).pathname).toBe(now);
});

async function chooseSupervisor({ page }: Portal) {
  const one = page.getByRole("radio", { name: assessor });
  if (!(await one.isVisible())) await page.getByText("Somebody else").tap();
  await one.tap();
}

test("its supervisor sees what it was, and confirms it again", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("assessor", "/assess");
  const corrected = page.getByRole("article").filter({ hasText: "Corrected: was" });
  await expect(corrected).toHaveCount(1);
  await corrected.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "How it came to this" })).toBeVisible();
  await portal.inspect();
  await page.getByRole("button", { name: "Confirm: it was so" }).click();
  await expect(page.getByText("The case is confirmed and counts now")).toBeVisible();
});

test("the director has only the month kept, and the logbook then shows no more", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("director", "/programme/policy");
  await expectNoSidewaysScroll(page);
  await page.getByRole("radio", { name: "Only the month" }).tap();
  await page.getByRole("button", { name: "Set this from now on" }).click();
  await expect(page.getByText("This holds from now on")).toBeVisible();
  await expect(page.getByText("Dates of cases: only the month")).toBeVisible();
  await portal.inspect();
  await portal.signInAs("fellow", "/logbook/new?activity=pa-catheter-insertion");
  await expect(page.getByText(/keeps only the month/)).toBeVisible();
  await save(page).click();
  const row = page.getByRole("row").filter({ hasText: catheter });
  await expect(row.filter({ hasText: "November 2026" }).first()).toBeVisible();
});

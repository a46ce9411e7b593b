import { tabTo } from "./keyboard.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";
import { countTaps } from "./taps.ts";

const unit = "/units/demo-advanced";
/** A week that lies ahead, whole. */
const week = `${unit}/roster?from=2026-11-30`;

test("somebody is put on the roster by keyboard alone", async ({ portal }) => {
  const { page } = portal;
  await page.setViewportSize({ width: 1440, height: 900 });
  await portal.signInAs("unit", week);
  const stop = page.locator("a[data-cell][tabindex='0']");
  await tabTo(page, stop);
  await expect(stop).toHaveCount(1);
  const empty = page.locator("a[data-cell][data-empty]").first();
  const [line, day] = ((await empty.getAttribute("data-cell")) ?? "").split(".").map(Number);
  const [from] = ((await stop.getAttribute("data-cell")) ?? "").split(".").map(Number);
  await page.keyboard.press("Home");
  for (let i = from ?? 0; i < (line ?? 0); i++) await page.keyboard.press("ArrowDown");
  for (let i = 0; i < (day ?? 0); i++) await page.keyboard.press("ArrowRight");
  const cell = page.locator(`a[data-cell="${line}.${day}"]`);
  await expect(cell).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Person")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(cell).toBeFocused();

  await page.keyboard.press("o");
  await page.keyboard.type("kafor");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Published. The next answer uses it.")).toBeVisible();
  await expect(cell).toContainText("Okafor");
  await expect(cell).toBeFocused();
  await portal.inspect();

  await page.keyboard.press("Enter");
  await page.keyboard.type("nobody of that name");
  await page.keyboard.press("Enter");
  await expect(page.getByText("can be put on the roster by name")).toBeVisible();
  await expect(page.getByLabel("Person")).toHaveValue("nobody of that name");
});

test("a phone shows one day at a time and hands a shift over in few taps", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", week);
  await expectNoSidewaysScroll(page);
  await page.getByRole("navigation", { name: "Day" }).getByRole("link", { name: "Wed 2" }).tap();
  await expect(page).toHaveURL(/day=2/);
  await expect(page.locator("#cell-0\\.2")).toBeVisible();
  await expect(page.locator("#cell-0\\.1")).toBeHidden();

  await portal.visit(unit);
  const taps = countTaps();
  await taps.tap(page.getByRole("link", { name: /^Change .*Interventional/ }).first());
  await expect(page.getByRole("heading", { name: "Change a shift" })).toBeVisible();
  const next = page.getByRole("group", { name: "Who" }).locator(".choice").nth(1);
  const name = ((await next.locator("label").textContent()) ?? "").trim();
  await taps.tap(next.locator("input"));
  await taps.tap(page.getByLabel("Fell ill"));
  await taps.tap(page.getByRole("button", { name: "Save the change" }));
  await expect(page.getByText("Published. The answer below uses it.")).toBeVisible();
  await expect(page.getByRole("rowheader", { name })).toBeVisible();
  expect(taps.taps).toBeLessThanOrEqual(5);
});

test("what was published is looked at and undone", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", `${unit}/roster/history`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "What it changed" })).toBeVisible();
  await portal.inspect();
  await page.getByLabel("Reason").fill("Nobody was ill");
  await page.getByRole("button", { name: "Undo it, exactly so" }).click();
  await expect(page.getByText("The roster says again what it said before")).toBeVisible();
});

test("a doctor takes responsibility, and the answer stays no", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", "/units/demo-general/override");
  await portal.inspect();
  await page.getByLabel("Somebody else").or(page.getByLabel("Which doctor")).last().fill("Okafor");
  await page
    .getByLabel("Why does the unit go on?")
    .fill("The transfer waits for the storm to pass.");
  await page.getByRole("button", { name: "See what it does" }).click();
  await expect(page.getByText("The answer stays no.")).toBeVisible();
  await portal.inspect();
  await page.getByRole("button", { name: "Record this override" }).click();
  await expect(page).toHaveURL(/overrides\?declared/);
  await portal.visit("/units/demo-general");
  await expect(page.getByText("has taken responsibility")).toBeVisible();
  await expect(page.locator(".answer-word")).toContainText("No");
});

test("an override is ended early, and stands beside no answer any more", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", "/units/demo-general/overrides");
  await tabTo(page, page.getByRole("link", { name: "End it now" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/end$/);
  await portal.inspect();
  await tabTo(page, page.getByRole("button", { name: "End it now" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?ended/);
  await expect(page.getByText("stands beside no answer from now on")).toBeVisible();
  await portal.visit("/units/demo-general");
  await expect(page.getByText("has taken responsibility")).toBeHidden();
});

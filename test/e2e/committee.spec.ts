import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { demonstration } from "../setup/fixed.ts";
import { tabTo, typeInto } from "./keyboard.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

/** One meeting, each step resting on the one before. */
test.describe.configure({ mode: "serial" });

const member = "Dr. Ingrid Solheim";
const conflicted = "Dr. Hyejin Park";
const keysMost = 4;
const way: { meeting?: string } = {};

/** Presses a key; how many were pressed is what a budget is held against. */
function counted(page: Page) {
  const pressed: string[] = [];
  const press = async (key: string) => {
    pressed.push(key);
    await page.keyboard.press(key);
  };
  return { pressed, press };
}

/** The fellow whose screen is shown and answers keys. */
async function shownFellow(page: Page): Promise<string> {
  await expect(page.getByText("Turn keys off")).toBeVisible();
  await expect(page.locator("html[data-keys]")).toBeAttached();
  return (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
}

test("a member calls a meeting about everybody who is due, and says who is there", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("committee", "/committee");
  await tabTo(page, page.getByRole("link", { name: "Call a meeting" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Call a meeting");
  await portal.inspect();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(5);
  await tabTo(page, page.getByRole("button", { name: "Call the meeting" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nobody has been recorded as present.")).toBeVisible();
  way.meeting = new URL(page.url()).pathname;
  const boxes = page.getByRole("checkbox");
  await expect(boxes).toHaveCount(3);
  for (const box of await boxes.all()) {
    await tabTo(page, box);
    await page.keyboard.press("Space");
  }
  await tabTo(page, page.getByRole("button", { name: "Record who is there" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("The attendance is recorded")).toBeVisible();
  await portal.inspect();
});

test("a fellow who is on track takes at most four keys, and the next screen follows", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("committee", way.meeting);
  await tabTo(page, page.getByRole("link", { name: /^To Dr/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "What is new" })).toBeVisible();
  await portal.inspect();
  const first = await shownFellow(page);
  const { pressed, press } = counted(page);
  await press("1");
  await expect(page.getByRole("radio", { name: /On track/ })).toBeChecked();
  await press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(first);
  expect(pressed.length).toBeLessThanOrEqual(keysMost);
  test.info().annotations.push({ type: "keys a fellow", description: `${pressed.length}` });
  const second = await shownFellow(page);
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first);
  await expect(page.getByText("On track").first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second);
});

test("who needs attention is told why, and dissent stands beside it", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("committee", way.meeting);
  await tabTo(page, page.getByRole("link", { name: /^To Dr/ }));
  await page.keyboard.press("Enter");
  const name = await shownFellow(page);
  await page.keyboard.press("2");
  await expect(page.getByRole("radio", { name: /Needs attention/ })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Why: Say in a sentence or two why.")).toBeVisible();
  await portal.inspect();
  await expect(page.getByRole("radio", { name: /Needs attention/ })).toBeChecked();
  await typeInto(page, page.getByLabel(/^Why/).first(), "Few 12 nights; two weeks on call.");
  await tabTo(page, page.getByText("Somebody sees it otherwise"));
  await page.keyboard.press("Enter");
  const dissenter = page.getByRole("checkbox", { name: "Dr. Leonie Falk" });
  await tabTo(page, dissenter);
  await page.keyboard.press("Space");
  await typeInto(page, page.getByLabel("Why they see it otherwise"), "It was the rotation.");
  await tabTo(page, page.getByRole("button", { name: "Record and go on" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(name);
});

test("with a conflict of interest too few take part, and nothing is recorded", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("committee", way.meeting);
  await tabTo(page, page.getByRole("link", { name: conflicted, exact: true }));
  await page.keyboard.press("Enter");
  await shownFellow(page);
  await tabTo(page, page.getByLabel("Who has one"));
  await page.keyboard.type("Dr. Leonie");
  await typeInto(page, page.getByLabel("Which"), "We publish together.");
  await page.keyboard.press("Enter");
  await expect(page.getByText("takes no part here: We publish together.")).toBeVisible();
  await expect(page.getByText("The committee needs 3 members")).toBeVisible();
  await expect(page.getByRole("button", { name: "Record and go on" })).toHaveCount(0);
  await portal.inspect();
});

test("the chair signs the minutes, dissent included, and nothing changes afterwards", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("committee", `${way.meeting}/minutes`);
  await expect(page.getByText("Dr. Leonie Falk: It was the rotation.")).toBeVisible();
  await expect(page.getByText("Dr. Leonie Falk: We publish together.")).toBeVisible();
  await typeInto(page, page.getByLabel("Your password"), demonstration.password);
  await page.keyboard.press("Enter");
  const signature = page.getByRole("region", { name: `Signature of ${member}` });
  await expect(signature).toBeVisible();
  await expect(page.getByText("Computed again from the text just now: the same.")).toBeVisible();
  await portal.inspect();
  await portal.signInAs("committee3", `${way.meeting}/minutes`);
  await expect(page.getByText("Dr. Leonie Falk: It was the rotation.")).toBeVisible();
  await portal.visit(way.meeting ?? "");
  await expect(page.getByText("Nothing in this meeting changes any more.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Record who is there" })).toHaveCount(0);
});

test("the grid keeps order and filter over a sign-out, moves by arrows, and opens as CSV", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("director", "/programme/cohort");
  const names = () => page.locator(".cohort-grid tbody th a").allTextContents();
  const byName = await names();
  expect(byName).toEqual([...byName].sort((a, b) => a.localeCompare(b, "en")));
  await tabTo(page, page.getByRole("link", { name: "Month of training" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader", { name: /Month/ })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await page.getByRole("checkbox", { name: "Only who is at risk" }).check();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("Show everybody")).toBeVisible();
  const left = await names();
  expect(left.length).toBeLessThan(byName.length);
  await portal.signInAs("director", "/programme/cohort");
  await expect(page.getByText("Shown as you left it.")).toBeVisible();
  expect(await names()).toEqual(left);
  await tabTo(page, page.locator(".cohort-grid tbody a").first());
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".cohort-grid tbody tr").first().locator("a").nth(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".cohort-grid tbody tr").nth(1).locator("a").nth(1)).toBeFocused();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  const [header, ...lines] = text.trim().split("\r\n");
  expect(header).toContain("EPA-15_supervisors_needed");
  expect(lines.map((line) => line.split(",")[0])).toEqual(left);
  await portal.visit("/programme/worklist");
  await expect(page.getByRole("heading", { name: /Not observed lately/ })).toBeVisible();
});

test("all of it fits a phone", async ({ portal }) => {
  const { page } = portal;
  await page.setViewportSize({ width: 360, height: 740 });
  await portal.signInAs("director", "/programme/cohort");
  await expectNoSidewaysScroll(page);
  for (const path of ["/programme/worklist", "/committee/meetings", `${way.meeting}/minutes`]) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
  }
  await portal.signInAs("committee", "/committee/meetings/new");
  await expectNoSidewaysScroll(page);
  await page.goto(`${way.meeting}`);
  await page.getByRole("link", { name: conflicted, exact: true }).click();
  await expectNoSidewaysScroll(page);
});

import type { Locator, Page } from "@playwright/test";
import { anchor } from "../setup/fixed.ts";
import { tabTo, typeInto } from "./keyboard.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

/** Two weeks of Sandrath from the day of the anchor on, as Amion exports them. */
const days = Array.from({ length: 14 }, (_, i) => new Date(anchor + i * 86_400_000));
const written = (at: Date) =>
  `${at.getUTCMonth() + 1}-${at.getUTCDate()}-${String(at.getUTCFullYear()).slice(2)}`;
const exported = [
  "Sandrath schedule",
  "As of 11-22-26",
  "Fields: Staff_Name Staff_Uid Staff_Bid Assign_Name Assign_Uid Assign_Bid Date Start End",
  ...days.flatMap((at) => [
    `"Wagner, Philipp",101,1,"CCU resident",201,1,${written(at)},0,0`,
    `"Engel, Dorothea",103,3,"Cardiology call",203,3,${written(at)},0,0`,
    `"Clerk, Carla",104,4,"Ward clerk",204,4,${written(at)},800,1600`,
  ]),
].join("\n");
const file = {
  name: "amion.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(exported),
};

/** What a person does by hand from the signed-in portal to the board, at 8 s each well under three minutes. */
const stepsMost = 14;

test("an exported file reaches the board by browser alone, on a phone", async ({ portal }) => {
  const { page } = portal;
  let steps = 0;
  const tap = async (target: Locator) => {
    await target.tap();
    steps += 1;
  };
  await portal.signInAs("unit", "/units/demo-basic");
  await tap(page.getByRole("link", { name: "Roster", exact: true }).first());
  await page.waitForURL(/\/units\/demo-basic\/roster$/);
  await tap(page.getByRole("link", { name: "Upload", exact: true }).first());
  await page.waitForURL(/\/roster\/upload$/);
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Roster file").setInputFiles(file);
  await tap(page.getByRole("button", { name: "Read the file" }));
  await expect(page.getByRole("heading", { name: "What do these words mean?" })).toBeVisible();
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await ofWord(page, "Ward clerk").getByLabel("On duty as").selectOption("not_a_physician");
  steps += 3;
  const engel = ofWord(page, "Engel, Dorothea (103)").getByLabel("Is", { exact: true });
  await expect(engel).toHaveValue("DE-BAEK:233590");
  await tap(page.getByRole("button", { name: "Remember this and show what changes" }));
  await expect(page.getByRole("heading", { name: "Check what this changes" })).toBeVisible();
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Reason").fill("First export");
  await tap(page.getByRole("button", { name: "Publish exactly this" }));
  await page.waitForURL(/\/roster\?published$/);
  steps += 2;
  await tap(page.getByRole("link", { name: "Now", exact: true }).first());
  await page.waitForURL(/\/units\/demo-basic$/);
  await tap(page.getByRole("link", { name: "Board", exact: true }).first());
  await page.waitForURL(/\/board$/);
  await expect(page.getByText("Dr. Dorothea Engel").first()).toBeVisible();
  expect(steps).toBeLessThanOrEqual(stepsMost);
});

test("what was taught is shown, changed and forgotten, by keyboard alone", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", "/units/demo-basic/roster/mapping");
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await press(page, page.getByRole("link", { name: "Change Ward clerk" }));
  await expect(page.getByLabel("On duty as")).toHaveValue("not_a_physician");
  await tabTo(page, page.getByLabel("On duty as"));
  await page.keyboard.type("Ignore");
  await expect(page.getByLabel("On duty as")).toHaveValue("ignore");
  await press(page, page.getByRole("button", { name: "Remember this" }));
  await expect(page.getByText("Ignore these rows")).toBeVisible();
  await press(page, page.getByRole("link", { name: "Change Ward clerk" }));
  await press(page, page.getByRole("button", { name: "Forget it" }));
  await expect(page.getByRole("link", { name: "Change Ward clerk" })).toHaveCount(0);
});

test("a feed's address that may not be read is refused by the name of its host", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", "/units/demo-basic/feeds");
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await typeInto(page, page.getByLabel("Address"), "https://elsewhere.example/ocs?Lo=secret");
  await press(page, page.getByRole("button", { name: "Add this feed" }));
  await expect(page.locator(".error-summary")).toContainText(
    "elsewhere.example is not on the list",
  );
  await portal.inspect();
});

function ofWord(page: Page, given: string): Locator {
  return page.locator(".word").filter({ hasText: given });
}

async function press(page: Page, target: Locator) {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

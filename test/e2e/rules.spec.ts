import { unitCodeOf } from "../world/world.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

const unit = unitCodeOf("advanced");
const here = `/units/${unit}/rules`;

/** A unit's lead changes its own rules: the second test rests on the first. */
test.describe.configure({ mode: "serial" });

test("a lead adds a published standard, sees first what it would mean, and the answer follows", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", here);
  await expect(page.getByText("This unit has no rules of its own.")).toBeVisible();
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Leapfrog, ICU physician staffing" }).click();
  await expect(page.getByRole("heading", { name: "The last 30 days" })).toBeVisible();
  await expect(page.getByText("The answer with this change").first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  await page.getByRole("button", { name: "Adopt" }).click();
  await page.waitForURL(`**${here}?saved`);
  await expect(page.getByText("every day from 16:00 to 08:00 the next day").first()).toBeVisible();
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible();
  await portal.visit(`/units/${unit}`);
  await expect(page.getByText("A physician of critical care present 8 hours a day")).toBeVisible();
});

test("a rule that cannot be is refused in words, and what was typed stays", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", `${here}/new`);
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await page.getByLabel("What it asks for, in a few words").fill("Nobody at all");
  await page.getByLabel("Number of people", { exact: true }).fill("0");
  await page.getByLabel("Anaesthetist (EXT-ANAESTHESIA)").first().check();
  await page.getByRole("button", { name: "See what it would mean" }).click();
  await expect(page.locator(".error-summary")).toContainText("asks for nobody says nothing");
  await expect(page.getByLabel("What it asks for, in a few words")).toHaveValue("Nobody at all");
  await expect(page.getByLabel("Anaesthetist (EXT-ANAESTHESIA)").first()).toBeChecked();
  await portal.inspect();
  await page.getByLabel("Number of people", { exact: true }).fill("1");
  await page.getByRole("button", { name: "See what it would mean" }).click();
  await expect(page.getByText("At least 1 doctor with EXT-ANAESTHESIA")).toBeVisible();
  await page.getByRole("button", { name: "Change it again" }).click();
  await page.getByLabel("At the hours below").check();
  await page.getByLabel("Sat", { exact: true }).check();
  await page.getByLabel("From", { exact: true }).fill("20:00");
  await page.getByLabel("To", { exact: true }).fill("08:00");
  await page.getByRole("button", { name: "Add hours" }).click();
  await expect(page.getByLabel("Mon", { exact: true }).nth(1)).toBeFocused();
  await page.keyboard.press("Space");
  await page.getByLabel("From (2)").fill("12:00");
  await page.getByLabel("To (2)").fill("13:00");
  await portal.inspect();
  await page.getByRole("button", { name: "See what it would mean" }).click();
  await expect(
    page.getByText("20:00 to 08:00 the next day and on Monday from 12:00 to 13:00"),
  ).toBeVisible();
  await page.getByRole("button", { name: "Change it again" }).click();
  await expect(page.getByLabel("To (2)")).toHaveValue("13:00");
  await expect(page.getByLabel("What it asks for, in a few words")).toHaveValue("Nobody at all");
});

test("a past year is shown by what was known then, as picture, table and CSV", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", `/units/${unit}/compliance`);
  await expect(page.getByRole("heading", { name: "Hours met, by rule" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  await expect(page.getByRole("rowheader", { name: /all at once/ }).first()).toBeVisible();
  const csv = await page.request.get(`/units/${unit}/compliance.csv?by=week`);
  expect(await csv.text()).toContain("unknown_minutes_as_known_then");
});

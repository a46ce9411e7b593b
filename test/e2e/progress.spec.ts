import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

/** What a fellow sees of their progress, and what a director records about their working time. */
test.describe.configure({ mode: "serial" });

test("a fellow finds what is next, and everything that is asked, from one page", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow");
  const next = page.getByRole("region", { name: "Next", exact: true });
  await expect(next.getByRole("listitem")).toHaveCount(3);
  await expectNoSidewaysScroll(page);
  await next
    .getByRole("link", { name: "PA catheter insertion and waveform quality" })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("PA catheter insertion");
  await expect(page.getByRole("region", { name: "Observed by others" })).toContainText("Level");
  await portal.inspect();
  await expectNoSidewaysScroll(page);
});

test("every view of a fellow's progress fits a phone and has its figures as a table", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow");
  for (const view of ["trajectory", "milestones", "working-time"]) {
    await portal.visit(`/progress/${view}`);
    await expectNoSidewaysScroll(page);
    await expect(page.getByRole("table").first()).toBeVisible();
  }
  await portal.visit("/progress/trajectory");
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await file).suggestedFilename()).toBe("trajectory.csv");
});

test("a director records leave without a reason, and the fellow reads how the window moved", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("director", "/programme");
  await page.getByRole("link", { name: "Dr. Ida Lorenzen" }).first().click();
  await page.getByRole("link", { name: "Working time" }).click();
  await page.getByLabel("Works").fill("0");
  await page.getByLabel("First day").fill("2026-02-02");
  await page.getByLabel("Last day").fill("2026-02-01");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("The end must come after the start.").first()).toBeVisible();
  await expect(page.getByLabel("First day")).toHaveValue("2026-02-02");
  await portal.inspect();
  await page.getByLabel("Last day").fill("2026-03-03");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("The working time is recorded")).toBeVisible();
  await portal.inspect();
  await portal.signInAs("fellow", "/progress/working-time");
  await expect(page.getByText(/30 days further than it would/)).toBeVisible();
});

test("a director sees what another end would do before recording it", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("director", "/programme");
  await page.getByRole("link", { name: "Dr. Ida Lorenzen" }).first().click();
  await page.getByRole("link", { name: "Change the fellowship" }).click();
  await page.getByLabel("Last day").fill("2027-12-31");
  await page.getByRole("button", { name: "Show what it does" }).click();
  await expect(page.getByText("The last day will be 31 Dec 2027")).toBeVisible();
  await portal.inspect();
  await page.getByLabel("Why").fill("Extended by half a year, as agreed.");
  await page.getByRole("button", { name: "Change the fellowship" }).click();
  await expect(page.getByText("The fellowship is changed")).toBeVisible();
  await portal.inspect();
});

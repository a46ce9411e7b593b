import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

const past = [
  "Date;Time;Procedure;Role;Location;MRN;Patient name",
  "03/04/2024;22:10;Tracheal intubation;supervised primary;Ward;4711;Erika",
  "05/06/2024;08:10;Tube thoracostomy;assistant;Ward;4712;Max",
  "25/06/2024;09:00;Bedside bronchoscopy;primary;Ward;4713;Jo",
  "25/06/2030;09:00;Bedside bronchoscopy;primary;Ward;4714;Ida",
  "",
].join("\n");

const file = (text: string, name = "past.csv") => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text, "utf8"),
});

test("a past logbook comes in as the fellow says, and a supervisor confirms it in one go", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook");
  await page.getByRole("link", { name: "Bring in a past logbook" }).click();
  await portal.inspect();
  await page.getByLabel("CSV file").setInputFiles(file("not a table"));
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.locator(".error-summary")).toContainText("No columns are found");

  await page.getByLabel("CSV file").setInputFiles(file(past));
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByText("MRN, Patient name")).toBeVisible();
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  expect(await page.content()).not.toContain("4711");
  await expect(page.getByRole("radio", { name: "The day" })).toBeChecked();
  await page.getByLabel("“Tube thoracostomy”").selectOption({ label: "Chest drain" });
  await page.getByRole("button", { name: "Show what it comes to now" }).click();
  await page.getByRole("button", { name: "Bring in 3 cases" }).click();
  await expect(page.getByText("3 cases came in")).toBeVisible();
  await portal.inspect();
  await expectNoSidewaysScroll(page);

  await page.getByLabel("Supervisor", { exact: true }).selectOption({ label: "Dr. Ayşe Demir" });
  await page.getByRole("button", { name: "Ask for confirmation" }).click();
  await expect(page.getByText("The supervisor now sees 3 cases more to confirm")).toBeVisible();
});

test("the portfolio goes along as files, and everybody can read what a release changes", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/portfolio/export");
  await expectNoSidewaysScroll(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "As PDF" }).click();
  expect((await download).suggestedFilename()).toBe("systole-portfolio.pdf");
  await portal.leave();
  await portal.visit("/curriculum/releases");
  await page.getByRole("link", { name: "Compared with 2026-1" }).click();
  await expect(page.getByText("Release 2027-1 is proposed")).toBeVisible();
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await portal.signInAs("director", "/programme/release");
  await expect(page.getByRole("heading", { name: "Whom it would touch" })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

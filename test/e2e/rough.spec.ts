import type { Page } from "@playwright/test";
import { demonstration } from "../setup/fixed.ts";
import { expect, expectNoSidewaysScroll, type Portal, test } from "./portal.ts";
import { databasePath } from "./worlds.ts";

/** In order: last of all the database goes away. */
test.describe.configure({ mode: "serial" });

/** The summary is there, links to the field, and the field says the same. */
async function expectError(page: Page, field: string, words: string | RegExp) {
  const summary = page.getByRole("alert").filter({ has: page.getByRole("link") });
  await expect(summary).toBeFocused();
  await summary.getByRole("link").filter({ hasText: words }).click();
  const control = page.locator(`[id="${field}"]`);
  await expect(control).toBeFocused();
  await expect(page.locator(`[id="${field}-error"]`)).toContainText(words);
}

test("a wrong password is refused, and the address stays", async ({ portal }) => {
  const { page } = portal;
  await page.goto("/login?to=/logbook");
  await page.getByLabel("E-mail address").fill("fellow@demo.systole.example");
  await page.getByLabel("Password").fill("not the password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The email address or the password is not right.")).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue("fellow@demo.systole.example");
  await portal.inspect();
  await page.getByLabel("Password").fill(demonstration.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/logbook");
});

test("a case in the future is refused beside its time, and nothing typed is lost", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook/new?activity=pa-catheter-insertion");
  await page.getByRole("radio", { name: "Assistant" }).check();
  await page.getByLabel("When", { exact: true }).fill("2031-01-05T10:30");
  await page.getByRole("radio", { name: "Dr. Markus Lindqvist" }).check();
  await page.getByRole("radio", { name: "Catheterisation laboratory" }).check();
  await page.getByRole("button", { name: "Add to log" }).click();
  await expectError(page, "when", "future");
  await portal.inspect();
  await expect(page.getByRole("radio", { name: "Assistant" })).toBeChecked();
  await expect(page.getByLabel("When", { exact: true })).toHaveValue("2031-01-05T10:30");
  await expect(page.getByRole("radio", { name: "Dr. Markus Lindqvist" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Catheterisation laboratory" })).toBeChecked();
});

test("a unit in a zone that does not exist is refused beside the zone", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("admin", "/admin/units/new");
  await page.getByLabel("Name").fill("Coronary care, Westermoor");
  await page.getByLabel("Code").fill("westermoor-ccu");
  await page.getByLabel("Site").fill("Westermoor Hospital");
  await page.getByLabel("Region").fill("Nordmark");
  await page.getByLabel("Jurisdiction").fill("DE");
  await page.getByLabel("Time zone").fill("Europe/Westermoor");
  await page.getByLabel("Contact").fill("+49 30 23125 500");
  await page.getByRole("radio", { name: "Basic" }).check();
  await page.getByLabel("VA-ECMO service").check();
  await page.getByRole("button", { name: "Add the unit" }).click();
  await expectError(page, "timeZone", /zone/i);
  await portal.inspect();
  await expect(page.getByLabel("Name")).toHaveValue("Coronary care, Westermoor");
  await expect(page.getByRole("radio", { name: "Basic" })).toBeChecked();
  await expect(page.getByLabel("VA-ECMO service")).toBeChecked();
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByRole("button", { name: "Add the unit" }).click();
  await expect(page.getByText("Coronary care, Westermoor").first()).toBeVisible();
});

test("a roster with an hour that occurs twice is refused with both readings", async ({
  portal,
}) => {
  const { page } = portal;
  const line = "GMC:7012345,attending,on_call,2027-10-31T02:30,2027-10-31T08:00,30";
  await portal.signInAs("unit", "/units/demo-advanced/roster/upload");
  const text = page.getByLabel("Roster as text");
  await page.getByText("Or paste it here").click();
  await text.fill(`registration,role,presence,start,end,response_minutes\n${line}`);
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.locator(".error-summary")).toContainText("rows to put right");
  const rows = page.getByRole("table").filter({ hasText: "occurs twice" });
  await expect(rows).toContainText("2027-10-31T02:30+02:00");
  await expect(rows).toContainText("2027-10-31T02:30+01:00");
  await portal.inspect();
  await expect(text).toHaveValue(new RegExp(line));
  await text.fill(`registration,role,presence,start,end,response_minutes
${line.replace("02:30", "02:30+01:00")}`);
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check what this changes");
});

test("what was typed outlives the session, with scripts and without", async ({
  portal,
  browser,
}, info) => {
  await typedOutlivesSession(portal.page, "north-of-here");
  const plain = await browser.newContext({ ...info.project.use, javaScriptEnabled: false });
  await typedOutlivesSession(await plain.newPage(), "south-of-here");
  await plain.close();
});

async function typedOutlivesSession(page: Page, code: string) {
  const signIn = async () => {
    await page.getByLabel("E-mail address").fill("admin@demo.systole.example");
    await page.getByLabel("Password").fill(demonstration.password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  await page.goto("/login?to=/admin/organisations/new");
  await signIn();
  await page.getByLabel("Name").fill(`Heart & “Lung” <${code}>`);
  await page.getByLabel("Code").fill(code);
  await page.context().clearCookies();
  await page.locator("main form button").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You were signed out");
  await signIn();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Send what you typed");
  await page.getByRole("button", { name: "Send what you typed" }).click();
  await expect(page.getByText(`Heart & “Lung” <${code}>`).first()).toBeVisible();
}

test("at 400 % zoom no page scrolls sideways", async ({ portal }) => {
  const { page } = portal;
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/", "/curriculum", "/evidence", "/register?credential=CRED-HEM"]) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
  }
  await everyWayFits(portal, "fellow", ["/progress/CRED-HEM", "/logbook/new"]);
  await everyWayFits(portal, "unit", []);
  await everyWayFits(portal, "director", []);
  await everyWayFits(portal, "registrar", []);
});

async function everyWayFits({ page, signInAs }: Portal, name: string, more: readonly string[]) {
  await signInAs(name);
  const links = page.getByRole("navigation", { name: "Main" }).locator("a");
  const ways = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  for (const path of new Set([...ways, ...more])) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
  }
}

test("with the database away pages and machines say so, and nothing is answered yes", async ({
  portal,
  request,
}) => {
  const { page } = portal;
  const staffing = () =>
    request.get("/api/v1/units/demo-advanced/staffing", {
      headers: { Authorization: `Bearer ${demonstration.apiToken}` },
    });
  expect((await staffing()).status()).toBe(200);
  await portal.signInAs("unit", "/units/demo-advanced");
  await request.post(databasePath, { data: "away" });
  const answer = await page.goto("/units/demo-advanced");
  expect(answer?.status()).toBe(503);
  await expect(page.getByText("Read every answer as unknown.")).toBeVisible();
  await expect(page.getByText("Yes", { exact: true })).toHaveCount(0);
  await portal.inspect();
  const machine = await staffing();
  expect(machine.status()).toBe(503);
  expect(machine.headers()["content-type"]).toContain("application/problem+json");
  expect(JSON.stringify(await machine.json())).toContain("Read every answer as unknown");
  expect((await request.get("/readyz")).status()).toBe(503);
  expect((await request.get("/healthz")).status()).toBe(200);
  await request.post(databasePath, { data: "back" });
  await expect.poll(async () => (await staffing()).status()).toBe(200);
  await portal.visit("/units/demo-advanced");
});

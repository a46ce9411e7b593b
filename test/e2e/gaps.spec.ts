import { unitCodeOf } from "../world/world.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

const unit = unitCodeOf("advanced");

test("a lead sees a gap, who could cover it, and decides about it", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", `/units/${unit}/coverage`);
  await expect(page.getByRole("heading", { name: /^When is .* covered/ })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  const open = page.getByRole("link", { name: /^Decide about the gap of/ });
  const before = await open.count();
  expect(before).toBeGreaterThan(0);
  await open.first().click();
  await expect(page.getByRole("heading", { name: "Who could cover" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^\+49/ }).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();

  await page.getByRole("link", { name: "Put somebody on the roster for it" }).click();
  await expect(page.getByLabel("Starts")).toHaveValue(/^2026-1[12]-\d\dT/);
  await expect(page.getByLabel("Ends")).toHaveValue(/^2026-1[12]-\d\dT/);
  await page.goBack();

  await page.getByRole("button", { name: "Record the decision" }).click();
  await expect(page.getByRole("heading", { name: /^Gap: / })).toBeVisible();
  await page.getByLabel("Covered by an arrangement outside the roster").check();
  await page.getByRole("textbox", { name: "Why" }).fill("The hub sends somebody from Friday on.");
  await page.getByRole("button", { name: "Record the decision" }).click();
  await expect(page.getByText("Your decision is recorded")).toBeVisible();
  await expect(page.getByText("The hub sends somebody from Friday on.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Record the decision" })).toHaveCount(0);
  await portal.inspect();
  await page.goto(`/units/${unit}/coverage`);
  await expect(open).toHaveCount(before - 1);
});

test("a calendar is read by its address until it is revoked", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit", `/units/${unit}/calendars`);
  await portal.inspect();
  await page.getByRole("button", { name: "Make an address" }).click();
  await expect(page.getByText("Copy it now: it is not shown again")).toBeVisible();
  await expectNoSidewaysScroll(page);
  const address = (await page.getByText(/\/calendar\/.*\.ics$/).textContent()) ?? "";
  const read = await page.request.get(address);
  expect([read.status(), read.headers()["content-type"]]).toEqual([
    ...[200, "text/calendar; charset=utf-8"],
  ]);
  expect(await read.text()).toContain("BEGIN:VEVENT");
  const again = await page.request.get(address, {
    headers: { "If-None-Match": read.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
  await page.getByRole("button", { name: /^Revoke/ }).click();
  await expect(page.getByText("The address answers no longer.")).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
});

test("a webhook to a host that nobody allowed is refused beside its address", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit", `/units/${unit}/webhooks`);
  await portal.inspect();
  await page.getByLabel("Address").fill("https://elsewhere.example/in");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByText(/Events may not go to this host/).first()).toBeVisible();
  await expect(page.getByLabel("Address")).toHaveValue("https://elsewhere.example/in");
  await expectNoSidewaysScroll(page);
  await portal.inspect();
});

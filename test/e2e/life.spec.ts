import { demonstration } from "../setup/fixed.ts";
import { unitCodeOf } from "../world/world.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

/** One holder's credentials, each step resting on the one before. */
test.describe.configure({ mode: "serial" });

const way: { holder?: string; credential?: string } = {};

test("a holder sees why each credential counts, until when, and who relies on it", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("assessor", "/my/credentials");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your standing");
  await expect(page.getByText(/^It counts/).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Licences" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  const own = page.getByRole("link", { name: "Public page" }).first();
  way.credential = (await own.getAttribute("href"))?.split("/").at(-1) ?? "";
  way.holder = (await page.locator(".frame-name b").textContent()) ?? "";
  await page.goto(`/my/credentials/${way.credential}/renewal`);
  await expect(page.getByRole("heading", { name: "Cases that keep it" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
});

test("a holder logs a case in a few taps, the next one in one, and somebody confirms both", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("assessor", "/my/maintenance");
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await page.getByLabel("What", { exact: false }).first().selectOption({ index: 1 });
  await page.getByLabel("Who can confirm it").selectOption({ label: "Dr. Markus Lindqvist" });
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByText("Logged. It counts once it is confirmed")).toBeVisible();
  await page.getByRole("button", { name: "Log it" }).click();
  // One more of hers waits from before.
  await expect(page.getByText("Waits", { exact: true })).toHaveCount(3);
});

test("the person named confirms a case, or declines it with a reason that the holder reads", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("assessor2", "/my/confirmations");
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  await page.getByRole("button", { name: "Confirm: it was so" }).first().click();
  await expect(page.getByText("The case is confirmed and counts now")).toBeVisible();
  await page.getByText("Decline it").click();
  await page.getByLabel("Why it was not so").fill("It was another day.");
  await page.getByRole("button", { name: "Decline the case" }).click();
  await expect(page.getByText("The case was declined")).toBeVisible();
  await portal.signInAs("assessor", "/my/maintenance");
  await expect(page.getByText("Confirmed", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("It was another day.")).toBeVisible();
});

test("a holder disputes what stands, and reads the registrar's answer", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("assessor", `/my/credentials/${way.credential}/dispute`);
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  await page.getByLabel("What is wrong").fill("Its last day is wrong, see the certificate.");
  await page.getByRole("button", { name: "Send it to the registrars" }).click();
  await expect(page.getByText("Your dispute is recorded")).toBeVisible();
  await portal.signInAs("registrar", "/registrar/disputes");
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  const one = page.locator(".panel").filter({ hasText: "Its last day is wrong" });
  await one.getByLabel("Answer").selectOption({ index: 2 });
  await one.getByLabel("Reason").fill("It was looked up again and is right.");
  await one.getByRole("button", { name: "Answer" }).click();
  await expect(page.getByText("Your answer is recorded")).toBeVisible();
  await portal.signInAs("assessor", "/my/credentials");
  await expect(page.getByText("It was looked up again and is right.")).toBeVisible();
});

test("a registrar sees what ends, and what a suspension costs before it is done", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("registrar", "/registrar/expiring");
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  await page.goto(`/registrar/credentials/${way.credential}?step=suspend`);
  await expect(page.getByRole("heading", { name: "Shifts that rest on it" })).toBeVisible();
  await portal.inspect();
  await page.getByLabel("Reason").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Suspend now" }).click();
  await expect(page.getByRole("link", { name: "Reinstate" })).toBeVisible();
  await expect(
    page.getByRole("heading", { name: "Shifts that would be covered again" }),
  ).toBeVisible();
  await portal.inspect();
  await portal.signInAs("assessor", "/my/credentials");
  await expect(page.getByText(/It does not count while it is suspended/).first()).toBeVisible();
  await expect(
    page.getByText(/It does not count, because this does not count/).first(),
  ).toBeVisible();
});

test("the head of a unit says whether anything restricts somebody's practice there", async ({
  portal,
}) => {
  const { page } = portal;
  // Dr. Okafor is on its roster, and his credential for cannulation in arrest is past its end.
  await portal.signInAs("unit", `/units/${unitCodeOf("advanced")}/statements`);
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await page
    .getByRole("button", { name: /^No open restriction/ })
    .first()
    .click();
  await expect(page.getByText("Your statement is recorded")).toBeVisible();
  await expect(page.getByText("No open restriction", { exact: true }).first()).toBeVisible();
});

test("what a suspension cost is shown later, with the digest that the record holds of it", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("registrar", `/registrar/credentials/${way.credential}`);
  await page.getByRole("link", { name: "Cover it cost" }).click();
  await expect(page.getByRole("heading", { name: "What the suspension cost" })).toBeVisible();
  await expect(page.getByText("The record holds the digest of exactly this list.")).toBeVisible();
  await portal.inspect();
});

test("a registrar proposes to revoke, and another one revokes after seeing what it costs", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("registrar", `/registrar/credentials/${way.credential}?step=propose`);
  await page.getByLabel("Reason").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Propose revocation" }).click();
  await expect(page.getByText("It waits for another registrar.")).toBeVisible();
  await portal.signInAs("registrar2", `/registrar/credentials/${way.credential}?step=revoke`);
  await expect(page.getByRole("heading", { name: "Shifts that rest on it" })).toBeVisible();
  await expect(page.getByText("This cannot be undone")).toBeVisible();
  await portal.inspect();
  await page.getByRole("button", { name: "Revoke for good" }).click();
  await expect(page.getByRole("link", { name: "Reinstate" })).toHaveCount(0);
  await portal.visit(`/credentials/${way.credential}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Not valid");
});

test("two registrars make new signing keys, and what the old ones signed still holds", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.visit("/register?credential=CRED-HEM");
  await page.locator("a[href^='/credentials/']").first().click();
  await page.waitForURL(/\/credentials\//);
  const signed = await (await page.request.get(`${page.url()}/vc`)).text();
  await portal.signInAs("registrar", "/registrar/keys");
  await portal.inspect();
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Your password").fill(demonstration.password);
  await page.getByRole("button", { name: "Propose new keys" }).click();
  await expect(page.getByText("It waits for another registrar.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make new keys now" })).toHaveCount(0);
  await portal.signInAs("registrar2", "/registrar/keys");
  await portal.inspect();
  await page.getByLabel("Your password").fill(demonstration.password);
  await page.getByRole("button", { name: "Make new keys now" }).click();
  await expect(page.getByText("New keys sign from now on")).toBeVisible();
  await expect(page.getByText("Verifies only").first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.visit("/verify");
  await page.getByLabel("The credential", { exact: true }).fill(signed);
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.getByRole("heading", { name: "It holds" })).toBeVisible();
});

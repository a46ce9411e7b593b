import { readFileSync } from "node:fs";
import { expect, expectNoSidewaysScroll, type Portal, test } from "./portal.ts";

const whoever = "whoever has a credential can check it, and sees what was checked";
test(whoever, ({ portal }) => checksCredentials(portal));

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test(whoever, ({ portal }) => checksCredentials(portal));
});

/** Somebody without an account checks what a holder hands over. */
async function checksCredentials(portal: Portal) {
  const { page } = portal;
  await portal.visit("/register?credential=CRED-HEM");
  await page.locator("a[href^='/credentials/']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("alid:");
  const address = page.url();
  const signed = await (await page.request.get(`${address}/vc`)).text();

  await portal.visit("/verify");
  await page.getByLabel("The credential", { exact: true }).fill(signed);
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.getByRole("heading", { name: "It holds" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Signature/ })).toContainText("Holds");
  await portal.inspect();
  await expectNoSidewaysScroll(page);

  const altered = signed.replace(/"name":"/, '"name":"Not ');
  await page.getByLabel("The credential", { exact: true }).fill(altered);
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.getByRole("heading", { name: "It does not hold" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Revocation/ })).toContainText("Not checked");

  const elsewhere = JSON.stringify({ ...JSON.parse(signed), issuer: "https://issuer.example" });
  await page.getByLabel("The credential", { exact: true }).fill(elsewhere);
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.getByRole("heading", { name: "It could not be checked" })).toBeVisible();
  await expect(page.getByText("Cannot resolve the issuer").first()).toBeVisible();
  await portal.inspect();

  await page.getByLabel("The credential", { exact: true }).fill("");
  await page.getByLabel("Or its address").fill(address);
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.getByRole("heading", { name: "It holds" })).toBeVisible();

  await page.getByLabel("Or its address").fill("https://elsewhere.example/vc");
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.locator(".error-summary")).toContainText("Nothing is fetched from this host");
  await expect(page.getByLabel("Or its address")).toHaveValue("https://elsewhere.example/vc");
  await portal.inspect();
}

test("the certificate leads back to the page", async ({ portal }) => {
  const { page } = portal;
  await portal.visit("/register?credential=CRED-HEM");
  await page.locator("a[href^='/credentials/']").first().click();
  await expect(page.getByRole("link", { name: "Certificate to print" })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Certificate to print" }).click(),
  ]);
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
});

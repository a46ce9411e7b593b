import type { Browser, Locator, Page } from "@playwright/test";
import { arriveLive, expect, expectNoSidewaysScroll, type Portal, test } from "./portal.ts";
import { worldHeader } from "./worlds.ts";

/** A fellow asks; somebody else answers on a telephone of their own, without an account. */
test.describe.configure({ mode: "serial" });

const fellow = "Dr. Ida Lorenzen";
const assessor = "Dr. Ayşe Demir";
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Another telephone: no cookie of this one, no sign-in. */
async function otherPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    ...phone,
    baseURL: test.info().project.use.baseURL,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    extraHTTPHeaders: { [worldHeader]: "assess" },
  });
  return arriveLive(await context.newPage());
}

/** Asks for an observation and reads the address that the code on the screen leads to. */
async function showCode({ page, visit, inspect }: Portal, who: string): Promise<string> {
  await visit("/requests/new?subject=CIC-HEM-01");
  await page.getByRole("radio", { name: who }).check();
  await page.getByRole("button", { name: "Ask, and show a code to scan" }).click();
  return addressOn(page, inspect);
}

async function addressOn(page: Page, inspect: () => Promise<void>): Promise<string> {
  await expect(page.getByRole("img", { name: /^Assessment by/ })).toBeVisible();
  await expect(page.getByRole("timer")).toContainText("minutes left");
  await page.getByText("The address in letters").click();
  const address = await page.locator(".code-panel-address").innerText();
  expect(address).toMatch(/\/a\/[\w-]{43}$/);
  await expectNoSidewaysScroll(page);
  await inspect();
  return address;
}

/** Counts every touch of the telephone. */
function counted() {
  let taps = 0;
  return {
    tap: async (what: Locator) => {
      taps += 1;
      await what.tap();
    },
    get taps() {
      return taps;
    },
  };
}

test("somebody without an account assesses in four taps and one sentence", async ({
  portal,
  browser,
}) => {
  await portal.signInAs("fellow");
  const address = await showCode(portal, assessor);
  const page = await otherPhone(browser);
  const hand = counted();
  await page.goto(address);
  await expect(page.getByText(fellow)).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  const began = performance.now();
  await hand.tap(page.getByRole("button", { name: "Begin" }));
  await expect(page.getByText(`${fellow} asks ${assessor} to judge this.`)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/assessment");
  for (const level of [1, 2, 3, 4, 5])
    await expect(page.getByRole("radio", { name: `Level ${level}:` })).toBeAttached();
  await expectNoSidewaysScroll(page);
  await hand.tap(page.getByText(/^Level 4:/).locator("xpath=ancestor::label"));
  await hand.tap(page.getByLabel("One sentence to the fellow"));
  await page.keyboard.type("Calm, and checked the waveform before the chart.");
  await hand.tap(page.getByRole("button", { name: `I am ${assessor}: record this` }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you, it is recorded");
  expect(hand.taps).toBeLessThanOrEqual(4);
  expect(performance.now() - began).toBeLessThan(45_000);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you, it is recorded");
  await page.context().close();
  const late = await otherPhone(browser);
  expect((await late.goto(address))?.status()).toBe(410);
  await expect(late.getByText("This request was answered already.")).toBeVisible();
  await late.context().close();
  await portal.page.getByRole("link", { name: "See whether it was answered" }).click();
  await expect(portal.page.getByText("Calm, and checked the waveform")).toBeVisible();
  await portal.inspect();
});

test("a code opens in one browser, and not in a second one", async ({ portal, browser }) => {
  await portal.signInAs("fellow");
  const address = await showCode(portal, assessor);
  const [first, second] = [await otherPhone(browser), await otherPhone(browser)];
  await first.goto(address);
  await second.goto(address);
  await first.getByRole("button", { name: "Begin" }).tap();
  await expect(first).toHaveURL(/\/assessment$/);
  await second.getByRole("button", { name: "Begin" }).tap();
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("This link does not open");
  await expect(second.getByText("opened in another browser")).toBeVisible();
  expect((await second.goto("/assessment"))?.status()).toBe(404);
  await portal.page.goto(address);
  await expect(portal.page.getByText("Nobody assesses themselves")).toBeVisible();
  await first.context().close();
  await second.context().close();
});

test("who is new here answers as feedback that does not count, and both are told", async ({
  portal,
  browser,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow");
  await portal.visit("/requests/new?subject=CIC-HEM-01");
  await page.getByRole("radio", { name: "Somebody else" }).check();
  await page.getByText("Who somebody else is").click();
  await page.getByLabel("Name").fill("Dr. Noor Haddad");
  await page.getByRole("button", { name: "Ask, and show a code to scan" }).click();
  await expect(page.locator(".error-summary")).toContainText("Give the e-mail address");
  await portal.inspect();
  await page.getByLabel("E-mail address").fill("noor.haddad@elsewhere.example");
  await page.getByRole("button", { name: "Ask, and show a code to scan" }).click();
  const address = await addressOn(page, portal.inspect);
  const guest = await otherPhone(browser);
  await guest.goto(address);
  await guest.getByRole("button", { name: "Begin" }).tap();
  await expect(guest.getByText("which does not count")).toBeVisible();
  await guest.getByRole("radio", { name: /^Level 3:/ }).check();
  await guest.getByLabel("One sentence to the fellow").fill("Mrs Miller was well looked after.");
  await guest.getByRole("button", { name: "I am Dr. Noor Haddad" }).tap();
  await expect(guest.locator(".error-summary")).toContainText("looks like");
  await expect(guest.getByRole("radio", { name: /^Level 3:/ })).toBeChecked();
  await guest.getByLabel("One sentence to the fellow").fill("Well prepared and calm.");
  await guest.getByRole("button", { name: "I am Dr. Noor Haddad" }).tap();
  await expect(guest.getByText("As feedback; it does not count.")).toBeVisible();
  await guest.context().close();
  await page.getByRole("link", { name: "See whether it was answered" }).click();
  await expect(page.getByText("It is feedback and does not count")).toBeVisible();
});

test("who was asked declines with a reason, and the fellow asks again with one tap", async ({
  portal,
  browser,
}) => {
  const { page } = portal;
  await portal.signInAs("fellow");
  const address = await showCode(portal, assessor);
  const guest = await otherPhone(browser);
  await guest.goto(address);
  await guest.getByRole("button", { name: "Begin" }).tap();
  await guest.getByText("I would rather not judge this").tap();
  await guest.getByLabel("Why").fill("I left before it was done.");
  await guest.getByRole("button", { name: "Decline the request" }).tap();
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("You declined");
  await guest.context().close();
  await portal.visit("/requests");
  await expect(page.getByText("I left before it was done.")).toBeVisible();
  await page
    .getByRole("button", { name: /^Ask again/ })
    .first()
    .click();
  await expect(page.getByText("The request is made")).toBeVisible();
  await portal.inspect();
});

test("the assessor corrects what they said, and the fellow rates themselves beside it", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("assessor", "/assess");
  const said = page.getByRole("article").filter({ hasText: `${fellow}, level 4` });
  await said.getByRole("link").first().click();
  await portal.inspect();
  await page.getByRole("radio", { name: /^Level 3:/ }).check();
  await page.getByLabel("Why you correct it").fill("I chose the wrong line.");
  await page.getByRole("button", { name: "Record the correction" }).click();
  await expect(page.getByText("The correction is recorded")).toBeVisible();
  await portal.signInAs("fellow", "/progress/subjects/CIC-HEM-01/self");
  await expect(page.getByText(`Level 3, ${assessor}`).first()).toBeVisible();
  await page.getByRole("radio", { name: /^Level 4:/ }).check();
  await page.getByRole("button", { name: "Record how you see it" }).click();
  await expect(page.getByText("Your self-assessment is recorded")).toBeVisible();
  await expectNoSidewaysScroll(page);
});

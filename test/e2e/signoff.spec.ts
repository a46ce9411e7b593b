import { createHash, createPublicKey, verify } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { demonstration } from "../setup/fixed.ts";
import { type Authenticator, authenticatorOf } from "./authenticator.ts";
import { arriveLive, expect, expectNoSidewaysScroll, fillIn, type Portal, test } from "./portal.ts";
import { databasePath } from "./worlds.ts";

/** A director with a passkey, each step resting on the one before. */
test.describe.configure({ mode: "serial" });

const fellow = "Dr. Ida Lorenzen";
const assessor = "Dr. Ayşe Demir";
const way: { review?: string; excepting?: string } = {};

/** The director's own browser, where the passkey lives. */
let own: { context: BrowserContext; page: Page; key: Authenticator };

async function openOwn(browser: Browser, world: Record<string, string>) {
  const context = await browser.newContext({ extraHTTPHeaders: world });
  const page = arriveLive(await context.newPage());
  own = { context, page, key: await authenticatorOf(page) };
}

test.beforeAll(async ({ browser }, info) => {
  await openOwn(browser, info.project.use.extraHTTPHeaders ?? {});
});
test.afterAll(() => own.context.close());

async function signIn(page: Page, name: string, to: string) {
  await page.context().clearCookies();
  await fillIn(page, name, to);
  await expect(page.getByRole("button", { name: "Sign out" })).toBeAttached();
}

test("a director adds a passkey, by name and with the password", async ({ portal }) => {
  await portal.signInAs("director", "/passkeys");
  await portal.inspect();
  const { page } = own;
  await signIn(page, "director", "/passkeys");
  await expect(page.getByText("You have none yet.")).toBeVisible();
  await page.getByLabel("Name").fill("The laptop in the office");
  await page.getByLabel("Your password").fill("this is not it at all");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("The password is not right.")).toBeVisible();
  await page.getByLabel("Your password").fill(demonstration.password);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("link", { name: "Remove The laptop in the office" })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test("the passkey alone signs in", async () => {
  const { page } = own;
  await page.context().clearCookies();
  await page.goto("/login?to=/passkeys");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your passkeys");
  await expect(page.getByText("Never", { exact: true })).toHaveCount(0);
});

test("what the director asks to leave aside, a second person agrees to", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("committee", "/programme/cohort");
  const link = page.locator('a[href^="/fellows/"]').first();
  const fellowshipId = /[0-9a-f-]{36}/.exec((await link.getAttribute("href")) ?? "")?.[0] ?? "";
  way.excepting = await page.evaluate(async (about) => {
    const id = crypto.randomUUID();
    const body = new URLSearchParams({ id, credentialCode: "CRED-HEM", fellowshipId: about });
    await fetch("/committee", { method: "POST", body });
    return id;
  }, fellowshipId);
  // Asking is signed as well, so it takes the passkey that the director has by now.
  const { page: director } = own;
  await signIn(director, "director", `/signoff/${way.excepting}`);
  await director.getByRole("link", { name: "Ask for an exception" }).click();
  await expect(director.getByRole("heading", { level: 1 })).toHaveText("Ask for an exception");
  await expectNoSidewaysScroll(director);
  await director.getByRole("radio").first().check();
  await director
    .getByLabel("Why")
    .fill("Two years in a cardiac theatre before, with a log of her own.");
  await director.getByRole("button", { name: "Ask for the exception" }).click();
  await expect(director.getByText("Waits for a second person")).toBeVisible();
  await portal.signInAs("committee2", `/committee/${way.excepting}`);
  await page.getByRole("link", { name: "Read it and decide" }).click();
  await portal.inspect();
  await page.getByRole("radio", { name: "Agree", exact: true }).check();
  await page.getByLabel("Your password").fill(demonstration.password);
  await page.getByRole("button", { name: "Sign the decision" }).click();
  await expect(page.getByText("Not met, excepted")).toBeVisible();
  await portal.inspect();
});

test("a case comes before the director", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/logbook/new?activity=pa-catheter-insertion");
  await page.getByRole("radio", { name: "Supervised primary" }).check();
  await page.getByRole("radio", { name: assessor }).check();
  await page.getByRole("radio", { name: "Cardiac intensive care unit" }).check();
  await page.getByRole("button", { name: "Add to log" }).click();
  await expect(page.getByText("The case is in your log")).toBeVisible();
  await assess(portal);
  await portal.signInAs("committee");
  await page.getByRole("button", { name: `Open review of ${fellow}, CRED-HEM` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(fellow);
  way.review = new URL(page.url()).pathname.split("/").at(-1);
  for (const name of ["committee", "committee2", "committee3"]) await recommend(portal, name);
});

async function assess(portal: Portal) {
  const { page } = portal;
  await portal.signInAs("assessor");
  const waiting = page.getByRole("article").filter({ hasText: fellow });
  await waiting.getByRole("link", { name: "Pulmonary artery catheter insertion" }).click();
  await page.getByRole("button", { name: "Confirm: it was so" }).click();
  await page.getByRole("link", { name: fellow }).last().click();
  await page.getByLabel("What you saw").selectOption("CIC-HEM-01");
  await page.getByRole("radio", { name: /^Level 4:/ }).check();
  await page.getByLabel("One sentence to the fellow").fill("Read the wedge with care, well done.");
  await page.getByRole("button", { name: "Record the observation" }).click();
  await expect(page.getByText("The observation is recorded")).toBeVisible();
}

async function recommend(portal: Portal, name: string) {
  const { page } = portal;
  await portal.signInAs(name, `/committee/${way.review}`);
  const conflict = page.getByRole("group", { name: /conflict of interest/ });
  await conflict.getByLabel("No").check();
  await page.getByRole("radio", { name: "Recommend" }).check();
  await page.getByLabel("Why").fill("Steady over two years, and asks when unsure.");
  await page.getByRole("button", { name: "Record my vote" }).click();
  await expect(page.getByRole("button", { name: "Record my vote" })).toHaveCount(0);
}

test("several are listed with what each signature is over, and why one is left out", async ({
  portal,
}) => {
  const { page } = portal;
  const query = `review=${way.review}&review=${way.excepting}`;
  await portal.signInAs("director", `/signoff/several?${query}`);
  await expect(page.getByText("Left out, since it cannot be approved now")).toBeVisible();
  await expect(page.getByText(/^I have read the evidence shown here/)).toHaveCount(1);
  await portal.inspect();
  await expectNoSidewaysScroll(page);
});

const signing = (page: Page) => page.getByRole("button", { name: "Sign the decision" });

async function openReview(page: Page) {
  await page.goto(`/signoff/${way.review}`);
  await page.getByRole("radio", { name: "Approve" }).check();
}

test("three failures are told apart: signed out, another account, the record away", async ({
  request,
}) => {
  const { page } = own;
  await signIn(page, "director", `/signoff/${way.review}`);
  await expect(page.getByLabel("Your password")).toHaveCount(0);
  await openReview(page);
  await page.context().clearCookies();
  await signing(page).click();
  await expect(page.getByRole("heading", { name: "You were signed out" })).toBeVisible();

  await signIn(page, "director", "/home");
  await openReview(page);
  const other = await own.context.newPage();
  await signIn(other, "ecmo", "/home");
  await other.close();
  await signing(page).click();
  await expect(page.getByText("This page was opened by another account")).toBeVisible();

  await signIn(page, "director", "/home");
  await openReview(page);
  await request.post(databasePath, { data: "away" });
  await signing(page).click();
  await expect(page.getByText("The record cannot be reached").first()).toBeVisible();
  await expect(page.getByText("not right")).toHaveCount(0);
  await request.post(databasePath, { data: "back" });
});

test("a passkey whose holder is not recognised signs nothing", async () => {
  const { page, key } = own;
  await expect(async () => {
    await signIn(page, "director", "/home");
  }).toPass({ timeout: 30_000 });
  await openReview(page);
  await key.recognises(false);
  await signing(page).click();
  await expect(page.getByText("Your passkey was not used, so nothing was signed.")).toBeVisible();
  await key.recognises(true);
});

test("the director signs with the passkey, and an inspector verifies it alone", async ({
  portal,
}) => {
  const { page } = own;
  await openReview(page);
  const digest = (await page.locator(".key-values dd.code").last().textContent()) ?? "";
  await signing(page).click();
  await expect(page.getByText("The credential is issued")).toBeVisible();
  await expect(page.getByText("Passkey, whose own signature is over this digest")).toBeVisible();
  await expect(page.getByText("If this should not stand")).toBeVisible();
  await page.getByText("What proves it").click();
  await page.getByText("The signed text").click();
  const [proof = "", text = ""] = await page.locator("pre.signed-text").allTextContents();
  expect(createHash("sha256").update(text).digest("hex")).toBe(digest);
  expect(isSigned(text, JSON.parse(proof).passkey)).toBe(true);
  await expectNoSidewaysScroll(page);
  await portal.signInAs("director", `/signoff/${way.review}`);
});

type Proof = Record<"publicKey" | "authenticatorData" | "clientData" | "signature", string>;

/** ES256 over the data of the authenticator and the client's; the challenge is the text's SHA-256. */
function isSigned(text: string, proof: Proof): boolean {
  const bytes = (part: keyof Proof) => Buffer.from(proof[part], "base64url");
  const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
  const cose = bytes("publicKey");
  const after = (mark: string) => cose.indexOf(Buffer.from(mark, "hex")) + 3;
  const part = (mark: string) => cose.subarray(after(mark), after(mark) + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: part("215820"), y: part("225820") };
  const signed = Buffer.concat([bytes("authenticatorData"), sha256(bytes("clientData"))]);
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const { challenge } = JSON.parse(bytes("clientData").toString("utf8"));
  const isOver = challenge === sha256(text).toString("base64url");
  return isOver && verify("sha256", signed, key, bytes("signature"));
}

test("a passkey is removed with the password, and what it signed stands", async ({ portal }) => {
  const { page } = own;
  await page.goto("/passkeys");
  await page.getByRole("link", { name: "Remove The laptop in the office" }).click();
  await page.getByLabel("Your password").fill(demonstration.password);
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("You have none yet.")).toBeVisible();
  await portal.signInAs("director", `/signoff/${way.review}`);
  await expect(portal.page.getByText("Passkey, whose own signature")).toBeVisible();
});

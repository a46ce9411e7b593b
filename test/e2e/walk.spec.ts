import { gunzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { demonstration } from "../setup/fixed.ts";
import { tabTo, typeInto } from "./keyboard.ts";
import { expect, type Portal, test } from "./portal.ts";

/** One fellow's way, each step resting on the one before. */
test.describe.configure({ mode: "serial" });

const fellow = "Dr. Ida Lorenzen";
const assessor = "Dr. Ayşe Demir";
const way: { review?: string; credential?: string; beforeRevocation?: string } = {};

test("a fellow sees what is missing and logs the case", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What is still missing");
  await portal.visit("/progress/CRED-HEM");
  await expect(page.getByText("1 more case needed")).toBeVisible();
  await portal.visit("/logbook/new");
  await page.getByRole("link", { name: "Pulmonary artery catheter insertion" }).first().click();
  await portal.inspect();
  await page.getByRole("radio", { name: "Supervised primary" }).check();
  await page.getByRole("radio", { name: assessor }).check();
  await page.getByRole("radio", { name: "Cardiac intensive care unit" }).check();
  await page.getByRole("button", { name: "Add to log" }).click();
  await expect(page.getByText("The case is in your log")).toBeVisible();
  await portal.inspect();
});

test("the assessor confirms it and records the missing observation", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("assessor");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What waits for you");
  const waiting = page.getByRole("article").filter({ hasText: fellow });
  await waiting.getByRole("link", { name: "Pulmonary artery catheter insertion" }).click();
  await portal.inspect();
  await page.getByRole("button", { name: "Confirm: it was so" }).click();
  await expect(page.getByText("The case is confirmed and counts now")).toBeVisible();
  await page.getByRole("link", { name: fellow }).last().click();
  await portal.inspect();
  await page.getByLabel("What you saw").selectOption("CIC-HEM-01");
  await page.getByRole("radio", { name: /^Level 4:/ }).check();
  await page.getByLabel("One sentence to the fellow").fill("Read the wedge with care, well done.");
  await page.getByRole("button", { name: "Record the observation" }).click();
  await expect(page.getByText("The observation is recorded")).toBeVisible();
});

test("the fellow sees that everything is shown", async ({ portal }) => {
  await portal.signInAs("fellow");
  await portal.visit("/progress/CRED-HEM");
  await expect(portal.page.getByText("Everything is shown")).toBeVisible();
});

test("three members of the committee recommend", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("committee");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Committee");
  await page.getByRole("button", { name: `Open review of ${fellow}, CRED-HEM` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(fellow);
  way.review = new URL(page.url()).pathname.split("/").at(-1);
  await recommend(portal, "0 of 3 members have voted");
  await portal.signInAs("committee2", `/committee/${way.review}`);
  await recommend(portal, "1 of 3 members have voted");
  await portal.signInAs("committee3", `/committee/${way.review}`);
  await recommend(portal, "2 of 3 members have voted");
  await expect(page.getByText("Recommended by 3 of 3")).toBeVisible();
});

async function recommend({ page, inspect }: Portal, before: string) {
  await expect(page.getByText(before)).toBeVisible();
  await inspect();
  await page
    .getByRole("group", { name: /conflict of interest/ })
    .getByLabel("No")
    .check();
  await page.getByRole("radio", { name: "Recommend" }).check();
  await page.getByLabel("Why").fill("Steady over two years, and asks when unsure.");
  await page.getByRole("button", { name: "Record my vote" }).click();
  await expect(page.getByRole("button", { name: "Record my vote" })).toHaveCount(0);
}

test("the director signs over what was shown, with the password again", async ({
  portal,
  javaScriptEnabled,
}, info) => {
  const { page } = portal;
  await portal.signInAs("director", "/signoff");
  await portal.inspect();
  const keyboard = info.project.name === "desktop";
  const link = page.getByRole("link", { name: fellow }).first();
  const approve = page.getByRole("radio", { name: "Approve" });
  const sign = page.getByRole("button", { name: "Sign the decision" });
  const password = page.getByLabel("Your password");
  if (keyboard) {
    await tabTo(page, link);
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("radio", { name: "Refuse" }).or(approve).first());
    await page.keyboard.press("Space");
    await typeInto(page, password, "this is not it at all");
    await page.keyboard.press("Enter");
  } else {
    await link.click();
    await portal.inspect();
    await approve.check();
    await password.fill("this is not it at all");
    await sign.click();
  }
  await expect(page.getByText("The password is not right. Nothing was signed.")).toBeVisible();
  await expect(approve).toBeChecked();
  if (javaScriptEnabled !== false) await expect(page.getByRole("alert")).toBeFocused();
  await portal.inspect();
  if (keyboard) {
    await typeInto(page, password, demonstration.password);
    await tabTo(page, sign);
    await page.keyboard.press("Enter");
  } else {
    await password.fill(demonstration.password);
    await sign.click();
  }
  await expect(page.getByText("The credential is issued")).toBeVisible();
  const issued = await page.getByRole("link", { name: "See the credential" }).getAttribute("href");
  way.credential = issued?.split("/").at(-1);
  await portal.inspect();
});

test("anybody can verify the credential, by eye and by machine", async ({ portal, request }) => {
  const { page } = portal;
  await portal.visit(`/credentials/${way.credential}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Valid: Advanced Haemodynamics");
  await expect(page.getByRole("img", { name: /^Address of this page/ })).toBeVisible();
  const document = await request.get(`/credentials/${way.credential}/vc`);
  expect(document.headers()["content-type"]).toContain("application/vc");
  expect(await verified(request, await document.json())).toEqual({ status: 200, verified: true });
});

async function verified(request: Page["request"], verifiableCredential: unknown) {
  const answer = await request.post("/vc/credentials/verify", { data: { verifiableCredential } });
  const body = await answer.json();
  return { status: answer.status(), verified: body.verified };
}

const unit = "demo-intermediate";
/** In the night for which the roster is uploaded. */
const at = "2026-12-02T02:00:00Z";
const night = { from: "2026-12-01T20:00", to: "2026-12-02T08:00" };

/**
 * Whoever leads the shock team is counted for that and for echo, so haemodynamics rests on the fellow alone.
 */
const roster = [
  "registration,role,presence,start,end,response_minutes,assignment",
  ...[
    "DE-BAEK:241190,attending,on_call,30,First call",
    "DE-BAEK:374415,attending,on_call,30,Haemodynamics",
    "DE-BAEK:288054,interventionist,on_call,30,Catheter laboratory",
    "DE-BAEK:302285,anaesthetist,on_site,,Airway",
    "DE-BAEK:380117,resident,on_site,,Resident",
  ].map((line) => {
    const [registration, role, presence, minutes, assignment] = line.split(",");
    const period = [night.from, night.to];
    return [registration, role, presence, ...period, minutes, assignment].join(",");
  }),
].join("\n");

test("the unit uploads a roster: first what it changes, then exactly that", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("unit");
  await portal.visit(`/units/${unit}/roster/upload`);
  await page.getByText("Or paste it here").click();
  await page.getByLabel("Roster as text").fill(roster);
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check what this changes");
  await portal.inspect();
  await page.getByRole("button", { name: "Publish exactly this" }).click();
  await expect(page.getByText("Published. The next answer uses it.")).toBeVisible();
  await portal.inspect();
});

test("the answer is yes, with the new credential as its evidence", async ({ portal, request }) => {
  const { page } = portal;
  await portal.signInAs("unit", `/units/${unit}`);
  await page.getByLabel(/^When/).fill("2026-12-02T03:00");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(verdict(page)).toHaveText("Yes");
  await portal.inspect();
  const rule = page.getByRole("listitem").filter({ hasText: "Advanced haemodynamics within 30" });
  await expect(rule).toContainText(fellow);
  await expect(rule.getByRole("link", { name: "CRED-HEM" })).toHaveAttribute(
    "href",
    `/credentials/${way.credential}`,
  );
  const answer = await staffing(request);
  expect(answer.answer).toBe("yes");
  const held = answer.people.flatMap((person: { credentials: unknown[] }) => person.credentials);
  expect(held).toContainEqual(expect.objectContaining({ id: way.credential, state: "issued" }));
  way.beforeRevocation = answer.knownAt;
});

function verdict(page: Page) {
  return page.locator(".answer .answer-word");
}

async function staffing(request: Page["request"], knownAt?: string) {
  const answer = await request.get(`/api/v1/units/${unit}/staffing`, {
    params: { at, ...(knownAt ? { knownAt } : {}) },
    headers: { Authorization: `Bearer ${demonstration.apiToken}` },
  });
  expect(answer.status()).toBe(200);
  return answer.json();
}

test("two registrars revoke it, seeing which shift loses cover", async ({ portal }) => {
  const { page } = portal;
  const credential = `/registrar/credentials/${way.credential}`;
  await portal.signInAs("registrar", credential);
  await expect(page.getByRole("table").filter({ hasText: "Auenbrück" })).toBeVisible();
  await page.getByRole("link", { name: "Propose revocation" }).click();
  await portal.inspect();
  await page.getByLabel("Reason").selectOption({ label: "It was issued in error" });
  await page.getByRole("button", { name: "Propose revocation" }).click();
  await expect(page.getByText("It waits for another registrar.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Revoke as proposed" })).toHaveCount(0);
  await portal.signInAs("registrar2", credential);
  await page.getByRole("link", { name: "Revoke as proposed" }).click();
  await expect(page.getByRole("table").filter({ hasText: "Auenbrück" })).toBeVisible();
  await portal.inspect();
  await page.getByRole("button", { name: "Revoke for good" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Advanced Haemodynamics");
  await expect(page.getByText("Revoked").first()).toBeVisible();
  await portal.inspect();
});

test("the answer is no at once, and still yes as known before", async ({ portal, request }) => {
  const { page } = portal;
  await portal.signInAs("unit", `/units/${unit}?at=2026-12-02T03:00`);
  await expect(verdict(page)).toHaveText("No");
  expect((await staffing(request)).answer).toBe("no");
  expect((await staffing(request, way.beforeRevocation)).answer).toBe("yes");
});

test("everybody sees that it is revoked", async ({ portal, request }) => {
  await portal.visit(`/credentials/${way.credential}`);
  await expect(portal.page.getByRole("heading", { level: 1 })).toHaveText(
    "Not valid: Advanced Haemodynamics",
  );
  const document = await (await request.get(`/credentials/${way.credential}/vc`)).json();
  expect(await verified(request, document)).toEqual({ status: 400, verified: false });
  const { statusListCredential, statusListIndex } = document.credentialStatus;
  const list = await (await request.get(new URL(statusListCredential).pathname)).json();
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), "base64url"));
  const index = Number(statusListIndex);
  expect(((bits[index >> 3] ?? 0) >> (7 - (index % 8))) & 1).toBe(1);
});

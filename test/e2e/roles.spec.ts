import type { Page } from "@playwright/test";
import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { expect, expectNoSidewaysScroll, test } from "./portal.ts";

/** What each account sees first. */
const homes: Readonly<Record<string, string>> = {
  fellow: "What is still missing",
  assessor: "What waits for you",
  assessor2: "What waits for you",
  committee: "Committee",
  committee2: "Committee",
  committee3: "Committee",
  director: "Nordmark Programme in Cardiac Intensive Care",
  ecmo: "Sign-off",
  registrar: "Credentials",
  registrar2: "Credentials",
  unit: "Is a qualified cardiologist on shift?",
  auditor: "Record",
  admin: "Places",
};

for (const { email } of demonstrationAccounts) {
  const [name = ""] = email.split("@");
  test(`${name} lands at home, and every way from there leads somewhere`, async ({ portal }) => {
    const { page } = portal;
    await portal.signInAs(name);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(homes[name] ?? "");
    const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
    const ways = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
    expect(ways.length).toBeGreaterThan(1);
    for (const way of new Set(ways)) await portal.visit(way ?? "");
  });
}

test("a unit's views all answer, and its board says yes for as long as that is fresh", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.signInAs("unit");
  const unit = "/units/demo-advanced";
  for (const view of ["", "/coverage", "/roster", "/shifts/new", "/state", "/people"]) {
    await portal.visit(`${unit}${view}`);
  }
  await portal.visit(`${unit}/board`);
  await expect(page.getByText("Yes", { exact: true })).toBeVisible();
  await expect(page.getByText("Unknown", { exact: true })).toBeHidden();
});

test("every page of a unit reflows at 400 % zoom, and axe finds nothing there", async ({
  portal,
}) => {
  // Two dozen pages: a busy machine needs longer for them than for one story.
  test.slow();
  const { page } = portal;
  await page.setViewportSize({ width: 320, height: 256 });
  const unit = "/units/demo-advanced";
  await portal.signInAs("unit", unit);
  const beside = ["/network", "/my/calendars", "/receipts/verify", "/units/demo-general/override"];
  const seen = new Set([unit, `${unit}/shifts/new`, `${unit}/rules/new`, ...beside]);
  for (const path of seen) {
    await portal.visit(path);
    await expectNoSidewaysScroll(page);
    const tabs = page.locator(".unit-tabs a");
    const ways = await tabs.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const way of ways) if (way) seen.add(way);
  }
  expect(seen.size).toBeGreaterThan(24);
});

test.describe("the board on a wall, without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("fits without scrolling with twelve people on duty, also once it turns unknown", async ({
    portal,
  }) => {
    const { page } = portal;
    await portal.signInAs("unit", "/home");
    await standStill(page);
    await page.goto("/units/demo-advanced/board");
    const people = page.locator(".board-person");
    for (const wanted of [await people.count(), 5, 8, 12]) {
      await people.evaluateAll((shown, count) => {
        const length = (one: Element) => one.textContent?.length ?? 0;
        const longest = [...shown].sort((a, b) => length(b) - length(a))[0]?.cloneNode(true);
        const list = shown[0]?.parentElement;
        for (const one of shown.slice(count)) one.remove();
        for (let i = shown.length; i < count; i++) list?.append(longest?.cloneNode(true) ?? "");
      }, wanted);
      await expect(people).toHaveCount(wanted);
      for (const [width, height] of walls) {
        await page.setViewportSize({ width, height });
        const size = await page.evaluate(() => ({
          height: document.documentElement.scrollHeight,
          width: document.documentElement.scrollWidth,
          answer: document.querySelector(".board-word")?.getBoundingClientRect().height ?? 0,
        }));
        const at = `${wanted} people at ${width} × ${height}`;
        expect([size.width, size.height], at).toEqual([width, height]);
        expect(size.answer / height, at).toBeGreaterThan(0.22);
      }
    }
  });

  test("says unknown by itself when its data has aged", async ({ portal }) => {
    const { page } = portal;
    await portal.signInAs("unit", "/home");
    const seconds = /--board-fresh-for:\d+s/;
    await standStill(page, (body) => {
      expect(body).toMatch(seconds);
      return body.replace(seconds, "--board-fresh-for:2s");
    });
    await page.goto("/units/demo-advanced/board");
    await expect(page.getByText("Unknown", { exact: true })).toBeVisible();
    await expect(page.getByText("Yes", { exact: true })).toBeHidden();
    await expect(page.getByText("too old to rely on")).toBeVisible();
  });
});

/** The board as if the portal were gone before the page without scripts, which never ends, is asked for. */
async function standStill(page: Page, change = (body: string) => body) {
  const onward = /<noscript>.*?<\/noscript>/s;
  await page.route("**/units/demo-advanced/board", async (route) => {
    const reply = await route.fetch();
    const body = await reply.text();
    expect(body).toMatch(onward);
    await route.fulfill({ response: reply, body: change(body.replace(onward, "")) });
  });
}

/** Screens that boards hang on. */
const walls = [
  [1440, 900],
  [1920, 1080],
  [1200, 760],
] as const;

test("every public page answers without a sign-in", async ({ portal }) => {
  const { page } = portal;
  const seen = new Set(["/", "/login"]);
  for (const path of seen) {
    await portal.visit(path);
    const links = page.locator("header a, nav a, main a, footer a");
    const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const way of found) if (isPublicPage(way)) seen.add(way);
  }
  expect(seen.size).toBeGreaterThan(12);
});

/** One of each kind is enough: the curriculum has 37 competencies. */
function isPublicPage(way: string | null): way is string {
  if (!way?.startsWith("/") || way.includes("#") || /\.(json|csv|txt)$/.test(way)) return false;
  const [, room, kind, code] = way.split("/");
  if (room !== "curriculum" || !kind) return true;
  return code !== undefined && /^(CRED-HEM|EPA-02|CIC-HEM-01)$/.test(code);
}

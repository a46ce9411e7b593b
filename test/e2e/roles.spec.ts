import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { expect, test } from "./portal.ts";

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

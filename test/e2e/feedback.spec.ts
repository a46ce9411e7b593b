import type { Page } from "@playwright/test";
import { expect, expectNoSidewaysScroll, type Portal, test } from "./portal.ts";

/** In order: a round is begun, answered, discussed and closed. */
test.describe.configure({ mode: "serial" });

const ida = "Dr. Ida Lorenzen";
const raters = Array.from({ length: 9 }, (_, i) => `rater${i + 1}@raters.example`);

/** The links that the raters got, as the demonstration's outbox shows them. */
async function linksIn({ signInAs, page }: Portal): Promise<string[]> {
  await signInAs("admin", "/outbox");
  const panels = page.getByRole("region", { name: /You are asked for feedback/ });
  const texts = await panels.filter({ hasText: ida }).allTextContents();
  return texts.flatMap((text) => /\/give-feedback\/[\w-]{43}/.exec(text)?.[0] ?? []);
}

async function answerAll(page: Page, level: string) {
  await expect(page.getByRole("button", { name: "Give your answers" })).toBeVisible();
  for (const group of await page.getByRole("group").all()) {
    const choice = group.getByRole("radio", { name: level });
    if ((await choice.count()) === 1) await choice.check();
  }
}

test("a fellow invites raters, and is told which address cannot be read", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/feedback");
  await page.getByRole("link", { name: "Begin a round" }).click();
  const typed = [...raters.slice(0, 8), "nobody at all"].join("\n");
  await page.getByLabel("E-mail addresses").fill(typed);
  await page.getByRole("button", { name: "Begin the round" }).click();
  await expect(page.locator("#raters-error")).toContainText("is no e-mail address");
  await expect(page.getByLabel("E-mail addresses")).toHaveValue(typed);
  await portal.inspect();
  await page.getByLabel("E-mail addresses").fill(raters.join("\n"));
  await page.getByRole("button", { name: "Begin the round" }).click();
  await expect(page.getByText("The round has begun")).toBeVisible();
  await expect(page.getByText("0 of 9")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
});

test("eight raters answer without an account, each link once", async ({ portal }) => {
  const { page } = portal;
  const links = await linksIn(portal);
  expect(links).toHaveLength(9);
  for (const [i, link] of links.slice(0, 8).entries()) {
    await portal.leave();
    await portal.visit(link);
    await page.getByRole("button", { name: "Begin" }).click();
    await expect(page).toHaveURL("/give-feedback");
    await expectNoSidewaysScroll(page);
    await portal.inspect();
    await answerAll(page, i < 6 ? "4 On their own" : "3 With help at hand");
    await page.getByRole("radio", { name: i < 6 ? "Physician" : "Nurse" }).check();
    if (i === 0) {
      await page.getByLabel("One thing to keep").fill("With Mr. Smith it went well.");
      await page.getByRole("button", { name: "Give your answers" }).click();
      await expect(page.locator("#text-error")).toContainText("Mr. Smith");
      await expect(page.getByRole("radio", { name: "Physician" })).toBeChecked();
      await portal.inspect();
      await page.getByLabel("One thing to keep").fill("Keep naming who does what.");
    }
    await page.getByRole("button", { name: "Give your answers" }).click();
    await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
  }
  await portal.inspect();
  await page.goto(links[0] ?? "");
  await expect(page.getByRole("heading", { name: "does not work any longer" })).toBeVisible();
  await portal.inspect();
});

test("the director ends the round, sees what was said, and closes it", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("fellow", "/feedback");
  await page.getByRole("link", { name: "Takes answers" }).click();
  await expect(page.getByText("8 of 9")).toBeVisible();
  await expect(page.getByText("Keep naming")).toHaveCount(0);
  await portal.inspect();
  await portal.signInAs("director", "/feedback");
  const own = page.getByRole("row").filter({ hasText: ida });
  await own.getByRole("link", { name: "Takes answers" }).click();
  await expect(page.getByText("Nothing is shown while the round takes answers")).toBeVisible();
  await portal.inspect();
  await page.getByRole("button", { name: "Take no more answers" }).click();
  await expect(page.getByText("Keep naming who does what.")).toBeVisible();
  await expect(page.getByRole("cell", { name: "3.8" }).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "By profession" })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await portal.inspect();
  await page.getByRole("radio", { name: "Level 4" }).check();
  await page.getByLabel("What you agreed").fill("Agreed to step back sooner.");
  await page.getByRole("button", { name: "Close the round" }).click();
  await expect(page.getByText("closed and on record")).toBeVisible();
  await portal.signInAs("fellow", "/feedback");
  await page.getByRole("link", { name: "Discussed" }).click();
  await expect(page.getByText("Agreed to step back sooner.")).toBeVisible();
  await expect(page.getByText("Keep naming who does what.")).toBeVisible();
  await portal.inspect();
});

test("the director records an examination, and corrects it with a reason", async ({ portal }) => {
  const { page } = portal;
  await portal.signInAs("director", "/programme");
  await page.locator('a[href^="/fellows/"]').first().click();
  await page.waitForURL(/\/fellows\//);
  const fellow = /\/fellows\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";
  await portal.visit(`${fellow}/records`);
  await page
    .getByLabel("What")
    .selectOption({ label: "Knowledge examination in acute cardiovascular care" });
  await page.getByLabel("Completed on").fill("2031-01-05");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.locator("#when-error")).toContainText("not come yet");
  await portal.inspect();
  await page.getByLabel("Completed on").fill("2026-11-02");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("in the dossier")).toBeVisible();
  await page
    .getByRole("link", { name: /^Correct Knowledge/ })
    .first()
    .click();
  await portal.inspect();
  await page.getByLabel("Completed on").fill("2026-11-03");
  await page.getByLabel("Why").fill("Read from the wrong line");
  await page.getByRole("button", { name: "Correct it" }).click();
  await expect(page.getByText("Corrected: Read from the wrong line")).toBeVisible();
  await expect(page.getByText("Replaced by a correction")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await portal.inspect();
});

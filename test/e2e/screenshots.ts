import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { buildPortal, isBuildFresh } from "#app/commands/bundle/portal.ts";
import { advice, findBrowser, networkFlags } from "../setup/browser.ts";
import { demonstration, publicOrigin } from "../setup/fixed.ts";
import { runProgram } from "../setup/process.ts";
import { readyLine } from "./worlds.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "public/screenshots");
const bytesMax = 150_000;

type Picture = {
  readonly name: string;
  readonly as?: string;
  readonly dark?: true;
  readonly phone?: true;
  /** Leads from the front door to what is shown. */
  readonly to: (page: Page) => Promise<unknown>;
};

const pictures: readonly Picture[] = [
  { name: "front-door", to: (page) => page.goto("/") },
  {
    name: "log-on-phone",
    as: "fellow",
    phone: true,
    to: (page) => page.goto("/logbook/new?activity=pa-catheter-insertion"),
  },
  { name: "progress", as: "fellow", to: (page) => page.goto("/progress/CRED-HEM") },
  { name: "signoff", as: "director", to: toDossier },
  { name: "credential", to: toCredential },
  { name: "board-yes", to: (page) => page.goto("/units/demo-advanced/board"), as: "unit" },
  {
    name: "board-unknown",
    to: (page) => page.goto("/units/demo-basic/board"),
    as: "unit",
    dark: true,
  },
  {
    name: "coverage",
    to: (page) => page.goto("/units/demo-advanced/coverage"),
    as: "unit",
    dark: true,
  },
];

async function toDossier(page: Page) {
  await page.goto("/signoff");
  await page.getByRole("link", { name: "Dr. Nora Eklund" }).first().click();
  await page.waitForURL(/\/signoff\/./);
}

async function toCredential(page: Page) {
  await page.goto("/register?credential=CRED-CIS&name=");
  await page.getByRole("cell").getByRole("link").first().click();
  await page.waitForURL(/\/credentials\//);
}

/** The pictures of the README, taken from the demonstration at the fixed anchor. */
async function takeAll() {
  const found = findBrowser();
  if (!found) throw new Error(advice);
  if (!isBuildFresh(root)) await buildPortal(root);
  mkdirSync(folder, { recursive: true });
  const server = runProgram("test/e2e/server.ts");
  const env = { ...(process.env as Record<string, string>), ...found.env };
  const browser = await chromium.launch({ executablePath: found.path, args: networkFlags, env });
  try {
    await server.line(readyLine);
    for (const picture of pictures) await take(browser, picture);
  } finally {
    await browser.close();
    await server.kill("SIGTERM");
  }
}

async function take(browser: Browser, { name, as, dark, phone, to }: Picture) {
  const context = await browser.newContext({
    baseURL: publicOrigin,
    viewport: phone ? { width: 360, height: 740 } : { width: 1200, height: 760 },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  if (as) await signIn(page, as);
  await to(page);
  await page.evaluate(() => document.fonts.ready);
  const path = join(folder, `${name}.png`);
  // Animations run on: a board whose time is wound forward shows that its answer has aged.
  await page.screenshot({ path, scale: "css" });
  await context.close();
  const { size } = statSync(path);
  process.stdout.write(`${name}.png ${Math.ceil(size / 1000)} kB\n`);
  if (size > bytesMax) throw new Error(`${name}.png is larger than ${bytesMax} bytes`);
}

async function signIn(page: Page, name: string) {
  await page.goto("/login");
  await page.getByLabel("E-mail address").fill(`${name}@demo.systole.example`);
  await page.getByLabel("Password").fill(demonstration.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor({ state: "attached" });
}

await takeAll();

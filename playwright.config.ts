import { defineConfig } from "@playwright/test";
import { type World, worldHeader } from "./test/e2e/worlds.ts";
import { advice, findBrowser, networkFlags } from "./test/setup/browser.ts";
import { publicOrigin } from "./test/setup/fixed.ts";

const browser = findBrowser();
if (!browser) throw new Error(advice);

const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};
const desktop = { viewport: { width: 1440, height: 900 } };

/** Each project has a world of its own: the demonstration, told up to the fixed anchor. */
const world = (name: World, screen: object, testMatch: string) => ({
  name,
  testMatch,
  use: { ...screen, extraHTTPHeaders: { [worldHeader]: name } },
});

export default defineConfig({
  testDir: "test/e2e",
  outputDir: ".tmp/e2e",
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // Once more on an unattended machine, and named as flaky there; at a desk a test fails at once.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  // A busy machine is slow; what never comes fails all the same.
  expect: { timeout: 15_000 },
  use: {
    baseURL: publicOrigin,
    actionTimeout: 15_000,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // What a worker keeps would let one test see another's pages; only the offline world has one.
    serviceWorkers: "block",
    // Recording takes a fifth of the time: where a test has a second try, only that one is recorded.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser.path,
      args: networkFlags,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
  projects: [
    // Longest first, so that neither of two workers is left with a long one at the end.
    world("still", desktop, "roles.spec.ts"),
    world("desktop", desktop, "walk.spec.ts"),
    world("phone", phone, "walk.spec.ts"),
    world("committee", desktop, "committee.spec.ts"),
    world("rough", phone, "rough.spec.ts"),
    world("feedback", phone, "feedback.spec.ts"),
    world("plain", { ...desktop, javaScriptEnabled: false }, "walk.spec.ts"),
    world("logging", phone, "logging.spec.ts"),
    world("signing", desktop, "signoff.spec.ts"),
    world("offline", { ...phone, serviceWorkers: "allow" }, "offline.spec.ts"),
    world("progress", phone, "progress.spec.ts"),
    world("assess", phone, "assess.spec.ts"),
    world("board", desktop, "board.spec.ts"),
    world("life", phone, "life.spec.ts"),
    world("grid", phone, "grid.spec.ts"),
    world("transfer", phone, "transfer.spec.ts"),
    world("upload", phone, "upload.spec.ts"),
    world("gaps", phone, "gaps.spec.ts"),
    world("rules", desktop, "rules.spec.ts"),
    world("verify", phone, "verify.spec.ts"),
  ],
  webServer: {
    command: "node --import tsx test/e2e/server.ts",
    url: `${publicOrigin}/readyz`,
    // The demonstration is told first, which takes a busy machine minutes.
    timeout: 600_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});

import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { freePort } from "#db/embedded/cluster.server.ts";
import { advice, findBrowser } from "./setup/browser.ts";
import { dropRun, prepareRun } from "./setup/postgres.ts";
import { type Counts, playwrightCounts, vitestCounts } from "./setup/run/counts.ts";
import { interrupt, runStep, type Step } from "./setup/run/step.ts";

/**
 * Everything that must hold, in one run: each step's own output, then one plain line of the sum. A
 * failing step hides no later one. What needs nothing of one another runs side by side; the browser, which
 * suffers most from a busy machine, runs alone.
 */
const root = resolve(import.meta.dirname, "..");
process.chdir(root);
if (process.env.CI) Object.assign(process.env, { NO_COLOR: "1", FORCE_COLOR: "0" });
const plain = process.env.CI ? ["--colors=off"] : [];
const reports = resolve(".tmp/reports");
mkdirSync(reports, { recursive: true });

const packageFile = (name: string, file: string) =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
const vitest = (project: string, env?: Step["env"]): Step => {
  const file = join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return {
    name: `tests: ${project}`,
    args: [packageFile("vitest", "vitest.mjs"), "run", "--project", project, ...reporters],
    env,
    report: { file, count: vitestCounts },
  };
};
const browserTests = (env: Record<string, string>): Step => {
  const file = join(reports, "e2e.json");
  return {
    name: "tests: in a browser",
    args: [packageFile("@playwright/test", "cli.js"), "test", "--reporter=list,json"],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    report: { file, count: playwrightCounts },
  };
};
const house: readonly Step[] = [
  {
    name: "format and lint",
    args: [packageFile("@biomejs/biome", "bin/biome"), "ci", ...plain, "."],
  },
  { name: "content", args: ["--import", "tsx", "app/commands/content.ts", "check"] },
  { name: "types", args: [packageFile("typescript", "bin/tsc"), "--noEmit"] },
  { name: "build", args: ["--import", "tsx", "app/commands/build.ts"] },
];

process.on("SIGINT", interrupt);
process.on("SIGTERM", interrupt);

const counts: Counts[] = [];
const inTurn = async (steps: readonly Step[]) => {
  for (const step of steps) counts.push(await runStep(step));
};
// Each of these keeps one core busy; the tests beside them take what is left of the others.
const beside = inTurn(house);
await inTurn([vitest("pure")]);
try {
  const run = await prepareRun();
  const env = { ...run.env, E2E_PORT: String(await freePort(4173).catch(() => freePort())) };
  try {
    await inTurn([vitest("record", env)]);
    await beside;
    counts.push(await inBrowser(env));
  } finally {
    await dropRun(run);
  }
} catch (error) {
  process.stdout.write(`\n── the database for tests did not start: ${(error as Error).message}\n`);
  counts.push({ passed: 0, failed: 1 });
}
await beside;

const sum = (of: keyof Counts) => counts.reduce((total, each) => total + each[of], 0);
process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
process.exitCode = sum("failed") === 0 ? 0 : 1;

async function inBrowser(env: Record<string, string>): Promise<Counts> {
  const browser = findBrowser();
  if (!browser) {
    process.stdout.write(`\n── ${advice}\n`);
    return { passed: 0, failed: 1 };
  }
  return runStep(browserTests(env));
}

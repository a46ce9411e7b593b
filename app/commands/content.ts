import { readEnv } from "#app/env.server.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import {
  checkContent,
  diffContent,
  lockContent,
  type Said,
} from "#app/operations/curriculum/release-content.server.ts";
import { impactLines } from "#app/operations/curriculum/show-release-impact.server.ts";
import { openHouse } from "#app/start.server.ts";
import { loadDotEnv } from "./terminal.ts";

const usage = `npm run content -- check     validate the content, and that no release has changed
npm run content -- lock      freeze releases that are not frozen yet
npm run content -- diff A B  say what changed between two releases, and what it touches; with
                             DATABASE_URL set, also which fellows of today`;

async function answer([command, ...rest]: readonly string[]): Promise<Said> {
  const [a, b] = rest;
  if (command === "check" && rest.length === 0) return checkContent();
  if (command === "lock" && rest.length === 0) return lockContent();
  if (command === "diff" && a && b && rest.length === 2) return withFellows(diffContent(a, b), b);
  return { ok: command === "--help", lines: [usage] };
}

/** Whom of today the later release would touch; only where a record is named. */
async function withFellows(said: Said, release: string): Promise<Said> {
  loadDotEnv();
  const env = readEnv(process.env);
  if (!said.ok || !env.databaseUrl) return said;
  const opened = await openHouse({
    databaseUrl: env.databaseUrl,
    publicOrigin: env.publicOrigin ?? `http://localhost:${env.port}`,
    signingKeyFile: env.signingKeyFile,
    logLevel: "warn",
    demonstration: env.demo,
    demoPassword: null,
  });
  try {
    const touched = await impactLines(contextAs(opened.house, system), release);
    return { ok: said.ok, lines: [...said.lines, ...touched] };
  } finally {
    await opened.close();
  }
}

try {
  const { ok, lines } = await answer(process.argv.slice(2));
  (ok ? process.stdout : process.stderr).write(`${lines.join("\n")}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (fault) {
  const cause = fault instanceof Error && fault.cause ? `\n${String(fault.cause)}` : "";
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}${cause}\n`);
  process.exitCode = 1;
}

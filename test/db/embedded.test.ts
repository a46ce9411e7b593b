import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, expect, it } from "vitest";
import { removeFolder, temporaryFolder } from "#test/setup/postgres.ts";
import { type Child, runProgram } from "#test/setup/process.ts";

const folder = temporaryFolder();
const holders: Child[] = [];
const pidFile = join(folder, "postgres/data/postmaster.pid");

function hold() {
  const holder = runProgram("test/db/embedded-holder.ts", [folder]);
  holders.push(holder);
  return holder;
}

async function addressOf(holder: Child) {
  return (await holder.line("url ")).slice("url ".length);
}

async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

afterEach(async () => {
  for (const holder of holders.splice(0)) await holder.kill("SIGTERM");
});
afterAll(() => removeFolder(folder));

it("starts on an empty folder, keeps its data, and ends with the portal", async () => {
  const first = hold();
  await query(await addressOf(first), "create table kept (n int)");
  expect(await first.kill("SIGTERM")).toBe(0);
  expect(existsSync(pidFile)).toBe(false);
  const url = await addressOf(hold());
  expect(await query(url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
});

it("keeps its password where nobody else can read it", async () => {
  const password = new URL(await addressOf(hold())).password;
  const file = join(folder, "postgres-password");
  expect(readFileSync(file, "utf8").trim()).toBe(password);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("takes over the server that a killed portal left running, with everything committed", async () => {
  const first = hold();
  const before = await addressOf(first);
  await query(before, "insert into kept values (1)");
  await first.kill("SIGKILL");
  const after = await addressOf(hold());
  expect(await query(after, "select n from kept")).toEqual([{ n: 1 }]);
});

it("starts the server again at the same address when it is killed under the portal", async () => {
  const holder = hold();
  const url = await addressOf(holder);
  await query(url, "insert into kept values (2)");
  process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGKILL");
  await holder.line("info The embedded database is back");
  expect(await query(url, "select n from kept order by n")).toEqual([{ n: 1 }, { n: 2 }]);
});

it("survives both being killed at once", async () => {
  const holder = hold();
  await query(await addressOf(holder), "insert into kept values (3)");
  const postmaster = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  await holder.kill("SIGKILL");
  process.kill(postmaster, "SIGKILL");
  const url = await addressOf(hold());
  expect(await query(url, "select max(n) as n from kept")).toEqual([{ n: 3 }]);
});

it("refuses a second portal on the same data in one line, and leaves the first alone", async () => {
  const url = await addressOf(hold());
  const line = await hold().line("refused ");
  expect(line).toContain("Another Systole is running on");
  expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
});

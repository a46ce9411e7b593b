import { readFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { afterAll, expect, it } from "vitest";
import { connect } from "#db/client.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { firstBrokenEntry, headOf } from "#db/ledger.server.ts";
import { organisation, programme } from "#db/schema/people.ts";
import { removeFolder, temporaryFolder } from "#test/setup/postgres.ts";
import { type Child, runProgram } from "#test/setup/process.ts";

const folder = temporaryFolder();
afterAll(() => removeFolder(folder));

const postmaster = () =>
  Number(readFileSync(join(folder, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);

/** What a killed process had been told was done. */
async function answered(writer: Child, atLeast: number): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < atLeast) codes.push((await writer.line("done ")).slice("done ".length));
  return codes;
}

/** Opens the record as a later start would, and returns what it holds. */
async function afterwards() {
  const log = pino({ level: "silent" });
  const embedded = await startEmbedded({ dataDir: folder, log });
  const client = connect(embedded.url);
  try {
    const organisations = await client.db.select().from(organisation);
    const programmes = await client.db.select().from(programme);
    const { seq } = await headOf(client.db);
    return { organisations, programmes, seq, broken: await firstBrokenEntry(client.db) };
  } finally {
    await client.close();
    await embedded.stop();
  }
}

it.each([
  ["the portal", (writer: Child) => writer.kill("SIGKILL")],
  [
    "the database",
    async (writer: Child) => {
      process.kill(postmaster(), "SIGKILL");
      await writer.kill("SIGKILL");
    },
  ],
])(
  "leaves every act wholly there or wholly absent when %s is killed amid many",
  async (_, kill) => {
    const writer = runProgram("test/db/kill-writer.ts", [folder]);
    const done = await answered(writer, 60);
    await kill(writer);
    const { organisations, programmes, seq, broken } = await afterwards();

    const codes = new Set(organisations.map(({ code }) => code));
    expect(done.filter((code) => !codes.has(code))).toEqual([]);
    expect(new Set(programmes.map(({ code }) => code))).toEqual(codes);
    const entries = [...organisations, ...programmes].map(({ entrySeq }) => entrySeq);
    expect(entries.sort((a, b) => a - b)).toEqual(Array.from({ length: seq }, (_, at) => at + 1));
    expect(broken).toBeNull();
  },
);

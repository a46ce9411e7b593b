import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { expect, it } from "vitest";
import { appRole } from "#db/client.server.ts";
import { firstBrokenEntry, headOf } from "#db/ledger.server.ts";
import { factTables, workspaceTables } from "#db/schema/kinds.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, url } = await freshHouse({ world: "demo" });

it("sorts every table into exactly one kind: a fact or workspace", async () => {
  const rows = await house.sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public'`;
  const sorted = [...factTables, ...workspaceTables];
  expect(new Set(sorted).size).toBe(sorted.length);
  expect(rows.map((row) => row.name).sort()).toEqual([...sorted].sort());
});

it("hangs every fact that is no child of another on a ledger entry", async () => {
  const rows = await house.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'entry_seq' and is_nullable = 'NO'`;
  const hanging = new Set(rows.map((row) => row.name));
  const free = factTables.filter((name) => !hanging.has(name));
  expect(free).toEqual([
    "ledger_entry",
    "access_log",
    "pathway_case_count",
    "pathway_observation",
    "assignment",
  ]);
});

it.each(factTables)(
  "lets the portal add to %s and read it, never change or remove",
  async (name) => {
    const [can] = await house.sql`
    select has_table_privilege(${appRole}, ${name}, 'select') as read,
           has_table_privilege(${appRole}, ${name}, 'insert') as add,
           has_table_privilege(${appRole}, ${name}, 'update') as change,
           has_table_privilege(${appRole}, ${name}, 'delete') as remove,
           has_table_privilege(${appRole}, ${name}, 'truncate') as empty`;
    expect(can).toEqual({ read: true, add: true, change: false, remove: false, empty: false });
  },
);

it("refuses the portal's own connection when it tries to change or remove a fact", async () => {
  const denied = { code: "42501" };
  await expect(house.sql`update credential_event set reason = 'other'`).rejects.toMatchObject(
    denied,
  );
  await expect(house.sql`delete from ledger_entry`).rejects.toMatchObject(denied);
  await expect(house.sql`truncate case_entry cascade`).rejects.toMatchObject(denied);
});

it("finds the entry at which the owner of the database tampered with the ledger", async () => {
  expect(await firstBrokenEntry(house.db)).toBeNull();
  const { seq } = await headOf(house.db);
  const target = Math.floor(seq / 2);
  const owner = postgres(url, { max: 1 });
  try {
    await owner`update ledger_entry set act = 'nothing.happened' where seq = ${target}`;
    expect(await firstBrokenEntry(house.db)).toBe(target);
  } finally {
    await owner.end();
  }
});

it("has migrations that lead exactly to the schema: nothing would still be generated", async () => {
  const { generateDrizzleJson, generateMigration } = await import("drizzle-kit/api");
  const files = readdirSync("db/schema").filter((name) => name.endsWith(".ts"));
  const modules = await Promise.all(files.map((name) => import(`#db/schema/${name}`)));
  const snapshots = readdirSync("db/migrations/meta").filter((name) => name.includes("snapshot"));
  const latest = readFileSync(join("db/migrations/meta", snapshots.sort().at(-1) ?? ""), "utf8");
  const now = generateDrizzleJson(Object.assign({}, ...modules));
  expect(await generateMigration(JSON.parse(latest), now)).toEqual([]);
});

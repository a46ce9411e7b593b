import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import postgres from "postgres";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";

export type TestPostgres = {
  /** A login that may create databases; tests never use the database itself. */
  readonly adminUrl: string;
  /** A throw-away folder of this run: keys, and the server's data. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

/** The server that DATABASE_URL names, or an embedded one in a temporary folder. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = temporaryFolder();
  const given = process.env.DATABASE_URL;
  const log = pino({ level: "error" }, pino.destination(2));
  const embedded = given ? null : await startEmbedded({ dataDir: folder, log, durable: false });
  return {
    adminUrl: given ?? (embedded?.url as string),
    folder,
    async stop() {
      await embedded?.stop();
      removeFolder(folder);
    },
  };
}

/** The database runs as another user when we are root, so it must be able to enter. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "systole-test-"));
  chmodSync(folder, 0o711);
  return folder;
}

/** Also the place that an embedded database took where its user could not reach the folder. */
export function removeFolder(folder: string) {
  const pointer = join(folder, "postgres-location");
  const elsewhere = existsSync(pointer) ? [readFileSync(pointer, "utf8").trim()] : [];
  for (const each of [...elsewhere, folder]) rmSync(each, { recursive: true, force: true });
}

/** Runs statements as the owner, outside any transaction. */
export async function asAdmin<T>(adminUrl: string, work: (sql: postgres.Sql) => Promise<T>) {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Makes `name` once, however many processes ask at the same moment: it is filled under another name and
 * renamed when whole, and the others wait for it.
 */
export async function makeOnce(
  adminUrl: string,
  name: string,
  fill: (url: string) => Promise<void>,
) {
  await asAdmin(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length > 0) return;
    const part = `${name}_part`;
    await sql`drop database if exists ${sql(part)} with (force)`;
    await sql`create database ${sql(part)}`;
    await fill(urlOf(adminUrl, part));
    await sql`alter database ${sql(part)} rename to ${sql(name)}`;
  });
}

export async function copyDatabase(adminUrl: string, template: string, name: string) {
  await asAdmin(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return urlOf(adminUrl, name);
}

export async function dropDatabase(adminUrl: string, name: string) {
  await asAdmin(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

export async function migrateTemplate(adminUrl: string, name: string) {
  await makeOnce(adminUrl, name, (url) => migrate(url));
}

export type Run = {
  readonly postgres: TestPostgres;
  readonly name: string;
  /** Hands the run on to other processes: later steps use the same server and templates. */
  readonly env: Record<string, string>;
};

/** Starts a run: a server, and a migrated template `<name>_empty` that every test file copies. */
export async function prepareRun(): Promise<Run> {
  const postgres = await startTestPostgres();
  const name = `systole_${process.pid}`;
  await migrateTemplate(postgres.adminUrl, `${name}_empty`);
  const { adminUrl, folder } = postgres;
  return { postgres, name, env: { TEST_ADMIN_URL: adminUrl, TEST_FOLDER: folder, TEST_RUN: name } };
}

/** The run that another process prepared and will end, if there is one. */
export function inheritedRun(): Run | null {
  const { TEST_ADMIN_URL: adminUrl, TEST_FOLDER: folder, TEST_RUN: name } = process.env;
  if (!adminUrl || !folder || !name) return null;
  return { postgres: { adminUrl, folder, stop: async () => {} }, name, env: {} };
}

/** Ends a run: nothing stays behind, also on a server that is not ours. */
export async function dropRun({ postgres: { adminUrl, stop }, name }: Run) {
  await asAdmin(adminUrl, async (sql) => {
    const found = await sql<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${`${name}_`})`;
    for (const { datname } of found) await sql`drop database ${sql(datname)} with (force)`;
  });
  await stop();
}

import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { borrowEmbedded, type Embedded, startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { createLog } from "./adapters/log.server.ts";
import type { Env } from "./env.server.ts";

export type OpenRecord = {
  readonly url: string;
  /** Where the embedded database lies, when not in the data directory. */
  readonly elsewhere: string | null;
  /** Runs `load` on the empty record; if it is interrupted, the next start begins anew. */
  readonly fill: (load: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * The database of the environment, or the embedded one, brought to the present shape.
 *
 * @throws CannotStart where it cannot be reached or started.
 */
export async function openRecord(env: Env): Promise<OpenRecord> {
  makeFolder(env.dataDir);
  const log = createLog(env.logLevel);
  const embedded = env.databaseUrl ? null : await startEmbedded({ dataDir: env.dataDir, log });
  const url = env.databaseUrl ?? (embedded as Embedded).url;
  const mark = join(env.dataDir, "demonstration-unfinished");
  try {
    if (existsSync(mark)) await discardHalf(mark, embedded);
    await migrate(env.migrationUrl ?? url, url);
  } catch (error) {
    await embedded?.stop();
    throw embedded ? error : explained(error);
  }
  return {
    url,
    elsewhere: embedded?.elsewhere ?? null,
    fill: (load) => fill(mark, load),
    close: async () => embedded?.stop(),
  };
}

function makeFolder(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw cannotStart(`DATA_DIR ${dataDir} cannot be used: ${reason}`, error);
  }
}

/**
 * The same record for a command beside the portal: not migrated, and an embedded database that runs
 * already is left as it is.
 */
export async function borrowRecord(env: Env): Promise<Pick<OpenRecord, "url" | "close">> {
  if (env.databaseUrl) return { url: env.databaseUrl, close: async () => {} };
  const log = createLog("warn");
  const embedded = await borrowEmbedded({ dataDir: env.dataDir, log });
  return { url: embedded.url, close: embedded.stop };
}

async function fill(mark: string, load: () => Promise<void>) {
  mkdirSync(join(mark, ".."), { recursive: true });
  writeFileSync(mark, "The demonstration was being loaded into an empty database.\n");
  await load();
  rmSync(mark);
}

/** Only ever a database that held nothing before the demonstration was begun. */
async function discardHalf(mark: string, embedded: Embedded | null) {
  if (!embedded) {
    const advice = "empty the database that DATABASE_URL names";
    throw cannotStart(`Loading the demonstration was interrupted: ${advice} and remove ${mark}.`);
  }
  await embedded.recreate();
  rmSync(mark);
}

/** The address may hold a password, so it is not repeated. */
function explained(error: unknown) {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return cannotStart(`The database that DATABASE_URL names cannot be used: ${reason}`, error);
}

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Sql } from "postgres";
import { cannotStart } from "#app/domain/cannot-start.ts";
import * as cluster from "./embedded/cluster.server.ts";
import { type Keeper, openKeeper, type Server } from "./embedded/keeper.server.ts";
import { settlePlace } from "./embedded/place.server.ts";
import { findPostmaster } from "./embedded/postmaster.server.ts";
import { keptSecret } from "./kept-secret.server.ts";

type Log = Pick<Logger, "info" | "warn" | "error">;
export type Embedded = {
  /** Connects as the owner of the database; valid until `stop`, also across a restart. */
  readonly url: string;
  /** Where it lies, when its account could not reach the data directory; else null. */
  readonly elsewhere: string | null;
  /** Throws everything away and begins anew with an empty database. */
  readonly recreate: () => Promise<void>;
  /** Ends the server in good order. Connections still open are closed. */
  readonly stop: () => Promise<void>;
};
type Options = {
  readonly dataDir: string;
  readonly log: Log;
  /** False trades safety against power loss for speed: for throw-away databases only. */
  readonly durable?: boolean;
};

const database = "systole";
const restartMs = { first: 200, longest: 5_000 };

/**
 * Runs a real PostgreSQL under `<dataDir>/postgres`, on 127.0.0.1, with a password kept in a file
 * of mode 0600. Who holds an advisory lock on it owns it: a server left behind by a killed portal
 * is taken over, that of a living portal is left alone. A server that dies is started again.
 *
 * @throws CannotStart with one line that says what to do.
 */
export async function startEmbedded({ dataDir, log, durable = true }: Options): Promise<Embedded> {
  const place = settlePlace(resolve(dataDir));
  const isNew = !existsSync(join(place.cluster, "PG_VERSION"));
  const password = keptPassword(resolve(dataDir), isNew);
  if (isNew) cluster.createCluster(place, password);
  cluster.refuseOtherVersion(place);
  const server = { place, password, durable };
  const keeper = await openKeeper(server);
  await createDatabase(keeper.sql);
  return supervise(server, keeper, log);
}

/**
 * For a command beside the portal: the server that runs already, left as it is, or else one of its own
 * that ends with the command.
 */
export async function borrowEmbedded(options: Options): Promise<Pick<Embedded, "url" | "stop">> {
  const place = settlePlace(resolve(options.dataDir));
  const running = findPostmaster(place.cluster);
  if (!running?.ready) return startEmbedded(options);
  const password = keptPassword(resolve(options.dataDir), false);
  return { url: addressOf(password, running.port), stop: async () => {} };
}

function addressOf(password: string, port: number) {
  return `postgres://${cluster.superuser}:${password}@127.0.0.1:${port}/${database}`;
}

function keptPassword(dataDir: string, isNew: boolean) {
  const file = join(dataDir, "postgres-password");
  if (isNew || existsSync(file))
    return keptSecret(file, () => randomBytes(24).toString("base64url"));
  throw cannotStart(`${file} is missing: put it back to reach the database.`);
}

async function createDatabase(sql: Sql) {
  const found = await sql`select 1 from pg_database where datname = ${database}`;
  if (found.length === 0) await sql`create database ${sql(database)}`;
}

async function recreateDatabase(sql: Sql) {
  await sql`drop database if exists ${sql(database)} with (force)`;
  await createDatabase(sql);
}

function supervise(server: Server, first: Keeper, log: Log): Embedded {
  const { port } = first;
  let keeper = first;
  let isStopping = false;
  const watch = async () => {
    for (;;) {
      await keeper.lost;
      if (isStopping) return;
      log.error("The embedded database was lost; starting it again");
      await keeper.sql.end({ timeout: 0 });
      keeper = (await reopen(server, port, log, () => isStopping)) ?? keeper;
      if (isStopping) return;
      log.info("The embedded database is back");
    }
  };
  const watching = watch();
  const stop = async () => {
    isStopping = true;
    await keeper.sql.end({ timeout: 1 });
    await watching;
    await keeper.sql.end({ timeout: 0 });
    await cluster.stopServer(server.place);
  };
  let stopped: Promise<void> | null = null;
  return {
    url: addressOf(server.password, port),
    elsewhere: server.place.elsewhere ? server.place.home : null,
    recreate: () => recreateDatabase(keeper.sql),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Tries until it works, as a portal without its database can only answer 503. */
async function reopen(server: Server, port: number, log: Log, isStopping: () => boolean) {
  for (let wait = restartMs.first; !isStopping(); wait = Math.min(wait * 2, restartMs.longest)) {
    try {
      return await openKeeper(server, port);
    } catch (error) {
      log.error({ err: error }, "The embedded database did not start");
      await pause(wait);
    }
  }
  return null;
}

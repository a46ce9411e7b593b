import { spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { failure, plainEnvironment, runAs, runAsSoon } from "./account.server.ts";
import { program } from "./binaries.server.ts";
import type { Place } from "./place.server.ts";

export const superuser = "systole";
/** Connections the embedded server admits: several pools at once in tests, one in the portal. */
const maxConnections = 100;
const logLimitBytes = 10_000_000;

/**
 * Makes an empty cluster. It is built beside and renamed into place when complete, so that neither a
 * kill nor a second start at the same moment can leave half a cluster.
 */
export function createCluster({ native, account, home, cluster }: Place, password: string) {
  const part = `${cluster}.${process.pid}`;
  const secret = join(home, `.password.${process.pid}`);
  writeFileSync(secret, password, { mode: 0o600 });
  if (account) chownSync(secret, account.uid, account.gid);
  const args = ["-D", part, "-U", superuser, `--pwfile=${secret}`, "--auth=scram-sha-256"];
  const kind = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"];
  const form = ["--builtin-locale=C.UTF-8", "--data-checksums"];
  const run = runAs(account, program(native, "initdb"), [...args, ...kind, ...form], home);
  rmSync(secret, { force: true });
  if (run.status !== 0) throw cannotStart(`The database could not be created: ${failure(run)}`);
  try {
    renameSync(part, cluster);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(join(cluster, "PG_VERSION"))) throw error;
  }
}

export function refuseOtherVersion({ native, cluster }: Place) {
  const stored = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  const own = native.version.split(".")[0];
  if (stored === own) return;
  const advice = `run that version with DATABASE_URL, or set another DATA_DIR`;
  throw cannotStart(`The data in ${cluster} is of PostgreSQL ${stored}, not ${own}: ${advice}.`);
}

/**
 * Starts the server in a process group of its own, so that Ctrl-C reaches the portal first and the
 * portal can close its connections before it stops the database.
 */
export function spawnServer(place: Place, port: number, durable: boolean) {
  const { native, account, home, cluster } = place;
  const log = openSync(logFile(place), logSize(place) > logLimitBytes ? "w" : "a", 0o600);
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `port=${port}`,
    `max_connections=${maxConnections}`,
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  const args = ["-D", cluster, ...settings.flatMap((setting) => ["-c", setting])];
  const child = spawn(program(native, "postgres"), args, {
    ...account,
    cwd: home,
    env: plainEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  return child;
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stopServer({ native, account, home, cluster }: Place): Promise<void> {
  for (const mode of ["fast", "immediate"]) {
    const args = ["stop", "-D", cluster, "-m", mode, "-w", "-t", "30"];
    if ((await runAsSoon(account, program(native, "pg_ctl"), args, home)) === 0) return;
  }
}

/** What the server wrote last, for the one line that says why it did not start. */
export function lastWords(place: Place): string {
  const lines = readFileSync(logFile(place), "utf8").trim().split("\n");
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR/.test(line));
  return (telling.at(-1) ?? lines.at(-1) ?? "").replace(/^.*(FATAL|PANIC|ERROR): */, "");
}

/** A port that nobody listens on; `wanted` itself, or a rejection. 0: any. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      const port = address && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function logFile({ home }: Place) {
  return join(home, "postgres.log");
}

function logSize(place: Place) {
  return statSync(logFile(place), { throwIfNoEntry: false })?.size ?? 0;
}

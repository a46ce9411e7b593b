import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { freePort, lastWords, spawnServer, superuser } from "./cluster.server.ts";
import type { Place } from "./place.server.ts";
import { findPostmaster, isRunning } from "./postmaster.server.ts";

export type Server = {
  readonly place: Place;
  readonly password: string;
  readonly durable: boolean;
};
/** The connection whose advisory lock says that this portal owns the server. */
export type Keeper = { readonly sql: Sql; readonly port: number; readonly lost: Promise<void> };

/** Any number will do, as long as every portal asks for the same. */
const portalLock = 5_797_865;
const pollMs = 25;
/** Crash recovery of a large log may take minutes; a server that ends says so at once. */
const startLimitMs = 180_000;
const lockLimitMs = 3_000;
const attempts = 20;
const betweenAttemptsMs = 250;

/** Takes over a server that runs already, or starts one. `port`: where it must listen, if settled. */
export async function openKeeper(server: Server, port?: number): Promise<Keeper> {
  if (isRunning(server.place.cluster)) return takeLock(server, await listening(server));
  for (let left = attempts; ; left -= 1) {
    const at = port ?? (await freePort());
    const child = spawnServer(server.place, at, server.durable);
    let ended = false;
    child.once("exit", () => (ended = true));
    child.once("error", () => (ended = true));
    if (await listening(server, () => ended).catch(() => null)) return takeLock(server, at);
    if (isRunning(server.place.cluster)) return takeLock(server, await listening(server));
    if (left === 0) throw cannotStart(`PostgreSQL did not start: ${lastWords(server.place)}`);
    // The processes of a killed server need a moment to let go of its memory and its port.
    await pause(betweenAttemptsMs);
  }
}

/** Waits until the server takes connections and returns its port; throws when it has ended. */
async function listening({ place }: Server, hasEnded = () => !isRunning(place.cluster)) {
  for (let waited = 0; waited < startLimitMs; waited += pollMs) {
    const found = findPostmaster(place.cluster);
    if (found?.ready) return found.port;
    if (hasEnded()) break;
    await pause(pollMs);
  }
  throw cannotStart(`PostgreSQL did not start: ${lastWords(place)}`);
}

async function takeLock(server: Server, port: number): Promise<Keeper> {
  let close = () => {};
  const lost = new Promise<void>((resolve) => {
    close = resolve;
  });
  const sql = connect(server, port, close);
  try {
    for (let waited = 0; waited < lockLimitMs; waited += pollMs) {
      const [row] = await sql`select pg_try_advisory_lock(${portalLock}) as held`;
      if (row?.held) return { sql, port, lost };
      await pause(pollMs);
    }
  } catch (cause) {
    await sql.end({ timeout: 0 });
    throw unreachable(server, cause);
  }
  await sql.end({ timeout: 0 });
  const advice = "stop it first, or set another DATA_DIR";
  throw cannotStart(`Another Systole is running on ${server.place.home}: ${advice}.`);
}

function connect({ password }: Server, port: number, onclose: () => void) {
  return postgres({
    host: "127.0.0.1",
    port,
    user: superuser,
    password,
    database: "postgres",
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connection: { application_name: "systole keeper" },
    onclose,
  });
}

function unreachable({ place }: Server, cause: unknown) {
  const isPassword = (cause as { code?: string }).code === "28P01";
  const why = isPassword
    ? "it does not know the password kept in the data directory"
    : String(cause);
  return cannotStart(`The embedded database in ${place.home} cannot be used: ${why}.`, cause);
}

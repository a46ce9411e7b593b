import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { type Account, canUse, chooseAccount, failure, runAs } from "./account.server.ts";
import { findNative, type Native, program } from "./binaries.server.ts";

/** Where one embedded PostgreSQL lives, and as whom. */
export type Place = {
  readonly native: Native;
  readonly account: Account;
  /** Holds the cluster and its log; the account may write here. */
  readonly home: string;
  readonly cluster: string;
  /** Set where the data directory itself is out of the account's reach. */
  readonly elsewhere: boolean;
};

/**
 * Settles binaries, account and directory. Normally everything lies in `<dataDir>/postgres` and the
 * checkout; where the unprivileged account cannot reach those (a clone under /root), copies live
 * under /var/lib/systole. The choice is written down, so that a later start finds its data.
 */
export function settlePlace(dataDir: string): Place {
  const pointer = join(dataDir, "postgres-location");
  const noted = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : null;
  const near = join(dataDir, "postgres");
  const account = chooseAccount(join(noted ?? near, "data"));
  const home = noted ?? nearOrFar(near, dataDir, account);
  own(home, account);
  refuseOthers(home);
  if (!canUse(account, home)) throw cannotStart(`PostgreSQL cannot write in ${home}.`);
  if (!noted && home !== near) writeFileSync(pointer, `${home}\n`);
  const native = reachable(findNative(), account, dataDir);
  return { native, account, home, cluster: join(home, "data"), elsewhere: home !== near };
}

function nearOrFar(near: string, dataDir: string, account: Account) {
  own(near, account);
  return canUse(account, near) ? near : far(dataDir);
}

function far(dataDir: string) {
  const name = createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 12);
  return join("/var/lib/systole", name);
}

function refuseOthers(home: string) {
  const self = process.getuid?.();
  if (self === undefined || self === 0 || statSync(home).uid === self) return;
  const advice = "start as that user or as root, or set another DATA_DIR";
  throw cannotStart(`The database in ${home} belongs to another user: ${advice}.`);
}

function own(directory: string, account: Account) {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
  if (account) chownSync(directory, account.uid, account.gid);
}

/** The binaries where the account can run them: where npm put them, or a copy (60 MB) elsewhere. */
function reachable(native: Native, account: Account, dataDir: string): Native {
  const first = runAs(account, program(native, "postgres"), ["--version"]);
  if (first.status === 0) return native;
  if (!account) throw cannotStart(`PostgreSQL does not run on this machine: ${failure(first)}`);
  const directory = `${far(dataDir)}-native-${native.version}`;
  if (!existsSync(directory)) copyWhole(native.directory, directory);
  const copy = { ...native, directory };
  const second = runAs(account, program(copy, "postgres"), ["--version"]);
  if (second.status === 0) return copy;
  throw cannotStart(`PostgreSQL does not run on this machine: ${failure(second)}`);
}

/** Renamed into place when complete, so that an interrupted copy is never taken for a whole one. */
function copyWhole(from: string, to: string) {
  const part = `${to}.${process.pid}`;
  cpSync(from, part, { recursive: true, verbatimSymlinks: true });
  chmodSync(part, 0o755);
  try {
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

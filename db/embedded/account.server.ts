import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { cannotStart } from "#app/domain/cannot-start.ts";

/** Who PostgreSQL runs as. `null`: as ourselves. It refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** An existing cluster keeps its owner; a new one belongs to `postgres` or else `nobody`. */
export function chooseAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = accountNamed("postgres") ?? accountNamed("nobody");
  if (!found) throw cannotStart("Start as an ordinary user: PostgreSQL refuses to run as root.");
  return found;
}

function accountNamed(name: string): Account {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((text) => text.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** Runs a short program as the account, in a directory that it can stand in. */
export function runAs(account: Account, file: string, args: readonly string[], cwd = "/") {
  const where = process.platform === "win32" ? undefined : cwd;
  return spawnSync(file, args, {
    ...account,
    cwd: where,
    env: plainEnvironment(),
    encoding: "utf8",
    windowsHide: true,
  });
}

/** The same without holding up the portal, for what may take its time. Null: it could not be run. */
export function runAsSoon(account: Account, file: string, args: readonly string[], cwd: string) {
  return new Promise<number | null>((resolve) => {
    const options = { ...account, cwd, env: plainEnvironment(), windowsHide: true };
    const child = spawn(file, args, { ...options, stdio: "ignore" });
    child.once("error", () => resolve(null));
    child.once("exit", resolve);
  });
}

/** Messages in English whatever the machine speaks, and none of the settings of another PostgreSQL. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return Object.assign(Object.fromEntries(kept) as NodeJS.ProcessEnv, { LC_ALL: "C" });
}

/** Whether the account can enter the directory and change what is in it, its parents included. */
export function canUse(account: Account, directory: string): boolean {
  if (!account) return true;
  const asked = '[ -d "$1" ] && [ -x "$1" ] && [ -w "$1" ]';
  return runAs(account, "/bin/sh", ["-c", asked, "sh", directory]).status === 0;
}

export function failure(run: SpawnSyncReturns<string>): string {
  const said = run.error?.message ?? `${run.stderr}${run.stdout}`;
  return said.trim().split("\n").slice(-3).join(" ") || `exit code ${run.status}`;
}

import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What a running PostgreSQL says of itself in `postmaster.pid`. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  /** Takes connections; until then it is starting, recovering or stopping. */
  readonly ready: boolean;
};

/**
 * The server running on this cluster, or null. A pid file left by a server that was killed, whose
 * number may meanwhile belong to another program, is removed: PostgreSQL would refuse to start.
 */
export function findPostmaster(cluster: string): Postmaster | null {
  const file = join(cluster, "postmaster.pid");
  const text = readText(file);
  if (text === null) return null;
  const lines = text.split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const ready = lines[7]?.trim() === "ready";
  if (pid && isServing(pid, cluster)) return port ? { pid, port, ready } : null;
  if (!pid) return null;
  rmSync(file, { force: true });
  return null;
}

/** True also while the server has written its pid but not yet its port. */
export function isRunning(cluster: string): boolean {
  const pid = Number(readText(join(cluster, "postmaster.pid"))?.split("\n")[0]);
  return pid > 0 && isServing(pid, cluster);
}

/** A zombie has no command line, so it counts as gone; PIDs in containers are soon used again. */
function isServing(pid: number, cluster: string): boolean {
  if (process.platform === "linux") {
    const line = readText(`/proc/${pid}/cmdline`) ?? "";
    return line.includes("postgres") && line.split("\0").includes(cluster);
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  if (process.platform === "win32") return true;
  const run = spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return run.stdout.includes("postgres") && run.stdout.includes(cluster);
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
}

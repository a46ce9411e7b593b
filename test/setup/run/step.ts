import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { type Counts, judged } from "./counts.ts";

export type Step = {
  readonly name: string;
  /** Arguments to node. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the step leaves its report, and how to count it; without one the step itself counts. */
  readonly report?: { readonly file: string; readonly count: (file: string) => Counts | null };
};

const running = new Set<ChildProcess>();
let isInterrupted = false;

/** Runs one step with its output on the terminal; a failure is counted and hides no later step. */
export async function runStep({ name, args, env, report }: Step): Promise<Counts> {
  if (isInterrupted) return { passed: 0, failed: 1 };
  process.stdout.write(`\n── ${name}\n`);
  if (report) rmSync(report.file, { force: true });
  const started = performance.now();
  const code = await run(args, env);
  const counts = judged(report?.count(report.file) ?? null, code);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { passed, failed } = counts;
  process.stdout.write(`── ${name}: ${passed} passed, ${failed} failed (${seconds} s)\n`);
  return counts;
}

function run(args: readonly string[], env: Step["env"]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    const end = (code: number | null) => {
      running.delete(child);
      resolve(code);
    };
    child.once("error", () => end(1));
    child.once("exit", end);
  });
}

/** Ends the step under way and skips the rest, so that the database for tests is put away in order. */
export function interrupt() {
  isInterrupted = true;
  for (const child of running) child.kill("SIGTERM");
}

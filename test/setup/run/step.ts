import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { type Counts, judged } from "./counts.ts";
import { takeTurn } from "./turns.ts";

export type Step = {
  readonly name: string;
  /** Arguments to node. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the step leaves its report, and how to count it; without one the step itself counts. */
  readonly report?: { readonly file: string; readonly count: (file: string) => Counts | null };
};

/** How long after its end the last words of a step may take to arrive. */
const lastWordsMs = 2_000;

const running = new Set<ChildProcess>();
let isInterrupted = false;

/** Runs one step with its output in its turn; a failure is counted and hides no later step. */
export async function runStep({ name, args, env, report }: Step): Promise<Counts> {
  if (isInterrupted) return { passed: 0, failed: 1 };
  const { say, end } = takeTurn();
  say(`\n── ${name}\n`);
  if (report) rmSync(report.file, { force: true });
  const started = performance.now();
  const code = await run(args, env, say);
  const counts = judged(report?.count(report.file) ?? null, code);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { passed, failed } = counts;
  say(`── ${name}: ${passed} passed, ${failed} failed (${seconds} s)\n`);
  end();
  return counts;
}

function run(args: readonly string[], env: Step["env"], say: (words: Uint8Array) => void) {
  return new Promise<number | null>((resolve) => {
    const colours = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: "1" } : {};
    const child = spawn(process.execPath, [...args], {
      env: { ...process.env, ...colours, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const output of [child.stdout, child.stderr]) output.on("data", say);
    running.add(child);
    const end = (code: number | null) => {
      running.delete(child);
      resolve(code);
    };
    // What a step left running may keep its output open, which is not waited for without end.
    const hush = () => {
      child.stdout.destroy();
      child.stderr.destroy();
    };
    child.once("error", () => end(1));
    child.once("exit", () => setTimeout(hush, lastWordsMs).unref());
    child.once("close", end);
  });
}

/** Ends the steps under way and skips the rest, so that the database for tests is put away in order. */
export function interrupt() {
  isInterrupted = true;
  for (const child of running) child.kill("SIGTERM");
}

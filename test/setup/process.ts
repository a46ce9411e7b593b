import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Child = {
  readonly pid: number;
  /** The first line of standard output, from now on, that begins so; throws when the process ends. */
  readonly line: (begins: string) => Promise<string>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
  readonly send: (line: string) => void;
  readonly ended: Promise<number | null>;
  readonly complaints: () => string;
};

/** Runs a TypeScript program of the house in a process of its own. */
export function runProgram(file: string, args: readonly string[] = [], env = {}): Child {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const lines: string[] = [];
  let complaints = "";
  const output = createInterface({ input: child.stdout });
  output.on("line", (line) => lines.push(line));
  child.stderr.on("data", (chunk) => {
    complaints += String(chunk);
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return {
    pid: child.pid ?? 0,
    line: (begins) => firstLine(lines, output, ended, begins, () => complaints),
    kill: (signal) => end(child, signal, ended),
    send: (line) => child.stdin.write(`${line}\n`),
    ended,
    complaints: () => complaints,
  };
}

async function firstLine(
  lines: string[],
  output: NodeJS.EventEmitter,
  ended: Promise<number | null>,
  begins: string,
  complaints: () => string,
): Promise<string> {
  for (;;) {
    const at = lines.findIndex((line) => line.startsWith(begins));
    const found = at >= 0 ? lines.splice(0, at + 1).at(-1) : undefined;
    if (found !== undefined) return found;
    const next = once(output, "line").then(() => true);
    const goesOn = await Promise.race([next, ended.then(() => lines.length > 0)]);
    if (!goesOn) throw new Error(`ended before "${begins}": ${complaints()}`);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<number | null>) {
  child.kill(signal);
  return ended;
}

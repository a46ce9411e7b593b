import { createInterface } from "node:readline";
import { Writable } from "node:stream";

const lines: string[] = [];
const waiting: ((line: string) => void)[] = [];
let source: ReturnType<typeof createInterface> | undefined;

/** Asks at the terminal without showing what is typed; otherwise takes the next line of the input. */
export function readSecret(question: string): Promise<string> {
  process.stderr.write(question);
  source ??= open();
  const line = lines.shift();
  const answer = line === undefined ? next() : Promise.resolve(line);
  return answer.finally(() => process.stderr.write("\n"));
}

/** Whoever has asked says so, since an open terminal keeps a process alive. */
export function doneReading(): void {
  source?.close();
}

function next(): Promise<string> {
  return new Promise((resolve) => {
    waiting.push(resolve);
  });
}

function open() {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  const made = createInterface({ input: process.stdin, output: silent, terminal });
  made.on("line", (line) => {
    const first = waiting.shift();
    if (first) first(line);
    else lines.push(line);
  });
  made.on("close", () => {
    for (const each of waiting.splice(0)) each("");
  });
  made.on("SIGINT", () => process.exit(130));
  return made;
}

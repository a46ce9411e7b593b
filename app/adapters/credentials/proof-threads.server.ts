import { Worker } from "node:worker_threads";
import { type JsonObject, listOf } from "#app/domain/credential/json.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { ProofKey } from "./proof.server.ts";

export type ProofTask =
  | {
      readonly kind: "sign";
      readonly document: JsonObject;
      readonly key: ProofKey;
      readonly createdAt: Instant;
    }
  | {
      readonly kind: "verify";
      readonly document: JsonObject;
      readonly own: JsonObject;
      readonly now: string;
    };

type Waiting = { resolve(value: unknown): void; reject(fault: Error): void };
type Reply = { readonly id: number; readonly value?: unknown; readonly fault?: string };

const entry = new URL("./proof-thread.server.ts", import.meta.url).href;
/** On Node 20 a thread does not read TypeScript by `--import`; it has to be told from within. */
const bootstrap = `
  const { workerData: { entry } } = require("node:worker_threads");
  import("tsx/esm/api").then(({ register }) => { register(); return import(entry); });
`;

/**
 * One thread that signs and verifies proofs, made when it is first needed and again after it has died.
 * It keeps no process alive: whoever waits for an answer does.
 */
export function proofThread() {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let last = 0;

  const failAll = (fault: Error) => {
    thread = null;
    for (const { reject } of waiting.values()) reject(fault);
    waiting.clear();
  };
  const open = () => {
    const made = new Worker(bootstrap, { eval: true, execArgv: [], workerData: { entry } });
    made.on("message", ({ id, value, fault }: Reply) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) made.unref();
      if (fault === undefined) one?.resolve(value);
      else one?.reject(new Error(fault));
    });
    made.on("error", failAll);
    made.on("exit", () => failAll(new Error("the signing thread has ended")));
    return made;
  };
  const run = <T>(task: ProofTask): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      thread ??= open();
      const id = ++last;
      waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      thread.ref();
      thread.postMessage({ id, task });
    });

  return {
    sign: (document: JsonObject, key: ProofKey, createdAt: Instant) =>
      run<string>({ kind: "sign", document, key, createdAt }),
    verify: (document: JsonObject, own: JsonObject, now: string) =>
      run<boolean>({ kind: "verify", document, own, now }),
    async close() {
      await thread?.terminate();
    },
  };
}

/** As many lists as a verifier meets at once. */
const listsMax = 100;

type Verify = ReturnType<typeof proofThread>["verify"];

/**
 * Checks the proof of a status list once, however many credentials are in it: a proof belongs to its
 * document or does not, whatever the time. Everything else is checked each time.
 */
export function rememberingLists(verify: Verify): Verify {
  const known = new Map<string, Promise<boolean>>();
  let last: { document: JsonObject; keys: JsonObject; found: Promise<boolean> } | undefined;
  return (document, keys, now) => {
    if (last?.document === document && last.keys === keys) return last.found;
    if (!listOf(document.type).includes("BitstringStatusListCredential")) {
      return verify(document, keys, now);
    }
    const text = JSON.stringify([document, keys]);
    const found = known.get(text) ?? verify(document, keys, now);
    if (known.size >= listsMax) known.clear();
    known.set(text, found);
    last = { document, keys, found };
    found.catch(() => {
      known.delete(text);
      last = undefined;
    });
    return found;
  };
}

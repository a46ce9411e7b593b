import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { addProof, proofHolds } from "./proof.server.ts";
import type { ProofTask } from "./proof-threads.server.ts";

// Who answers goes first: on Linux this is the thread's own priority, elsewhere it would be everybody's.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** Runs beside the event loop that answers: canonicalisation of RDF takes milliseconds of CPU. */
async function carryOut(task: ProofTask): Promise<string | boolean> {
  return task.kind === "sign"
    ? addProof(task.document, task.key, task.createdAt)
    : proofHolds(task.document, task.own, task.now);
}

parentPort?.on("message", async ({ id, task }: { id: number; task: ProofTask }) => {
  try {
    parentPort?.postMessage({ id, value: await carryOut(task) });
  } catch (fault) {
    parentPort?.postMessage({ id, fault: fault instanceof Error ? fault.message : String(fault) });
  }
});

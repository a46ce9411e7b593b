import { scope } from "./worker-scope.ts";

/** How the sending of a form ended, as the worker tells it to the page that holds what was typed. */
export type Ended = "done" | "refused" | "signed_out" | "unreachable";
export type EndedMessage = { readonly sendEnded: Ended; readonly path: string };

/** A send that hangs this long is given up: the form's id makes a second one harmless. */
const patienceMs = 20_000;
/** The page leaves for the list of drafts as soon as it hears; until then it shows no error. */
const graceMs = 3_000;

/** Lets a form's send go to the network, and tells the pages how it ended. */
export async function watchedSend(request: Request, path: string): Promise<Response> {
  try {
    const reply = await Promise.race([fetch(request), givenUp()]);
    await tell({ sendEnded: endOf(reply), path });
    return reply;
  } catch (error) {
    await tell({ sendEnded: "unreachable", path });
    await wait(graceMs);
    throw error;
  }
}

/** An answer of 503 is the form itself with what was typed; other faults lose it. */
function endOf({ status }: Response): Ended {
  if (status === 401) return "signed_out";
  if (status === 500 || status === 502 || status === 504) return "unreachable";
  return status >= 400 ? "refused" : "done";
}

async function tell(message: EndedMessage): Promise<void> {
  const pages = await scope.clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage(message);
}

async function givenUp(): Promise<never> {
  await wait(patienceMs);
  throw new Error("no answer in time");
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import {
  allowedUrl,
  type EgressFault,
  type EgressOptions,
  heldTo,
  publicAddress,
} from "./egress.server.ts";

export type PostWanted = EgressOptions & {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
};

/** What the other side said to it; `status` is null where nobody answered. */
export type Posted =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly status: number | null; readonly fault: EgressFault };

/**
 * Sends a body to a host that the operator allows, under the rules of `fetchAllowed`. What is answered is
 * not read: only its status counts, 2xx as taken.
 */
export async function postAllowed(address: string, wanted: PostWanted): Promise<Posted> {
  const url = allowedUrl(address, wanted.allow);
  if (!(url instanceof URL)) return { ok: false, status: null, fault: url };
  const found = await publicAddress(url.hostname, wanted.lookup);
  if (!found.ok) return { ok: false, status: null, fault: found.fault };
  return post(url, found.address, wanted);
}

function post(url: URL, address: string, wanted: PostWanted): Promise<Posted> {
  const { request = httpsRequest, body, headers, deadlineMs } = wanted;
  return new Promise((resolve) => {
    const away = () => resolve({ ok: false, status: null, fault: "out_of_reach" });
    const length = String(Buffer.byteLength(body));
    const asked = request(
      url,
      {
        method: "POST",
        agent: false,
        headers: { ...headers, "Content-Length": length },
        lookup: heldTo(address),
      },
      (reply) => {
        resolve(postedOf(reply));
        reply.destroy();
      },
    );
    const timer = setTimeout(() => {
      away();
      asked.destroy();
    }, deadlineMs);
    asked.on("error", away);
    asked.on("close", () => clearTimeout(timer));
    asked.end(body);
  });
}

function postedOf({ statusCode: status = 0 }: IncomingMessage): Posted {
  if (status >= 200 && status < 300) return { ok: true, status };
  return { ok: false, status, fault: status >= 300 && status < 400 ? "moved" : "not_ok" };
}

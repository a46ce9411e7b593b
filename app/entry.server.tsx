import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { PageContext } from "./components/page-context.tsx";
import { securityHeaders } from "./http/headers.server.ts";
import { withTail } from "./http/page-tail.server.ts";
import { loggedPath } from "./http/server/logged-path.server.ts";
import { isDatabaseAway } from "./operations/unless-away.server.ts";

/** A page that is not whole by then is ended; what is missing shows its error. */
export const streamTimeout = 5_000;

/** Requests whose record could not be reached: their page is a 503, not a 500. */
const away = new WeakSet<AppLoadContext>();

/** Faults go to the log under the request's number; nothing of them goes to the page. */
export function handleError(error: unknown, args: LoaderFunctionArgs | ActionFunctionArgs) {
  const { request, context } = args;
  // An address that leads nowhere is an answer, not a fault.
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  if (isDatabaseAway(error)) away.add(context);
  const { requestId, house } = context;
  house.log.error(
    { err: error, requestId, url: loggedPath(new URL(request.url).pathname) },
    "fault",
  );
}

export default function handleRequest(
  request: Request,
  statusCode: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString("base64");
  const recordAway = away.has(context);
  const status = recordAway ? 503 : statusCode;
  dressed(headers, request, nonce);
  if (status === 503) headers.set("Retry-After", "5");
  const page = { nonce, requestId: context.requestId, recordAway };
  const whole = remix.isSpaMode || isbot(request.headers.get("User-Agent") ?? "");
  return new Promise((resolve, reject) => {
    const answer = () => {
      const body = new PassThrough();
      const sent = createReadableStreamFromReadable(withTail(body, context, nonce));
      resolve(new Response(sent, { status, headers }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <PageContext.Provider value={page}>
        <RemixServer context={remix} url={request.url} nonce={nonce} />
      </PageContext.Provider>,
      {
        nonce,
        [whole ? "onAllReady" : "onShellReady"]: answer,
        onShellError: reject,
        onError: (error) => handleError(error, { request, context, params: {} }),
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

function dressed(headers: Headers, request: Request, nonce: string) {
  const https = new URL(request.url).protocol === "https:";
  const own = securityHeaders(nonce, { https, development: import.meta.env.DEV });
  for (const [name, value] of own) headers.set(name, value);
  headers.set("Content-Type", "text/html; charset=utf-8");
  // A page may show a person's record: nothing between us and the browser keeps it.
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
}

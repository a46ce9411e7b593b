import type { ActionFunctionArgs } from "@remix-run/node";
import { startSession } from "#app/http/session.server.ts";
import type { House } from "#app/operations/context.server.ts";

type Route = (args: ActionFunctionArgs) => Promise<unknown>;

/** A signed-in person's browser, as far as loaders and actions can tell. */
export async function browser(house: House, personId: string) {
  const Cookie = (await startSession(house, personId)).split(";")[0] ?? "";
  const visit = async (route: Route, path: string, body?: FormData) => {
    const request = new Request(`http://localhost${path}`, {
      headers: { Cookie, "Sec-Fetch-Site": "same-origin" },
      ...(body ? { method: "POST", body } : {}),
    });
    const unit = /^\/units\/([^/?]+)/.exec(path)?.[1];
    const context = { house, requestId: "request", clientAddress: "127.0.0.1" };
    try {
      return await route({ request, params: { unit }, context });
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    }
  };
  return { visit };
}

export function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** What an action answered: the data of its reply with the status, or where it sent the browser. */
export function said(reply: unknown) {
  if (reply instanceof Response)
    return { status: reply.status, to: reply.headers.get("Location"), data: null };
  const { data, init } = reply as { data: unknown; init: { status?: number } | null };
  return { status: init?.status ?? 200, to: null, data: data as Record<string, never> };
}

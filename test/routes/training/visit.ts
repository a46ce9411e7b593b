import type { AppLoadContext } from "@remix-run/node";
import { startSession } from "#app/http/session.server.ts";
import type { House } from "#app/operations/context.server.ts";

export type Answer = {
  readonly status: number;
  readonly data: unknown;
  readonly location: string | null;
};

type Args = { request: Request; context: AppLoadContext; params: Record<string, string> };

/** Calls a loader or action as the server would, for somebody who is signed in. */
export async function visitAs<Name extends string>(
  world: { readonly house: House; readonly people: Readonly<Record<Name, string>> },
  name: Name,
  handler: (args: Args) => Promise<unknown>,
  path: string,
  {
    form,
    params = {},
  }: {
    readonly form?: Record<string, string | string[]>;
    readonly params?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const cookie = (await startSession(world.house, world.people[name])).split(";")[0] ?? "";
  const request = new Request(`http://localhost${path}`, {
    method: form ? "POST" : "GET",
    headers: { Cookie: cookie },
    ...(form ? { body: bodyOf(form) } : {}),
  });
  const context = { house: world.house, requestId: "test" } as AppLoadContext;
  return answerOf(handler({ request, context, params }));
}

function bodyOf(form: Record<string, string | string[]>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const each of [value].flat()) body.append(name, each);
  }
  return body;
}

async function answerOf(handled: Promise<unknown>): Promise<Answer> {
  const result = await handled.catch((thrown: unknown) => thrown);
  if (result instanceof Response) {
    const text = await result.text();
    const data = text ? (JSON.parse(text) as unknown) : null;
    return { status: result.status, data, location: result.headers.get("Location") };
  }
  if (result instanceof Error) throw result;
  const wrapped = result as { type?: string; data?: unknown; init?: { status?: number } | null };
  if (wrapped?.type === "DataWithResponseInit") {
    return { status: wrapped.init?.status ?? 200, data: wrapped.data, location: null };
  }
  return { status: 200, data: result, location: null };
}

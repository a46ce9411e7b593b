import type { AppLoadContext } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import type { Actor } from "#app/domain/people/grant.ts";
import type { Result } from "#app/domain/result.ts";
import type { Context, House } from "#app/operations/context.server.ts";
import { keptOf } from "./kept-form.server.ts";
import { problem, refused } from "./problem.server.ts";
import { pathWithin } from "./return-path.server.ts";
import { actorOf } from "./session.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    house: House;
    requestId: string;
  }
}

export type Incoming = { readonly request: Request; readonly context: AppLoadContext };
export type PersonContext = Context & { readonly actor: Extract<Actor, { kind: "person" }> };

/** Request → Context: who asks (session or bearer token), when, with what. */
export async function contextFor({ request, context }: Incoming): Promise<Context> {
  const { house, requestId } = context;
  const now = house.clock.now();
  const found = await actorOf(house, request, now);
  if (!found.ok) throw refused(house.content, request, found.refusal, requestId);
  return { ...house, actor: found.value, now, requestId };
}

/**
 * For pages of signed-in people: others are sent to sign in and brought back here afterwards. Whoever was
 * signed in when they began to type gets 401 with all of it, to be sent once they are again.
 */
export async function personContextFor(incoming: Incoming): Promise<PersonContext> {
  const ctx = await contextFor(incoming);
  if (ctx.actor.kind === "person") return { ...ctx, actor: ctx.actor };
  const { pathname, search } = new URL(incoming.request.url);
  const to = pathWithin(`${pathname}${search}`);
  if (incoming.request.method === "POST") throw await signedOut(ctx, incoming.request, to);
  throw redirect(`/login?to=${encodeURIComponent(to)}`);
}

/** 401, with what was typed where it can be carried along; the page that shows it holds a sign-in. */
async function signedOut(ctx: Context, request: Request, to: string): Promise<Response> {
  const kept = await keptOf(request);
  const refusal = { code: "not_signed_in" };
  const reply = refused(ctx.content, request, refusal, ctx.requestId);
  const body = { ...(await reply.json()), to, kept };
  return Response.json(body, { status: reply.status, headers: reply.headers });
}

/** The value of an allowed result; a refusal ends the request with its status and words. */
export function orRefuse<T>(ctx: Context, request: Request, result: Result<T>): T {
  if (result.ok) return result.value;
  throw refused(ctx.content, request, result.refusal, ctx.requestId);
}

/** 404 for what has no page, in the form that the caller reads. */
export function notFound(ctx: Context, request: Request): Response {
  return problem(ctx.content, request, { status: 404, code: "not_found" }, ctx.requestId);
}

import type { AppLoadContext } from "@remix-run/node";
import type { z } from "zod";
import type { TokenScope } from "#app/domain/people/token-scopes.ts";
import type { Refusal, Result } from "#app/domain/result.ts";
import { anonymous, type Context } from "#app/operations/context.server.ts";
import { type ApiBody, bodyOf, queryOf } from "./api-input.server.ts";
import { contextFor } from "./context.server.ts";
import { sameOrigin } from "./headers.server.ts";
import {
  explain,
  type FieldError,
  invalid,
  problem,
  refusalHeaders,
  statusOf,
} from "./problem.server.ts";

export type ApiMethod = "GET" | "PUT" | "POST";

/** What one method of an address takes and gives: it validates, and it is what openapi.json says. */
export type ApiOperation = {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** What a token must carry; null: anybody may ask. */
  readonly scope: TokenScope | null;
  readonly query: z.ZodObject;
  readonly headers?: z.ZodObject;
  /** By media type; null: bytes that the operation reads itself. */
  readonly body?: Readonly<Record<string, z.ZodType | null>>;
  readonly answer: z.ZodType;
  readonly answerName: string;
  /** Of the answer; JSON unless it is said. */
  readonly answerType?: string;
  /** Other answers in JSON that are no problems, by status. */
  readonly otherAnswers?: Readonly<Record<number, z.ZodType>>;
  /** Statuses of the problems that it may give besides those that every address may. */
  readonly problems: readonly number[];
};
export type Endpoint = {
  readonly path: `/${string}`;
  readonly methods: Readonly<Partial<Record<ApiMethod, ApiOperation>>>;
};

type QueryOf<O> = O extends { readonly query: infer Q extends z.ZodType } ? z.output<Q> : never;
type AnswerOf<O> = O extends { readonly answer: infer A extends z.ZodType } ? z.input<A> : never;

export type Call<O> = {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryOf<O>;
  readonly body: ApiBody;
};
export type Reply<T> = (Result<T> & { readonly headers?: Record<string, string> }) | Response;
export type Handlers<E extends Endpoint> = {
  readonly [M in keyof E["methods"]]: (
    ctx: Context,
    call: Call<E["methods"][M]>,
  ) => Promise<Reply<AnswerOf<E["methods"][M]>>>;
};

type Args = {
  readonly request: Request;
  readonly context: AppLoadContext;
  readonly params: Readonly<Record<string, string | undefined>>;
};

/** The exports of a resource route: what the declaration says is checked before and after the handler. */
export function answers<E extends Endpoint>(endpoint: E, handlers: Handlers<E>) {
  const methods = Object.keys(endpoint.methods) as ApiMethod[];
  const allowed = methods.flatMap((each) => (each === "GET" ? ["GET", "HEAD"] : [each]));
  const reply = async (args: Args): Promise<Response> => {
    const asked = args.request.method === "HEAD" ? "GET" : args.request.method;
    const operation = endpoint.methods[asked as ApiMethod];
    const handle = handlers[asked as keyof E["methods"]];
    if (operation && handle) return answered(operation, handle as Handle, args);
    const { house, requestId } = args.context;
    const headers = { Allow: allowed.join(", ") };
    const refusal = { status: 405, code: "method_not_allowed", headers };
    return problem(house.content, args.request, refusal, requestId);
  };
  const told = Object.assign(reply, { methods: allowed });
  return { loader: told, action: told };
}

type Handle = (ctx: Context, call: Call<ApiOperation>) => Promise<Reply<unknown>>;

async function answered(operation: ApiOperation, handle: Handle, args: Args): Promise<Response> {
  const { request, params } = args;
  const ctx = await whoAsks(operation, args);
  const refusal = mayNotAsk(ctx, operation, request);
  if (refusal) return refusedAs(ctx, request, refusal);
  const query = queryOf(request, operation.query);
  if (!query.ok) return invalid(ctx.content, request, query.errors, ctx.requestId, 400);
  const body = await bodyOf(request, operation.body);
  if (!body.ok) return bodyRefused(ctx, request, operation, body);
  const known = Object.entries(params).map(([name, value]) => [name, value ?? ""]);
  const call = { request, params: Object.fromEntries(known), query: query.value, body: body.value };
  const reply = await handle(ctx, call as Call<ApiOperation>);
  if (reply instanceof Response) return reply;
  if (!reply.ok) return refusedAs(ctx, request, reply.refusal);
  // What does not fit the description never leaves: better no answer than a wrong one.
  return Response.json(operation.answer.parse(reply.value), {
    headers: { "Cache-Control": "no-store", ...reply.headers },
  });
}

async function whoAsks({ scope }: ApiOperation, { request, context }: Args): Promise<Context> {
  if (scope !== null) return contextFor({ request, context });
  const { house, requestId } = context;
  return { ...house, actor: anonymous, now: house.clock.now(), requestId };
}

/** A browser's session may write only from our own pages; a token is asked by nobody's accident. */
function mayNotAsk(ctx: Context, { scope }: ApiOperation, request: Request): Refusal | null {
  if (scope === null) return null;
  if (ctx.actor.kind === "anonymous") return { code: "not_signed_in" };
  if (ctx.actor.kind === "person" && !sameOrigin(request)) return { code: "cross_site" };
  return null;
}

function bodyRefused(
  ctx: Context,
  request: Request,
  { body }: ApiOperation,
  found: Extract<Awaited<ReturnType<typeof bodyOf>>, { ok: false }>,
): Response {
  if (found.status !== 415)
    return invalid(ctx.content, request, found.errors, ctx.requestId, found.status);
  const types = Object.keys(body ?? {}).join(", ");
  const detail = explain(ctx, { code: "media_types_taken", detail: { types } });
  const code = "unsupported_media_type";
  const told = { status: 415, code, detail, headers: { Accept: types } };
  return problem(ctx.content, request, told, ctx.requestId);
}

/** Which part of the input a refusal is about, where it is about one. */
const pointers: Readonly<Record<string, string>> = {
  known_at_in_future: "/knownAt",
  window_empty: "/to",
  window_too_long: "/to",
  reason_required: "/reason",
  state_expires_too_early: "/validUntil",
  nothing_reported: "/ecmoPatients",
};

/** The response for a refusal, with the part of the input that it is about. */
export function refusedAs(ctx: Context, request: Request, refusal: Refusal): Response {
  const status = statusOf(refusal.code);
  const detail = explain(ctx, refusal);
  const pointer = pointers[refusal.code];
  const errors: FieldError[] | undefined = pointer ? [{ pointer, detail }] : undefined;
  const headers = refusalHeaders(refusal);
  const told = { status, code: refusal.code, detail, errors, headers };
  return problem(ctx.content, request, told, ctx.requestId);
}

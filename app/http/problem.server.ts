import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { Refusal } from "#app/domain/result.ts";

/** Refusals with a status of their own; every other one is a conflict with the record: 409. */
const statuses: Readonly<Record<string, number>> = {
  bad_request: 400,
  known_at_in_future: 400,
  not_signed_in: 401,
  token_invalid: 401,
  not_permitted: 403,
  signer_changed: 403,
  passkey_of_another: 403,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  link_of_own_request: 403,
  link_for_another: 403,
  link_expired: 410,
  link_replaced: 410,
  link_opened_elsewhere: 410,
  plan_changed: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  sign_in_failed: 422,
  reason_required: 422,
  window_empty: 422,
  window_too_long: 422,
  state_expires_too_early: 422,
  nothing_reported: 422,
  credential_missing: 422,
  credential_given_twice: 422,
  too_many_tries: 429,
  too_many_live: 429,
  fault: 500,
  not_ready: 503,
  record_away: 503,
};

/** The HTTP status of a refusal. Codes beginning `no_such_` are 404. */
export function statusOf(code: string): number {
  return statuses[code] ?? (code.startsWith("no_such_") ? 404 : 409);
}

/** One thing wrong with the input: a JSON pointer to it, and words. */
export type FieldError = { readonly pointer: string; readonly detail: string };

/** What a person reads for a refusal, from content/copy. */
export function explain({ content }: { readonly content: Content }, refusal: Refusal): string {
  return say(content.copy, `refusals.${refusal.code}`, refusal.detail);
}

type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** @source RFC 9457 (Problem Details for HTTP APIs) */
export function problem(
  content: Content,
  request: Request,
  { status, code, detail, errors, headers }: Problem,
  requestId: string | null,
): Response {
  const words = say(content.copy, `refusals.${code}`);
  const body = {
    type: `/problems/${code}`,
    // Words that name what was asked for are nothing without it.
    title: /\{\w+\}/.test(words) ? (detail ?? words) : words,
    status,
    detail: detail ?? words,
    instance: new URL(request.url).pathname,
    ...(requestId ? { requestId } : {}),
    ...(errors ? { errors } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...headers,
    },
  });
}

/** What a client needs to know beside the status: how to sign in, or when to ask again. */
export function refusalHeaders({ code, detail }: Refusal): Record<string, string> {
  const status = statusOf(code);
  if (status === 401) return { "WWW-Authenticate": 'Bearer realm="Systole"' };
  if (status === 429) return { "Retry-After": String(detail?.seconds ?? 60) };
  return status === 503 ? { "Retry-After": "5" } : {};
}

/** The response for a refusal: always problem+json in its body; pages show its words in their boundary. */
export function refused(
  content: Content,
  request: Request,
  refusal: Refusal,
  requestId: string | null,
): Response {
  const status = statusOf(refusal.code);
  const headers = refusalHeaders(refusal);
  const detail = say(content.copy, `refusals.${refusal.code}`, refusal.detail);
  return problem(content, request, { status, code: refusal.code, detail, headers }, requestId);
}

/** 422 with every bad field named. */
export function invalid(
  content: Content,
  request: Request,
  errors: readonly FieldError[],
  requestId: string | null,
  status: 400 | 422 = 422,
): Response {
  const code = status === 400 ? "bad_request" : "invalid";
  return problem(content, request, { status, code, errors }, requestId);
}

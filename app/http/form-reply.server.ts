import { data, type HeadersFunction } from "@remix-run/node";
import type { Content } from "#app/domain/content.ts";
import type { Refusal } from "#app/domain/result.ts";
import type { Parsed, Typed } from "./form.server.ts";
import { explain, refusalHeaders, statusOf } from "./problem.server.ts";

/** What a form gets back when it was not carried out: words beside fields, words above, what was typed. */
export type FormReply = {
  readonly fields: Readonly<Record<string, string>>;
  readonly words: string | null;
  readonly typed: Typed;
  /** Of the refusal, where the form may ask for more because of it. */
  readonly code?: string;
};

/** 422: the fields say what is wrong. */
export function wrongFields({ fields, typed }: Extract<Parsed<unknown>, { ok: false }>) {
  const reply: FormReply = { fields, words: null, typed };
  return data(reply, 422);
}

/** The status of the refusal, 409 for most, with its words above the form. */
export function refusedForm(ctx: { readonly content: Content }, refusal: Refusal, typed: Typed) {
  const reply: FormReply = { fields: {}, words: explain(ctx, refusal), typed };
  const headers = refusalHeaders(refusal);
  return data(reply, { status: statusOf(refusal.code), headers });
}

/**
 * A refusal whose detail names a `field` is said beside that field, with 422; any other one stands above
 * the form, as with `refusedForm`. `code` lets a form ask what only that refusal makes it ask.
 */
export function refusedField(ctx: { readonly content: Content }, refusal: Refusal, typed: Typed) {
  const { field } = refusal.detail ?? {};
  if (typeof field !== "string") return refusedForm(ctx, refusal, typed);
  const fields = { [field]: explain(ctx, refusal) };
  const reply: FormReply = { fields, words: null, typed, code: refusal.code };
  return data(reply, 422);
}

/** The `headers` of a page whose form or search may be sent too often: when to try again. */
export const retryHeaders: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const seconds = actionHeaders.get("Retry-After") ?? loaderHeaders.get("Retry-After");
  return seconds === null ? new Headers() : { "Retry-After": seconds };
};

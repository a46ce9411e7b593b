import type { ActionFunctionArgs } from "@remix-run/node";
import { bounds, isObject, type JsonObject } from "#app/domain/credential/json.ts";
import { failedWith, problemOf, type Verification } from "#app/domain/credential/verification.ts";
import { orRefuse } from "#app/http/context.server.ts";
import { problem } from "#app/http/problem.server.ts";
import { anonymous } from "#app/operations/context.server.ts";
import { verifyCredential } from "#app/operations/credential/verify-credential.server.ts";

const mediaTypes = ["application/json", "application/ld+json", "application/vc+ld+json"];
/** A credential is a few kilobytes; a megabyte of JSON is none. */
const bodyBytesMax = bounds.text * 2;

/**
 * Public verifier of the VC API: `{verifiableCredential, options}` → 200 `{verified: true, …}` or 400
 * `{verified: false, problemDetails}`. It takes no account of who asks and fetches nothing.
 */
async function verify({ request, context }: ActionFunctionArgs) {
  const { house, requestId } = context;
  const ctx = { ...house, actor: anonymous, now: house.clock.now(), requestId };
  const refuse = (status: number, code: string) =>
    problem(house.content, request, { status, code }, requestId);
  const type =
    (request.headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!mediaTypes.includes(type)) return refuse(415, "unsupported_media_type");
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > bodyBytesMax) return refuse(413, "too_large");
  const sent = parse(bytes);
  const given = isObject(sent) ? sent.verifiableCredential : undefined;
  if (!isObject(given) && typeof given !== "string") {
    return reply(
      failedWith(problemOf("malformed", "Send a JSON object with verifiableCredential.")),
    );
  }
  const found = await verifyCredential(ctx, given);
  return reply(orRefuse(ctx, request, found));
}

export const action = Object.assign(verify, { methods: ["POST"] });

function parse(bytes: ArrayBuffer): JsonObject | null {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as JsonObject;
  } catch {
    return null;
  }
}

function reply({ verified, checks, problems }: Verification): Response {
  const problemDetails = problems.map(({ type, title, detail }) => ({ type, title, detail }));
  const body = verified ? { verified, checks } : { verified, checks, problemDetails };
  return new Response(JSON.stringify(body), {
    status: verified ? 200 : 400,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}

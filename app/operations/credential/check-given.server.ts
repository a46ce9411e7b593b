import type { EgressFault } from "#app/adapters/egress.server.ts";
import { bounds, isObject, type JsonObject, type JsonValue } from "#app/domain/credential/json.ts";
import { isId } from "#app/domain/ids.ts";
import { allow, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, minute } from "#app/domain/time/instant.ts";
import { countTry } from "#db/store/people/rate-limits.server.ts";
import type { Context } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { fetchOutside } from "./outside.server.ts";
import { showDocument, showTwin } from "./show-credential.server.ts";
import { type Checked, verifyCredential } from "./verify-credential.server.ts";

/** What somebody gave to be checked: its text, or where it lies. */
export type Given =
  | { readonly kind: "text"; readonly field: "credential" | "file"; readonly text: string }
  | { readonly kind: "address"; readonly address: string };

/** Enough for people; each check costs as much as some hundred answers. */
const checksPerMinute = 30;

/**
 * Checks what anybody pastes, uploads or points at.
 *
 * @param from  Where it comes from, for the limit.
 * @returns refusal `too_many_tries`, `record_away`; with a `field`: `credential_unreadable`,
 *   `credential_too_large`, or `address_…` for an address that is not asked or gave nothing.
 */
export async function checkGiven(
  ctx: Context,
  given: Given,
  from: string,
): Promise<Result<Checked>> {
  const allowed = await unlessAway(() => withinLimit(ctx, from));
  if (!allowed.ok) return allowed;
  const field = given.kind === "text" ? given.field : "address";
  const text = given.kind === "text" ? allow(given.text) : await textAt(ctx, given.address);
  if (!text.ok) return text;
  const credential = read(text.value.trim(), field);
  return credential.ok ? verifyCredential(ctx, credential.value) : credential;
}

async function withinLimit({ db, now }: Context, from: string) {
  const start = (now - (now % minute)) as Instant;
  const tries = await countTry(db, `verify:${from}`, start);
  if (tries <= checksPerMinute) return allow();
  return refuse("too_many_tries", { seconds: Math.ceil((start + minute - now) / 1_000) });
}

/** JSON, or the three parts of a compact JWT; `{"verifiableCredential": …}` around either is taken off. */
function read(text: string, field: string): Result<JsonValue> {
  if (text.length > bounds.text * 2) return refuse("credential_too_large", { field });
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return allow(text);
  try {
    const value = JSON.parse(text) as JsonValue;
    const inner = isObject(value) ? (value as JsonObject).verifiableCredential : undefined;
    const credential = inner ?? value;
    if (isObject(credential) || typeof credential === "string") return allow(credential);
  } catch {
    // Said below: it is neither.
  }
  return refuse("credential_unreadable", { field });
}

/** Addresses of ours are read from the record; the portal never asks itself over the network. */
async function textAt(ctx: Context, address: string): Promise<Result<string>> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.origin === ctx.settings.publicOrigin) return ownText(ctx, url.pathname);
  const found = await fetchOutside(ctx, address);
  return found.ok ? allow(found.text) : refuse(refusals[found.fault], { field: "address" });
}

async function ownText(ctx: Context, path: string): Promise<Result<string>> {
  const [, id = "", file = ""] = /^\/credentials\/([^/]+)(?:\/(vc|vc\.jwt))?\/?$/.exec(path) ?? [];
  if (!isId(id)) return refuse("address_no_credential", { field: "address" });
  const found = await (file === "vc.jwt" ? showTwin(ctx, id) : showDocument(ctx, id));
  if (found.ok || found.refusal.code === "record_away") return found;
  return refuse("address_no_credential", { field: "address" });
}

const refusals = {
  not_an_address: "address_not_https",
  not_https: "address_not_https",
  host_not_allowed: "address_not_allowed",
  address_private: "address_not_allowed",
  moved: "address_moved",
  not_ok: "address_no_credential",
  too_large: "credential_too_large",
  out_of_reach: "address_out_of_reach",
} as const satisfies Record<EgressFault, Refusal["code"]>;

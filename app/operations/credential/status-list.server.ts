import { statusListUrl } from "#app/domain/credential/document.ts";
import type { JsonValue } from "#app/domain/credential/json.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, minute } from "#app/domain/time/instant.ts";
import { latestList } from "#db/store/credential/credentials.server.ts";
import { revokedPlaces } from "#db/store/credential/events.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

/** A signed list may be handed out again for so long while nothing in it changed. */
const reuseMs = 1 * minute;
const keptMax = 200;

type Kept = { readonly signedAt: Instant; readonly text: string };
/** By signer, so that two portals in one process never share a signature. */
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * The status list as a signed credential: now, or as it stood at `timestamp`, from what was on record and
 * in effect then.
 *
 * @returns refusal `no_such_list`, `known_at_in_future`, `record_away`.
 */
export async function statusList(
  ctx: Context,
  list: number,
  timestamp: Instant | null,
): Promise<Result<string>> {
  const read = await ask(ctx, "credential.show", {}, async (view) => {
    const known = await asOf(view, { at: timestamp, knownAt: timestamp });
    if (!known.ok) return known;
    const { at, isNow, knownThrough } = known.value;
    const moment = isNow ? view.now : at;
    const latest = await latestList(view.tx, Number.MAX_SAFE_INTEGER);
    if (!Number.isInteger(list) || list < 1 || list > latest) return refuse("no_such_list");
    const revoked = await revokedPlaces(view.tx, list, { at: moment, knownThrough });
    return allow({ at: moment, isNow, revoked });
  });
  if (!read.ok) return read;
  const { at, isNow, revoked } = read.value;
  const url = statusListUrl(ctx.settings.publicOrigin, list);
  const key = `${ctx.signer.keyId} ${url} ${isNow ? "now" : at} ${revoked.join(",")}`;
  const own = keptOf(ctx.signer);
  const before = own.get(key);
  if (before && (!isNow || (at >= before.signedAt && at - before.signedAt < reuseMs))) {
    return allow(before.text);
  }
  const { text } = await ctx.signer.signStatusList({ url, revoked, at });
  if (own.size >= keptMax) own.clear();
  own.set(key, { signedAt: at, text });
  return allow(text);
}

function keptOf(signer: object): Map<string, Kept> {
  const found = kept.get(signer) ?? new Map<string, Kept>();
  kept.set(signer, found);
  return found;
}

/** For the verifier: the list at an address of ours, or null for any other. Nothing is fetched. */
export function ownStatusLists(ctx: Context) {
  return async (address: string): Promise<JsonValue | null> => {
    const root = statusListUrl(ctx.settings.publicOrigin, 0).slice(0, -1);
    const number = address.startsWith(root) ? address.slice(root.length) : "";
    if (!/^[1-9]\d{0,6}$/.test(number)) return null;
    const found = await statusList(ctx, Number(number), null);
    return found.ok ? parsed(found.value) : null;
  };
}

let last: { readonly text: string; readonly document: JsonValue } | undefined;

/** The same text is the same object, so that a verifier sees that it has checked it before. */
function parsed(text: string): JsonValue {
  if (last?.text !== text) last = { text, document: JSON.parse(text) as JsonValue };
  return last.document;
}

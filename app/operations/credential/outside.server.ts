import { didWebAddress, readDidDocument } from "#app/adapters/credentials/did.server.ts";
import { type Fetched, fetchAllowed } from "#app/adapters/egress.server.ts";
import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import type { Context } from "../context.server.ts";
import { ownStatusLists } from "./status-list.server.ts";

/** A text at an address of a host that the operator allows. */
export function fetchOutside({ settings }: Context, address: string): Promise<Fetched> {
  return fetchAllowed(address, { allow: settings.egressAllow ?? [] });
}

/** For the verifier: status lists and issuers, ours from here, others only at hosts that may be asked. */
export function resolversOf(ctx: Context) {
  const own = ownStatusLists(ctx);
  return {
    resolveStatus: async (address: string): Promise<JsonValue | null> =>
      (await own(address)) ?? jsonAt(ctx, address),
    resolveIssuer: async (did: string): Promise<JsonObject | null> => {
      const address = didWebAddress(did);
      return address ? readDidDocument(did, await jsonAt(ctx, address)) : null;
    },
  };
}

async function jsonAt(ctx: Context, address: string): Promise<JsonValue | null> {
  const found = await fetchOutside(ctx, address);
  if (!found.ok) return null;
  try {
    return JSON.parse(found.text) as JsonValue;
  } catch {
    return null;
  }
}

import { createHash } from "node:crypto";
import type { Actor } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { grantsOf } from "#db/store/people/grants.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import {
  type ApiToken,
  findTokenByHash,
  lastUseStep,
  noteTokenUse,
} from "#db/store/people/tokens.server.ts";
import { anonymous, type House } from "../context.server.ts";

/** A person with every grant as it stands now: an ended grant is without effect from the next request. */
export async function personActor(house: House, personId: string): Promise<Actor> {
  const [person, grants] = await Promise.all([
    findPerson(house.db, personId),
    grantsOf(house.db, personId),
  ]);
  if (!person) return anonymous;
  return { kind: "person", id: person.id, name: person.name, grants };
}

/**
 * The machine that presents this token.
 * @returns refusal `token_invalid` when it is unknown, expired or revoked: which of them is not told.
 */
export async function machineActor(
  house: House,
  token: string,
  now: Instant,
): Promise<Result<Actor>> {
  if (!/^sys_[A-Za-z0-9_-]{32,128}$/.test(token)) return refuse("token_invalid");
  return machineOf(house, await findTokenByHash(house.sql, tokenHashOf(token)), now);
}

/** The machine of a token as the record has it now. */
export function machineOf(house: House, found: ApiToken | null, now: Instant): Result<Actor> {
  if (!found || found.revokedAt !== null || found.expiresAt <= now) return refuse("token_invalid");
  if (found.lastUsedAt === null || found.lastUsedAt < now - lastUseStep) {
    noteInPassing(house, found.id, now);
  }
  const { id, name, scopes, unitIds } = found;
  return allow({ kind: "machine", id, name, scopes, unitIds });
}

/** What is kept of a token: enough to know it again, too little to use it. */
export function tokenHashOf(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}

/** The answer does not wait for it, and a failure to note a use is not the caller's. */
function noteInPassing(house: House, id: string, now: Instant) {
  noteTokenUse(house.db, id, now).catch((error) => {
    house.log.warn({ err: error, tokenId: id }, "the use of a token was not noted");
  });
}

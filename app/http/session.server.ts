import { createHash } from "node:crypto";
import { DrizzlePostgreSQLAdapter } from "@lucia-auth/adapter-drizzle";
import { type Adapter, Lucia, TimeSpan } from "lucia";
import type { Actor } from "#app/domain/people/grant.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { hour, type Instant } from "#app/domain/time/instant.ts";
import { anonymous, type House } from "#app/operations/context.server.ts";
import { machineActor, personActor } from "#app/operations/people/actor.server.ts";
import {
  checkPasskey,
  type PasskeyTry,
} from "#app/operations/people/passkeys/sign-in-by-passkey.server.ts";
import { clockLead, sessionTables } from "#app/operations/people/session-record.server.ts";
import { checkSignIn, type SignInTry } from "#app/operations/people/sign-in.server.ts";
import { unlessAway } from "#app/operations/unless-away.server.ts";

export { verifyPassword } from "#app/operations/people/sign-in.server.ts";

/** The only file that knows the sign-in library: leaving it means rewriting this file alone. */

/** A session ends after so long without use, and after so long in any case: a ward's browser is shared. */
const idle = new TimeSpan(30, "m");
const absoluteMs = 12 * hour;

declare module "lucia" {
  interface Register {
    DatabaseSessionAttributes: { createdAt: Date };
  }
}

/**
 * Who asks: a bearer token makes a machine, a live session a person, anything else the public.
 * @returns refusal `token_invalid` for a bearer token that does not hold, `record_away` without database.
 */
export function actorOf(house: House, request: Request, now: Instant): Promise<Result<Actor>> {
  return unlessAway(async () => {
    const token = bearerOf(request);
    if (token !== null) return machineActor(house, token, now);
    const personId = await personIdOf(house, request);
    return allow(personId === null ? anonymous : await personActor(house, personId));
  });
}

/** @returns the `Set-Cookie` of the new session, or why not: see `checkSignIn`. */
export function signIn(house: House, given: SignInTry): Promise<Result<string>> {
  return unlessAway(async () => {
    const checked = await checkSignIn(house, given);
    return checked.ok ? allow(await startSession(house, checked.value)) : checked;
  });
}

/** The same by a passkey; see `checkPasskey` for why not. */
export function signInByPasskey(house: House, given: PasskeyTry): Promise<Result<string>> {
  return unlessAway(async () => {
    const checked = await checkPasskey(house, given);
    return checked.ok ? allow(await startSession(house, checked.value)) : checked;
  });
}

/**
 * Signs in somebody who has just proved who they are. @returns the `Set-Cookie`.
 * @param options.endOthers  After a new password: whoever was signed in with the old one is signed out.
 */
export async function startSession(
  house: House,
  personId: string,
  options: { readonly endOthers?: boolean } = {},
): Promise<string> {
  if (options.endOthers) await sessionsOf(house).invalidateUserSessions(personId);
  const createdAt = new Date(house.clock.now());
  const session = await sessionsOf(house).createSession(personId, { createdAt });
  return cookieWith(house, session.id);
}

/** Ends the session on the server. @returns the `Set-Cookie` that forgets it in the browser. */
export function signOut(house: House, request: Request): Promise<Result<string>> {
  return unlessAway(async () => {
    const sessions = sessionsOf(house);
    const id = sessions.readSessionCookie(request.headers.get("Cookie") ?? "");
    if (id) await sessions.invalidateSession(id);
    return allow(`${cookieWith(house, "")}; Max-Age=0`);
  });
}

/** The token after "Bearer" (in any case), empty where it is missing; null for no bearer at all. */
function bearerOf(request: Request): string | null {
  const found = /^bearer(?:\s+(.*))?$/i.exec(request.headers.get("Authorization") ?? "");
  return found ? (found[1] ?? "").trim() : null;
}

async function personIdOf(house: House, request: Request): Promise<string | null> {
  const sessions = sessionsOf(house);
  const id = sessions.readSessionCookie(request.headers.get("Cookie") ?? "");
  if (!id) return null;
  const { user } = await sessions.validateSession(id);
  return user?.id ?? null;
}

function sessionsOf(house: House) {
  return new Lucia(adapterOf(house), {
    sessionExpiresIn: idle,
    sessionCookie: { name: cookieName(house) },
  });
}

/**
 * The library's adapter with two changes: the table keeps the SHA-256 of a session id, never the id; and
 * whether a session has ended is decided by the house's clock, while the library reads the machine's.
 */
function adapterOf(house: House): Adapter {
  const { session, person } = sessionTables;
  const inner = new DrizzlePostgreSQLAdapter(house.db, session, person);
  const now = house.clock.now();
  const idleEnd = new Date(now + idle.milliseconds());
  const inMachine = (kept: Date) => new Date(kept.getTime() - clockLead(house));
  return {
    async getSessionAndUser(id) {
      const [found, user] = await inner.getSessionAndUser(hashOf(id));
      if (!found || !user) return [null, null];
      const end = Math.min(
        found.expiresAt.getTime(),
        found.attributes.createdAt.getTime() + absoluteMs,
      );
      if (now < end) return [{ ...found, id, expiresAt: inMachine(found.expiresAt) }, user];
      await inner.deleteSession(hashOf(id));
      return [null, null];
    },
    getUserSessions: (userId) => inner.getUserSessions(userId),
    setSession: (row) => inner.setSession({ ...row, id: hashOf(row.id), expiresAt: idleEnd }),
    updateSessionExpiration: (id) => inner.updateSessionExpiration(hashOf(id), idleEnd),
    deleteSession: (id) => inner.deleteSession(hashOf(id)),
    deleteUserSessions: (userId) => inner.deleteUserSessions(userId),
    deleteExpiredSessions: () => inner.deleteExpiredSessions(),
  };
}

function hashOf(id: string): string {
  return createHash("sha256").update(id, "utf8").digest("hex");
}

function isSecure({ settings }: House): boolean {
  return settings.publicOrigin.startsWith("https:");
}

/** `__Host-` binds the cookie to this host over https; plain http (localhost) cannot carry that name. */
function cookieName(house: House): string {
  return isSecure(house) ? "__Host-systole" : "systole";
}

/** Gone when the browser is closed; the server ends it earlier. */
function cookieWith(house: House, value: string): string {
  const secure = isSecure(house) ? "; Secure" : "";
  return `${cookieName(house)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

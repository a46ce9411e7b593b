import { hour } from "#app/domain/time/instant.ts";
import type { Context, House } from "#app/operations/context.server.ts";
import {
  guestOf,
  type LinkActor,
  type Visitor,
} from "#app/operations/training/assessment/open-link.server.ts";
import { contextFor, type Incoming } from "./context.server.ts";
import { problem, refused } from "./problem.server.ts";

/** Who stands before a link, read off the request alone. */
export async function visitorOf(incoming: Incoming): Promise<Visitor> {
  const { actor } = await contextFor(incoming);
  return {
    address: incoming.context.clientAddress,
    signedInId: actor.kind === "person" ? actor.id : null,
    holder: holderOf(incoming),
  };
}

export type GuestContext = Context & {
  readonly actor: LinkActor;
  /** Why nothing more can be written, if so. */
  readonly closed: string | null;
};

/** The person asked, in the browser that opened their link; nobody else gets further than 404. */
export async function guestContextFor(incoming: Incoming): Promise<GuestContext> {
  const { house, requestId } = incoming.context;
  const now = house.clock.now();
  const visitor = await visitorOf(incoming);
  const found = await guestOf(house, visitor, now);
  if (!found.ok) throw refused(house.content, incoming.request, found.refusal, requestId);
  return { ...house, ...found.value, now, requestId };
}

/** 410 for a link that worked once; otherwise the status of its refusal. */
export function linkProblem(incoming: Incoming, code: string): Response {
  const { house, requestId } = incoming.context;
  return problem(house.content, incoming.request, { status: 410, code }, requestId);
}

/** `Set-Cookie` for the browser that opened a link: gone with the hour in which it may write. */
export function holderCookie(house: House, holder: string): string {
  const secure = isSecure(house) ? "; Secure" : "";
  const end = `Max-Age=${hour / 1_000}`;
  return `${cookieName(house)}=${holder}; Path=/; HttpOnly; SameSite=Lax; ${end}${secure}`;
}

function holderOf({ request, context: { house } }: Incoming): string | null {
  const pairs = (request.headers.get("Cookie") ?? "").split(";").map((each) => each.trim());
  const own = pairs.find((each) => each.startsWith(`${cookieName(house)}=`));
  const value = own?.slice(cookieName(house).length + 1) ?? "";
  return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

function isSecure({ settings }: House): boolean {
  return settings.publicOrigin.startsWith("https:");
}

function cookieName(house: House): string {
  return isSecure(house) ? "__Host-systole-assessment" : "systole-assessment";
}

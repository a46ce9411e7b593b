import { redirect } from "@remix-run/node";
import type { Context, House } from "#app/operations/context.server.ts";
import {
  type ScreenActor,
  screenActor,
} from "#app/operations/coverage/board/pair-screen.server.ts";
import { contextFor, type Incoming, personContextFor } from "./context.server.ts";
import { refused } from "./problem.server.ts";

export type AtUnit = Incoming & { readonly params: Readonly<Record<string, string | undefined>> };

/** A screen or a person who may be shown a board; `screen` is null for a person. */
export type BoardContext = Context & { readonly screen: ScreenActor | null };

/**
 * For the board alone: a paired screen is known by its cookie, which no other page looks at. On a screen
 * that was let go nobody is asked to sign in; it says so instead.
 */
export async function boardContextFor(incoming: AtUnit): Promise<BoardContext> {
  const { house, requestId } = incoming.context;
  const key = screenKeyOf(incoming);
  const found = key === null ? null : await screenActor(house, key);
  if (found?.ok && found.value.unitCode === incoming.params.unit) {
    const now = house.clock.now();
    return { ...house, actor: found.value, now, requestId, screen: found.value };
  }
  if (found && !found.ok) {
    if (found.refusal.code !== "screen_let_go")
      throw refused(house.content, incoming.request, found.refusal, requestId);
    const { actor } = await contextFor(incoming);
    if (actor.kind === "anonymous") throw redirect("/screen?over");
  }
  return { ...(await personContextFor(incoming)), screen: null };
}

/** `Set-Cookie` for a screen: sent along by no other site, read by no script, gone when it expires. */
export function screenCookie(house: House, key: string, seconds: number): string {
  const secure = isSecure(house) ? "; Secure" : "";
  const end = `Max-Age=${seconds}`;
  return `${cookieName(house)}=${key}; Path=/; HttpOnly; SameSite=Strict; ${end}${secure}`;
}

function screenKeyOf({ request, context: { house } }: Incoming): string | null {
  const name = `${cookieName(house)}=`;
  const pairs = (request.headers.get("Cookie") ?? "").split(";").map((each) => each.trim());
  const value = pairs.find((each) => each.startsWith(name))?.slice(name.length) ?? "";
  return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

function isSecure({ settings }: House): boolean {
  return settings.publicOrigin.startsWith("https:");
}

function cookieName(house: House): string {
  return isSecure(house) ? "__Host-systole-screen" : "systole-screen";
}

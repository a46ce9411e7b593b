import { hour, type Instant } from "#app/domain/time/instant.ts";
import type { House } from "#app/operations/context.server.ts";

/** A browser on a ward is shared: who has not answered after so long uses the link of the reminder. */
const longestMs = 12 * hour;

/** What a rater's browser got for the link; null where it has none, or it can be none. */
export function feedbackKeyOf(house: House, request: Request): string | null {
  const pairs = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  const name = `${cookieName(house)}=`;
  const value = pairs.find((each) => each.startsWith(name))?.slice(name.length) ?? "";
  return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** The `Set-Cookie` that keeps a key until the round ends, and no longer than a shift. */
export function feedbackKeyCookie(house: House, key: string, closesAt: Instant): string {
  const left = Math.min(longestMs, closesAt - house.clock.now());
  return cookieWith(house, key, Math.max(0, Math.floor(left / 1_000)));
}

/** The `Set-Cookie` that forgets it. */
export function forgottenFeedbackKey(house: House): string {
  return cookieWith(house, "", 0);
}

/** As with a session: `__Host-` needs https, which localhost does without. */
function cookieName({ settings }: House): string {
  return settings.publicOrigin.startsWith("https:") ? "__Host-systole-rater" : "systole-rater";
}

function cookieWith(house: House, value: string, seconds: number): string {
  const secure = house.settings.publicOrigin.startsWith("https:") ? "; Secure" : "";
  const name = cookieName(house);
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}

import { day, hour } from "#app/domain/time/instant.ts";
import { expiringRequests } from "#app/operations/training/assessment/expiring-requests.server.ts";
import { orRefuse, type PersonContext } from "./context.server.ts";

/** Requests of whoever is signed in that end soon, in words. */
export async function expiringViews(ctx: PersonContext, request: Request) {
  const found = orRefuse(ctx, request, await expiringRequests(ctx));
  return found.map(({ id, subjectCode, assessorName, expiresAt }) => ({
    id,
    subjectCode,
    words: `${assessorName} has not answered yet. The request ends in ${leftWords(expiresAt - ctx.now)}.`,
  }));
}

/** Rounded down, so that nobody counts on time that is not there. */
function leftWords(ms: number): string {
  const [unit, length] = ms >= 2 * day ? (["day", day] as const) : (["hour", hour] as const);
  const count = Math.floor(ms / length);
  return count < 1 ? "less than an hour" : `${count} ${unit}${count === 1 ? "" : "s"}`;
}

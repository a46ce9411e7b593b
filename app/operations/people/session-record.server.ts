import { systemClock } from "#app/adapters/clock.server.ts";
import { session } from "#db/schema/people.ts";
import { person } from "#db/schema/person.ts";
import type { House } from "../context.server.ts";

/** The tables that the sign-in library reads and writes by itself; nothing else may. */
export const sessionTables = { session, person } as const;

/**
 * How far the house's clock is ahead of the machine's, in milliseconds. The sign-in library knows only the
 * machine's; sessions are kept by the house's.
 */
export function clockLead({ clock }: House): number {
  return clock.now() - systemClock.now();
}

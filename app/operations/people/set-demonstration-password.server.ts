import { hashPassword, passwordMatches } from "#app/adapters/password-hash.server.ts";
import { listPersons, passwordHashOf, setPassword } from "#db/store/people/persons.server.ts";
import type { House } from "../context.server.ts";

/** Accounts of the demonstration end so; nobody can receive mail there. */
export const demonstrationDomain = "@demo.systole.example";

/**
 * Gives every demonstration account the one password shown at start. Does nothing elsewhere, and nothing
 * to an account that has it already.
 * @returns How many accounts were changed.
 */
export async function setDemonstrationPassword(house: House, password: string): Promise<number> {
  if (!house.settings.demonstration) return 0;
  const hash = await hashPassword(password);
  return house.db.transaction(async (tx) => {
    const persons = await listPersons(tx);
    const accounts = persons.filter((each) => each.email?.endsWith(demonstrationDomain));
    let changed = 0;
    for (const { id } of accounts) {
      const stored = await passwordHashOf(tx, id);
      if (stored !== null && (await passwordMatches(stored, password))) continue;
      await setPassword(tx, { personId: id, hash, changedAt: house.clock.now() });
      changed += 1;
    }
    return changed;
  });
}

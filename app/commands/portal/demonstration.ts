import { v7 as uuidv7 } from "uuid";
import type { OpenRecord } from "#app/database.server.ts";
import { tokenDaysMax } from "#app/domain/people/token-scopes.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { demonstrationState } from "#app/operations/people/demonstration-state.server.ts";
import { ensureToken } from "#app/operations/people/issue-token.server.ts";
import { setDemonstrationPassword } from "#app/operations/people/set-demonstration-password.server.ts";
import type { DemonstrationSecrets } from "#app/secrets.server.ts";
import { say } from "../terminal.ts";
import type { Lifetime } from "./lifetime.ts";

/** What the demonstration's machine may do, in every unit. */
const clientScopes = ["staffing:read", "register:read", "roster:write"] as const;
const extendEveryMs = 3_600_000;

/**
 * Loads the demonstration into an empty record, lets its accounts and its machine in, and keeps its
 * rosters going. A record of its own is left alone.
 *
 * @returns Whether the portal shows the demonstration.
 */
export async function openDemonstration(
  house: House,
  secrets: DemonstrationSecrets,
  record: OpenRecord,
  lifetime: Lifetime,
): Promise<boolean> {
  const state = await demonstrationState(house);
  if (state === "own record") return false;
  if (state === "empty") await load(house, secrets, record);
  await letIn(house, secrets);
  await keepExtending(house, lifetime);
  return true;
}

async function load(house: House, secrets: DemonstrationSecrets, { fill }: OpenRecord) {
  const { seedDemonstration } = await import("../demonstration/seed.ts");
  say("Loading the demonstration programme: three years of training, one of rosters");
  await fill(() => seedDemonstration(house, { anchor: house.clock.now(), ...secrets }));
}

/** The secrets may have been changed in the environment since the demonstration was loaded. */
async function letIn(house: House, { password, apiToken }: DemonstrationSecrets) {
  await setDemonstrationPassword(house, password);
  const client = { name: "Demonstration client", unitIds: null, days: tokenDaysMax };
  const wish = { id: uuidv7(), ...client, scopes: [...clientScopes] };
  const ensured = await ensureToken(contextAs(house, system), wish, apiToken);
  if (!ensured.ok) throw new Error(`the demonstration's token: ${ensured.refusal.code}`);
}

/** Rosters of the demonstration go on as days pass, also those in which the portal was off. */
async function keepExtending(house: House, { keep }: Lifetime) {
  const { extendDemonstration } = await import("../demonstration/extend.ts");
  await extendDemonstration(house);
  let running = Promise.resolve();
  const extend = () => {
    running = extendDemonstration(house).catch((error: unknown) => {
      house.log.error({ err: error }, "the demonstration's rosters could not be extended");
    });
  };
  const timer = setInterval(extend, extendEveryMs);
  await keep(Promise.resolve(timer), async () => {
    clearInterval(timer);
    await running;
  });
}

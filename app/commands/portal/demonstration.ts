import type { OpenRecord } from "#app/database.server.ts";
import type { House } from "#app/operations/context.server.ts";
import { demonstrationState } from "#app/operations/people/demonstration-state.server.ts";
import type { DemonstrationSecrets } from "#app/secrets.server.ts";
import { say } from "../terminal.ts";
import type { Lifetime } from "./lifetime.ts";

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
  const { letIn } = await import("../demonstration/let-in.ts");
  // The secrets may have been changed in the environment since the demonstration was loaded.
  await letIn(house, secrets);
  await keepExtending(house, lifetime);
  return true;
}

async function load(house: House, secrets: DemonstrationSecrets, { fill }: OpenRecord) {
  const { seedDemonstration } = await import("../demonstration/seed.ts");
  say("Loading the demonstration programme: three years of training, one of rosters");
  await fill(() => seedDemonstration(house, { anchor: house.clock.now(), ...secrets }));
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

import { openRecord } from "#app/database.server.ts";
import type { Env } from "#app/env.server.ts";
import type { House } from "#app/operations/context.server.ts";
import { keepDelivering } from "#app/operations/people/deliver-mail.server.ts";
import { type DemonstrationSecrets, demonstrationSecrets } from "#app/secrets.server.ts";
import { openHouse } from "#app/start.server.ts";
import { say } from "../terminal.ts";
import { openDemonstration } from "./demonstration.ts";
import type { Lifetime } from "./lifetime.ts";

export type Prepared = {
  readonly house: House;
  /** Null: no demonstration. */
  readonly demonstration: DemonstrationSecrets | null;
};

/**
 * Everything behind the doors: the database, migrated; the house on top of it; and, where the record is
 * empty and it is wanted, the demonstration.
 */
export async function prepare(
  env: Env,
  publicOrigin: string,
  lifetime: Lifetime,
): Promise<Prepared> {
  const { keep } = lifetime;
  const record = await keep(openRecord(env), (opened) => opened.close());
  if (record.elsewhere) {
    say(`The database is kept in ${record.elsewhere}, which its unprivileged account can reach`);
  }
  const secrets = env.demo ? demonstrationSecrets(env) : null;
  const opening = openHouse({
    databaseUrl: record.url,
    publicOrigin,
    signingKeyFile: env.signingKeyFile,
    logLevel: env.logLevel,
    smtpUrl: env.smtpUrl,
    mailFrom: env.mailFrom,
    demonstration: secrets !== null,
    demoPassword: secrets?.password ?? null,
  });
  const { house } = await keep(opening, (opened) => opened.close());
  await keep(Promise.resolve(keepDelivering(house)), (delivering) => delivering.stop());
  const isShown = secrets && (await openDemonstration(house, secrets, record, lifetime));
  return isShown ? { house, demonstration: secrets } : { house: plain(house), demonstration: null };
}

function plain(house: House): House {
  return { ...house, settings: { ...house.settings, demonstration: false, demoPassword: null } };
}

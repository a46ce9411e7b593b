import { join } from "node:path";
import { openRecord } from "#app/database.server.ts";
import { cannotStart } from "#app/domain/cannot-start.ts";
import type { Env } from "#app/env.server.ts";
import type { House } from "#app/operations/context.server.ts";
import { mayIssueAs } from "#app/operations/credential/issuing-name.server.ts";
import { keepIssuing } from "#app/operations/credential/keep-issuing.server.ts";
import { settleRotation } from "#app/operations/credential/keys/rotate-keys.server.ts";
import { keepTellingRenewals } from "#app/operations/credential/tell-renewals.server.ts";
import { keepDelivering } from "#app/operations/people/deliver-mail.server.ts";
import { keepPullingFeeds } from "#app/operations/roster/feed/keep-pulling-feeds.server.ts";
import { keepSendingDigests } from "#app/operations/training/feedback/send-digests.server.ts";
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
  const house = await openAs(env, publicOrigin, record.url, secrets, lifetime);
  await settleRotation(house);
  await keep(Promise.resolve(keepDelivering(house)), (delivering) => delivering.stop());
  const isShown = secrets && (await openDemonstration(house, secrets, record, lifetime));
  await keep(Promise.resolve(keepIssuing(house)), (issuing) => issuing.stop());
  await keep(Promise.resolve(keepSendingDigests(house)), (sending) => sending.stop());
  await keep(Promise.resolve(keepPullingFeeds(house)), (pulling) => pulling.stop());
  await keep(Promise.resolve(keepTellingRenewals(house)), (telling) => telling.stop());
  return isShown ? { house, demonstration: secrets } : { house: plain(house), demonstration: null };
}

/**
 * The house under the address that its credentials carry. An address that was set must be that one;
 * one that merely follows from the port gives way to it.
 *
 * @throws CannotStart where PUBLIC_ORIGIN differs from what credentials were issued under.
 */
async function openAs(
  env: Env,
  publicOrigin: string,
  databaseUrl: string,
  secrets: DemonstrationSecrets | null,
  lifetime: Lifetime,
): Promise<House> {
  const options = {
    databaseUrl,
    signingKeyFile: env.signingKeyFile,
    webhookSecretFile: join(env.dataDir, "webhook-secret"),
    logLevel: env.logLevel,
    smtpUrl: env.smtpUrl,
    mailFrom: env.mailFrom,
    egressAllow: env.egressAllow,
    demonstration: secrets !== null,
    demoPassword: secrets?.password ?? null,
  };
  const opened = await openHouse({ ...options, publicOrigin });
  const may = await mayIssueAs(opened.house);
  const issuedAs = may.ok ? null : String(may.refusal.detail?.origin ?? "");
  if (issuedAs && (env.publicOrigin || !issuedAs.startsWith("http://localhost"))) {
    await opened.close();
    throw cannotStart(
      `PUBLIC_ORIGIN cannot be ${publicOrigin}: credentials were issued as ${issuedAs}.`,
    );
  }
  if (!issuedAs) return (await lifetime.keep(Promise.resolve(opened), (it) => it.close())).house;
  await opened.close();
  say(`Credentials of this record were issued as ${issuedAs}, which stays their address`);
  const kept = openHouse({ ...options, publicOrigin: issuedAs });
  return (await lifetime.keep(kept, (it) => it.close())).house;
}

function plain(house: House): House {
  return { ...house, settings: { ...house.settings, demonstration: false, demoPassword: null } };
}

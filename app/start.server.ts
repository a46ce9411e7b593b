import { randomBytes } from "node:crypto";
import type { Clock } from "#app/adapters/clock.server.ts";
import { systemClock } from "#app/adapters/clock.server.ts";
import { loadContent } from "#app/adapters/content.server.ts";
import { createLog } from "#app/adapters/log.server.ts";
import { createMailer } from "#app/adapters/mail.server.ts";
import { openSigner } from "#app/adapters/signer.server.ts";
import { createWebhooks } from "#app/adapters/webhooks.server.ts";
import type { House, HouseSettings } from "#app/operations/context.server.ts";
import { connect } from "#db/client.server.ts";
import { keptSecret } from "#db/kept-secret.server.ts";
import { ledgerPulse } from "#db/ledger-pulse.server.ts";

export type HouseOptions = HouseSettings & {
  readonly databaseUrl: string;
  /** Ed25519 private key, made on first start with mode 0600. */
  readonly signingKeyFile: string;
  /** The portal's own secret, from which those of its webhooks follow; made on first start with mode 0600. */
  readonly webhookSecretFile?: string;
  readonly contentRoot?: string;
  readonly logLevel?: string;
  readonly smtpUrl?: string | null;
  readonly mailFrom?: string | null;
  readonly poolSize?: number;
};

export type OpenHouse = { readonly house: House; close(): Promise<void> };

/**
 * The composition root: the one place where the real database, signer, clock, mail and content meet.
 * @throws Error with one plain line when content is invalid or the key file is not fit to use.
 */
export async function openHouse(
  options: HouseOptions,
  overrides: { readonly clock?: Clock } = {},
): Promise<OpenHouse> {
  const content = loadContent(options.contentRoot);
  const signer = await openSigner({
    keyFile: options.signingKeyFile,
    publicOrigin: options.publicOrigin,
  });
  const log = createLog(options.logLevel ?? "info");
  const client = connect(options.databaseUrl, { max: options.poolSize });
  const house: House = {
    db: client.db,
    sql: client.sql,
    pulse: ledgerPulse(client.db),
    content,
    clock: overrides.clock ?? systemClock,
    signer,
    mailer: createMailer({ smtpUrl: options.smtpUrl, from: options.mailFrom }),
    webhooks: createWebhooks(webhookSecret(options), { allow: options.egressAllow ?? [] }),
    log,
    settings: {
      publicOrigin: options.publicOrigin,
      demonstration: options.demonstration,
      demoPassword: options.demoPassword,
      egressAllow: options.egressAllow ?? [],
      contact: /[^\s<>]+@[^\s<>]+/.exec(options.mailFrom ?? "")?.[0] ?? null,
    },
  };
  return {
    house,
    async close() {
      house.pulse.close();
      await Promise.all([client.close(), signer.close()]);
    },
  };
}

/** Without a file, as for a command that sends nothing, it lasts as long as the process. */
function webhookSecret({ webhookSecretFile: file }: HouseOptions): string {
  const make = () => randomBytes(32).toString("base64url");
  return file ? keptSecret(file, make) : make();
}

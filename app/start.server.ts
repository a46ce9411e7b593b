import type { Clock } from "#app/adapters/clock.server.ts";
import { systemClock } from "#app/adapters/clock.server.ts";
import { loadContent } from "#app/adapters/content.server.ts";
import { createLog } from "#app/adapters/log.server.ts";
import { createMailer } from "#app/adapters/mail.server.ts";
import { openSigner } from "#app/adapters/signer.server.ts";
import type { House, HouseSettings } from "#app/operations/context.server.ts";
import { connect } from "#db/client.server.ts";

export type HouseOptions = HouseSettings & {
  readonly databaseUrl: string;
  /** Ed25519 private key, made on first start with mode 0600. */
  readonly signingKeyFile: string;
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
    content,
    clock: overrides.clock ?? systemClock,
    signer,
    mailer: createMailer({ smtpUrl: options.smtpUrl, from: options.mailFrom }),
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
      await Promise.all([client.close(), signer.close()]);
    },
  };
}

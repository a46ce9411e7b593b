import type { Logger } from "pino";
import type postgres from "postgres";
import type { Clock } from "#app/adapters/clock.server.ts";
import type { Mailer } from "#app/adapters/mail.server.ts";
import type { Signer } from "#app/adapters/signer.server.ts";
import type { Webhooks } from "#app/adapters/webhooks.server.ts";
import type { Content } from "#app/domain/content.ts";
import type { Actor } from "#app/domain/people/grant.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database } from "#db/client.server.ts";
import type { LedgerPulse } from "#db/ledger-pulse.server.ts";

/** What the portal is made of, put together once in start.server.ts. */
export type House = {
  readonly db: Database;
  /** Raw prepared statements for hot reads; same role, same grants. */
  readonly sql: postgres.Sql;
  /** Tells those who show something live that the record has moved. */
  readonly pulse: LedgerPulse;
  readonly content: Content;
  readonly clock: Clock;
  readonly signer: Signer;
  readonly mailer: Mailer;
  readonly webhooks: Webhooks;
  readonly log: Logger;
  readonly settings: HouseSettings;
};

export type HouseSettings = {
  /** "https://systole.example": in every identifier that leaves the house; never from a request. */
  readonly publicOrigin: string;
  readonly demonstration: boolean;
  /** Signs-ins shown on the sign-in page of a demonstration. */
  readonly demoPassword: string | null;
  /** Hosts that may be asked for something, "host" or "host:port"; none by default. */
  readonly egressAllow?: readonly string[];
  /** Whom to write to; without one, the help page says. */
  readonly contact?: string | null;
};

/** What every operation gets first. */
export type Context = House & {
  readonly actor: Actor;
  /** When the request came in: the "now" of its questions. Acts are stamped within their turn. */
  readonly now: Instant;
  readonly requestId: string | null;
};

export function contextAs(house: House, actor: Actor, requestId: string | null = null): Context {
  return { ...house, actor, now: house.clock.now(), requestId };
}

export const system: Actor = { kind: "system", id: null, name: "Systole" };
export const anonymous: Actor = { kind: "anonymous", id: null, name: "" };

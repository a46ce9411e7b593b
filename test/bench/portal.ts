import type { ServerBuild } from "@remix-run/node";
import { listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import type { House } from "#app/operations/context.server.ts";
import * as unitStaffing from "#app/routes/api/unit-staffing.ts";

export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** The portal as it runs in production: its listener, its door, the route itself. */
export async function portalEndpoint(house: House) {
  const path = "api/v1/units/:unit/staffing";
  const build = { routes: { [path]: { id: path, path, module: unitStaffing } } };
  const portal = portalListener({
    house,
    build: build as unknown as ServerBuild,
    mode: "production",
    trustProxy: false,
  });
  const open = await listen(
    (incoming, outgoing) => void portal(incoming, outgoing),
    "localhost",
    0,
  );
  const origin = `http://localhost:${open.port}`;
  return {
    origin,
    close: open.close,
    statementsOf: (asked: string, token: string) => statementsOf(house, origin + asked, token),
  };
}

/** The statements that one question runs, in order, with their values. */
async function statementsOf(house: House, url: string, token: string): Promise<Statement[]> {
  const found: Statement[] = [];
  const session = (house.db as unknown as { session: Session }).session;
  const plain = session.transaction;
  const note = (client: Client) => {
    const unsafe = client.unsafe.bind(client);
    client.unsafe = (text, values = [], ...rest) => {
      found.push({ text, values });
      return unsafe(text, values, ...rest);
    };
  };
  session.transaction = function (work, config) {
    return plain.call(
      this,
      (tx) => {
        note(tx.session.client);
        return work(tx);
      },
      config,
    );
  };
  const reply = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  session.transaction = plain;
  if (reply.status !== 200)
    throw new Error(`the portal answered ${reply.status}: ${await reply.text()}`);
  return found.filter(({ text }) => /^\s*(select|with)/i.test(text));
}

type Client = {
  unsafe: (text: string, values?: readonly unknown[], ...rest: unknown[]) => unknown;
};
type Tx = { readonly session: { readonly client: Client } };
type Session = {
  transaction: (this: unknown, work: (tx: Tx) => unknown, config?: unknown) => unknown;
};

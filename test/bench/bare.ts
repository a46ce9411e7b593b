import { createServer } from "node:http";
import postgres from "postgres";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { tokenHashOf } from "#app/operations/people/actor.server.ts";
import { appRole } from "#db/client.server.ts";
import { factsStatement } from "#db/store/coverage-facts.server.ts";
import { everything } from "#db/store/known.server.ts";
import { deskStatement } from "#db/store/staffing-desk.server.ts";

/** What of an answer's SQL is sent: the statement that begins each, and that which reads the facts. */
export type Reads = "desk" | "desk and facts";

type Bare = { readonly url: string; readonly token: string; readonly connections: number };

/** The portal's own statements in a bare `postgres` client, one after another, as prepared as there. */
export function bareSql({ url, token, connections }: Bare) {
  const connection = {
    role: appRole,
    TimeZone: "UTC",
    plan_cache_mode: "force_generic_plan",
  };
  const sql = postgres(url, { max: connections, connection, onnotice: () => {} });
  const send = ({ text, values }: { text: string; values: readonly unknown[] }) =>
    sql.unsafe(text, values as never[], { prepare: true });
  return {
    async ask(code: string, reads: Reads): Promise<unknown> {
      const [desk] = await send(deskStatement([tokenHashOf(token)], [code]));
      if (reads === "desk") return desk;
      const at = Date.now() as Instant;
      const window = interval(at, later(at, 14 * hour));
      const unitIds = [desk?.units[0][1] as string];
      const wanted = { unitIds, window, at, knownThrough: everything, who: "present" } as const;
      const [facts] = await send(factsStatement(wanted));
      return facts;
    },
    /** Everything that 30 days of one unit's coverage rest on. */
    async coverage(unitId: string): Promise<unknown> {
      const at = Date.now() as Instant;
      const window = interval(at, later(at, 30 * day));
      const wanted = { unitIds: [unitId], window, at, knownThrough: everything } as const;
      return send(factsStatement({ ...wanted, who: "eligible" }));
    },
    close: () => sql.end(),
  };
}

/**
 * The raw limit: node:http and the portal's own statements, their rows written out as JSON. No permit, no
 * rule, no explanation, no sharing.
 */
export async function bareEndpoint(bare: Bare, reads: Reads) {
  const sql = bareSql(bare);
  const server = createServer(async (incoming, reply) => {
    const code = incoming.url?.split("/")[4] ?? "";
    const body = JSON.stringify(await sql.ask(code, reads));
    reply.writeHead(200, { "Content-Type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await sql.close();
    },
  };
}

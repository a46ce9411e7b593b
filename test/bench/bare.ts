import { createServer } from "node:http";
import postgres from "postgres";
import { appRole } from "#db/client.server.ts";
import type { Statement } from "./portal.ts";

/**
 * The raw limit: node:http and postgres.js with the same statements in the same read-only snapshot, and
 * the rows written out as JSON. No permit, no rule, no explanation.
 */
export async function bareEndpoint(url: string, statements: readonly Statement[], max: number) {
  const connection = { role: appRole, TimeZone: "UTC" };
  const sql = postgres(url, { max, connection, onnotice: () => {} });
  const server = createServer(async (_, reply) => {
    const rows: unknown[] = [];
    await sql.begin("isolation level repeatable read read only", async (tx) => {
      for (const { text, values } of statements)
        rows.push(await tx.unsafe(text, [...values] as never[], { prepare: true }));
    });
    const body = JSON.stringify({ rows: rows.length, last: rows.at(-1) });
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
      await sql.end();
    },
  };
}

import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = PostgresJsDatabase<Record<string, never>>;
/** Inside a transaction; the same reading and writing. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type Client = {
  readonly db: Database;
  /** For hand-written prepared statements on hot paths: times come back as text, not Date. */
  readonly sql: postgres.Sql;
  close(): Promise<void>;
};

/** The role that owns no table and may only add to facts. Made by migrate.ts. */
export const appRole = "systole_app";

/**
 * The one door to Postgres. Each connection takes the app's role on start, so that nothing which the
 * portal runs can change a fact, whatever the login role may.
 */
export function connect(url: string, options: { max?: number } = {}): Client {
  const open = (max: number) =>
    postgres(url, {
      max,
      connection: {
        role: appRole,
        TimeZone: "UTC",
        application_name: "systole",
        statement_timeout: 30_000,
        idle_in_transaction_session_timeout: 30_000,
      },
      connect_timeout: 5,
      idle_timeout: 120,
      onnotice: () => {},
    });
  // drizzle changes the parsers of the client it is given; raw statements get one of their own.
  const forDrizzle = open(options.max ?? 6);
  const sql = open(options.max ?? 4);
  return {
    db: drizzle(forDrizzle),
    sql,
    async close() {
      await Promise.all([forDrizzle.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}

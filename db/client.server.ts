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
  const open = (max: number, planned: { readonly plan_cache_mode?: string } = {}) =>
    postgres(url, {
      max,
      connection: {
        role: appRole,
        TimeZone: "UTC",
        application_name: "systole",
        statement_timeout: 30_000,
        idle_in_transaction_session_timeout: 30_000,
        ...planned,
      },
      connect_timeout: 5,
      idle_timeout: 120,
      onnotice: () => {},
    });
  // drizzle changes the parsers of the client it is given; raw statements get one of their own.
  const forDrizzle = open(options.max ?? 6);
  // Their plans serve every value alike: none is made anew, which for a long one costs more than its run.
  const sql = open(options.max ?? 4, { plan_cache_mode: "force_generic_plan" });
  return {
    db: drizzle(forDrizzle),
    sql,
    async close() {
      await Promise.all([forDrizzle.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}

/**
 * The connection under a transaction, for hand-written prepared statements in its snapshot. What drizzle
 * sends is planned anew each time, which for the long statement of a staffing answer costs more than it does.
 */
export function rawOf(tx: Transaction): postgres.Sql {
  return (tx as unknown as { session: { client: postgres.Sql } }).session.client;
}

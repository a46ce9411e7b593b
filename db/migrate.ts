import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { appRole } from "./client.server.ts";

/**
 * Brings a database to the present shape as its owner. The app never can: it runs as another role.
 *
 * @param ownerUrl   The login that owns the tables.
 * @param appUrl     The login that the app uses, if another one; it is allowed to become the app's role.
 * @throws Error with Postgres' own words when a statement fails; nothing of that migration stays.
 */
export async function migrate(ownerUrl: string, appUrl = ownerUrl, folder = "db/migrations") {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await ensureRole(sql);
    await allow(sql, new URL(appUrl).username || new URL(ownerUrl).username);
    await applyMigrations(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Roles belong to the cluster, so another database of it may have made this one, even just now. */
async function ensureRole(sql: postgres.Sql) {
  await sql.unsafe(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${appRole}') then
        create role ${appRole} nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
}

async function allow(sql: postgres.Sql, login: string) {
  const [row] = await sql`
    select pg_has_role(${login}, ${appRole}, 'MEMBER') as member,
           (select rolsuper from pg_roles where rolname = ${login}) as super`;
  if (!row?.member && !row?.super) await sql`grant ${sql(appRole)} to ${sql(login)}`;
}

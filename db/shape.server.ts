import { sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./client.server.ts";
import * as coverage from "./schema/coverage.ts";
import * as credential from "./schema/credential.ts";
import * as ledger from "./schema/ledger.ts";
import * as people from "./schema/people.ts";
import * as person from "./schema/person.ts";
import * as roster from "./schema/roster.ts";
import * as signoff from "./schema/signoff.ts";
import * as training from "./schema/training.ts";

const schemas = [coverage, credential, ledger, people, person, roster, signoff, training];
const expected = schemas
  .flatMap((schema) => Object.values(schema) as unknown[])
  .filter((each): each is PgTable => each instanceof PgTable)
  .map(getTableConfig)
  .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`));

/** Columns that this code reads or writes and the database lacks: its migrations have not all run. */
export async function missingColumns(db: Database): Promise<string[]> {
  const rows = await db.execute<{ column: string }>(sql`
    select c.relname || '.' || a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`);
  const there = new Set(rows.map((row) => row.column));
  return expected.filter((each) => !there.has(each));
}

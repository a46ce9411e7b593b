import { sql } from "drizzle-orm";
import { formatInstant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";

/**
 * Units that ever published a shift of a person, in any role but leave, that meets a window: few, and to be
 * looked at again, since a later publication may have taken the shift away.
 */
export async function unitsNaming(
  tx: Transaction,
  personId: string,
  { start, end }: Interval,
): Promise<string[]> {
  const [from, to] = [formatInstant(start), formatInstant(end)];
  // A shift is at most 8 days long (a check of the table), so the index finds it by its beginning.
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct shift.unit_id as id
    from registration held
    join assignment shift on shift.registration = held.authority || ':' || held.number
    where held.person_id = ${personId} and shift.role <> 'not_counted'
      and shift.starts_at > ${from}::timestamptz - interval '8 days'
      and shift.starts_at < ${to}::timestamptz and shift.ends_at > ${from}::timestamptz`);
  return rows.map(({ id }) => id);
}

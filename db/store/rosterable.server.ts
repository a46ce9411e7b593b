import { sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../client.server.ts";
import { registration } from "../schema/people.ts";
import { person } from "../schema/person.ts";
import { assignment } from "../schema/roster.ts";
import { everything, knownRows } from "./known.server.ts";

export type RosterableRow = {
  readonly personId: string;
  readonly name: string;
  readonly registration: string;
  /** Shifts in the unit since the instant asked from. */
  readonly shifts: number;
};

/**
 * People who hold a registration at an instant: first those who stood on the unit's roster since then, the
 * most often first, then by name.
 *
 * @param most  So many at most: a register of a country is searched, not listed.
 */
export async function rosterablePeople(
  tx: Transaction,
  unitId: string,
  at: Instant,
  since: Instant,
  most: number,
): Promise<RosterableRow[]> {
  const written = sql`${registration.authority} || ':' || ${registration.number}`;
  const rows = await tx.execute<{
    person_id: string;
    name: string;
    registration: string;
    shifts: string;
  }>(sql`
    with lately as (
      select ${assignment.registration} as registration, count(*) as shifts from ${assignment}
      where ${assignment.unitId} = ${unitId} and ${assignment.startsAt} > ${formatInstant(since)}
      group by 1)
    select ${person.id} as person_id, ${person.name} as name, ${written} as registration,
      coalesce(lately.shifts, 0) as shifts
    from ${registration}
    join ${person} on ${person.id} = ${registration.personId}
    left join lately on lately.registration = ${written}
    where ${knownRows(registration, everything)}
      and ${registration.startsAt} <= ${formatInstant(at)}
      and (${registration.endsAt} is null or ${registration.endsAt} > ${formatInstant(at)})
    order by shifts desc, name, registration
    limit ${most}`);
  return [...rows].map((row) => ({
    personId: row.person_id,
    name: row.name,
    registration: row.registration,
    shifts: Number(row.shifts),
  }));
}

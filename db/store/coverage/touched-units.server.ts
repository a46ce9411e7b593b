import { day, later } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { rawOf, type Transaction } from "../../client.server.ts";

/** Longest a shift may be (a check of the table): so far before a window may one begin that meets it. */
const longestMs = 8 * day;

/** Facts that hang on a unit. */
const ofUnit = [
  "roster_publication",
  "feed_check",
  "unit_setting",
  "unit_profile",
  "unit_state",
  "rule_set_adoption",
  "gap_decision",
  "local_privilege",
  "appointment",
  "hub_agreement",
];
/** Facts that hang on a person. */
const ofPerson = [
  "registration",
  "licence",
  "external_credential",
  "entrustment_decision",
  "local_privilege",
  "credential",
];
/** $1 the entry, $2 to $4 in seconds: from when a shift may begin, the window's start and its end. */
const meets = `shift.starts_at > to_timestamp($2) and shift.starts_at < to_timestamp($4)
  and shift.ends_at > to_timestamp($3)`;
const each = (tables: readonly string[], key: string) =>
  tables.map((table) => `select ${key} as id from ${table} where entry_seq > $1`).join(" union ");

/**
 * A roster also counts where it says nothing: whoever is on site in a touched unit, or was by what a newer
 * publication took away, counts otherwise wherever else they are rostered, by any of their registrations.
 */
export const touchedUnitsSql = `
with own as materialized (
  ${each(ofUnit, "unit_id")} union select id from unit where entry_seq > $1
), there as materialized (
  select distinct shift.registration as name from own join assignment shift on shift.unit_id = own.id
  where ${meets} and shift.registration is not null
    and (shift.presence = 'on_site' or shift.role = 'not_counted')
), moved as materialized (
  ${each(ofPerson, "person_id")}
  union select held.person_id from credential_event event
    join credential held on held.id = event.credential_id where event.entry_seq > $1
  union select held.person_id from there join registration held
    on held.authority = split_part(there.name, ':', 1)
    and held.number = substr(there.name, strpos(there.name, ':') + 1)
), named as materialized (
  select name from there
  union select held.authority || ':' || held.number from moved
    join registration held on held.person_id = moved.id
), touched as materialized (
  select id from own
  union select l.unit_id from moved join local_privilege l on l.person_id = moved.id
  union select a.unit_id from moved join appointment a on a.person_id = moved.id
  union select shift.unit_id from named join assignment shift on shift.registration = named.name
    where ${meets}
)
select id from touched where id is not null
union select h.unit_id from touched join hub_agreement h on h.hub_unit_id = touched.id`;

/**
 * Units whose answers the facts entered after an entry can have moved: facts of the unit itself, of a hub of
 * it, and of people who are rostered there in the window or may work there. Rather one too many.
 *
 * @param window  In which answers are asked about.
 */
export async function touchedUnits(
  tx: Transaction,
  after: number,
  window: Interval,
): Promise<ReadonlySet<string>> {
  const times = [later(window.start, -longestMs), window.start, window.end];
  const values = [after, ...times.map((at) => at / 1_000)];
  const rows = await rawOf(tx).unsafe<{ id: string }[]>(touchedUnitsSql, values, { prepare: true });
  return new Set(rows.map(({ id }) => id));
}

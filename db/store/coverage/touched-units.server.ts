import { sql } from "drizzle-orm";
import { formatInstant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";

/** Acts of training move no answer about staffing. */
const training =
  "^(case|observation|request|self_assessment|feedback|training_record|working_time|fellowship|" +
  "assessor|policy|import|meeting|minutes|review|reauthentication|sign_off|exception|pathway|" +
  "maintenance|practice|release|programme|organisation|person|grant|token)\\.";

/** The acts entered after an entry, in short: whether any of them can move an answer. */
export async function hasMoved(tx: Transaction, after: number): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from ledger_entry where seq > ${after} and act !~ ${training} limit 1`,
  );
  return rows.length > 0;
}

/**
 * Units whose answers the facts entered after an entry can have moved: facts of the unit itself, of a hub of
 * it, and of people who are rostered there in the window or may work there.
 */
export async function touchedUnits(
  tx: Transaction,
  after: number,
  window: Interval,
): Promise<ReadonlySet<string>> {
  const [from, to] = [formatInstant(window.start), formatInstant(window.end)];
  const rows = await tx.execute<{ id: string }>(sql`
    with own as (
      select unit_id as id from roster_publication where entry_seq > ${after}
      union select unit_id from feed_check where entry_seq > ${after}
      union select unit_id from unit_setting where entry_seq > ${after}
      union select unit_id from unit_profile where entry_seq > ${after}
      union select unit_id from unit_state where entry_seq > ${after}
      union select unit_id from rule_set_adoption where entry_seq > ${after}
      union select unit_id from gap_decision where entry_seq > ${after}
      union select unit_id from local_privilege where entry_seq > ${after}
      union select unit_id from appointment where entry_seq > ${after} and unit_id is not null
      union select unit_id from hub_agreement where entry_seq > ${after}
      union select id from unit where entry_seq > ${after}
    ), moved as (
      select person_id as id from registration where entry_seq > ${after}
      union select person_id from licence where entry_seq > ${after}
      union select person_id from external_credential where entry_seq > ${after}
      union select person_id from entrustment_decision where entry_seq > ${after}
      union select person_id from local_privilege where entry_seq > ${after}
      union select person_id from credential where entry_seq > ${after}
      union select held.person_id from credential_event event
        join credential held on held.id = event.credential_id where event.entry_seq > ${after}
    ), named as (
      select held.authority || ':' || held.number as registration
        from registration held join moved on moved.id = held.person_id
      union select shift.registration from assignment shift
        join roster_publication published on published.id = shift.publication_id
        where published.entry_seq > ${after} and shift.registration is not null
    ), touched as (
      select id from own
      union select unit_id from local_privilege where person_id in (select id from moved)
      union select unit_id from appointment
        where person_id in (select id from moved) and unit_id is not null
      union select shift.unit_id from assignment shift
        where shift.registration in (select registration from named)
          and shift.ends_at > ${from} and shift.starts_at < ${to}
    )
    select id from touched
    union select unit_id from hub_agreement where hub_unit_id in (select id from touched)`);
  return new Set(rows.map(({ id }) => id));
}

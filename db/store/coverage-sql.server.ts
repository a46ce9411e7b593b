import { restatedMark } from "#app/domain/roster/publication.ts";

/** Whom the facts tell of: those on duty at one instant, all who are rostered, or all who may be. */
export type Who = "present" | "rostered" | "eligible";

/** Longest a shift may be (a check of the table): so far before an instant may one begin that holds it. */
const longest = "interval '8 days'";
const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** Recorded by $2, not voided, and not superseded by $2. */
const known = (table: string, t: string) => `${t}.entry_seq <= $2 and not ${t}.voided
  and not exists (select 1 from ${table} newer where newer.supersedes = ${t}.id
    and newer.entry_seq <= $2)`;

const rows = (from: string, columns: readonly string[], order?: string) =>
  `(select coalesce(json_agg(json_build_array(${columns.join(", ")})${
    order ? ` order by ${order}` : ""
  }), '[]') from ${from})`;

const timed = (t: string) => [ms(`${t}.starts_at`), ms(`${t}.ends_at`)];

/** A shift that meets [$4, $5], found by its beginning. */
const meets = (a: string) => `${a}.starts_at > to_timestamp($4) - ${longest}
  and ${a}.starts_at <= to_timestamp($5) and ${a}.ends_at > to_timestamp($4)`;

/** Whose registration is looked up: every row's, or only of those that hold $6. */
const asked: Record<Who, string> = {
  present: "starts_at <= to_timestamp($6) and ends_at > to_timestamp($6)",
  rostered: "$6::float8 is not null",
  eligible: "$6::float8 is not null",
};

/**
 * The rows of a table that hang on these units, found unit by unit. A plan for any number of units would
 * rather read the whole table, which for one unit takes longer than everything else; `offset 0` keeps the
 * planner from taking the two apart.
 */
const ofEach = (units: "asked" | "place", table: string, t: string) =>
  `${units}, lateral (select * from ${table} own where own.unit_id = ${units}.id offset 0) ${t}`;

const privileged = `union select l.person_id from ${ofEach("place", "local_privilege", "l")}
    where ${known("local_privilege", "l")}`;

/**
 * Everything that answers about units rest on, in one statement and so in one snapshot: each column is a
 * JSON list of rows. The lists of people are bounded by the rosters, however large the record is.
 *
 * $1 units, $2 entry known through, $3 from when periods matter, $4 and $5 window, $6 instant; in seconds.
 */
export const factsSql = (who: Who) => `
with asked as materialized (
  select unnest($1::text::uuid[]) as id
), hub as materialized (
  select h.* from ${ofEach("asked", "hub_agreement", "h")} where ${known("hub_agreement", "h")}
), place as materialized (
  select id from asked union select hub_unit_id from hub
), pub as materialized (
  select p.*, e.recorded_at from place
  join roster_publication p on p.unit_id = place.id join ledger_entry e on e.seq = p.entry_seq
  where p.entry_seq <= $2 and p.ends_at > to_timestamp($3) and p.starts_at <= to_timestamp($5)
), shift as materialized (
  select a.* from place join assignment a on a.unit_id = place.id
  where ${meets("a")} and a.publication_id in (select id from pub)
), named as materialized (
  select distinct registration, split_part(registration, ':', 1) as authority,
    substr(registration, strpos(registration, ':') + 1) as number
  from shift where registration is not null and ${asked[who]}
), people as materialized (
  select r.person_id from named join registration r
    on r.authority = named.authority and r.number = named.number where ${known("registration", "r")}
  union select a.person_id from ${ofEach("place", "appointment", "a")}
    where ${known("appointment", "a")}
  ${who === "eligible" ? privileged : ""}
), reg as materialized (
  select r.* from people join registration r on r.person_id = people.person_id
  where ${known("registration", "r")}
), away as materialized (
  select distinct a.unit_id as id from (select distinct authority || ':' || number as registration from reg) n
  join assignment a on a.registration = n.registration
  where a.presence = 'on_site' and ${meets("a")} and a.unit_id not in (select id from place)
    and exists (select 1 from roster_publication p
      where p.id = a.publication_id and p.entry_seq <= $2)
), away_pub as materialized (
  select p.*, e.recorded_at from away
  join roster_publication p on p.unit_id = away.id join ledger_entry e on e.seq = p.entry_seq
  where p.entry_seq <= $2 and p.ends_at > to_timestamp($4) and p.starts_at <= to_timestamp($5)
), site as materialized (
  select id from place union select id from away
), own as materialized (
  select c.* from people join credential c on c.person_id = people.person_id where c.entry_seq <= $2
)
select
  (select json_build_array(seq, ${ms("recorded_at")}) from ledger_entry order by seq desc limit 1) as head,
  ${rows("site join unit u on u.id = site.id where u.entry_seq <= $2", [
    "u.id, u.organisation_id, u.code, u.name, u.site, u.region, u.jurisdiction, u.time_zone, u.contact",
    ...timed("u"),
    `(select s.settings from unit_setting s where s.unit_id = u.id and s.entry_seq <= $2
      order by s.entry_seq desc limit 1)`,
  ])} as units,
  ${rows("hub", ["hub.unit_id, hub.hub_unit_id", ...timed("hub")])} as hubs,
  ${rows(
    `${ofEach("asked", "unit_profile", "f")} where f.entry_seq <= $2`,
    ["f.unit_id, f.tier, f.services", ...timed("f")],
    "f.entry_seq",
  )} as profiles,
  ${rows(
    `${ofEach("asked", "rule_set_adoption", "d")} where d.entry_seq <= $2`,
    ["d.unit_id, d.rule_set, d.version, d.rules", ms("d.effective_at")],
    "d.entry_seq",
  )} as adoptions,
  ${rows(
    `asked join unit_state t on t.unit_id = asked.id join ledger_entry e on e.seq = t.entry_seq
     where t.entry_seq <= $2 and t.entry_seq >= (
       select min(f.entry_seq) from unit_state f
       where f.unit_id = t.unit_id and f.valid_until > to_timestamp($3))`,
    ["t.unit_id", ms("e.recorded_at"), ms("t.valid_until"), "t.ecmo_patients, t.beds_occupied"],
    "t.entry_seq",
  )} as states,
  ${rows(
    `asked join override o on o.unit_id = asked.id join person d on d.id = o.doctor_id
     left join override_end x on x.override_id = o.id and x.entry_seq <= $2
     where o.entry_seq <= $2
       and coalesce(least(o.ends_at, x.ended_at), 'infinity') > to_timestamp($4)`,
    ["o.unit_id, d.id, d.name, o.reason", ms("o.starts_at"), ms("least(o.ends_at, x.ended_at)")],
    "o.entry_seq desc",
  )} as overrides,
  ${rows(
    "(select * from pub union all select * from away_pub) p",
    [
      "p.id, p.unit_id, p.source, p.kind",
      ...timed("p"),
      "p.entry_seq",
      ms("p.recorded_at"),
      `p.plan_hash like '${restatedMark}%'`,
    ],
    "p.entry_seq",
  )} as publications,
  ${rows(
    `(select * from shift union all select a.* from away join assignment a on a.unit_id = away.id
      where ${meets("a")} and a.publication_id in (select id from away_pub)
        and a.registration in (select authority || ':' || number from reg)
        and (a.presence = 'on_site' or a.role = 'not_counted')) a`,
    [
      "a.publication_id, a.id, a.registration, a.name_text, a.role, a.presence",
      ...timed("a"),
      "a.response_minutes, a.assignment, a.contact, a.reference",
    ],
    "a.starts_at, a.id",
  )} as shifts,
  ${rows(
    "site, lateral (" +
      "select c.source, max(e.recorded_at) as checked_at, null as kind from feed_check c join ledger_entry e on e.seq = c.entry_seq " +
      "where c.unit_id = site.id and c.outcome = 'confirmed' and c.entry_seq <= $2 group by c.source " +
      `union all select p.source, max(e.recorded_at) filter (where p.plan_hash not like '${restatedMark}%'), ` +
      "(array_agg(p.kind order by p.entry_seq desc))[1] from roster_publication p join ledger_entry e on e.seq = p.entry_seq " +
      "where p.unit_id = site.id and p.entry_seq <= $2 group by p.source) k",
    ["site.id, k.source", ms("k.checked_at"), "k.kind"],
  )} as checks,
  ${rows("people join person n on n.id = people.person_id", ["n.id, n.name, n.phone"])} as persons,
  ${rows(
    "reg",
    ["reg.person_id, reg.authority || ':' || reg.number", ...timed("reg")],
    "reg.entry_seq",
  )} as registrations,
  ${rows(`people join licence l on l.person_id = people.person_id where ${known("licence", "l")}`, [
    "l.person_id, l.jurisdiction",
    ...timed("l"),
    "l.outcome = 'verified'",
  ])} as licences,
  ${rows(
    `people join local_privilege l on l.person_id = people.person_id
     where ${known("local_privilege", "l")}`,
    ["l.person_id, l.unit_id, l.code", ...timed("l")],
  )} as privileges,
  ${rows(`${ofEach("place", "appointment", "a")} where ${known("appointment", "a")}`, [
    "a.person_id, a.unit_id, a.post",
    ...timed("a"),
  ])} as appointments,
  ${rows(
    "own",
    ["own.person_id, own.id, own.code", ms("own.valid_from"), ms("own.valid_until")],
    "own.entry_seq",
  )} as own,
  ${rows(
    `own join credential_event v on v.credential_id = own.id join ledger_entry e on e.seq = v.entry_seq
     where v.entry_seq <= $2`,
    ["v.credential_id, v.kind", ms("v.effective_at"), ms("e.recorded_at"), "v.reason"],
    "v.entry_seq",
  )} as events,
  ${rows(
    `people join external_credential x on x.person_id = people.person_id
     join ledger_entry e on e.seq = x.entry_seq where ${known("external_credential", "x")}`,
    [
      "x.person_id, x.id, x.code",
      ...timed("x"),
      "x.standing",
      ms("e.recorded_at"),
      ms("x.reverify_by"),
    ],
    "x.entry_seq",
  )} as outside,
  ${rows(
    `people join entrustment_decision t on t.person_id = people.person_id
     join ledger_entry e on e.seq = t.entry_seq where ${known("entrustment_decision", "t")}`,
    ["t.person_id, t.id, t.epa, t.level", ...timed("t"), ms("e.recorded_at")],
    "t.entry_seq",
  )} as entrusted`;

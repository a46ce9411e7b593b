import type postgres from "postgres";
import type { Instant } from "#app/domain/time/instant.ts";
import type { ApiToken } from "./people/tokens.server.ts";

export type DeskRead = {
  readonly head: { readonly seq: number; readonly recordedAt: Instant };
  readonly tokens: ReadonlyMap<string, ApiToken>;
  readonly units: ReadonlyMap<string, { readonly id: string; readonly organisationId: string }>;
};

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;
const head = `(select json_build_array(seq, ${ms("recorded_at")}) from ledger_entry
    order by seq desc limit 1)`;
const list = (column: string, from: string) =>
  `(select coalesce(json_agg(${column}), '[]') from ${from})`;

const deskSql = `
select ${head} as head,
  ${list(
    `json_build_array(token_hash, id, name, scopes, unit_ids, ${ms("expires_at")}, ${ms("revoked_at")},
      ${ms("last_used_at")})`,
    "api_token where token_hash = any($1::text::text[])",
  )} as tokens,
  ${list("json_build_array(code, id, organisation_id)", "unit where code = any($2::text::text[])")} as units`;

/** The statement and values that begin every answer: who asks, about what, and where the ledger stands. */
export function deskStatement(tokenHashes: readonly string[], codes: readonly string[]) {
  const values = [tokenHashes, codes].map((each) => `{${[...new Set(each)].join(",")}}`);
  return { text: deskSql, values };
}

type RawDesk = {
  readonly head: readonly [number, number] | null;
  readonly tokens: readonly [
    ...[string, string, string, string[], string[] | null, number, number | null, number | null],
  ][];
  readonly units: readonly [string, string, string][];
};

/**
 * Tokens and units by hash and code, and the ledger's last entry, of one snapshot.
 *
 * @param tokenHashes  Hexadecimal; `codes` are codes of units: neither needs quoting.
 */
export async function readDesk(
  sql: postgres.Sql,
  tokenHashes: readonly string[],
  codes: readonly string[],
): Promise<DeskRead> {
  const { text, values } = deskStatement(tokenHashes, codes);
  const [raw] = await sql.unsafe<RawDesk[]>(text, values, { prepare: true });
  if (!raw) throw new Error("no row of the desk");
  return {
    head: headFrom(raw.head),
    tokens: new Map(raw.tokens.map((row) => [row[0], tokenFrom(row)])),
    units: new Map(raw.units.map(([code, id, organisationId]) => [code, { id, organisationId }])),
  };
}

function headFrom(head: RawDesk["head"]): DeskRead["head"] {
  const [seq, recordedAt] = head ?? [0, Number.NEGATIVE_INFINITY];
  return { seq, recordedAt: recordedAt as Instant };
}

function tokenFrom([, id, name, scopes, unitIds, ...times]: RawDesk["tokens"][number]): ApiToken {
  const [expiresAt, revokedAt, lastUsedAt] = times as [Instant, Instant | null, Instant | null];
  return { id, name, scopes, unitIds, expiresAt, revokedAt, lastUsedAt };
}

/** What an answer rests on, by what its facts hang on. */
export type RestsOn = {
  readonly unitIds: readonly string[];
  readonly personIds: readonly string[];
  readonly registrations: readonly string[];
  /** Names and telephone numbers as they were read: they are no facts and change without an entry. */
  readonly cards: ReadonlyMap<string, string>;
};

/** A name and a number as one text, to be compared. */
export function cardOf(name: string, phone: string | null): string {
  return JSON.stringify([name, phone]);
}

const ofUnit = [
  "unit_profile",
  "unit_setting",
  "hub_agreement",
  "rule_set_adoption",
  "unit_state",
  "override",
  "override_end",
  "roster_publication",
  "feed_check",
  "appointment",
];
const ofPerson = [
  "registration",
  "licence",
  "local_privilege",
  "credential",
  "external_credential",
  "entrustment_decision",
];
const since = (tables: readonly string[], key: string, wanted: string) =>
  tables.map(
    (table) => `select f.${key} from ${wanted} w join ${table} f on f.${key} = w.id
      where f.entry_seq > $4`,
  );
const changed = (selects: readonly string[]) =>
  list("distinct id", `(${selects.join(" union all ")}) found(id)`);

/** A shift of the time asked about, on a roster published since, counts wherever it is. */
const newlyNamed = `select w.name from names w join assignment a on a.registration = w.name
    and a.starts_at > to_timestamp($5) - interval '8 days' and a.starts_at <= to_timestamp($6)
  join roster_publication p on p.id = a.publication_id where p.entry_seq > $4`;
const newlyHeld = `select w.name from names w
  join registration f on f.authority = split_part(w.name, ':', 1)
    and f.number = substr(w.name, strpos(w.name, ':') + 1) where f.entry_seq > $4`;

export const touchedSql = `
with units as materialized (select unnest($1::text::uuid[]) as id),
  people as materialized (select unnest($2::text::uuid[]) as id),
  names as materialized (select name from json_array_elements_text($3::text::json) as n(name))
select ${head} as head,
  ${changed(since(ofUnit, "unit_id", "units"))} as units,
  ${changed([
    ...since(ofPerson, "person_id", "people"),
    `select c.person_id from people w join credential c on c.person_id = w.id
      join credential_event e on e.credential_id = c.id where e.entry_seq > $4`,
  ])} as people,
  ${changed([newlyNamed, newlyHeld])} as names,
  ${list("json_build_array(n.id, n.name, n.phone)", "people w join person n on n.id = w.id")} as cards`;

export type Touched = {
  readonly head: DeskRead["head"];
  readonly has: (rests: RestsOn) => boolean;
};

/**
 * Which of what answers rest on was added to by any entry after `seq`, or is called otherwise by now. Facts
 * are never changed or removed, so what nothing was added to is as it was.
 *
 * @param from   Shifts elsewhere count from then on,
 * @param until  and if they begin by then.
 */
export async function touchedSince(
  sql: postgres.Sql,
  rests: readonly RestsOn[],
  seq: number,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Touched> {
  const all = (of: (each: RestsOn) => readonly string[]) => [...new Set(rests.flatMap(of))];
  const names = JSON.stringify(all((each) => each.registrations));
  const ids = [all((each) => each.unitIds), all((each) => each.personIds)];
  const values = [
    ...ids.map((each) => `{${each.join(",")}}`),
    names,
    seq,
    from / 1_000,
    until / 1_000,
  ];
  const [raw] = await sql.unsafe<RawTouched[]>(touchedSql, values, { prepare: true });
  if (!raw) throw new Error("no row of what was touched");
  const found = [raw.units, raw.people, raw.names].map((each) => new Set(each));
  const [units, people, named] = found as [Set<string>, Set<string>, Set<string>];
  const now = new Map(raw.cards.map(([id, name, phone]) => [id, cardOf(name, phone)]));
  return {
    head: headFrom(raw.head),
    has: ({ unitIds, personIds, registrations, cards }) =>
      [...cards].some(([id, card]) => now.get(id) !== card) ||
      unitIds.some((id) => units.has(id)) ||
      personIds.some((id) => people.has(id)) ||
      registrations.some((name) => named.has(name)),
  };
}

type RawTouched = {
  readonly head: RawDesk["head"];
  readonly units: readonly string[];
  readonly people: readonly string[];
  readonly names: readonly string[];
  readonly cards: readonly [string, string, string | null][];
};

import { type SQL, sql } from "drizzle-orm";
import { allow } from "#app/domain/result.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { act } from "#app/operations/act.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { network } from "#test/operations/coverage/network.ts";

export type Size = { readonly units: number; readonly shifts: number };

const peoplePerUnit = 40;
/** Two shifts of twelve hours a day, four people on each: two on site, two on call. */
const perDay = 8;
const daysPast = 10;

/** How many units and shifts a record holds already, so that a kept one is not loaded again. */
export async function loadedSize(house: House): Promise<Size> {
  const [found] = await house.sql<{ units: number; shifts: number }[]>`
    select (select count(*) from unit)::int as units, (select count(*) from assignment)::int as shifts`;
  return found ?? { units: 0, shifts: 0 };
}

/**
 * A national network, bulk-loaded in one act: forty people to a unit, two credentials each, weekly
 * publications around now. Nothing of it is signed.
 */
export async function loadBulk(house: House, { units, shifts }: Size, name = "bulk") {
  const net = await network(house, name);
  const days = Math.ceil(shifts / units / perDay);
  const people = units * peoplePerUnit;
  const done = await act(contextAs(house, system), "unit.create", {}, async (turn) => {
    const { tx, now } = turn;
    const start = later((Math.floor(now / day) * day) as Instant, -daysPast * day);
    const entry = await turn.record({ bulk: name, units, shifts });
    const world = { name, units, people, days, entry, start, ids: net.ids };
    for (const statement of statementsFor(world)) await tx.execute(statement);
    return allow();
  });
  if (!done.ok) throw new Error(done.refusal.code);
  return net;
}

type World = {
  readonly name: string;
  readonly units: number;
  readonly people: number;
  readonly days: number;
  readonly entry: number;
  readonly start: Instant;
  readonly ids: {
    readonly organisation: string;
    readonly programme: string;
    readonly registrar: string;
  };
};

const at = (instant: Instant) => sql.raw(`'${new Date(instant).toISOString()}'::timestamptz`);

function* statementsFor(world: World): Generator<SQL> {
  yield* unitStatements(world);
  yield* peopleStatements(world);
  yield* credentialStatements(world);
  yield* rosterStatements(world);
}

/** Ids are made of what they number, so that later statements can name them without a lookup. */
const id = (kind: string, n: string) => sql.raw(`md5('${kind}' || ${n})::uuid`);

function* unitStatements({ name, units, entry, start, ids }: World): Generator<SQL> {
  const [kind, since, all] = [
    `${name}-u`,
    at(later(start, -400 * day)),
    sql`generate_series(0, ${units - 1}::int) u`,
  ];
  yield sql`insert into unit (id, organisation_id, code, name, site, region, jurisdiction, time_zone,
      contact, starts_at, entry_seq)
    select ${id(kind, "u")}, ${ids.organisation}::uuid, ${name}::text || '-' || u, 'Unit ' || u, 'site-' || u,
      'region-' || u % 16, 'DE', 'Europe/Berlin', '+49 30 1', ${since}, ${entry} from ${all}`;
  yield sql`insert into unit_profile (id, unit_id, tier, services, starts_at, entry_seq)
    select gen_random_uuid(), ${id(kind, "u")}, (array['basic', 'intermediate', 'advanced'])[1 + u % 3],
      case when u % 4 = 0 then array['va_ecmo_service'] else array[]::text[] end, ${since}, ${entry}
    from ${all}`;
  yield sql`insert into rule_set_adoption (id, unit_id, rule_set, version, effective_at, entry_seq)
    select gen_random_uuid(), ${id(kind, "u")}, 'standards', '2026-1', ${since}, ${entry} from ${all}`;
  yield sql`insert into unit_setting (id, unit_id, settings, entry_seq)
    select gen_random_uuid(), ${id(kind, "u")}, '{"defaultResponse": {"": 30}}', ${entry} from ${all}`;
  yield sql`insert into hub_agreement (id, unit_id, hub_unit_id, starts_at, entry_seq)
    select gen_random_uuid(), ${id(kind, "u")}, ${id(kind, "(u - 1)")}, ${since}, ${entry}
    from ${all} where u % 10 = 1`;
}

function* peopleStatements({ name, people, entry, start, ids }: World): Generator<SQL> {
  const [kind, since] = [`${name}-p`, at(later(start, -400 * day))];
  const all = sql`generate_series(0, ${people - 1}::int) p`;
  yield sql`insert into person (id, name, phone)
    select ${id(kind, "p")}, 'Dr ' || p, '+49 30 5550 ' || p from ${all}`;
  yield sql`insert into registration (id, person_id, authority, number, starts_at, entry_seq)
    select gen_random_uuid(), ${id(kind, "p")}, 'BNCH', ${name}::text || '-' || p, ${since}, ${entry} from ${all}`;
  yield sql`insert into licence (id, person_id, jurisdiction, number, starts_at, outcome, source, checked_by,
      checked_at, entry_seq)
    select gen_random_uuid(), ${id(kind, "p")}, 'DE', 'L' || p, ${since}, 'verified', 'register',
      ${ids.registrar}::uuid, ${since}, ${entry} from ${all}`;
  yield sql`insert into local_privilege (id, person_id, unit_id, code, starts_at, granted_by, entry_seq)
    select gen_random_uuid(), ${id(kind, "p")}, ${id(`${name}-u`, `(p / ${peoplePerUnit})`)},
      'va-ecmo-cannulation', ${since}, ${ids.registrar}::uuid, ${entry} from ${all} where p % 4 = 2`;
}

/** Everybody is a cardiologist; the second credential goes with the place on the roster. */
function* credentialStatements({ name, people, entry, start, ids }: World): Generator<SQL> {
  const [kind, since] = [`${name}-p`, at(later(start, -400 * day))];
  const outside = (code: string, which: string) => sql`
    insert into external_credential (id, person_id, code, starts_at, standing, source, method, verified_by,
      verified_at, reverify_by, entry_seq)
    select gen_random_uuid(), ${id(kind, "p")}, ${sql.raw(code)}, ${since}, 'verified', 'register',
      'register_lookup', ${ids.registrar}::uuid, ${since}, ${since} + interval '3000 days', ${entry}
    from generate_series(0, ${people - 1}::int) p where ${sql.raw(which)}`;
  yield outside("'BASE-CARD'", "true");
  yield outside("(array['', 'ALS', 'EXT-CT-SURGEON', 'EXT-IC'])[1 + p % 4]", "p % 4 > 0");
  const own = sql`generate_series(0, ${people - 1}::int, 4) p`;
  const who = sql`${id(kind, "p")}, ${ids.programme}::uuid, 'CRED-HEM', ${entry}`;
  const [path, review, sign, cred] = ["w", "r", "s", "c"].map((each) => `${name}-${each}`) as [
    string,
    string,
    string,
    string,
  ];
  yield sql`insert into practice_pathway (id, person_id, programme_id, credential_code, entry_seq,
      practice_years, unit_head, unit_head_letter_at)
    select ${id(path, "p")}, ${who}, 5, 'Head', ${since} from ${own}`;
  yield sql`insert into committee_review (id, person_id, programme_id, credential_code, entry_seq,
      pathway_id, opened_by, evidence_digest)
    select ${id(review, "p")}, ${who}, ${id(path, "p")}, ${ids.registrar}::uuid, '0' from ${own}`;
  yield sql`insert into sign_off (id, person_id, programme_id, credential_code, entry_seq, review_id, release,
      route, decision, signer_id, signer_name, signer_role, meaning, evidence, evidence_digest,
      reauthentication)
    select ${id(sign, "p")}, ${who}, ${id(review, "p")}, '2026-1', 'practice', 'approved',
      ${ids.registrar}::uuid, 'R', 'r', 'm', '{}', '0', 'password' from ${own}`;
  const base = name.length * 100_000 + 200_000;
  yield sql`insert into credential (id, sign_off_id, person_id, organisation_id, code, release, valid_from,
      valid_until, prepared, status_list, status_index, entry_seq)
    select ${id(cred, "p")}, ${id(sign, "p")}, ${id(kind, "p")}, ${ids.organisation}::uuid, 'CRED-HEM',
      '2026-1', ${since}, ${since} + interval '1500 days', '{}', ${base}::int + p / 131072, p % 131072, ${entry}
    from ${own}`;
  yield sql`insert into credential_event (id, credential_id, kind, effective_at, entry_seq)
    select gen_random_uuid(), ${id(cred, "p")}, 'issued', ${since}, ${entry} from ${own}`;
}

function* rosterStatements({ name, units, days, entry, start }: World): Generator<SQL> {
  const [kind, weeks] = [`${name}-u`, Math.ceil(days / 7)];
  const from = at(start);
  yield sql`insert into roster_publication (id, unit_id, source, kind, starts_at, ends_at, plan_hash, entry_seq)
    select ${id(`${name}-b`, "u || '.' || w")}, ${id(kind, "u")}, 'roster', 'pushed', ${from} + w * interval '7 days',
      ${from} + (w + 1) * interval '7 days', '0', ${entry}
    from generate_series(0, ${units - 1}::int) u, generate_series(0, ${weeks - 1}::int) w`;
  const slots = (days * perDay) / 4;
  for (let first = 0; first < units; first += 500) {
    const last = Math.min(units, first + 500) - 1;
    yield sql`insert into assignment (id, publication_id, unit_id, registration, role, presence, starts_at,
        ends_at, response_minutes)
      select gen_random_uuid(), ${id(`${name}-b`, "u || '.' || s / 14")}, ${id(kind, "u")},
        'BNCH:' || ${name}::text || '-' || (u * ${peoplePerUnit}::int + (s * 4 + p) % ${peoplePerUnit}::int),
        (array['attending', 'attending', 'surgeon', 'interventionist'])[1 + p],
        case when p < 2 then 'on_site' else 'on_call' end,
        ${from} + s * interval '12 hours', ${from} + (s + 1) * interval '12 hours',
        case when p < 2 then 0 else 20 end
      from generate_series(${first}::int, ${last}::int) u, generate_series(0, ${slots - 1}::int) s,
        generate_series(0, 3) p`;
  }
}

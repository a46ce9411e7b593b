import { type SQL, sql } from "drizzle-orm";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { House } from "#app/operations/context.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { figure, rule } from "#test/world/oracle/small-unit.ts";

export const busyUnit = "busy";
const people = 40;
const publicationsPerDay = 4;
const daysPublished = 7;
const shiftsPerDay = 8;

/** Ten rules of its own beside those of the tier: hours of every kind, a count, a formula, a hub. */
const rules: readonly StaffingRule[] = [
  rule("U1", { window: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "08:00", to: "16:00" }] }),
  rule("U2", {
    ...{ presence: "on_call", responseMinutes: figure(5) },
    window: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "16:00", to: "08:00" }],
  }),
  rule("U3", { anyOf: ["EXT-CT-SURGEON"], presence: "on_call", responseMinutes: figure(30) }),
  rule("U4", { anyOf: ["EXT-IC"], presence: "on_call", responseMinutes: figure(30) }),
  rule("U5", { anyOf: ["ALS"], window: "day" }),
  rule("U6", { presence: "remote", responseMinutes: figure(20) }),
  rule("U7", { minFormula: { count: "beds_occupied", per: figure(8) }, presence: "on_call" }),
  rule("U8", {
    anyOf: ["EXT-IC"],
    when: { count: "ecmo_patients", above: 0 },
    presence: "on_call",
  }),
  rule("U9", { anyOf: ["ALS", "EXT-IC"], severity: "warn", window: "service_hours" }),
  rule("U10", {
    severity: "warn",
    window: [
      { weekdays: [6, 7], from: "20:00", to: "08:00" },
      { weekdays: [1, 2, 3, 4, 5], from: "18:00", to: "22:00" },
    ],
    presence: "on_call",
  }),
];

/**
 * A year of one busy unit: its feed is confirmed every hour and published four times a day, forty people
 * serve on it, counts are reported every eight hours. The house's clock must stand at its beginning;
 * entries of the ledger are made up, so nothing of it is signed and the chain does not hold.
 */
export async function loadBusy(house: House, days: number) {
  const net = await network(house, busyUnit);
  const serviceHours = [1, 2, 3, 4, 5].map((weekday) => {
    return { weekday, startsAt: "08:00", endsAt: "17:00" };
  });
  const unitId = await net.addUnit({
    ...{ code: busyUnit, tier: "intermediate", services: ["va_ecmo_service"] },
    settings: { defaultResponse: { "": 30 }, serviceHours },
  });
  const codes = ["ALS", "EXT-CT-SURGEON", "EXT-IC"];
  for (let p = 0; p < people; p++) {
    const external = ["BASE-CARD", codes[p % 4] ?? "ALS"];
    await net.addPerson({ name: `Dr ${p}`, registration: `BUSY:${p}`, external });
  }
  const { seq } = await headOf(house.db);
  const world = { unitId, days, first: seq + 1, start: house.clock.now() };
  await house.db.transaction(async (tx) => {
    for (const statement of statementsFor(world)) await tx.execute(statement);
  });
}

type World = {
  readonly unitId: string;
  readonly days: number;
  readonly first: number;
  readonly start: Instant;
};

const at = (instant: Instant) => sql.raw(`'${new Date(instant).toISOString()}'::timestamptz`);

/** An entry each quarter of an hour: the full hour confirms, every sixth of the others publishes. */
function* statementsFor({ unitId, days, first, start }: World): Generator<SQL> {
  const [since, unit, quarters] = [at(start), sql`${unitId}::uuid`, days * 96];
  const entryOf = (n: string) => sql.raw(`${first} + ${n}`);
  yield sql`insert into ledger_entry (seq, recorded_at, act, actor_kind, salt, fact_digest, previous_hash, hash)
    select ${entryOf("q")}, ${since} + q * interval '15 minutes', 'feed.check', 'system', '', '', '',
      ${busyUnit}::text || q
    from generate_series(0, ${quarters - 1}::int) q`;
  yield sql`insert into feed_check (id, unit_id, source, outcome, entry_seq)
    select gen_random_uuid(), ${unit}, 'feed', 'confirmed', ${entryOf("h * 4")}
    from generate_series(0, ${days * 24 - 1}::int) h`;
  yield sql`insert into rule_set_adoption (id, unit_id, rule_set, version, rules, effective_at, entry_seq)
    select gen_random_uuid(), ${unit}, ${`unit-${busyUnit}`}::text, '1', ${JSON.stringify(rules)}::text::jsonb,
      ${since}, ${entryOf("1")}`;
  yield sql`insert into unit_state (id, unit_id, ecmo_patients, beds_occupied, valid_until, entry_seq)
    select gen_random_uuid(), ${unit}, s % 3, 6 + s % 5, ${since} + s * interval '8 hours' + interval '10 hours',
      ${entryOf("s * 32 + 2")}
    from generate_series(0, ${days * 3 - 1}::int) s`;
  const publications = days * publicationsPerDay;
  const each = 24 / publicationsPerDay;
  const id = (n: string) => sql.raw(`md5('${busyUnit}' || ${n})::uuid`);
  yield sql`insert into roster_publication (id, unit_id, source, kind, starts_at, ends_at, plan_hash, entry_seq)
    select ${id("b")}, ${unit}, 'feed', 'pulled', date_trunc('day', ${since} + b * ${each}::int * interval '1 hour'),
      date_trunc('day', ${since} + b * ${each}::int * interval '1 hour') + ${daysPublished}::int * interval '1 day',
      '0', ${entryOf(`b * ${each * 4} + 3`)}
    from generate_series(0, ${publications - 1}::int) b`;
  // Everybody's place follows from the calendar, and one in forty shifts is left empty.
  yield sql`insert into assignment (id, publication_id, unit_id, registration, role, presence, starts_at, ends_at,
      response_minutes)
    select gen_random_uuid(), p.id, p.unit_id, 'BUSY:' || (n * 7) % ${people}::int,
      (array['attending', 'surgeon', 'interventionist', 'attending'])[1 + n % 4],
      case when n % ${shiftsPerDay}::int < 4 then 'on_site' else 'on_call' end, span.starts, span.starts + interval '12 hours',
      case when n % ${shiftsPerDay}::int < 4 then 0 else 5 end
    from roster_publication p, generate_series(0, ${daysPublished * shiftsPerDay - 1}::int) k,
      lateral (select (extract(epoch from p.starts_at) / 86400)::bigint * ${shiftsPerDay}::int + k as n) shift,
      lateral (select p.starts_at + (k / ${shiftsPerDay}::int) * interval '1 day'
        + (k % 2) * interval '12 hours' as starts) span
    where p.unit_id = ${unit} and n % 41 > 0`;
}

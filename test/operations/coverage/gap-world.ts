import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { allow } from "#app/domain/result.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { act } from "#app/operations/act.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { ruleSetAdoption } from "#db/schema/coverage.ts";
import { person } from "#db/schema/person.ts";
import type { HandClock } from "#test/setup/clock.ts";
import { anchor } from "#test/setup/fixed.ts";
import { allowed, as } from "../people/world.ts";
import { network } from "./network.ts";

const figure = { value: 1, basis: "default", source: "SYSTOLE-2026" };

/** A cardiologist on site at all times, and that alone. */
const rules = [
  {
    ...{ id: "R1", title: "A cardiologist on site", severity: "block", anyOf: ["BASE-CARD"] },
    ...{ min: figure, presence: "on_site", window: "24x7", basis: "default" },
    source: "SYSTOLE-2026",
  },
];

/** A unit with one rule, two cardiologists, a lead and a director who read mail. It is the anchor. */
export async function gapWorld(house: House, clock: HandClock, code = "unit") {
  clock.moveTo(later(anchor, -40 * day));
  const net = await network(house, code);
  const unitId = await net.addUnit({ code });
  const numbered = (number: number) => `GMC:${code}${number}`;
  const ida = await net.addPerson({
    ...{ name: "Dr Ida Berg", registration: numbered(1), external: ["BASE-CARD"] },
  });
  const omar = await net.addPerson({
    ...{ name: "Dr Omar Nazari", registration: numbered(2), external: ["BASE-CARD"] },
  });
  const lead = await net.addLead("Lea Lead", unitId);
  await net.appoint(omar, unitId, "unit_director");
  await withAddress(house, lead, `lead-${code}@north.test`);
  await withAddress(house, omar, `omar-${code}@north.test`);
  await adopt(house, unitId);
  clock.moveTo(anchor);

  /** Publishes on-site rows of Dr Ida, in hours from the anchor; of somebody else, or elsewhere, if wanted. */
  async function publish(
    shifts: readonly (readonly [number, number])[],
    { days = 40, who = numbered(1), unitCode = code } = {},
  ) {
    const at = (hours: number) => new Date(anchor + hours * 3_600_000).toISOString();
    const rows = shifts.map(([a, b]) => `${who},attending,on_site,${at(a)},${at(b)}`);
    const text = ["registration,role,presence,start,end", ...rows].join("\n");
    const raw = readRoster("text/csv", new TextEncoder().encode(text));
    if ("unreadable" in raw) throw new Error(raw.unreadable.code);
    const period = interval(later(anchor, -day) as Instant, later(anchor, days * day));
    const place = { unitCode, source: "roster", kind: "pushed" as const };
    const wish = { ...place, period, raw, reason: "test" };
    const done = allowed(await publishRoster(contextAs(house, system), wish, null));
    if ("rows" in done) throw new Error(JSON.stringify(done.rows));
  }
  return { net, code, unitId, ida, omar, lead, publish, asLead: () => as(house, lead), numbered };
}

async function withAddress(house: House, id: string, email: string) {
  await house.db.update(person).set({ email }).where(eq(person.id, id));
}

async function adopt(house: House, unitId: string) {
  const done = await act(contextAs(house, system), "rule_set.adopt", {}, async (turn) => {
    const { tx, now, record } = turn;
    const entrySeq = await record({ rules: unitId });
    const own = { ruleSet: "own", version: "1", rules, effectiveAt: now, entrySeq };
    await tx.insert(ruleSetAdoption).values({ id: uuidv7(), unitId, ...own });
    return allow();
  });
  allowed(done);
}

/** Round the clock but for these hours. */
export function allBut(holes: readonly (readonly [number, number])[], until = 960) {
  const shifts: [number, number][] = [];
  let from = -20;
  for (const [start, end] of holes) {
    for (; from + 100 < start; from += 100) shifts.push([from, from + 100]);
    if (from < start) shifts.push([from, start]);
    from = end;
  }
  for (; from < until; from += 100) shifts.push([from, Math.min(until, from + 100)]);
  return shifts;
}

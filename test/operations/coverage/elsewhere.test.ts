import { expect, it } from "vitest";
import { day, formatInstant, hour, later, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { replay } from "#app/operations/coverage/replay/replay.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { registration } from "#db/schema/people.ts";
import { findUnit } from "#db/store/unit-lookup.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { network } from "./network.ts";

const { house, clock } = await freshHouse();
clock.moveTo(later(anchor, -30 * day));
const net = await network(house);
clock.moveTo(later(anchor, -2 * day));
const ctx = () => contextAs(house, system);

const header = "registration,role,presence,start,end,response_minutes";
const allDay = (who: string, role: string) =>
  `${who},${role},on_site,2026-11-21T00:00,2026-11-24T08:00,`;
type Source = { readonly source: string; readonly kind: "pushed" | "pulled" };
const own: Source = { source: "roster", kind: "pushed" };

async function publish(unitCode: string, rows: readonly string[], from: Source = own) {
  const raw = readRoster("text/csv", new TextEncoder().encode([header, ...rows].join("\n")));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const period = interval(later(anchor, -2 * day), later(anchor, 5 * day));
  const done = await publishRoster(ctx(), { unitCode, ...from, period, raw, reason: "test" }, null);
  if (!done.ok || "rows" in done.value) throw new Error(JSON.stringify(done));
}

/** A resident on site in two hospitals at once. */
async function bookedTwice(name: string, there: Source = own) {
  for (const place of ["here", "there"])
    await net.addUnit({ code: `${name}-${place}`, tier: "basic", site: `${name}-${place}` });
  const person = await net.addPerson({
    name,
    registration: `GMC:${name}`,
    external: ["ALS"],
  });
  await publish(`${name}-here`, [allDay(`GMC:${name}`, "resident")]);
  await publish(`${name}-there`, [allDay(`GMC:${name}`, "resident")], there);
  return person;
}

async function ask(unitCode: string) {
  const found = await answerCoverage(ctx(), { unitCode });
  if (!found.ok) throw new Error(found.refusal.code);
  const rule = found.value.rules.find(({ id }) => id === "B2");
  return { rule: rule?.answer, holdsUntil: found.value.holdsUntil };
}

/** What was answered over the last two minutes, as a look back has it: as it was told then, and as now. */
async function replayed(unitCode: string) {
  const window = interval(later(clock.now(), -2 * minute), clock.now());
  const told = await house.db.transaction(async (tx) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) throw new Error(unitCode);
    return replay(tx, house.content, unit, window, clock.now());
  });
  const of = (rules: readonly { id: string; answer: string }[]) =>
    rules.find(({ id }) => id === "B2")?.answer;
  return [told.told.map(({ rules }) => of(rules)), told.today.map(({ rules }) => of(rules))];
}

it("holds no longer than until the roster goes stale that has somebody on site elsewhere", async () => {
  clock.moveTo(later(anchor, -day));
  await bookedTwice("stale", { source: "feed", kind: "pulled" });
  const age = 60 * minute + 1;
  const staleFrom = later(clock.now(), age);
  const before = await ask("stale-here");
  expect(before).toEqual({ rule: "no", holdsUntil: formatInstant(staleFrom) });
  clock.moveTo(later(staleFrom, -1));
  expect((await ask("stale-here")).rule).toBe("no");
  clock.moveTo(staleFrom);
  const after = await ask("stale-here");
  expect(after.rule).toBe("unknown");
  expect(after.holdsUntil).not.toBe(formatInstant(staleFrom));
});

it("does not count as on site elsewhere who is on leave there by another roster of that unit", async () => {
  clock.moveTo(later(anchor, -hour));
  await bookedTwice("leave");
  expect((await ask("leave-here")).rule).toBe("no");
  const absences: Source = { source: "absences", kind: "pulled" };
  clock.advance(minute);
  await publish("leave-there", [allDay("GMC:leave", "not_counted")], absences);
  expect((await ask("leave-here")).rule).toBe("yes");
  clock.advance(minute);
  expect(await replayed("leave-here")).toEqual([["no", "yes"], ["yes"]]);
  clock.advance(2 * hour);
  // Nobody has looked at the absences since: the leave may be over, and nobody can know.
  expect((await ask("leave-here")).rule).toBe("unknown");
});

it("knows somebody on leave elsewhere by another registration", async () => {
  clock.moveTo(later(anchor, hour));
  const personId = await bookedTwice("twice");
  await house.db.transaction(async (tx) => {
    const row = { id: net.ids.second, personId, authority: "LAEK", number: "twice" };
    const startsAt = later(anchor, -300 * day);
    await tx.insert(registration).values({ ...row, startsAt, entrySeq: 1 });
  });
  expect((await ask("twice-here")).rule).toBe("no");
  const rows = [allDay("GMC:twice", "resident"), allDay("LAEK:twice", "not_counted")];
  await publish("twice-there", rows);
  expect((await ask("twice-here")).rule).toBe("yes");
});

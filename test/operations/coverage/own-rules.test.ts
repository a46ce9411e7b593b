import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, it } from "vitest";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import type { RuleChange } from "#app/domain/coverage/rule-change.ts";
import { day, formatInstant, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { showCompliance } from "#app/operations/coverage/compliance.server.ts";
import { adoptRules } from "#app/operations/coverage/rule-adopt.server.ts";
import { proposeRules } from "#app/operations/coverage/rule-propose.server.ts";
import { showRules } from "#app/operations/coverage/rule-show.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { allowed, as, refusal } from "#test/operations/people/world.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { figure, rule } from "#test/world/oracle/small-unit.ts";
import { network } from "./network.ts";

const { house, clock } = await freshHouse();
clock.moveTo(later(anchor, -40 * day));
const net = await network(house);
await net.addPerson({ name: "Dr Ann", registration: "GMC:1", external: ["EXT-ICM"] });
const ctx = () => contextAs(house, system);

let code = "";
let lead = "";
let count = 0;
const one = rule("U1", { anyOf: ["EXT-ICM"] });

/** A unit without a tier, with Dr Ann on site for ten days back and ten ahead, but for the last day. */
beforeEach(async () => {
  code = `own-${count++}`;
  clock.moveTo(later(clock.now(), hour));
  // All under one roof, so that Dr Ann may serve each of them.
  const unitId = await net.addUnit({ code, site: "roof" });
  lead = await net.addLead(`Lead ${code}`, unitId);
  const now = clock.now();
  const rows = Array.from({ length: 19 }, (_, i) => {
    const [start, end] = [later(now, (i - 10) * day), later(now, (i - 9) * day)];
    return `GMC:1,attending,on_site,${formatInstant(start)},${formatInstant(end)},`;
  });
  const text = ["registration,role,presence,start,end,response_minutes", ...rows].join("\n");
  const raw = readRoster("text/csv", new TextEncoder().encode(text));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const period = interval(later(now, -10 * day), later(now, 10 * day));
  const place = { unitCode: code, source: "roster", kind: "pushed" as const };
  allowed(await publishRoster(ctx(), { ...place, period, raw, reason: "test" }, null));
});

async function adopt(
  change: RuleChange,
  more: { id?: string; basedOn?: string; effectiveAt?: Instant | null } = {},
) {
  const { id = uuidv7(), basedOn = "0", effectiveAt = null } = more;
  const who = await as(house, lead);
  return adoptRules(who, { id, unitCode: code, change, basedOn, effectiveAt });
}
const adding = (...rules: StaffingRule[]): RuleChange => ({ kind: "add", rules });
async function answer(at: Instant = clock.now()) {
  return allowed(await answerCoverage(ctx(), { unitCode: code, at }));
}

it("is in the next answer once it is adopted, under its own name and version", async () => {
  expect((await answer()).answer).toBe("unknown");
  expect(allowed(await adopt(adding(one)))).toEqual({ version: "1" });
  const next = await answer();
  expect(next.answer).toBe("yes");
  expect(next.ruleSets).toContainEqual({ id: `unit-${code}`, version: "1" });
});

it("shows before anything is saved what the answer would have been and will be", async () => {
  const proposed = allowed(await proposeRules(await as(house, lead), code, adding(one)));
  const { past, next } = proposed.preview!;
  expect(past.before.unknown).toBe(30 * day);
  expect(past.after).toMatchObject({ yes: 10 * day, unknown: 20 * day });
  expect(next.after).toMatchObject({ yes: 9 * day, no: day, unknown: 20 * day });
  expect(next.worse).toHaveLength(1);
  expect(next.worse[0]).toMatchObject({ was: "unknown", is: "no", rules: ["U1"] });
  expect((await answer()).answer).toBe("unknown");
});

it("is never back-dated, and holds from a later time only then", async () => {
  const now = clock.now();
  const earlier = await adopt(adding(one), { effectiveAt: later(now, -hour) });
  expect(refusal(earlier)).toBe("rules_back_dated");
  allowed(await adopt(adding(one), { effectiveAt: later(now, day) }));
  expect((await answer(later(now, day - 1))).answer).toBe("unknown");
  expect((await answer(later(now, day))).answer).toBe("yes");
});

it("a later version takes the place of one that was still to come", async () => {
  const now = clock.now();
  allowed(await adopt(adding(one), { effectiveAt: later(now, 2 * day) }));
  allowed(await adopt({ kind: "remove", id: "U1" }, { basedOn: "1" }));
  expect((await answer(later(now, 3 * day))).answer).toBe("unknown");
});

it("is the same adoption when it is sent twice, and refused once others changed the rules", async () => {
  const id = uuidv7();
  allowed(await adopt(adding(one), { id }));
  expect(allowed(await adopt(adding(one), { id }))).toEqual({ version: "1" });
  const other = rule("U2", { anyOf: ["EXT-ICM"], presence: "on_call" });
  expect(refusal(await adopt(adding(other)))).toBe("rules_changed_meanwhile");
  allowed(await adopt(adding(other), { basedOn: "1" }));
  const shown = allowed(await showRules(await as(house, lead), code));
  expect(shown.versions.map(({ version, by }) => [version, by])).toEqual([
    ["1", `Lead ${code}`],
    ["2", `Lead ${code}`],
  ]);
  expect(shown.latest.rules.map(({ id }) => id)).toEqual(["U1", "U2"]);
});

it("refuses what cannot be, whoever sends it, and whoever may not", async () => {
  const nobody = rule("U1", { anyOf: ["EXT-ICM"], min: figure(0) });
  expect(refusal(await adopt(adding(nobody)))).toBe("rules_do_not_hold");
  const proposed = allowed(await proposeRules(await as(house, lead), code, adding(nobody)));
  expect(proposed.preview).toBeNull();
  expect(proposed.findings.map((each) => each.code)).toEqual(["rule_min_zero"]);
  const stranger = await as(
    house,
    await net.addLead("Other lead", await net.addUnit({ code: `x-${code}` })),
  );
  const wish = { id: uuidv7(), unitCode: code, change: adding(one), basedOn: "0" };
  expect(refusal(await adoptRules(stranger, { ...wish, effectiveAt: null }))).toBe("not_permitted");
});

it("counts a year as known then, beside what was learnt later", async () => {
  allowed(await adopt(adding(one)));
  const began = clock.now();
  clock.moveTo(later(began, 2 * day));
  const half = later(began, 12 * hour);
  // Only now it is entered that Dr Ann left after half a day.
  const row = `GMC:1,attending,on_site,${formatInstant(began)},${formatInstant(half)},`;
  const text = `registration,role,presence,start,end,response_minutes\n${row}`;
  const raw = readRoster("text/csv", new TextEncoder().encode(text));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const place = { unitCode: code, source: "roster", kind: "pushed" as const };
  const period = interval(began, later(began, day));
  allowed(await publishRoster(ctx(), { ...place, period, raw, reason: "left early" }, null));
  const kept = allowed(await showCompliance(ctx(), code, 2026));
  const ours = kept.rows.find(({ id }) => id === "U1");
  expect(ours?.hours.all).toMatchObject({ yes: 2 * day, no: 0 });
  expect(ours?.later?.hours.all).toMatchObject({ yes: 2 * day - 12 * hour, no: 12 * hour });
  expect(kept.misses).toEqual([]);
  expect(refusal(await showCompliance(ctx(), code, 2027))).toBe("year_not_past");
});

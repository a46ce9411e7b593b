import { beforeAll, expect, it } from "vitest";
import { type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { changeShift } from "#app/operations/roster/change-shift.server.ts";
import {
  listPublications,
  showPublication,
} from "#app/operations/roster/publication-history.server.ts";
import { type Planned, publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { planUndo, undoPublication } from "#app/operations/roster/undo-publication.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
const at = (text: string) => parseInstant(text) as Instant;
const header = "registration,role,presence,start,end";
const ida = "GMC:1,resident,on_site,2026-11-23T08:00,2026-11-23T20:00";
const omar = "GMC:2,resident,on_site,2026-11-23T08:00,2026-11-23T20:00";
const noon = at("2026-11-23T11:00:00Z");
let lead: Awaited<ReturnType<typeof personActor>>;
const ctx = () => contextAs(house, lead);
const units: Record<string, string> = {};

beforeAll(async () => {
  for (const [i, name] of ["Dr Ida", "Dr Omar"].entries())
    await net.addPerson({ name, registration: `GMC:${i + 1}`, external: ["ALS"] });
});
/** A unit of its own for each rule, led by somebody new. */
async function ward(code: string) {
  const id = await net.addUnit({ code, tier: "basic" });
  lead = await personActor(house, await net.addLead(`Lead of ${code}`, id));
  units[code] = id;
  clock.advance(1_000);
  return code;
}
async function publish(unitCode: string, rows: readonly string[], to = "2026-11-24T12:00:00Z") {
  const raw = readRoster("text/csv", new TextEncoder().encode([header, ...rows].join("\n")));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const period = interval(at("2026-11-23T00:00:00Z"), at(to));
  const body = { unitCode, source: "roster", kind: "uploaded" as const, period, raw, reason: null };
  const done = await publishRoster(ctx(), body, null);
  if (!done.ok || "rows" in done.value) throw new Error(JSON.stringify(done));
  clock.advance(1_000);
}
async function history(unitCode: string) {
  const found = await listPublications(ctx(), unitCode, () => ({ from: 0, size: 20 }));
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value.lines;
}
async function detail(unitCode: string, id: string) {
  const found = await showPublication(ctx(), unitCode, id);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}
async function undo(unitCode: string, publicationId: string, given: object = {}) {
  const how = { reason: "Wrong file", expected: null, ...given };
  const done = await undoPublication(ctx(), { unitCode, publicationId, ...how });
  clock.advance(1_000);
  if (!done.ok) return done.refusal.code;
  return (done.value as Planned).plan.counts;
}
async function onSite(unitCode: string, knownAt?: Instant) {
  const found = await answerCoverage(ctx(), { unitCode, at: noon, knownAt });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value.people.filter((each) => each.shifts.length > 0).map((each) => each.name);
}

it("says who published what, when, and how much each changed", async () => {
  const unit = await ward("told");
  await publish(unit, [ida]);
  await publish(unit, [omar]);
  const lines = await history(unit);
  expect(lines).toMatchObject([
    { by: "Lead of told", source: "roster", counts: { added: 1, removed: 1, changed: 0 } },
    { by: "Lead of told", counts: { added: 1, removed: 0, unchanged: 0 } },
  ]);
  const { plan, nameOf } = await detail(unit, lines[0]!.id);
  expect(plan.changes.map(({ kind, shift }) => [kind, nameOf(shift)]).sort()).toEqual([
    ["added", "Dr Omar"],
    ["removed", "Dr Ida"],
  ]);
});

it("undoes a publication by a new one, which changes only what is known later", async () => {
  const unit = await ward("undone");
  await publish(unit, [ida]);
  await publish(unit, [omar]);
  const before = clock.now();
  clock.advance(1_000);
  const [latest] = await history(unit);
  expect(await undo(unit, latest!.id, { reason: null })).toBe("reason_required");
  expect(await undo(unit, latest!.id)).toMatchObject({ added: 1, removed: 1 });
  expect([await onSite(unit), await onSite(unit, before)]).toEqual([["Dr Ida"], ["Dr Omar"]]);
  expect((await history(unit))[0]).toMatchObject({ reason: "Wrong file" });
  expect(await undo(unit, latest!.id, { expected: "x" })).toBe("nothing_to_undo");
});

it("undoes what a later publication lies over only by a plan that was looked at", async () => {
  const unit = await ward("over");
  await publish(unit, [ida]);
  await publish(unit, [omar]);
  await publish(unit, [ida, omar]);
  const [, second] = await history(unit);
  const publicationId = second!.id;
  expect((await detail(unit, publicationId)).later).toHaveLength(1);
  expect(await undo(unit, publicationId)).toBe("published_over");
  const planned = await planUndo(ctx(), { unitCode: unit, publicationId });
  if (!planned.ok || "rows" in planned.value) throw new Error(JSON.stringify(planned));
  await publish(unit, [omar]);
  const expected = planned.value.planHash;
  expect(await undo(unit, publicationId, { expected })).toBe("plan_changed");
  const again = await planUndo(ctx(), { unitCode: unit, publicationId });
  const hash = again.ok && !("rows" in again.value) ? again.value.planHash : "";
  expect(await undo(unit, publicationId, { expected: hash })).toMatchObject({
    added: 1,
    removed: 1,
  });
  expect(await onSite(unit)).toEqual(["Dr Ida"]);
});

it("says that a first publication cannot be unsaid: nobody stands there then", async () => {
  const unit = await ward("first");
  await publish(unit, [ida]);
  const [only] = await history(unit);
  expect((await detail(unit, only!.id)).wasCovered).toBe(false);
  expect(await undo(unit, only!.id)).toMatchObject({ removed: 1 });
  const found = await answerCoverage(ctx(), { unitCode: unit, at: noon });
  const rule = found.ok ? found.value.rules.find(({ id }) => id === "B2") : undefined;
  expect(rule).toMatchObject({ answer: "no", reasons: [{ code: "nobody_rostered" }] });
});

it("shows and undoes nothing for whoever leads another unit", async () => {
  const unit = await ward("mine");
  await publish(unit, [ida]);
  const [only] = await history(unit);
  await ward("theirs");
  expect((await showPublication(ctx(), unit, only!.id)).ok).toBe(false);
  expect(await undo(unit, only!.id)).toBe("not_permitted");
  expect(await undo("theirs", only!.id)).toBe("not_found");
});

it("a shift put right by hand does not make the rest of its source any fresher", async () => {
  const unitCode = await ward("no-fresher");
  await publish(unitCode, [ida]);
  const staleAfter = async () => {
    const found = await answerCoverage(ctx(), { unitCode });
    return found.ok ? found.value.data.staleAfter : found.refusal.code;
  };
  const before = await staleAfter();
  clock.advance(60_000);
  const key = {
    ...({ registration: "GMC:1", nameText: null, role: "resident", presence: "on_site" } as const),
    ...{ assignment: null, start: at("2026-11-23T07:00:00Z"), end: at("2026-11-23T19:00:00Z") },
  };
  const change = { unitCode, source: "roster", row: null, instead: key, reason: "Fell ill" };
  expect(await changeShift(ctx(), change)).toMatchObject({ value: { committed: true } });
  clock.advance(1_000);
  expect(await staleAfter()).toBe(before);
});

it("hands a running shift over from now on, and leaves what was as it was", async () => {
  const unit = await ward("hand-over");
  await publish(unit, [ida]);
  clock.moveTo(noon);
  const key = {
    ...({ registration: "GMC:1", nameText: null, role: "resident", presence: "on_site" } as const),
    ...{ assignment: null, start: at("2026-11-23T07:00:00Z"), end: at("2026-11-23T19:00:00Z") },
  };
  const fields = {
    ...{ registration: "GMC:2", role: "resident", presence: "on_site" },
    ...{ start: "2026-11-23T08:00", end: "2026-11-23T20:00" },
  };
  const change = { unitCode: unit, source: "roster", instead: key, from: noon };
  const row = { row: 1, fields };
  const without = await changeShift(ctx(), { ...change, row, reason: null });
  expect(without).toMatchObject({ refusal: { code: "reason_required" } });
  const done = await changeShift(ctx(), { ...change, row, reason: "Fell ill" });
  expect(done).toMatchObject({ value: { plan: { counts: { added: 1, changed: 1, removed: 0 } } } });
  clock.advance(1_000);
  expect(await onSite(unit)).toEqual(["Dr Omar"]);
  const earlier = await answerCoverage(ctx(), { unitCode: unit, at: later(noon, -3_600_000) });
  const names = earlier.ok ? earlier.value.people.map(({ name }) => name) : [];
  expect(names).toContain("Dr Ida");
  expect(names).not.toContain("Dr Omar");
});

import { beforeAll, expect, it } from "vitest";
import { loader as board } from "#app/routes/coverage/board.tsx";
import { loader as csv } from "#app/routes/coverage/coverage-csv.ts";
import { action as report, loader as statePage } from "#app/routes/coverage/state.tsx";
import { loader as unitPage } from "#app/routes/coverage/unit.tsx";
import { loader as coverage } from "#app/routes/coverage/unit-coverage.tsx";
import { loader as units } from "#app/routes/coverage/units.tsx";
import { action as add } from "#app/routes/roster/shift-new.tsx";
import { network } from "#test/operations/coverage/network.ts";
import { browser, formOf, said } from "#test/routes/roster/pages.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
let lead: Awaited<ReturnType<typeof browser>>;
let stranger: typeof lead;
type Page<T extends (...args: never[]) => unknown> = Exclude<Awaited<ReturnType<T>>, Response>;

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "advanced", services: ["va_ecmo_service"] });
  const other = await net.addUnit({ code: "other" });
  await net.addPerson({ name: "=cmd|x", registration: "GMC:1", external: ["EXT-ICM"] });
  lead = await browser(house, await net.addLead("Ulla Unit", ward));
  stranger = await browser(house, await net.addLead("Otto Other", other));
  const shift = {
    registration: "GMC:1",
    role: "intensivist",
    presence: "on_site",
    start: "2026-11-22T00:00",
    end: "2026-11-22T20:00",
    reason: "Entered late",
  };
  expect(said(await lead.visit(add, "/units/ward/shifts/new", formOf(shift))).status).toBe(302);
  clock.advance(60_000);
});

it("lists the units that somebody may see, with the answer for each", async () => {
  const page = (await lead.visit(units, "/units")) as Page<typeof units>;
  expect(page).toMatchObject({
    count: 1,
    notYes: 1,
    tiers: [{ tier: "advanced", units: [{ code: "ward" }] }],
  });
});

it("shows the answer with its rules, the people, and what is not met", async () => {
  const { answer } = (await lead.visit(unitPage, "/units/ward")) as Page<typeof unitPage>;
  expect(answer).toMatchObject({
    value: "no",
    sentence: expect.stringMatching(/^Not met: A1, a cardiac/),
  });
  expect(answer.people.map((each) => each.shifts[0]?.presence)).toEqual(["on site"]);
  expect(answer.rules.find((rule) => rule.id === "A5")?.metBy).toMatchObject([{ name: "=cmd|x" }]);
});

it("names whom to call first: whoever meets the first required rule of those on a shift", async () => {
  const basic = await net.addUnit({ code: "basic", tier: "basic" });
  const there = await browser(house, await net.addLead("Bea Basic", basic));
  const shift = { start: "2026-11-22T00:00", end: "2026-11-22T20:00", reason: "Entered late" };
  const put = async (registration: string, role: string, more: object) => {
    const form = formOf({ registration, role, ...shift, ...more });
    expect(said(await there.visit(add, "/units/basic/shifts/new", form)).status).toBe(302);
  };
  await net.addPerson({ name: "Abe Ward", registration: "GMC:2", external: ["ALS"] });
  await net.addPerson({
    name: "Zoe Heart",
    registration: "GMC:3",
    external: ["BASE-CARD", "CRED-STL"],
  });
  await put("GMC:2", "resident", { presence: "on_site" });
  await put("GMC:3", "attending", { presence: "on_call", responseMinutes: "10" });
  clock.advance(60_000);
  const { answer } = (await there.visit(unitPage, "/units/basic")) as Page<typeof unitPage>;
  expect(answer.people.map(({ name }) => name)).toEqual(["Zoe Heart", "Abe Ward"]);
  const who = answer.people.filter(({ id }) => answer.first?.people.includes(id));
  expect([answer.value, ...who.map(({ name }) => name)]).toEqual(["yes", "Zoe Heart"]);
});

it("answers for another instant, on the unit's clock, as known at another", async () => {
  const asked = "/units/ward?at=2026-11-23T10%3A00&knownAt=2026-11-22T04%3A12";
  const page = (await lead.visit(unitPage, asked)) as Page<typeof unitPage>;
  expect(page.asked).toMatchObject({ isNow: false, fields: {} });
  expect(page.answer).toMatchObject({
    at: Date.parse("2026-11-23T09:00:00Z"),
    knownAt: Date.parse("2026-11-22T03:12:00Z"),
  });
});

it("says what cannot be asked, keeps it, and shows the answer for now", async () => {
  const asked = "/units/ward?at=2026-10-25T02%3A30&knownAt=2030-01-01T00%3A00";
  const page = (await lead.visit(unitPage, asked)) as Page<typeof unitPage>;
  expect(page.asked).toMatchObject({
    isNow: true,
    typed: { at: "2026-10-25T02:30", knownAt: "2030-01-01T00:00" },
    fields: { at: expect.stringContaining("twice"), knownAt: expect.stringContaining("known yet") },
  });
});

it("tiles the window for the answer and for every required rule", async () => {
  const page = (await lead.visit(coverage, "/units/ward/coverage?from=2026-11-20&days=5")) as Page<
    typeof coverage
  >;
  for (const spans of [page.stretches, ...page.rules.map((rule) => rule.spans)]) {
    expect(spans[0]?.start).toBe(page.window.start);
    expect(spans.at(-1)?.end).toBe(page.window.end);
    for (const [i, span] of spans.slice(1).entries()) expect(span.start).toBe(spans[i]?.end);
  }
  const [cause] = page.gaps[0]?.causes ?? [];
  expect(cause).toMatchObject({ rule: "A1", nearest: expect.any(String) });
  expect(cause?.all.length).toBeGreaterThan(0);
  for (const gap of page.gaps)
    for (const line of gap.candidates) expect(line.split(", ").length).toBeLessThanOrEqual(3);
});

it("writes its figures as CSV in which no cell is a formula", async () => {
  const reply = (await lead.visit(
    csv,
    "/units/ward/coverage.csv?from=2026-11-22&days=1",
  )) as Response;
  const text = await reply.text();
  expect(reply.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(text.split("\r\n")[0]).toBe(
    "unit,start,end,start_local,end_local,answer,unmet,warned,causes",
  );
  expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
});

it("gives the board what it needs, and no longer than the answer holds", async () => {
  const page = (await lead.visit(board, "/units/ward/board")) as Page<typeof board>;
  expect(page).toMatchObject({ unit: { code: "ward" }, answer: { value: "no" } });
});

it("records counts, and shows each until it no longer holds", async () => {
  const send = async (fields: Record<string, string>) =>
    said(await lead.visit(report, "/units/ward/state", formOf(fields)));
  const until = "2026-11-22T12:00";
  expect(await send({ ecmoPatients: "2", bedsOccupied: "", validUntil: until })).toMatchObject({
    status: 302,
  });
  clock.advance(1_000);
  expect(await send({ ecmoPatients: "", bedsOccupied: "9", validUntil: until })).toMatchObject({
    status: 302,
  });
  const page = (await lead.visit(statePage, "/units/ward/state")) as Page<typeof statePage>;
  expect(page.reported.map(({ what, count }) => [what, count])).toEqual([
    ["ecmo_patients", 2],
    ["beds_occupied", 9],
  ]);
  expect(await send({ ecmoPatients: "x", bedsOccupied: "", validUntil: "soon" })).toMatchObject({
    status: 422,
    data: { fields: { ecmoPatients: expect.any(String) }, typed: { validUntil: "soon" } },
  });
  expect(await send({ ecmoPatients: "", bedsOccupied: "", validUntil: until })).toMatchObject({
    status: 422,
  });
});

it("shows a unit's answer to nobody who has no role there", async () => {
  for (const page of [unitPage, board, coverage, statePage, csv])
    expect(said(await stranger.visit(page as typeof unitPage, "/units/ward")).status).toBe(403);
});

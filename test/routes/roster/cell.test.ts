import { beforeAll, expect, it } from "vitest";
import { loader as history } from "#app/routes/roster/history.tsx";
import { loader as diffFile } from "#app/routes/roster/publication-csv.ts";
import { action, loader as roster } from "#app/routes/roster/roster.tsx";
import { loader as file } from "#app/routes/roster/roster-csv.ts";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";
import { browser, formOf, said } from "./pages.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
let lead: Awaited<ReturnType<typeof browser>>;

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "basic" });
  for (const [i, name] of ["Dr Ida Berg", "Dr Ines Bergström", "Dr Omar Árnason"].entries())
    await net.addPerson({ name, registration: `GMC:${i + 1}`, external: ["ALS"] });
  lead = await browser(house, await net.addLead("Ulla Unit", ward));
  clock.advance(1_000);
});

const path = "/units/ward/roster?from=2026-11-23";
const empty = {
  ...{ cell: "0.0", address: "", day: "2026-11-23", role: "resident", presence: "on_site" },
  ...{ assignment: "Ward 3", responseMinutes: "", person: "Ida", start: "08:00", end: "20:00" },
};
async function save(change: Record<string, string>) {
  const done = said(await lead.visit(action, path, formOf({ ...empty, ...change })));
  clock.advance(1_000);
  return done;
}
async function shown() {
  const page = (await lead.visit(roster, path)) as Awaited<ReturnType<typeof roster>>;
  const cells = page.rows.flatMap(({ cells }) => cells);
  return cells.flatMap(({ id, shift }) => (shift ? [{ id, ...shift }] : []));
}

it("finds somebody by a part of the name, whatever the accents", async () => {
  expect(await save({ person: "omar arn" })).toMatchObject({
    status: 302,
    to: "/units/ward/roster?published&from=2026-11-23&at=0.0#roster",
  });
  expect(await shown()).toMatchObject([{ who: "Dr Omar Árnason", clock: "08:00–20:00" }]);
});

it.each([
  ["does not guess between two", { person: "Berg" }, "person", /Ida Berg, GMC:1; Dr Ines/],
  ["says how to name somebody unknown", { person: "Zoe" }, "person", /GMC:7012345/],
  ["explains a time that is none", { start: "noon" }, "start", /time of day, such as 20:00/],
])("%s, and keeps what was typed", async (_, change, field, words) => {
  const reply = await save(change);
  expect(reply).toMatchObject({
    status: 422,
    data: { fields: { [field]: expect.stringMatching(words) }, typed: { ...empty, ...change } },
  });
});

it("reads times as people write them, an end at or before the start on the next day", async () => {
  expect((await save({ day: "2026-11-24", start: "2000", end: "8:00" })).status).toBe(302);
  const night = (await shown()).find(({ who }) => who === "Dr Ida Berg");
  expect([night?.start, night?.end].map((at) => at && new Date(at).toISOString())).toEqual([
    "2026-11-24T19:00:00.000Z",
    "2026-11-25T07:00:00.000Z",
  ]);
});

it("changes the very shift that stands there, and takes it off", async () => {
  const [day] = (await shown()).filter(({ who }) => who === "Dr Omar Árnason");
  const of = { cell: day!.id, address: day!.fields.address, start: "08:00", end: "18:30" };
  expect((await save({ ...of, person: day!.fields.person })).status).toBe(302);
  expect((await shown()).find(({ id }) => id === day!.id)?.clock).toBe("08:00–18:30");
  expect(await save({ ...of, intent: "remove" })).toMatchObject({ status: 409 });
  const now = (await shown()).find(({ id }) => id === day!.id);
  expect((await save({ ...of, address: now!.fields.address, intent: "remove" })).status).toBe(302);
  expect((await shown()).map(({ who }) => who)).toEqual(["Dr Ida Berg"]);
});

it("asks for a reason where the shift has begun", async () => {
  const past = { day: "2026-11-21", person: "Ida", reason: "" };
  expect(await save(past)).toMatchObject({
    status: 422,
    data: { fields: { reason: "Give a reason." } },
  });
  expect((await save({ ...past, reason: "Entered late" })).status).toBe(302);
});

it("gives the roster and what a publication changed as CSV, which can be sent back", async () => {
  const text = await (
    (await lead.visit(file, `${path.replace("roster", "roster.csv")}&days=7`)) as Response
  ).text();
  const [header, row] = text.split("\r\n");
  expect(header).toMatch(/^registration,role,presence,start,end,response_minutes,assignment,/);
  expect(row).toMatch(
    /^GMC:1,resident,on_site,2026-11-24T19:00:00Z,2026-11-25T07:00:00Z,,Ward 3,,,Dr Ida Berg,/,
  );
  const page = (await lead.visit(history, "/units/ward/roster/history")) as Awaited<
    ReturnType<typeof history>
  >;
  const { id } = page.lines.find(({ counts }) => counts.changed === 1)!;
  const visit = lead.visit(
    (args) => diffFile({ ...args, params: { ...args.params, publication: id } }),
    "/units/ward/x",
  );
  const diff = (await ((await visit) as Response).text())
    .split("\r\n")
    .map((line) => line.split(",").slice(0, 2));
  expect(diff.slice(0, 3)).toEqual([
    ["change", "registration"],
    ["before", "GMC:3"],
    ["changed", "GMC:3"],
  ]);
});

import { beforeAll, expect, it } from "vitest";
import { action as confirm, loader as roster } from "#app/routes/roster/roster.tsx";
import { action as edit, loader as editPage } from "#app/routes/roster/shift-edit.tsx";
import { action as add } from "#app/routes/roster/shift-new.tsx";
import { action as upload } from "#app/routes/roster/upload.tsx";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";
import { browser, formOf, said } from "./pages.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
let lead: Awaited<ReturnType<typeof browser>>;
let stranger: typeof lead;

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "basic" });
  const other = await net.addUnit({ code: "other" });
  for (const number of [1, 2, 3])
    await net.addPerson({ name: `Dr ${number}`, registration: `GMC:${number}`, external: ["ALS"] });
  lead = await browser(house, await net.addLead("Ulla Unit", ward));
  stranger = await browser(house, await net.addLead("Otto Other", other));
  clock.advance(1_000);
});

// A form sends line ends as CRLF.
const text =
  "registration,role,presence,start,end\r\nGMC:1,resident,on_site,2026-11-23T08:00,2026-11-23T20:00";
const fields = {
  from: "2026-11-23T00:00",
  to: "2026-11-24T00:00",
  source: "roster",
  reason: "",
  roster: text,
  intent: "plan",
};
const send = async (change: Record<string, string | Blob>, who = lead) =>
  said(await who.visit(upload, "/units/ward/roster/upload", formOf({ ...fields, ...change })));

it("shows what an upload changes, then publishes exactly that", async () => {
  const planned = await send({});
  expect(planned).toMatchObject({
    status: 200,
    data: { plan: { counts: { added: 1 } }, typed: { roster: text } },
  });
  const { hash } = (planned.data as unknown as { plan: { hash: string } }).plan;
  const done = await send({ intent: "commit", planHash: hash });
  expect(done).toMatchObject({ status: 302, to: "/units/ward/roster?published" });
});

it("does not publish a plan that has been overtaken, and shows the new one with the text kept", async () => {
  const longer = text.replace("20:00", "21:00");
  const planned = await send({ roster: longer });
  const { hash } = (planned.data as unknown as { plan: { hash: string } }).plan;
  clock.advance(1_000);
  const body = formOf({
    registration: "GMC:2",
    role: "resident",
    presence: "on_site",
    start: "2026-11-23T10:00",
    end: "2026-11-23T12:00",
  });
  expect(said(await lead.visit(add, "/units/ward/shifts/new", body)).status).toBe(302);
  const late = await send({ roster: longer, intent: "commit", planHash: hash });
  expect(late).toMatchObject({
    status: 412,
    data: { words: expect.stringContaining("changed"), typed: { roster: longer } },
  });
  expect(late.data).toMatchObject({ plan: { counts: { removed: 1, changed: 1 } } });
});

it("keeps a file as text, whatever is wrong with it, and says so line by line", async () => {
  const file = new Blob([`${text}\r\nGMC:9,boss,on_site,2026-11-23T08:00,2026-11-23T20:00`]);
  const bad = await send({ file, roster: "" });
  expect(bad).toMatchObject({
    status: 422,
    data: { rows: [{ line: 3, field: "role" }], typed: { roster: await file.text() } },
  });
  const long = `${text}${"\r\n".repeat(30_000)}x,y`;
  const kept = await send({ roster: long });
  expect(kept.status).toBe(422);
  expect((kept.data as unknown as { typed: { roster: string } }).typed.roster.length).toBe(
    long.length,
  );
});

it("says beside the fields which of them cannot be read", async () => {
  const wrong = await send({ from: "soon", source: "A B", roster: "a;b" });
  expect(wrong.status).toBe(422);
  expect(Object.keys((wrong.data as unknown as { fields: object }).fields).sort()).toEqual([
    "from",
    "roster",
    "source",
  ]);
});

it("explains a time that the clock shows twice, and takes it with its offset", async () => {
  const night = {
    registration: "GMC:3",
    role: "resident",
    presence: "on_site",
    start: "2027-10-31T02:30",
    end: "2027-10-31T08:00",
  };
  const asked = said(await lead.visit(add, "/units/ward/shifts/new", formOf(night)));
  expect(asked).toMatchObject({
    status: 422,
    data: { fields: { start: expect.stringContaining("+01:00") }, typed: night },
  });
  const exact = { ...night, start: "2027-10-31T02:30+01:00" };
  expect(said(await lead.visit(add, "/units/ward/shifts/new", formOf(exact))).status).toBe(302);
});

it("changes and removes one shift from its own page", async () => {
  clock.advance(1_000);
  const page = (await lead.visit(roster, "/units/ward/roster?from=2026-11-23")) as Awaited<
    ReturnType<typeof roster>
  >;
  const shift = page.shifts.find((each) => each.registration === "GMC:1");
  const path = shift?.edit ?? "";
  const shown = (await lead.visit(editPage, path)) as Awaited<ReturnType<typeof editPage>>;
  expect(shown).toMatchObject({
    isGone: false,
    values: { start: "2026-11-23T08:00", end: "2026-11-23T20:00" },
  });
  expect(
    said(await lead.visit(edit, path, formOf({ intent: "remove", reason: "" }))),
  ).toMatchObject({ status: 302 });
  const again = said(await lead.visit(edit, path, formOf({ intent: "remove", reason: "Late" })));
  expect(again).toMatchObject({ status: 409, data: { typed: { reason: "Late" } } });
  expect(await lead.visit(editPage, path)).toMatchObject({ isGone: true });
});

it("lets the age of a roster begin anew when somebody says that it is still right", async () => {
  clock.advance(60_000);
  const done = said(await lead.visit(confirm, "/units/ward/roster", formOf({ source: "roster" })));
  expect(done).toMatchObject({ status: 302, to: "/units/ward/roster?confirmed" });
  const page = (await lead.visit(roster, "/units/ward/roster")) as Awaited<
    ReturnType<typeof roster>
  >;
  expect(page.sources).toMatchObject([{ source: "roster", checkedAt: clock.now() }]);
});

it("confirms no source that was never published", async () => {
  const done = said(
    await lead.visit(confirm, "/units/ward/roster", formOf({ source: "invented" })),
  );
  expect(done.status).toBe(404);
});

it("lets nobody publish for a unit that is not theirs", async () => {
  expect((await send({}, stranger)).status).toBe(403);
  expect(said(await stranger.visit(roster, "/units/ward/roster")).status).toBe(403);
});

it("lists the latest publications, and all of them where somebody asks", async () => {
  for (const hour of ["01", "02", "03", "04", "05", "06"]) {
    const at = `2026-12-01T${hour}:00`;
    const shift = { registration: "GMC:3", role: "resident", presence: "on_site", reason: "Late" };
    const body = formOf({ ...shift, start: at, end: at.replace(":00", ":30") });
    expect(said(await lead.visit(add, "/units/ward/shifts/new", body)).status).toBe(302);
  }
  const listed = async (path: string) =>
    (await lead.visit(roster, path)) as Awaited<ReturnType<typeof roster>>;
  const first = await listed("/units/ward/roster?from=2026-12-01");
  expect(first.publications).toHaveLength(5);
  expect(first.morePublications).toContain("from=2026-12-01&publications=all");
  const all = await listed(first.morePublications ?? "");
  expect(all.publications.length).toBeGreaterThan(6);
  expect(all.publications.slice(0, 5)).toEqual(first.publications);
  expect(all.morePublications).toBeNull();
});

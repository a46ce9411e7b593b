import { beforeAll, expect, it } from "vitest";
import type { UploadReply } from "#app/http/upload-step.server.ts";
import { loader as history } from "#app/routes/roster/history.tsx";
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
  for (const [i, name] of ["Dr Ida Berg", "Dr Omar Said", "Dr Eve Holm"].entries())
    await net.addPerson({ name, registration: `GMC:${i + 1}`, external: ["ALS"] });
  await net.addPerson({ name: "Dr Nils None", registration: "GMC:4" });
  lead = await browser(house, await net.addLead("Ulla Unit", ward));
  stranger = await browser(house, await net.addLead("Otto Other", other));
  clock.advance(1_000);
});

const fields = {
  ...{ source: "roster", intent: "read" },
  roster:
    "registration,role,presence,start,end\nGMC:1,resident,on_site,2026-11-23T08:00,2026-11-23T20:00",
};
const post = async (form: Record<string, string>, who = lead) =>
  said(await who.visit(upload, "/units/ward/roster/upload", formOf(form)));

it("publishes what was planned, for the other tests", async () => {
  const planned = (await post(fields)).data as unknown as UploadReply;
  if (planned.step?.kind !== "plan") throw new Error(JSON.stringify(planned));
  const { carried, from, to, plan } = planned.step;
  const again = { body: carried.body, fileName: "", contentType: "", left: "[]", from, to };
  const commit = { ...again, source: "roster", intent: "commit", planHash: plan?.hash ?? "" };
  expect((await post(commit)).status).toBe(302);
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
  const shifts = page.rows.flatMap(({ cells }) => cells.flatMap(({ shift }) => shift ?? []));
  const path = shifts.find((each) => each.who === "Dr Ida Berg")?.edit ?? "";
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
  const confirmed = page.sources.find(({ source }) => source === "roster");
  expect(confirmed).toMatchObject({ checkedAt: clock.now() });
});

it("confirms no source that was never published", async () => {
  const done = said(
    await lead.visit(confirm, "/units/ward/roster", formOf({ source: "invented" })),
  );
  expect(done.status).toBe(404);
});

it("lets nobody publish for a unit that is not theirs", async () => {
  expect((await post(fields, stranger)).status).toBe(403);
  expect(said(await stranger.visit(roster, "/units/ward/roster")).status).toBe(403);
});

it("lists the latest publications, page by page", async () => {
  for (const hour of Array.from({ length: 20 }, (_, i) => String(i + 1).padStart(2, "0"))) {
    const at = `2026-12-01T${hour}:00`;
    const shift = { registration: "GMC:3", role: "resident", presence: "on_site", reason: "Late" };
    const body = formOf({ ...shift, start: at, end: at.replace(":00", ":30") });
    expect(said(await lead.visit(add, "/units/ward/shifts/new", body)).status).toBe(302);
  }
  const listed = async (path: string) =>
    (await lead.visit(history, path)) as Awaited<ReturnType<typeof history>>;
  const first = await listed("/units/ward/roster/history");
  expect(first.lines).toHaveLength(20);
  expect(first.lines[0]).toMatchObject({ by: "Ulla Unit", counts: { added: 1 }, source: "hand" });
  const next = await listed(first.page.after ?? "");
  expect(next.lines.length).toBe(first.page.total - 20);
  expect(next.page.after).toBeNull();
});

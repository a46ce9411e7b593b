import { v7 as uuidv7 } from "uuid";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { contextAs, system } from "#app/operations/context.server.ts";
import { createUnit } from "#app/operations/roster/create-unit.server.ts";
import * as hubEnd from "#app/routes/people/hub-end.tsx";
import * as hubNew from "#app/routes/people/hub-new.tsx";
import * as unitSetup from "#app/routes/people/unit-setup.tsx";
import { headOf } from "#db/ledger.server.ts";
import { hubsOf } from "#db/store/coverage.server.ts";
import {
  allowed,
  everywhere,
  joined,
  ofUnit,
  organisation,
  unitIn,
  unitWish,
} from "#test/operations/people/world.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { visitAs } from "../training/visit.ts";

let world: FreshHouse & { people: Record<"admin" | "lead" | "nobody", string> };
let north: string;
let hub: string;
let spoke: { id: string; code: string };
let count = 0;

beforeAll(async () => {
  const fresh = await freshHouse();
  const { house } = fresh;
  north = await organisation(house, "north");
  hub = await unitIn(house, north, "hub");
  const people = {
    admin: await joined(house, "ada@north.example", [everywhere("administrator")]),
    lead: await joined(house, "lead@north.example", [ofUnit("unit_lead", hub)]),
    nobody: await joined(house, "nemo@north.example", []),
  };
  world = { ...fresh, people };
});

beforeEach(async () => {
  const code = `spoke-${count++}`;
  const wish = unitWish(north, code);
  spoke = { id: allowed(await createUnit(contextAs(world.house, system), wish)).id, code };
});

function typed(changed: Record<string, string> = {}) {
  const units = { id: uuidv7(), unitId: spoke.id, hubUnitId: hub };
  const period = { validFrom: "2026-11-01", validThrough: "", timeZone: "Europe/Berlin" };
  return { ...units, ...period, ...changed };
}

function agree(form: Record<string, string>, name: keyof typeof world.people = "admin") {
  return visitAs(world, name, hubNew.action, "/", { form, params: { unit: spoke.code } });
}

async function shown(name: keyof typeof world.people = "admin", unit = spoke.code) {
  const { data } = await visitAs(world, name, unitSetup.loader, "/", { params: { unit } });
  return data as Awaited<ReturnType<typeof unitSetup.loader>>;
}

const seq = async () => (await headOf(world.house.db)).seq;
const hubsKnown = (through: number) =>
  world.house.db.transaction((tx) => hubsOf(tx, [spoke.id], through));

it("offers every other unit, and shows the agreement with what the tier asks for there", async () => {
  const params = { unit: spoke.code };
  const { data } = await visitAs(world, "admin", hubNew.loader, "/", { params });
  const offered = (data as Awaited<ReturnType<typeof hubNew.loader>>).others;
  expect(offered.map((each) => each.value)).toContain(hub);
  expect(offered.map((each) => each.value)).not.toContain(spoke.id);
  expect((await agree(typed())).location).toBe(`/admin/units/${spoke.code}`);
  const { hubs, atHub } = await shown();
  expect(hubs).toMatchObject([{ code: "hub", validity: "from 1 Nov 2026, no end", over: false }]);
  expect(atHub).toEqual([expect.stringMatching(/^B4 /)]);
});

it("is the same when its form is sent twice", async () => {
  const form = typed();
  const first = await agree(form);
  const once = await seq();
  expect(await agree(form)).toEqual(first);
  expect(await seq()).toBe(once);
});

it.each([
  [{ hubUnitId: "" }, "hubUnitId"],
  [{ validFrom: "" }, "validFrom"],
  [{ validThrough: "2026-10-31" }, "validThrough"],
])("refuses %o with 422 at its field and keeps what was typed", async (changed, field) => {
  const form = typed(changed as Record<string, string>);
  const before = await seq();
  const { status, data } = await agree(form);
  expect(status).toBe(422);
  expect(data).toMatchObject({ fields: { [field]: expect.any(String) }, typed: form });
  expect(await seq()).toBe(before);
});

it("refuses a second agreement with the same hub at once with 409", async () => {
  await agree(typed());
  const form = typed({ validFrom: "2026-12-01" });
  const { status, data } = await agree(form);
  expect(status).toBe(409);
  expect(data).toMatchObject({ words: expect.stringContaining("overlaps"), typed: form });
});

it("refuses a unit as its own hub", async () => {
  expect((await agree(typed({ hubUnitId: spoke.id }))).status).toBe(404);
});

it("ends by a later entry: what was known before stays known", async () => {
  const form = typed();
  await agree(form);
  const before = await seq();
  const params = { unit: spoke.code, agreement: form.id };
  const page = await visitAs(world, "admin", hubEnd.loader, "/", { params });
  expect(page.data).toMatchObject({ of: form.id, title: "Hub: Unit hub" });
  const ending = { id: uuidv7(), of: form.id, timeZone: "Europe/Berlin" };
  const forgot = { ...ending, how: "day", lastDay: "" };
  const asked = await visitAs(world, "admin", hubEnd.action, "/", { params, form: forgot });
  expect(asked.status).toBe(422);
  expect(asked.data).toMatchObject({ fields: { lastDay: "Give the last day." }, typed: forgot });
  const said = { ...ending, how: "day", lastDay: "2026-11-10" };
  const done = await visitAs(world, "admin", hubEnd.action, "/", { params, form: said });
  expect(done.location).toBe(`/admin/units/${spoke.code}`);
  expect((await shown()).hubs).toMatchObject([
    { validity: "1 Nov 2026 to 10 Nov 2026", over: true },
  ]);
  expect((await hubsKnown(before))[0]?.during.end).toBe(Number.POSITIVE_INFINITY);
  expect((await hubsKnown(await seq()))[0]?.during.end).toBe(Date.UTC(2026, 10, 10, 23));
  const fork = { ...ending, id: uuidv7(), how: "never" };
  const again = await visitAs(world, "admin", hubEnd.action, "/", { params, form: fork });
  expect(again.status).toBe(409);
});

it("is agreed and ended by administrators alone; the lead of a unit reads it", async () => {
  const form = typed();
  await agree(form);
  const params = { unit: spoke.code, agreement: form.id };
  const ending = { id: uuidv7(), of: form.id, how: "now", timeZone: "Europe/Berlin" };
  for (const name of ["lead", "nobody"] as const) {
    expect((await agree(typed(), name)).status).toBe(403);
    for (const { loader } of [hubNew, hubEnd]) {
      expect((await visitAs(world, name, loader, "/", { params })).status).toBe(403);
    }
    const ended = await visitAs(world, name, hubEnd.action, "/", { params, form: ending });
    expect(ended.status).toBe(403);
  }
  expect((await shown("lead", "hub")).mayAgreeHub).toBe(false);
  expect((await hubsKnown(await seq()))[0]?.during.end).toBe(Number.POSITIVE_INFINITY);
});

it("knows no agreement and no unit that is not there", async () => {
  const params = { unit: spoke.code, agreement: uuidv7() };
  expect((await visitAs(world, "admin", hubEnd.loader, "/", { params })).status).toBe(404);
  const nowhere = { unit: "nowhere" };
  expect((await visitAs(world, "admin", hubNew.loader, "/", { params: nowhere })).status).toBe(404);
});

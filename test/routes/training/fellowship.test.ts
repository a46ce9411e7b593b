import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { contextAs, system } from "#app/operations/context.server.ts";
import { invitePerson } from "#app/operations/people/invite-person.server.ts";
import * as adminPerson from "#app/routes/people/admin-person.tsx";
import * as programme from "#app/routes/training/cohort/programme.tsx";
import * as fellowshipNew from "#app/routes/training/fellowship/fellowship-new.tsx";
import { allowed, everywhere, joined } from "#test/operations/people/world.ts";
import { type TrainingWorld, traces, trainingWorld } from "#test/operations/training/world.ts";
import { visitAs } from "./visit.ts";

let world: TrainingWorld;
let scene: Pick<TrainingWorld, "house"> & { people: TrainingWorld["people"] & { admin: string } };
const path = "/programme/fellowships/new";

beforeAll(async () => {
  world = await trainingWorld();
  const admin = await joined(world.house, "ada@north.example", [everywhere("administrator")]);
  scene = { house: world.house, people: { ...world.people, admin } };
});

/** Somebody who was invited as a fellow and has not joined. */
async function invited(name: string) {
  const id = uuidv7();
  const grant = { id: uuidv7(), role: "fellow" as const, scopeKind: "programme" as const };
  const wish = { id, name, email: `${name}@north.example` };
  const grants = [{ ...grant, scopeId: world.programmeId }];
  allowed(await invitePerson(contextAs(world.house, system), { ...wish, grants }));
  return id;
}

function typed(fellowId: string, changed: Record<string, string> = {}) {
  const chosen = { id: uuidv7(), programmeId: world.programmeId, fellowId };
  return { ...chosen, firstDay: "2026-12-01", lastDay: "", ...changed };
}

type Form = Awaited<ReturnType<typeof fellowshipNew.loader>>;
type Cohort = Awaited<ReturnType<typeof programme.loader>>;

it("offers who was invited and is in no fellowship here, and shows the curriculum", async () => {
  const nell = await invited("nell");
  const { data } = await visitAs(scene, "director", fellowshipNew.loader, path);
  const { fellows, release, months } = data as Form;
  const offered = fellows.map((each) => each.value);
  expect(offered).toEqual(expect.arrayContaining([nell, scene.people.other]));
  expect(offered).not.toContain(scene.people.fellow);
  expect(release).toContain("2026-1");
  expect(months).toBe(world.house.content.current.programme.durationMonths.value);
});

it("begins on the first day of the programme's zone, for as long as the curriculum plans", async () => {
  const fellowId = await invited("odd");
  const form = typed(fellowId);
  const sent = await visitAs(scene, "director", fellowshipNew.action, path, { form });
  const to = `/programme?programme=${world.programmeId}&done=begun`;
  expect(sent).toMatchObject({ status: 302, location: to });
  const [row] = await world.house.sql<{ start: Date; months: number }[]>`
    select starts_at as start, release,
      extract(year from age(ends_at at time zone 'Europe/Berlin',
        starts_at at time zone 'Europe/Berlin'))::int * 12 as months
    from fellowship where id = ${form.id}`;
  expect(row).toMatchObject({ release: "2026-1" });
  expect(row?.start.toISOString()).toBe("2026-11-30T23:00:00.000Z");
  expect(row?.months).toBe(world.house.content.current.programme.durationMonths.value);
  const { data } = await visitAs(scene, "director", programme.loader, to);
  expect((data as Cohort).rows.map((each) => each.name)).toContain("odd");
});

it("is the same when its form is sent twice", async () => {
  const form = typed(await invited("twice"));
  const first = await visitAs(scene, "director", fellowshipNew.action, path, { form });
  const after = await traces(world);
  expect(await visitAs(scene, "director", fellowshipNew.action, path, { form })).toEqual(first);
  expect(await traces(world)).toEqual(after);
});

it("ends a planned last day with that day", async () => {
  const form = typed(await invited("short"), { lastDay: "2027-05-31" });
  await visitAs(scene, "director", fellowshipNew.action, path, { form });
  const rows = await world.house.sql<{ at: Date }[]>`
    select ends_at as at from fellowship where id = ${form.id}`;
  expect(rows.map(({ at }) => at.toISOString())).toEqual(["2027-05-31T22:00:00.000Z"]);
});

it.each([
  [{ fellowId: "" }, "fellowId"],
  [{ firstDay: "tomorrow" }, "firstDay"],
  [{ firstDay: "0001-01-01" }, "firstDay"],
  [{ lastDay: "2026-11-30" }, "lastDay"],
])("refuses %o with 422 at its field and keeps what was typed", async (changed, field) => {
  const before = await traces(world);
  const form = typed(scene.people.other, changed as Record<string, string>);
  const { status, data } = await visitAs(scene, "director", fellowshipNew.action, path, { form });
  expect(status).toBe(422);
  expect(data).toMatchObject({ fields: { [field]: expect.any(String) }, typed: form });
  expect(await traces(world)).toEqual(before);
});

it("takes nobody who does not hold the role of fellow here", async () => {
  const form = typed(scene.people.committee);
  const { status, data } = await visitAs(scene, "director", fellowshipNew.action, path, { form });
  expect(status).toBe(422);
  expect(data).toMatchObject({ fields: { fellowId: expect.stringContaining("role of fellow") } });
});

it("refuses a second fellowship at once with 409 and keeps what was typed", async () => {
  const form = typed(scene.people.fellow, { firstDay: "2026-11-23" });
  const { status, data } = await visitAs(scene, "director", fellowshipNew.action, path, { form });
  expect(status).toBe(409);
  expect(data).toMatchObject({ words: expect.stringContaining("overlaps"), typed: form });
});

it("is not for fellows, assessors or the committee, nor for a programme that is not there", async () => {
  const form = typed(scene.people.other);
  for (const name of ["fellow", "assessor", "committee"] as const) {
    expect((await visitAs(scene, name, fellowshipNew.loader, path)).status).toBe(403);
    expect((await visitAs(scene, name, fellowshipNew.action, path, { form })).status).toBe(403);
  }
  for (const id of [uuidv7(), "x"]) {
    const nowhere = `${path}?programme=${id}`;
    expect((await visitAs(scene, "director", fellowshipNew.loader, nowhere)).status).toBe(404);
  }
});

it("tells an administrator the next step after inviting a fellow, and takes it", async () => {
  const fellowId = await invited("una");
  const params = { person: fellowId };
  const shown = async () => {
    const { data } = await visitAs(scene, "admin", adminPerson.loader, "/", { params });
    return data as Awaited<ReturnType<typeof adminPerson.loader>>;
  };
  const { isFellow, fellowships, begin } = await shown();
  expect([isFellow, fellowships]).toEqual([true, []]);
  const { data } = await visitAs(scene, "admin", fellowshipNew.loader, begin);
  expect((data as Form).fellow).toBe(fellowId);
  const form = typed(fellowId);
  const sent = await visitAs(scene, "admin", fellowshipNew.action, begin, { form });
  expect(sent.location).toBe(`/admin/people/${fellowId}?begun=1`);
  expect((await shown()).fellowships).toHaveLength(1);
});

it("offers the way to begin to the director of a programme, not to its committee", async () => {
  const mayBegin = async (name: "director" | "committee") =>
    ((await visitAs(scene, name, programme.loader, "/programme")).data as Cohort).mayBegin;
  expect([await mayBegin("director"), await mayBegin("committee")]).toEqual([true, false]);
});

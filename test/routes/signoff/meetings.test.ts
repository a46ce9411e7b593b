import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import * as meeting from "#app/routes/signoff/meeting/meeting.tsx";
import * as meetingFellow from "#app/routes/signoff/meeting/meeting-fellow.tsx";
import * as meetingMinutes from "#app/routes/signoff/meeting/meeting-minutes.tsx";
import * as meetingNew from "#app/routes/signoff/meeting/meeting-new.tsx";
import * as cohort from "#app/routes/training/cohort/cohort.tsx";
import * as worklist from "#app/routes/training/cohort/worklist.tsx";
import { password } from "#test/operations/people/world.ts";
import {
  type MeetingWorld,
  meetingOf,
  meetingWorld,
} from "#test/operations/signoff/meeting-world.ts";
import { visitAs } from "../training/visit.ts";

let world: MeetingWorld;
beforeAll(async () => {
  world = await meetingWorld();
});

const base = (id: string) => `/committee/meetings/${id}`;

describe("calling a meeting", () => {
  it("has everybody on the agenda who is due, and nobody else", async () => {
    const { data } = await visitAs(world, "director", meetingNew.loader, "/committee/meetings/new");
    const page = data as Awaited<ReturnType<typeof meetingNew.loader>>;
    expect([...page.due].sort()).toEqual([world.fellowshipId, world.otherId].sort());
    expect(page.options[0]?.hint).toMatch(/^Overdue since .*never spoken about$/);
  });

  it("says at its field what is wrong, and keeps what was typed", async () => {
    const form = { id: uuidv7(), programmeId: world.programmeId, when: "2020-01-01T10:00" };
    const path = "/committee/meetings/new";
    const none = await visitAs(world, "member1", meetingNew.action, path, { form });
    expect(none).toMatchObject({ status: 422, data: { fields: { agenda: expect.any(String) } } });
    const past = { ...form, "agenda[]": [world.fellowshipId] };
    const sent = await visitAs(world, "member1", meetingNew.action, path, { form: past });
    expect(sent).toMatchObject({ status: 422, data: { fields: { when: expect.any(String) } } });
  });
});

describe("a fellow's screen", () => {
  it("records what was found with one choice, and goes on to the next without a finding", async () => {
    const { fellowshipId, otherId } = world;
    const id = await meetingOf(world, { agenda: [fellowshipId, otherId] });
    const params = { meeting: id, fellowship: fellowshipId };
    const path = `${base(id)}/fellows/${fellowshipId}`;
    const { data } = await visitAs(world, "member1", meetingFellow.loader, path, { params });
    const page = data as Awaited<ReturnType<typeof meetingFellow.loader>>;
    expect(page).toMatchObject({ mayFind: true, place: "1 of 2", keys: true });
    const form = { id: page.form.id, recommendation: "on_track", "milestone.SHK": "3" };
    const sent = await visitAs(world, "member1", meetingFellow.action, path, { params, form });
    expect(sent).toMatchObject({ status: 302, location: `${base(id)}/fellows/${otherId}` });
    const next = { meeting: id, fellowship: otherId };
    const second = { id: uuidv7(), recommendation: "attention" };
    const to = { params: next, form: second };
    const silent = await visitAs(world, "member1", meetingFellow.action, path, to);
    expect(silent).toMatchObject({
      status: 422,
      data: { fields: { rationale: expect.any(String) } },
    });
    const said = { ...to, form: { ...second, rationale: "More nights." } };
    const last = await visitAs(world, "member1", meetingFellow.action, path, said);
    expect(last).toMatchObject({ status: 302, location: base(id) });
  });

  it("remembers for each person whether keys are on", async () => {
    const id = await meetingOf(world);
    const params = { meeting: id, fellowship: world.fellowshipId };
    const path = `${base(id)}/fellows/${world.fellowshipId}`;
    const keys = async (name: "member1" | "member2", query = "") => {
      const found = await visitAs(world, name, meetingFellow.loader, path + query, { params });
      return (found.data as Awaited<ReturnType<typeof meetingFellow.loader>>).keys;
    };
    expect(await keys("member1", "?keys=off")).toBe(false);
    expect(await keys("member1")).toBe(false);
    expect(await keys("member2")).toBe(true);
    expect(await keys("member1", "?keys=on")).toBe(true);
  });
});

it("signs the minutes on the password, and tells a wrong one", async () => {
  const id = await meetingOf(world);
  const params = { meeting: id, fellowship: world.fellowshipId };
  const found = { id: uuidv7(), recommendation: "ready" };
  await visitAs(world, "member1", meetingFellow.action, base(id), { params, form: found });
  const path = `${base(id)}/minutes`;
  const { data } = await visitAs(world, "member1", meetingMinutes.loader, path, { params });
  const page = data as Awaited<ReturnType<typeof meetingMinutes.loader>>;
  expect(page).toMatchObject({ maySign: true, digestHolds: true, notSignable: null });
  const form = { shownDigest: page.digest, signer: page.signer.id, password: "wrong" };
  const wrong = await visitAs(world, "member1", meetingMinutes.action, path, { params, form });
  expect(wrong).toMatchObject({ status: 409, data: { words: expect.stringMatching(/password/) } });
  const right = { params, form: { ...form, password } };
  const done = await visitAs(world, "member1", meetingMinutes.action, path, right);
  expect(done).toMatchObject({ status: 302, location: path });
  const after = await visitAs(world, "director", meeting.loader, base(id), { params });
  const shown = after.data as Awaited<ReturnType<typeof meeting.loader>>;
  expect(shown.view.may).toEqual({ attend: false, find: false, sign: false, look: true });
});

it("is nobody's to see outside the committee", async () => {
  const id = await meetingOf(world);
  const params = { meeting: id, fellowship: world.fellowshipId };
  for (const name of ["fellow", "senior", "registrar"] as const) {
    for (const { loader } of [meeting, meetingFellow, meetingMinutes]) {
      expect((await visitAs(world, name, loader, base(id), { params })).status).toBe(404);
    }
  }
});

describe("the cohort", () => {
  type Page = Awaited<ReturnType<typeof cohort.loader>>;
  const look = async (name: "director" | "member1", query = "") =>
    (await visitAs(world, name, cohort.loader, `/programme/cohort${query}`)).data as Page;

  it("keeps order and filters for each person until they change them", async () => {
    const asked = `?programme=${world.programmeId}&view=1&sort=name&dir=desc&year=1`;
    const first = await look("director", asked);
    expect(first.rows.map((each) => each.name)).toEqual(["other"]);
    const later = await look("director");
    expect(later).toMatchObject({ isKept: true, view: { year: 1, isDescending: true } });
    expect((await look("member1")).rows.map((each) => each.name)).toEqual(["fellow", "other"]);
    const all = await look("director", `?programme=${world.programmeId}&view=1`);
    expect(all.rows).toHaveLength(2);
    expect((await look("director")).isKept).toBe(false);
  });

  it("has a cell for each fellow and activity of their release", async () => {
    const { rows, columns } = await look("member1");
    expect(columns).toHaveLength(15);
    expect(rows.map((each) => each.cells.length)).toEqual([15, 15]);
    expect(rows[0]?.cells[0]).toMatchObject({ state: "nothing", ratings: 0, ratingsNeeded: 4 });
    expect(rows[0]).toMatchObject({ month: 14, lastObserved: null, openConfirmations: 0 });
  });

  it("says in the worklist who was not observed, and where to look", async () => {
    const { data } = await visitAs(world, "director", worklist.loader, "/programme/worklist");
    const { groups } = data as Awaited<ReturnType<typeof worklist.loader>>;
    const stale = groups.find((each) => each.kind === "stale");
    expect(stale?.rows.map((each) => [each.who, each.when, each.to])).toEqual([
      ["fellow", "Never", `/fellows/${world.fellowshipId}`],
      ["other", "Never", `/fellows/${world.otherId}`],
    ]);
  });

  it("is not for fellows", async () => {
    expect((await visitAs(world, "fellow", cohort.loader, "/programme/cohort")).status).toBe(403);
  });
});

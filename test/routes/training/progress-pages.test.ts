import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { startSession } from "#app/http/session.server.ts";
import * as requestNew from "#app/routes/training/assessment/request-new.tsx";
import * as fellowshipChange from "#app/routes/training/fellowship/fellowship-change.tsx";
import * as workingTime from "#app/routes/training/fellowship/working-time.tsx";
import * as fellow from "#app/routes/training/progress/fellow.tsx";
import * as milestones from "#app/routes/training/progress/milestones.tsx";
import * as milestonesCsv from "#app/routes/training/progress/milestones-csv.ts";
import * as progress from "#app/routes/training/progress/progress.tsx";
import * as subject from "#app/routes/training/progress/progress-subject.tsx";
import * as trajectory from "#app/routes/training/progress/trajectory.tsx";
import * as trajectoryCsv from "#app/routes/training/progress/trajectory-csv.ts";
import { type TrainingWorld, traces, trainingWorld } from "#test/operations/training/world.ts";
import { visitAs } from "./visit.ts";

let world: TrainingWorld;
let params: { fellowship: string };

beforeAll(async () => {
  world = await trainingWorld();
  params = { fellowship: world.fellowshipId };
});

it("answers at one glance what is next, then everything in one line each", async () => {
  const { data } = await visitAs(world, "fellow", progress.loader, "/progress");
  const { next, groups, contexts } = data as Awaited<ReturnType<typeof progress.loader>>;
  expect(next).toHaveLength(3);
  expect(next.every((each) => each.words.length > 0)).toBe(true);
  const { competencies, epas } = world.house.content.current;
  const shown = groups.flatMap((each) => each.subjects);
  expect(shown).toHaveLength(competencies.length + epas.length);
  expect(shown.every((each) => each.words.includes("needed"))).toBe(true);
  expect(contexts.map((each) => each.missing)).toContain("8 more cases needed, at night");
});

it("leads from each line to its own page, for the fellow and for those who oversee them", async () => {
  const code = { code: "EPA-02" };
  const own = await visitAs(world, "fellow", subject.loader, "/", { params: code });
  expect(own.data).toMatchObject({ own: true, code: "EPA-02", status: "in_progress" });
  const asked = { params: { ...params, ...code } };
  const seen = await visitAs(world, "committee", subject.loader, "/", asked);
  expect(seen.data).toMatchObject({ own: false, crumbs: [{}, { label: "fellow" }] });
  expect((await visitAs(world, "other", subject.loader, "/", asked)).status).toBe(404);
  const none = { params: { code: "EPA-99" } };
  expect((await visitAs(world, "fellow", subject.loader, "/", none)).status).toBe(404);
});

it("keeps every view of a fellow from whoever does not oversee them", async () => {
  const views = [
    fellow,
    subject,
    trajectory,
    milestones,
    trajectoryCsv,
    milestonesCsv,
    workingTime,
  ];
  for (const { loader } of views) {
    const asked = { params: { ...params, code: "EPA-02" } };
    expect((await visitAs(world, "other", loader, "/", asked)).status).toBe(404);
  }
});

it.each([
  ["trajectory", trajectoryCsv, "month_of_training,weighted_cases_own"],
  ["milestones", milestonesCsv, "domain,name,half_year"],
])("gives the %s as CSV", async (name, { loader }, header) => {
  const cookie = (await startSession(world.house, world.people.fellow)).split(";")[0] ?? "";
  const request = new Request(`http://localhost/progress/${name}.csv`, { headers: { cookie } });
  const context = { house: world.house, requestId: "test" } as Parameters<
    typeof loader
  >[0]["context"];
  const reply = await loader({ request, context, params: {} });
  expect(reply.headers.get("Content-Disposition")).toContain(`${name}.csv`);
  const lines = (await reply.text()).trim().split("\r\n");
  expect(lines[0]).toContain(header);
  expect(lines.length).toBeGreaterThan(3);
});

describe("working time", () => {
  const path = "/fellows/x/working-time";
  const typed = (changed = {}) => {
    const days = { firstDay: "2026-10-01", lastDay: "2026-10-10" };
    return { id: uuidv7(), percent: "0", ...days, ...changed };
  };

  it("is recorded by the director, and the fellow reads how the window moved", async () => {
    const form = typed();
    const sent = await visitAs(world, "director", workingTime.action, path, { form, params });
    expect(sent.location).toBe(`/fellows/${params.fellowship}/working-time?done=recorded`);
    const { data } = await visitAs(world, "fellow", workingTime.loader, "/progress/working-time");
    expect(data).toMatchObject({
      window: expect.stringMatching(/reaches back to .*, 10 days further/),
      mayRecord: false,
      times: [{ percent: 0 }],
    });
  });

  it.each([
    [{ percent: "100" }, 422, "percent"],
    [{ firstDay: "soon" }, 422, "firstDay"],
    [{ lastDay: "2026-09-01" }, 422, "lastDay"],
    [{}, 422, "firstDay"],
  ])(
    "refuses %o at its field, keeps what was typed and leaves no trace",
    async (changed, status, field) => {
      const before = await traces(world);
      const form = typed(changed);
      const asked = { form: form as Record<string, string>, params };
      const answer = await visitAs(world, "director", workingTime.action, path, asked);
      expect(answer.status).toBe(status);
      expect(answer.data).toMatchObject({ fields: { [field]: expect.any(String) } });
      expect(answer.data).toMatchObject({ typed: { percent: form.percent } });
      expect(await traces(world)).toEqual(before);
    },
  );

  it("offers the director the entry again to correct it, and voids it", async () => {
    const shown = async (search: string) => {
      const to = `${path}${search}`;
      const { data } = await visitAs(world, "director", workingTime.loader, to, { params });
      return data as Awaited<ReturnType<typeof workingTime.loader>>;
    };
    const [entry] = (await shown("")).times;
    const correcting = await shown(`?correct=${entry?.id}`);
    expect(correcting.before).toMatchObject({
      validFrom: "2026-10-01",
      validThrough: "2026-10-10",
    });
    const form = { act: "void", id: uuidv7(), of: entry?.id ?? "" };
    const sent = await visitAs(world, "director", workingTime.action, path, { form, params });
    expect(sent.location).toContain("done=voided");
    expect((await shown("")).times).toEqual([]);
  });

  it("has no form on the fellow's own page", async () => {
    const form = typed();
    expect((await visitAs(world, "fellow", workingTime.action, "/", { form })).status).toBe(404);
    const others = await visitAs(world, "fellow", workingTime.action, path, { form, params });
    expect(others.status).toBe(403);
  });
});

describe("changing a fellowship", () => {
  const path = "/fellows/x/change";

  it("shows what it would do, with words at the field where it cannot be", async () => {
    const show = async (search: string) => {
      const to = `${path}${search}`;
      const { data } = await visitAs(world, "director", fellowshipChange.loader, to, { params });
      return data as Awaited<ReturnType<typeof fellowshipChange.loader>>;
    };
    expect((await show("")).effect).toBeNull();
    const shown = await show("?lastDay=2027-11-30&release=2026-1");
    expect(shown.effect).toMatchObject({ end: "30 Nov 2027", movesRelease: false });
    expect((await show("?lastDay=2020-01-01")).errors).toHaveProperty("lastDay");
    expect((await show("?lastDay=x")).errors).toHaveProperty("lastDay");
    expect((await show("?release=x")).errors).toHaveProperty("release");
  });

  it("asks why, and changes it", async () => {
    const form = { id: uuidv7(), lastDay: "2027-11-30", release: "2026-1", reason: "" };
    const refused = await visitAs(world, "director", fellowshipChange.action, path, {
      form,
      params,
    });
    expect(refused.status).toBe(422);
    const asked = { form: { ...form, reason: "As agreed" }, params };
    const sent = await visitAs(world, "director", fellowshipChange.action, path, asked);
    expect(sent.location).toBe(`/fellows/${params.fellowship}?done=changed`);
  });

  it("is hidden from the committee and the fellow", async () => {
    for (const name of ["committee", "fellow"] as const) {
      const { status } = await visitAs(world, name, fellowshipChange.loader, path, { params });
      expect(status).toBe(403);
    }
  });
});

it("marks nothing as enough where nothing was observed", async () => {
  const { data } = await visitAs(
    world,
    "fellow",
    requestNew.loader,
    "/requests/new?subject=EPA-02",
  );
  expect(data).toMatchObject({ enough: false });
});

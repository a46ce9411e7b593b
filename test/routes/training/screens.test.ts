import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { caseFormOf } from "#app/components/case-book.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import * as assess from "#app/routes/training/assessment/assess.tsx";
import * as assessCase from "#app/routes/training/assessment/assess-case.tsx";
import * as assessObservation from "#app/routes/training/assessment/assess-observation.tsx";
import * as requestNew from "#app/routes/training/assessment/request-new.tsx";
import * as caseNew from "#app/routes/training/case/case-new.tsx";
import * as logbook from "#app/routes/training/case/logbook.tsx";
import * as programme from "#app/routes/training/cohort/programme.tsx";
import * as founding from "#app/routes/training/fellowship/founding-assessors.tsx";
import * as fellow from "#app/routes/training/progress/fellow.tsx";
import * as progress from "#app/routes/training/progress/progress.tsx";
import * as progressCredential from "#app/routes/training/progress/progress-credential.tsx";
import { allowed } from "#test/operations/people/world.ts";
import {
  aCase,
  type TrainingWorld,
  traces,
  trainingWorld,
} from "#test/operations/training/world.ts";
import { visitAs } from "./visit.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

function typed(changed: Record<string, string | string[]> = {}) {
  return {
    id: uuidv7(),
    fellowshipId: world.fellowshipId,
    activity: "pa-catheter-insertion",
    role: "supervised_primary",
    setting: "cicu",
    when: "2026-11-20T10:15",
    supervisorId: world.people.assessor,
    "devices[]": ["pa_catheter"],
    complicationGrade: "none",
    scaiStage: "",
    ...changed,
  };
}

describe("logging a case", () => {
  const path = "/logbook/new?activity=pa-catheter-insertion";

  it("offers what the catalogue has for the activity, the time of now, and what the case would fill", async () => {
    const { status, data } = await visitAs(world, "fellow", caseNew.loader, path);
    expect(status).toBe(200);
    const { book } = data as Awaited<ReturnType<typeof caseNew.loader>>;
    const form = caseFormOf(book, "pa-catheter-insertion");
    expect(form).toMatchObject({ activity: "pa-catheter-insertion", now: "2026-11-22T04:13" });
    expect(form?.devices.map((each) => each.value)).toContain("pa_catheter");
    expect(form?.devices.map((each) => each.value)).not.toContain("va_ecmo");
    expect(form?.contexts.map((each) => each.value)).not.toContain("night");
    expect(form?.fills[0]?.title).toBe("Fills 1 of 20 missing cases, once confirmed");
    expect(caseFormOf(book, "heart-swap")).toBeNull();
    expect(caseFormOf(book, "constructor")).toBeNull();
  });

  it("leads to the logbook, and sends nobody there twice", async () => {
    const form = typed();
    const first = await visitAs(world, "fellow", caseNew.action, path, { form });
    expect(first).toMatchObject({ status: 302, location: "/logbook?done=logged" });
    const after = await traces(world);
    expect(await visitAs(world, "fellow", caseNew.action, path, { form })).toEqual(first);
    expect(await traces(world)).toEqual(after);
  });

  it("answers a form that lacks something with 422, words at the field, and what was typed", async () => {
    const form = typed({ supervisorId: "", hours: "many" });
    const { status, data } = await visitAs(world, "fellow", caseNew.action, path, { form });
    expect(status).toBe(422);
    expect(data).toMatchObject({
      fields: { supervisorId: "Fill this in.", hours: expect.any(String) },
      typed: { when: "2026-11-20T10:15", devices: ["pa_catheter"], hours: "many" },
    });
  });

  it.each([
    [{ when: "2027-01-01T10:00" }, "when"],
    [{ when: "2026-10-25T02:30" }, "when"],
    [{ activity: "heart-swap" }, "activity"],
    [{ complicationGrade: "high" }, "complications"],
  ])("refuses %o with 422 at its field and keeps the rest", async (changed, field) => {
    const before = await traces(world);
    const form = typed(changed as Record<string, string>);
    const { status, data } = await visitAs(world, "fellow", caseNew.action, path, { form });
    expect(status).toBe(422);
    expect(data).toMatchObject({
      fields: { [field]: expect.any(String) },
      typed: { setting: "cicu" },
    });
    expect(await traces(world)).toEqual(before);
  });

  it("answers somebody else's log with 403", async () => {
    const form = typed();
    const { status } = await visitAs(world, "other", caseNew.action, path, { form });
    expect(status).toBe(403);
  });
});

it("shows the logbook by state, and nothing of it to a visitor", async () => {
  const { data } = await visitAs(world, "fellow", logbook.loader, "/logbook?state=pending");
  const shown = data as Awaited<ReturnType<typeof logbook.loader>>;
  expect(shown.page.rows.every((each) => each.state === "pending")).toBe(true);
  expect(shown.total).toBeGreaterThan(0);
  const { status } = await visitAs(world, "committee", logbook.loader, "/logbook");
  expect(status).toBe(404);
});

describe("an assessor", () => {
  it("finds the case, confirms it, and finds it gone", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    const inbox = async () => {
      const { data } = await visitAs(world, "assessor", assess.loader, "/assess");
      return (data as Awaited<ReturnType<typeof assess.loader>>).cases.map((each) => each.id);
    };
    expect(await inbox()).toContain(entry.id);
    const params = { case: entry.id };
    const form = { caseId: entry.id, word: "confirm" };
    const said = await visitAs(world, "assessor", assessCase.action, "/", { form, params });
    expect(said.location).toBe("/assess?done=confirmed");
    expect(await inbox()).not.toContain(entry.id);
  });

  it("must say why a case was not so", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    const form = { caseId: entry.id, word: "decline", reason: "" };
    const { status, data } = await visitAs(world, "assessor", assessCase.action, "/", { form });
    expect(status).toBe(422);
    expect(data).toMatchObject({ fields: { reason: "Fill this in." } });
  });

  it("may choose what they are entitled to, and nothing else", async () => {
    const path = `/assess/new?fellow=${world.fellowshipId}`;
    const { data } = await visitAs(world, "assessor", assessObservation.loader, path);
    const { form } = data as Awaited<ReturnType<typeof assessObservation.loader>>;
    expect(form.subjects.map((each) => each.value)).toEqual(["CIC-HEM-01", "EPA-02"]);
  });

  it("keeps the sentence they wrote when the level is missing", async () => {
    const form = {
      id: uuidv7(),
      fellowshipId: world.fellowshipId,
      subjectCode: "CIC-HEM-01",
      tool: "DOPS",
      when: "2026-11-22T04:12",
      feedback: "Calm throughout.",
    };
    const { status, data } = await visitAs(world, "assessor", assessObservation.action, "/", {
      form,
    });
    expect(status).toBe(422);
    expect(data).toMatchObject({
      fields: { level: "Fill this in." },
      typed: { feedback: "Calm throughout." },
    });
  });

  it("is not told of a fellow elsewhere", async () => {
    const path = `/assess/new?fellow=${uuidv7()}`;
    expect((await visitAs(world, "assessor", assessObservation.loader, path)).status).toBe(404);
  });
});

it("shows progress with words, the nearest credential first", async () => {
  const { data } = await visitAs(world, "fellow", progress.loader, "/progress");
  const { credentials } = data as Awaited<ReturnType<typeof progress.loader>>;
  expect(credentials).toHaveLength(10);
  const params = { credential: "CRED-HEM" };
  const one = await visitAs(world, "fellow", progressCredential.loader, "/", { params });
  const { detail } = one.data as Awaited<ReturnType<typeof progressCredential.loader>>;
  const meters = detail.groups.flatMap((g) => g.requirements.flatMap((r) => r.row.meters));
  expect(meters.find((each) => each.target === 20)).toMatchObject({
    label: "Cases",
    missing: expect.stringMatching(/^\d+ more cases needed$/),
  });
  const unknown = { params: { credential: "CRED-X" } };
  expect((await visitAs(world, "fellow", progressCredential.loader, "/", unknown)).status).toBe(
    404,
  );
});

it("opens the programme to its overseers and hides it from fellows", async () => {
  const path = `/programme?programme=${world.programmeId}`;
  const { data } = await visitAs(world, "director", programme.loader, path);
  expect((data as Awaited<ReturnType<typeof programme.loader>>).rows).toHaveLength(1);
  expect((await visitAs(world, "fellow", programme.loader, path)).status).toBe(403);
  const params = { fellowship: world.fellowshipId };
  expect((await visitAs(world, "director", fellow.loader, "/", { params })).status).toBe(200);
  expect((await visitAs(world, "assessor", fellow.loader, "/", { params })).status).toBe(404);
});

it("appoints a founding assessor by two, and keeps what was typed but no password", async () => {
  const path = `/programme/founding-assessors?programme=${world.programmeId}`;
  const form = {
    id: uuidv7(),
    programmeId: world.programmeId,
    personId: world.people.assessor2,
    "subjects[]": ["EPA-02", "CIC-HEM-02"],
    endsOn: "2027-01-31",
    secondSignerId: world.people.committee,
    secondPassword: "a guess",
  };
  const refused = await visitAs(world, "director", founding.action, path, { form });
  expect(refused.status).toBe(409);
  expect(refused.data).toMatchObject({ typed: { subjects: ["EPA-02", "CIC-HEM-02"] } });
  expect(JSON.stringify(refused.data)).not.toContain("a guess");
});

it("lets a fellow ask only those who may judge it", async () => {
  const { data } = await visitAs(
    world,
    "fellow",
    requestNew.loader,
    "/requests/new?subject=EPA-02",
  );
  const { assessors } = data as Awaited<ReturnType<typeof requestNew.loader>>;
  expect(assessors.map((each) => each.value)).toEqual([world.people.assessor]);
});

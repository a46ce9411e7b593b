import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { caseFormOf } from "#app/components/case-book.ts";
import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { showLogbook } from "#app/operations/training/case/show-logbook.server.ts";
import { confirmCase } from "#app/operations/training/case/verify-case.server.ts";
import * as assess from "#app/routes/training/assessment/assess.tsx";
import * as assessCase from "#app/routes/training/assessment/assess-case.tsx";
import * as caseScreen from "#app/routes/training/case/case.tsx";
import * as again from "#app/routes/training/case/case-again.tsx";
import * as correct from "#app/routes/training/case/case-correct.tsx";
import * as caseNew from "#app/routes/training/case/case-new.tsx";
import * as policy from "#app/routes/training/fellowship/programme-policy.tsx";
import { allowed } from "#test/operations/people/world.ts";
import {
  aCase,
  type TrainingWorld,
  traces,
  trainingWorld,
  wholeLog,
} from "#test/operations/training/world.ts";
import { visitAs } from "./visit.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

async function logged(changed: Parameters<typeof aCase>[1] = {}) {
  const entry = aCase(world, changed);
  allowed(await logCase(await world.as("fellow"), entry));
  return entry;
}

type Shown<T extends (...args: never[]) => unknown> = Awaited<ReturnType<T>>;

async function bookOf() {
  const { data } = await visitAs(world, "fellow", caseNew.loader, "/logbook/new");
  return data as Shown<typeof caseNew.loader>;
}

describe("the page for logging", () => {
  it("holds every activity of the catalogue, each under one domain, and every code it names", async () => {
    const { book, choice } = await bookOf();
    const { activities } = world.house.content.current.catalogue;
    const listed = choice.groups.flatMap((group) => group.activities.map((each) => each.code));
    expect([...listed].sort()).toEqual(activities.map((each) => each.code).sort());
    for (const { code } of activities) {
      const form = caseFormOf(book, code);
      const all = [form?.devices, form?.access, form?.contexts, form?.scenarios].flatMap(
        (each) => each ?? [],
      );
      expect(all.filter((each) => each.label === each.value)).toEqual([]);
      expect(form?.title).toBeTruthy();
    }
  });

  it("offers what was said last time for that activity, and of a first one who was there last", async () => {
    await logged({ role: "assistant", setting: "ward", supervisorId: world.people.assessor2 });
    world.clock.advance(minute);
    await logged({
      activity: "va-ecmo-cannulation",
      devices: ["va_ecmo"],
      when: later(world.clock.now(), -minute),
    });
    const { book, choice } = await bookOf();
    expect(choice.recent.map((each) => each.code)).toEqual([
      "va-ecmo-cannulation",
      "pa-catheter-insertion",
    ]);
    expect(caseFormOf(book, "pa-catheter-insertion")?.given).toMatchObject({
      ...{ role: "assistant", setting: "ward", supervisorId: world.people.assessor2 },
      ...{ devices: ["pa_catheter"], contexts: [], complications: [] },
    });
    expect(caseFormOf(book, "pericardiocentesis")?.given).toMatchObject({
      ...{ role: "supervised_primary", setting: "cicu", supervisorId: world.people.assessor },
      devices: [],
    });
    expect(book.supervisors.slice(0, book.recent.supervisors).map((each) => each.value)).toEqual([
      world.people.assessor,
      world.people.assessor2,
    ]);
  });

  it("says which targets a case fills by its circumstances, beside those it fills anyway", async () => {
    const { book } = await bookOf();
    const form = caseFormOf(book, ofShock());
    const inContext = form?.fills.flatMap((each) => each.inContext) ?? [];
    expect(inContext.find((each) => each.context === "night")?.words).toMatch(
      /^At night: fills 1 of \d+ missing$/,
    );
  });

  function ofShock(): string {
    const { activities } = world.house.content.current.catalogue;
    const found = activities.find(
      ({ competencies, kind }) => kind !== "simulation" && competencies.includes("CIC-SHK-01"),
    );
    return found?.code ?? "";
  }
});

describe("the same again", () => {
  it("repeats the last case with the time of now, and nothing that befell one patient", async () => {
    const when = later(world.clock.now(), -1);
    await logged({
      when,
      scaiStage: "D",
      complicationGrade: "low",
      complications: ["pneumothorax"],
    });
    const { data } = await visitAs(world, "fellow", again.loader, "/logbook/again");
    const { form } = data as Shown<typeof again.loader>;
    expect(form).toMatchObject({ activity: "pa-catheter-insertion", now: expect.any(String) });
    expect(form.given).toEqual({
      ...{ role: "supervised_primary", setting: "cicu", supervisorId: world.people.assessor },
      ...{ devices: ["pa_catheter"], access: [], contexts: [], complications: [] },
    });
  });

  it("is the empty form for somebody who never logged, and nothing for an outsider", async () => {
    const outsider = await visitAs(world, "committee", again.loader, "/logbook/again");
    expect(outsider.status).toBe(404);
  });
});

describe("correcting", () => {
  it("goes from the form to the new version; the old address leads there", async () => {
    const entry = await logged();
    allowed(await confirmCase(await world.as("assessor"), { caseId: entry.id }));
    const params = { case: entry.id };
    const path = `/logbook/${entry.id}/correct`;
    const { data } = await visitAs(world, "fellow", correct.loader, path, { params });
    const { id, kept, given, state } = data as Shown<typeof correct.loader>;
    expect(state).toBe("confirmed");
    const form = {
      ...{ id, of: entry.id, fellowshipId: world.fellowshipId, activity: entry.activity },
      ...{ when: kept, role: "assistant", setting: given.setting ?? "" },
      ...{ supervisorId: given.supervisorId ?? "", "devices[]": [...given.devices] },
      complicationGrade: "none",
    };
    const lacking = await visitAs(world, "fellow", correct.action, path, { params, form });
    expect(lacking).toMatchObject({ status: 422, data: { fields: { reason: "Fill this in." } } });
    const identifying = { ...form, reason: "mixed up with Mr Brown" };
    const stopped = await visitAs(world, "fellow", correct.action, path, {
      params,
      form: identifying,
    });
    expect(stopped).toMatchObject({
      status: 422,
      data: {
        fields: { reason: expect.stringContaining("“Mr Brown” looks like a name") },
        typed: { reason: "mixed up with Mr Brown", role: "assistant" },
      },
    });
    const said = { ...form, reason: "wrong part chosen" };
    const sent = await visitAs(world, "fellow", correct.action, path, { params, form: said });
    expect(sent).toMatchObject({ status: 302, location: `/logbook/${id}?done=corrected` });
    const old = await visitAs(world, "fellow", caseScreen.loader, `/logbook/${entry.id}`, {
      params,
    });
    expect(old).toMatchObject({ status: 302, location: `/logbook/${id}` });
    const stale = await visitAs(world, "fellow", correct.loader, path, { params });
    expect(stale).toMatchObject({ status: 302, location: `/logbook/${entry.id}` });
    const shown = await visitAs(world, "fellow", caseScreen.loader, `/logbook/${id}`, {
      params: { case: id },
    });
    const { versions } = shown.data as Shown<typeof caseScreen.loader>;
    expect(versions).toMatchObject([
      { id: entry.id, reason: null, said: expect.stringContaining("confirmed this version") },
      {
        id,
        reason: "wrong part chosen",
        changes: [{ label: "Part in it", was: "Supervised primary", is: "Assistant" }],
        said: "",
      },
    ]);
    const inbox = await visitAs(world, "assessor", assess.loader, "/assess");
    const { cases } = inbox.data as Shown<typeof assess.loader>;
    expect(cases.find((each) => each.id === id)?.corrected).toBe(
      "Corrected: was part in it Supervised primary",
    );
    const byOld = await visitAs(world, "assessor", assessCase.loader, `/assess/cases/${entry.id}`, {
      params,
    });
    expect(byOld).toMatchObject({ status: 302, location: `/assess/cases/${id}` });
  });

  it("is for the fellow alone", async () => {
    const entry = await logged();
    const params = { case: entry.id };
    const path = `/logbook/${entry.id}/correct`;
    const { status } = await visitAs(world, "director", correct.loader, path, { params });
    expect(status).toBe(403);
  });

  it("of a case under review sends back to the case, which says why", async () => {
    const entry = await logged({ complicationGrade: "high", complications: ["pneumothorax"] });
    const params = { case: entry.id };
    const path = `/logbook/${entry.id}/correct`;
    const answer = await visitAs(world, "fellow", correct.loader, path, { params });
    expect(answer).toMatchObject({ status: 302, location: `/logbook/${entry.id}` });
  });

  it("or withdrawing takes no ten million characters, and leaves no trace of them", async () => {
    const entry = await logged();
    const before = await traces(world);
    const params = { case: entry.id };
    const form = { caseId: entry.id, reason: "logged twice ".repeat(800_000) };
    const path = `/logbook/${entry.id}`;
    const answer = await visitAs(world, "fellow", caseScreen.action, path, { params, form });
    expect(answer).toMatchObject({
      status: 422,
      data: { fields: { reason: "Use at most 500 characters." } },
    });
    expect(await traces(world)).toEqual(before);
  });
});

describe("how the portfolio is run", () => {
  const path = "/programme/policy";

  async function form(changed: Record<string, string | string[]> = {}) {
    const { data } = await visitAs(world, "director", policy.loader, path);
    const { form: shown, id } = data as Shown<typeof policy.loader>;
    const { inForce, basedOn } = shown;
    return {
      ...{ id, programmeId: world.programmeId, basedOn: basedOn ?? "" },
      datePrecision: inForce.datePrecision,
      "assurance[]": inForce.countedAssurance.filter((each) => each !== "account"),
      "targetSubject[]": [...inForce.contextTargets.map((each) => each.subject), "", ""],
      "targetContext[]": [...inForce.contextTargets.map((each) => each.context), "", ""],
      "targetMin[]": [...inForce.contextTargets.map((each) => String(each.min)), "", ""],
      requestDays: String(inForce.requestDays),
      mailLinkHours: String(inForce.mailLinkHours),
      qrMinutes: String(inForce.qrMinutes),
      ...changed,
    };
  }

  it.each([
    [{ qrMinutes: "11" }, "qrMinutes"],
    [{ requestDays: "many" }, "requestDays"],
    [
      { "targetSubject[]": ["CIC-SHK-01"], "targetContext[]": [""], "targetMin[]": ["3"] },
      "contextTargets",
    ],
    [
      {
        "targetSubject[]": ["CIC-SHK-01", "CIC-SHK-01"],
        "targetContext[]": ["night", "night"],
        "targetMin[]": ["3", "4"],
      },
      "contextTargets",
    ],
  ] as [Record<string, string | string[]>, string][])(
    "refuses %o at its field",
    async (changed, field) => {
      const answer = await visitAs(world, "director", policy.action, path, {
        form: await form(changed),
      });
      expect(answer).toMatchObject({
        status: 422,
        data: { fields: { [field]: expect.any(String) } },
      });
    },
  );

  it("is set by the director, read by the committee, and shown with what changed", async () => {
    const changed = await form({ datePrecision: "month", "assurance[]": [], requestDays: "7" });
    const denied = await visitAs(world, "committee", policy.action, path, { form: changed });
    expect(denied.status).toBe(403);
    const set = await visitAs(world, "director", policy.action, path, { form: changed });
    expect(set).toMatchObject({
      status: 302,
      location: `/programme/policy?programme=${world.programmeId}&done=set`,
    });
    expect(await visitAs(world, "director", policy.action, path, { form: changed })).toEqual(set);
    const { data } = await visitAs(world, "committee", policy.loader, path);
    const { maySet, history, form: shown } = data as Shown<typeof policy.loader>;
    expect(maySet).toBe(false);
    expect(shown.inForce).toMatchObject({ countedAssurance: ["account"], requestDays: 7 });
    expect(history[0]?.title).toBe(
      "Dates of cases: only the month; Observations count that are given: signed in with an account; Requests stay open: 14 → 7 days",
    );
    expect(set.location).not.toBeNull();
    const unchanged = await visitAs(world, "director", policy.action, path, { form: await form() });
    expect(unchanged.status).toBe(409);
  });

  it("shows the fellow no more of a date than is kept", async () => {
    world.clock.advance(minute);
    const entry = await logged({ id: uuidv7(), when: "2026-11-21T23:40" });
    const { cases } = allowed(await showLogbook(await world.as("fellow"), null, wholeLog));
    expect(cases.find((each) => each.id === entry.id)).toMatchObject({
      datePrecision: "month",
      performedAt: Date.parse("2026-10-31T23:00:00Z") as Instant,
      atNight: true,
    });
  });
});

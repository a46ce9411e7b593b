import { beforeAll, expect, it } from "vitest";
import type { UploadReply } from "#app/http/upload-step.server.ts";
import { action as upload } from "#app/routes/roster/upload.tsx";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";
import { browser, formOf, said } from "./pages.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
/** As Amion exports it: a preamble, then people, assignments, days and times. */
const amion = `Schedule for Ward
As of 11-22-26
Fields: Staff_Name Staff_Uid Staff_Bid Assign_Name Assign_Uid Assign_Bid Date Start End
"Berg, Ida",11,1,"CICU resident",201,2,11-28-26,800,2000
"Stranger, Sam",12,2,"CICU resident",201,2,11-28-26,2000,800
"Clerk, Carla",13,3,"Ward clerk",202,3,11-28-26,800,1600
`;
let lead: Awaited<ReturnType<typeof browser>>;

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "basic" });
  for (const [i, name] of ["Dr Ida Berg", "Dr Omar Said", "Dr Eve Holm"].entries())
    await net.addPerson({ name, registration: `GMC:${i + 1}`, external: ["ALS"] });
  await net.addPerson({ name: "Dr Nils None", registration: "GMC:4" });
  lead = await browser(house, await net.addLead("Ulla Unit", ward));
  clock.advance(1_000);
});

const header = "registration,role,presence,start,end";
const ida = "GMC:1,resident,on_site,2026-11-23T08:00,2026-11-23T20:00";
const text = `${header}\r\n${ida}`;
const fields = { source: "roster", roster: text, intent: "read" };
type Step = NonNullable<UploadReply["step"]>;
type Change = Record<string, string | Blob>;

const post = async (form: Change) => {
  const done = said(await lead.visit(upload, "/units/ward/roster/upload", formOf(form)));
  return { ...done, reply: done.data as unknown as UploadReply | null };
};
const send = (change: Change) => post({ ...fields, ...change });
/** The next step of the form, with what the last one carries. */
const next = (step: Step, change: Change) => {
  const { body, fileName, contentType, left } = step.carried;
  const carried = { body, fileName, contentType, left: JSON.stringify(left), source: step.source };
  const period: Change = step.kind === "plan" ? { from: step.from, to: step.to } : {};
  return post({ ...carried, ...period, ...change });
};
function planOf(reply: UploadReply | null) {
  const step = reply?.step;
  if (step?.kind !== "plan" || !step.plan) throw new Error(JSON.stringify(reply));
  return { step, plan: step.plan };
}

it("shows what an upload changes from its first shift to its last, then publishes exactly that", async () => {
  const planned = await send({});
  const { step, plan } = planOf(planned.reply);
  expect(plan.counts).toMatchObject({ added: 1, removed: 0 });
  expect([step.from, step.to]).toEqual(["2026-11-23T08:00", "2026-11-23T20:00"]);
  const done = await next(step, { intent: "commit", planHash: plan.hash });
  expect(done).toMatchObject({ status: 302, to: "/units/ward/roster?published" });
});

it("does not publish a plan that has been overtaken, and shows the new one with the file kept", async () => {
  const longer = text.replace("20:00", "21:00");
  const { step, plan } = planOf((await send({ roster: longer })).reply);
  clock.advance(1_000);
  const other = text.replace("GMC:1", "GMC:2");
  const theirs = planOf((await send({ roster: other })).reply);
  await next(theirs.step, { intent: "commit", planHash: theirs.plan.hash });
  const late = await next(step, { intent: "commit", planHash: plan.hash });
  expect(late).toMatchObject({ status: 412, reply: { words: expect.stringContaining("changed") } });
  const again = planOf(late.reply);
  expect(again.plan.counts).toMatchObject({ added: 1, removed: 1 });
  expect(again.step.carried.body).toBe(step.carried.body);
});

it("asks what words mean that nobody taught, and reads the next file without asking", async () => {
  const file = new File([amion], "amion.csv", { type: "text/csv" });
  const asked = (await send({ file, roster: "" })).reply?.step;
  if (asked?.kind !== "words") throw new Error("no words were asked");
  const { duties, names } = asked.questions;
  expect(duties.map((each) => [each.given, each.role])).toEqual([
    ["CICU resident", "resident"],
    ["Ward clerk", "not_a_physician"],
  ]);
  expect(names.map((each) => [each.given, each.chosen])).toEqual([
    ["Berg, Ida (11)", "GMC:1"],
    ["Stranger, Sam (12)", ""],
    ["Clerk, Carla (13)", ""],
  ]);
  const answers = {
    ...{ "duty-0-given": "CICU resident", "duty-0-as": "resident", "duty-0-where": "on_site" },
    ...{ "duty-1-given": "Ward clerk", "duty-1-as": "not_a_physician", intent: "words" },
    ...{ "name-0-given": "Berg, Ida (11)", "name-0-who": "GMC:1" },
    ...{ "name-1-given": "Stranger, Sam (12)", "name-1-who": "" },
    ...{ "name-2-given": "Clerk, Carla (13)", "name-2-who": "" },
  };
  const { step, plan } = planOf((await next(asked, answers)).reply);
  expect(plan).toMatchObject({ counts: { added: 2 }, unmatched: ["Stranger, Sam (12)"] });
  expect(plan.changes.lines.map((each) => each.who)).toEqual(["Dr Ida Berg", "Stranger, Sam (12)"]);
  expect((await next(step, { intent: "commit", planHash: plan.hash })).status).toBe(302);
  // Only whom nobody explained is asked about again.
  const second = (await send({ file, roster: "" })).reply?.step;
  expect(second).toMatchObject({ kind: "words", questions: { duties: [], names: [{ rows: 1 }] } });
});

it("says who would not count, and asks for a reason where the past changes", async () => {
  const rows = [
    "GMC:4,resident,on_site,2026-11-21T08:00,2026-11-21T20:00",
    "GMC:4,resident,on_site,2026-11-26T08:00,2026-11-26T20:00",
  ];
  const body = [header, ...rows].join("\n");
  const { step, plan } = planOf((await send({ roster: body, source: "past" })).reply);
  expect(plan.reasonRequired).toBe(true);
  expect(plan.unqualified.map((each) => each.who)).toEqual(["Dr Nils None"]);
  const refused = await next(step, { intent: "commit", planHash: plan.hash });
  expect(refused).toMatchObject({ status: 422, reply: { fields: { reason: expect.any(String) } } });
  const told = { intent: "commit", planHash: plan.hash, reason: "Sent late" };
  expect((await next(step, told)).status).toBe(302);
});

it("says who would be on site in two places at once", async () => {
  const other = await net.addUnit({ code: "other", tier: "basic" });
  const there = await browser(house, await net.addLead("Otto Other", other));
  const rows = [header, ida.replaceAll("11-23", "11-29")].join("\n");
  const path = "/units/other/roster/upload";
  const sent = said(await there.visit(upload, path, formOf({ ...fields, roster: rows })));
  const first = planOf(sent.data as unknown as UploadReply);
  const { carried, from, to } = first.step;
  const again = { ...carried, left: "[]", from, to, source: "roster", intent: "commit" };
  await there.visit(upload, path, formOf({ ...again, planHash: first.plan.hash }));
  clock.advance(1_000);
  const { plan } = planOf((await send({ roster: rows, source: "twice" })).reply);
  expect(plan.elsewhere).toMatchObject([{ who: "Dr Ida Berg", unitCode: "other" }]);
});

it("leaves out what lies outside the time that was asked for", async () => {
  const rows = [ida, ida.replaceAll("11-23", "11-27")];
  const body = [header, ...rows].join("\n");
  const { step } = planOf((await send({ roster: body, source: "cut" })).reply);
  const cut = await next(step, { intent: "plan", to: "2026-11-24T00:00" });
  expect(planOf(cut.reply)).toMatchObject({
    step: { outside: 1, to: "2026-11-24T00:00" },
    plan: { counts: { added: 1 } },
  });
});

it("reads the coming weeks of a calendar that repeats for ever", async () => {
  const event = [
    ...["BEGIN:VEVENT", "UID:1@ward", "SUMMARY:Cardiology attending: Omar Said"],
    ...["DTSTART;TZID=Europe/Berlin:20261123T080000", "DTEND;TZID=Europe/Berlin:20261123T200000"],
    ...["RRULE:FREQ=DAILY", "END:VEVENT"],
  ];
  const calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", ...event, "END:VCALENDAR"].join("\r\n");
  const file = new File([calendar], "ward.ics", { type: "text/calendar" });
  const asked = (await send({ file, roster: "" })).reply;
  expect(asked).toMatchObject({ rows: null, step: { kind: "words" } });
  const [duty] = asked?.step?.kind === "words" ? asked.step.questions.duties : [];
  expect(duty?.rows).toBeGreaterThan(30);
});

it("says line by line what is wrong with a file, and of which kind it must be", async () => {
  const file = new Blob([`${text}\r\nGMC:9,boss,on_site,2026-11-23T08:00,2026-11-23T20:00`]);
  expect(await send({ file, roster: "" })).toMatchObject({
    status: 422,
    reply: { rows: { rows: [{ line: 3, field: "role" }], more: 0 }, step: null },
  });
  const page = new Blob(["<!doctype html><title>Sign in</title>"]);
  expect((await send({ file: page, roster: "" })).reply?.fields.file).toBeTruthy();
  expect((await send({ roster: "" })).reply?.fields.file).toBeTruthy();
  const wrong = await send({ source: "A B" });
  expect([wrong.status, Object.keys(wrong.reply?.fields ?? {})]).toEqual([422, ["source"]]);
});

it("says that a file did not come back whole rather than publishing what is left of it", async () => {
  const { step, plan } = planOf((await send({ source: "torn" })).reply);
  const torn = { ...step, carried: { ...step.carried, body: step.carried.body.slice(0, -8) } };
  const done = await next(torn, { intent: "commit", planHash: plan.hash });
  expect(done).toMatchObject({ status: 422, reply: { fields: { file: expect.any(String) } } });
});

it("takes a file of 20,000 rows from step to step", { timeout: 120_000 }, async () => {
  const start = Date.UTC(2027, 0, 1);
  const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    const hour = (i >> 3) * 3;
    return `GMC:${(i % 3) + 1},resident,on_site,${at(hour)},${at(hour + 1)},Bed ${i % 8}`;
  });
  const body = [`${header},assignment`, ...rows].join("\n");
  const { step, plan } = planOf((await send({ roster: body, source: "large" })).reply);
  expect(plan.counts.added).toBe(20_000);
  expect(step.carried.body.length).toBeLessThan(2_000_000);
  const again = planOf((await next(step, { intent: "plan" })).reply);
  expect(again.plan.hash).toBe(plan.hash);
});

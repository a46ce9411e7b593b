import { beforeAll, expect, it } from "vitest";
import { day, later } from "#app/domain/time/instant.ts";
import { network } from "#test/operations/coverage/network.ts";
import { calendar, event } from "#test/operations/roster/files.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { machine } from "./machine.ts";

const { house, clock } = await freshHouse();
const ask = await machine(house);
clock.moveTo(later(anchor, -10 * day));
const net = await network(house);
let token = "";

beforeAll(async () => {
  await net.addUnit({ code: "ward", tier: "basic" });
  await net.addPerson({ name: "Dr Ida", registration: "GMC:1", external: ["ALS"] });
  await net.addPerson({ name: "Dr Omar", registration: "GMC:2", external: ["ALS"] });
  clock.moveTo(anchor);
  token = await net.addToken();
});

const week = "from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z";
const path = (query = "") => `/api/v1/units/ward/roster?${week}&source=calendar${query}`;
const put = (body: string, query = "", headers: Record<string, string> = {}) =>
  ask(path(query), {
    token,
    method: "PUT",
    headers: { "Content-Type": "text/calendar; charset=utf-8", ...headers },
    body,
  });

const times = [
  "DTSTART;TZID=Europe/Berlin:20261123T200000",
  "DTEND;TZID=Europe/Berlin:20261124T080000",
];
const nights = calendar(
  event(...times, "SUMMARY:GMC:1 Night", "CATEGORIES:resident,on_site", "RRULE:FREQ=DAILY;COUNT=3"),
  event(
    "UID:2@ward",
    "DTSTART:20261126T190000Z",
    "DURATION:PT12H",
    "SUMMARY:Night",
    'ATTENDEE;CN="Dr Omar";X-REGISTRATION="GMC:2":mailto:omar@ward.example',
    "DESCRIPTION:Role: resident\\nPresence: on site",
  ),
);

it("plans a calendar without publishing it, commits exactly that plan, and says unchanged the second time", async () => {
  const planned = await put(nights, "&dryRun=true");
  expect(planned.json).toMatchObject({ committed: false, plan: { added: 4 }, unmatched: [] });
  const { planHash } = planned.json;
  const stale = await put(nights, "", { "If-Match": '"another"' });
  expect(stale.status).toBe(412);
  const done = await put(nights, "", { "If-Match": `"${planHash}"` });
  expect(done.json).toMatchObject({ committed: true, planHash, plan: { added: 4 } });
  const again = await put(nights);
  expect(again.json).toMatchObject({ plan: { added: 0, changed: 0, removed: 0, unchanged: 4 } });
});

it("changes one night by an event that stands for it", async () => {
  await put(nights);
  const swap = event(
    "SUMMARY:GMC:2 Night",
    "CATEGORIES:resident,on_site",
    "RECURRENCE-ID;TZID=Europe/Berlin:20261124T200000",
    "DTSTART;TZID=Europe/Berlin:20261124T200000",
    "DTEND;TZID=Europe/Berlin:20261125T080000",
  );
  const swapped = nights.replace("END:VCALENDAR", `${swap}\r\nEND:VCALENDAR`);
  const { json } = await put(swapped, "&dryRun=true");
  expect(json).toMatchObject({ plan: { added: 1, removed: 1, unchanged: 3 } });
});

it("clears the period with a calendar that has no events", async () => {
  await put(nights);
  const { json } = await put(calendar(), "&dryRun=true");
  expect(json).toMatchObject({ plan: { removed: 4, unchanged: 0 } });
});

it("names people whom nobody's registration matches", async () => {
  const body = calendar(event(...times, "SUMMARY:GMC:99 Night", "CATEGORIES:resident,on_site"));
  const { json } = await put(body, "&dryRun=true");
  expect(json).toMatchObject({ plan: { added: 1 }, unmatched: ["GMC:99"] });
});

it("refuses an event that cannot be published, by its line and its own words, and changes nothing", async () => {
  await put(nights);
  const bad = calendar(
    event(
      times[0] ?? "",
      "DTEND:20261123T070000Z",
      "SUMMARY:GMC:1 Night",
      "CATEGORIES:resident,on_site",
    ),
    event("UID:2", "DTSTART;TZID=Ward time:20261124T080000", "SUMMARY:GMC:1 Day"),
    event("UID:3", ...times, "SUMMARY:GMC:1 Ward round", "RRULE:FREQ=MINUTELY"),
  );
  const { status, json } = await put(bad);
  expect(status).toBe(422);
  const told = json.errors.map((each: { pointer: string; detail: string }) => each.pointer);
  expect(told).toEqual(["/rows/4/end", "/rows/13/start", "/rows/21"]);
  expect(json.errors[0].detail).toMatch(/^Night, GMC:1: The end must come/);
  expect((await put(nights, "&dryRun=true")).json).toMatchObject({ plan: { unchanged: 4 } });
});

it("asks for the meaning of an assignment that the unit has not taught", async () => {
  const body = calendar(event(...times, "SUMMARY:Night: Dr Ida"));
  const { status, json } = await put(body);
  expect(status).toBe(422);
  expect(json.errors).toMatchObject([{ pointer: "/rows/4/assignment" }]);
});

it.each([
  ["that is none", "BEGIN:VEVENT\r\nEND:VEVENT", 400],
  ["that breaks off", nights.slice(0, 300), 400],
  ["that is a page", "<!DOCTYPE html><title>Sign in</title>", 400],
  ["of which nothing came", " ", 400],
])("refuses a calendar %s", async (_, body, status) => {
  const reply = await put(body);
  expect([reply.status, reply.json.errors?.[0]?.pointer]).toEqual([status, ""]);
});

it("reads another system's table by its own columns, and ours to the letter", async () => {
  const row = '"Dr Ida","GMC:1","","Night","3","",11-23-26,1900,700';
  const amion = await ask(path("&dryRun=true"), {
    token,
    method: "PUT",
    headers: { "Content-Type": "text/csv" },
    body: `Ward\nAs of today\n${row}\n`,
  });
  expect(amion.status).toBe(422);
  expect(amion.json.errors).toMatchObject([{ pointer: "/rows/3/assignment" }]);
  const semicolons = await ask(path("&dryRun=true"), {
    token,
    method: "PUT",
    headers: { "Content-Type": "text/csv" },
    body: "registration;role;presence;start;end\n",
  });
  expect([semicolons.status, semicolons.json.errors[0].pointer]).toEqual([422, "/rows/1"]);
});

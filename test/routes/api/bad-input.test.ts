import { beforeAll, expect, it } from "vitest";
import { day, later } from "#app/domain/time/instant.ts";
import { network } from "#test/operations/coverage/network.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { type Asked, machine } from "./machine.ts";

const { house, clock } = await freshHouse();
const ask = await machine(house);
clock.moveTo(later(anchor, -10 * day));
const net = await network(house);
let token = "";
let other = "";
let reader = "";

beforeAll(async () => {
  await net.addUnit({ code: "ward", tier: "basic" });
  const elsewhere = await net.addUnit({ code: "elsewhere" });
  clock.moveTo(anchor);
  token = await net.addToken();
  other = await net.addToken(["staffing:read", "roster:write"], [elsewhere]);
  reader = await net.addToken(["staffing:read"]);
});

const ward = "/api/v1/units/ward";
const week = "from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z";
const csv = { "Content-Type": "text/csv" };
const json = { "Content-Type": "application/json" };
const header = "registration,role,presence,start,end";

type Case = {
  readonly what: string;
  readonly path: string;
  readonly asked?: Asked;
  readonly status: number;
  /** Pointers of the errors. */
  readonly names?: readonly string[];
};
const put = (headers: Record<string, string>, body: string) => ({ method: "PUT", headers, body });
const cases: readonly Case[] = [
  { what: "a malformed date", path: `${ward}/staffing?at=yesterday`, status: 400, names: ["/at"] },
  {
    what: "a date that does not exist",
    path: `${ward}/staffing?at=2026-02-30T00:00:00Z`,
    status: 400,
    names: ["/at"],
  },
  {
    what: "an instant without offset",
    path: `${ward}/staffing?at=2026-11-22T03:12:00`,
    status: 400,
    names: ["/at"],
  },
  {
    what: "a year beyond use",
    path: `${ward}/staffing?at=9999-01-01T00:00:00Z`,
    status: 400,
    names: ["/at"],
  },
  { what: "an empty instant", path: `${ward}/staffing?at=`, status: 400, names: ["/at"] },
  {
    what: "two bad parameters at once",
    path: `${ward}/staffing?at=x&knownAt=y`,
    status: 400,
    names: ["/at", "/knownAt"],
  },
  {
    what: "an unknown parameter",
    path: `${ward}/staffing?when=now`,
    status: 400,
    names: ["/when"],
  },
  {
    what: "a parameter twice",
    path: `${ward}/staffing?at=2026-11-22T03:12:00Z&at=2026-11-22T03:12:00Z`,
    status: 400,
    names: ["/at"],
  },
  {
    what: "a flag that is neither true nor false",
    path: `${ward}/staffing?receipt=1`,
    status: 400,
    names: ["/receipt"],
  },
  {
    what: "knownAt more than 2 s ahead",
    path: `${ward}/staffing?knownAt=2026-11-22T03:12:02.001Z`,
    status: 400,
    names: ["/knownAt"],
  },
  {
    what: "an unknown parameter of the list",
    path: "/api/v1/staffing?unit=ward",
    status: 400,
    names: ["/unit"],
  },
  {
    what: "a window without its end",
    path: `${ward}/coverage?from=2026-11-22T00:00:00Z`,
    status: 400,
    names: ["/to"],
  },
  {
    what: "a window without both ends",
    path: `${ward}/coverage`,
    status: 400,
    names: ["/from", "/to"],
  },
  {
    what: "a window that ends before it begins",
    path: `${ward}/coverage?from=2026-11-23T00:00:00Z&to=2026-11-22T00:00:00Z`,
    status: 422,
    names: ["/to"],
  },
  {
    what: "a window of more than 400 days",
    path: `${ward}/coverage?from=2026-01-01T00:00:00Z&to=2027-02-05T00:00:01Z`,
    status: 422,
    names: ["/to"],
  },
  { what: "an unknown unit", path: "/api/v1/units/nowhere/staffing", status: 404 },
  { what: "an unknown address", path: "/api/v1/nothing", status: 404 },
  {
    what: "a method that the address lacks",
    path: `${ward}/staffing`,
    asked: { method: "DELETE" },
    status: 405,
  },
  { what: "reading what can only be put", path: `${ward}/roster`, status: 405 },
  {
    what: "a roster without its period",
    path: `${ward}/roster`,
    asked: put(csv, header),
    status: 400,
    names: ["/from", "/to"],
  },
  {
    what: "a roster of the wrong type",
    path: `${ward}/roster?${week}`,
    asked: put({ "Content-Type": "text/plain" }, header),
    status: 415,
  },
  {
    what: "a roster of no type",
    path: `${ward}/roster?${week}`,
    asked: { method: "PUT", body: new Uint8Array([1]) },
    status: 415,
  },
  {
    what: "a roster in another character set",
    path: `${ward}/roster?${week}`,
    asked: put({ "Content-Type": "text/csv; charset=latin1" }, header),
    status: 415,
  },
  {
    what: "a source that is no name",
    path: `${ward}/roster?${week}&source=A%20B`,
    asked: put(csv, header),
    status: 400,
    names: ["/source"],
  },
  {
    what: "columns that are not ours",
    path: `${ward}/roster?${week}`,
    asked: put(csv, "name,shift"),
    status: 422,
    names: ["/rows/1"],
  },
  {
    what: "an empty body",
    path: `${ward}/roster?${week}`,
    asked: put(csv, ""),
    status: 422,
    names: ["/rows/1"],
  },
  {
    what: "a quote that never ends",
    path: `${ward}/roster?${week}`,
    asked: put(csv, `${header}\n"GMC:1,attending`),
    status: 400,
    names: [""],
  },
  {
    what: "JSON that is none",
    path: `${ward}/roster?${week}`,
    asked: put(json, "{"),
    status: 400,
    names: [""],
  },
  {
    what: "JSON without its list",
    path: `${ward}/roster?${week}`,
    asked: put(json, "{}"),
    status: 422,
    names: ["/shifts"],
  },
  {
    what: "a condition that is no tag",
    path: `${ward}/roster?${week}`,
    asked: put({ ...csv, "If-Match": "abc" }, header),
    status: 400,
    names: ["/If-Match"],
  },
  {
    what: "bad rows, every one and every field",
    path: `${ward}/roster?${week}`,
    asked: put(
      csv,
      `${header},response_minutes\nGMC 1,boss,on_call,2026-11-24T08:00,tomorrow,x\nshort\nGMC:2,attending,on_site,2026-11-24T08:00,2026-11-24T07:00,5`,
    ),
    status: 422,
    names: [
      "/rows/2/registration",
      "/rows/2/role",
      "/rows/2/end",
      "/rows/2/response_minutes",
      "/rows/3",
      "/rows/4/end",
      "/rows/4/response_minutes",
    ],
  },
  {
    what: "a local time that occurs twice",
    path: `${ward}/roster?from=2026-10-24T00:00:00Z&to=2026-10-27T00:00:00Z`,
    asked: put(csv, `${header}\nGMC:1,attending,on_site,2026-10-25T02:30,2026-10-25T08:00`),
    status: 422,
    names: ["/rows/2/start"],
  },
  {
    what: "a local time that does not exist",
    path: `${ward}/roster?from=2027-03-27T00:00:00Z&to=2027-03-30T00:00:00Z`,
    asked: put(
      json,
      JSON.stringify({
        shifts: [
          {
            registration: "GMC:1",
            role: "attending",
            presence: "on_site",
            start: "2027-03-28T02:30",
            end: "2027-03-28T08:00",
          },
        ],
      }),
    ),
    status: 422,
    names: ["/shifts/0/start"],
  },
  {
    what: "a state without its end",
    path: `${ward}/state`,
    asked: put(json, '{"ecmoPatients":1}'),
    status: 422,
    names: ["/validUntil"],
  },
  {
    what: "a state that is over",
    path: `${ward}/state`,
    asked: put(json, '{"ecmoPatients":1,"validUntil":"2026-11-22T03:12:00Z"}'),
    status: 422,
    names: ["/validUntil"],
  },
  {
    what: "a state that says nothing",
    path: `${ward}/state`,
    asked: put(json, '{"validUntil":"2026-11-22T09:00:00Z"}'),
    status: 422,
    names: ["/ecmoPatients"],
  },
  {
    what: "a state with names that are not known",
    path: `${ward}/state`,
    asked: put(
      json,
      '{"ecmo":1,"bedsOccupied":-1,"ecmoPatients":"2","validUntil":"2026-11-22T09:00:00Z"}',
    ),
    status: 422,
    names: ["/ecmoPatients", "/bedsOccupied", "/ecmo"],
  },
  {
    what: "a state as a form",
    path: `${ward}/state`,
    asked: put({ "Content-Type": "application/x-www-form-urlencoded" }, "a=b"),
    status: 415,
  },
];

it.each(cases)("refuses $what with $status", async ({ path, asked, status, names }) => {
  const reply = await ask(path, { token, ...asked });
  expect(reply.status, reply.text).toBe(status);
  expect(reply.headers.get("Content-Type")).toBe("application/problem+json");
  expect(reply.headers.get("Cache-Control")).toBe("no-store");
  expect(reply.json).toMatchObject({ status, requestId: reply.headers.get("X-Request-Id") });
  const pointers = reply.json.errors?.map((error: { pointer: string }) => error.pointer);
  if (names) expect(pointers?.sort()).toEqual([...names].sort());
  expect(JSON.stringify(reply.json)).not.toMatch(/\{\w+\}/);
});

it("says both readings of a local time that it cannot read as one", async () => {
  const body = `${header}\nGMC:1,attending,on_site,2026-10-25T02:30,2026-10-25T08:00`;
  const path = `${ward}/roster?from=2026-10-24T00:00:00Z&to=2026-10-27T00:00:00Z`;
  const { json: problem } = await ask(path, { token, ...put(csv, body) });
  expect(problem.errors[0].detail).toContain("2026-10-25T02:30+02:00");
  expect(problem.errors[0].detail).toContain("2026-10-25T02:30+01:00");
});

it("reads nothing that is sent by somebody who may not publish it", async () => {
  const path = `${ward}/roster?${week}`;
  expect((await ask(path, { token: reader, ...put(json, "{") })).status).toBe(403);
  expect((await ask(path, { token: other, ...put(json, "{") })).status).toBe(403);
});

it("says which types it reads, and which methods it knows", async () => {
  const typed = put({ "Content-Type": "text/plain" }, header);
  const wrong = await ask(`${ward}/roster?${week}`, { token, ...typed });
  expect(wrong.json.detail).toContain("text/csv, text/calendar, application/json");
  const method = await ask(`${ward}/roster`, { token });
  expect(method.headers.get("Allow")).toBe("PUT");
  const options = await ask(`${ward}/staffing`, { method: "OPTIONS" });
  expect([options.status, options.headers.get("Allow")]).toEqual([204, "GET, HEAD"]);
});

it("refuses a body that is too large before it reads what it says", async () => {
  const body = new Uint8Array(10 * 1024 * 1024 + 1).fill(65);
  const reply = await ask(`${ward}/roster?${week}`, { token, method: "PUT", headers: csv, body });
  expect(reply.status).toBe(413);
  expect(reply.json.status).toBe(413);
});

it.each([
  ["no token", () => null, 401],
  ["a token that is none", () => "sys_nobody0nobody0nobody0nobody0nobody", 401],
  ["a token of another unit", () => other, 403],
])("does not answer %s", async (_, of, status) => {
  const reply = await ask(`${ward}/staffing`, { token: of() });
  expect(reply.status).toBe(status);
  expect(reply.json.status).toBe(status);
  if (status === 401) expect(reply.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
  const written = await ask(`${ward}/roster?${week}`, { token: of(), ...put(csv, header) });
  expect(written.status).toBe(status);
});

it("lets a token that only reads write nothing", async () => {
  const roster = await ask(`${ward}/roster?${week}`, { token: reader, ...put(csv, header) });
  expect(roster.status).toBe(403);
  const counts = '{"ecmoPatients":1,"validUntil":"2026-11-22T09:00:00Z"}';
  expect((await ask(`${ward}/state`, { token: reader, ...put(json, counts) })).status).toBe(403);
});

it("shows a token the units it belongs to, and no other", async () => {
  const codes = async (mine: string) =>
    (await ask("/api/v1/staffing", { token: mine })).json.units.map(
      (u: { code: string }) => u.code,
    );
  expect(await codes(other)).toEqual(["elsewhere"]);
  expect(await codes(token)).toEqual(["elsewhere", "ward"]);
});

it("answers HEAD like GET, without a body", async () => {
  const reply = await ask(`${ward}/staffing`, { method: "HEAD", token });
  expect([reply.status, reply.text]).toEqual([200, ""]);
});

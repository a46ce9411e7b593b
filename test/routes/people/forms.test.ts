import type { AppLoadContext } from "@remix-run/node";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { pathWithin } from "#app/http/return-path.server.ts";
import * as adminPerson from "#app/routes/people/admin-person.tsx";
import * as home from "#app/routes/people/home.tsx";
import * as join from "#app/routes/people/join.tsx";
import * as login from "#app/routes/people/login.tsx";
import * as logout from "#app/routes/people/logout.ts";
import * as outbox from "#app/routes/people/outbox.tsx";
import * as personNew from "#app/routes/people/person-new.tsx";
import * as privilegeNew from "#app/routes/people/privilege-new.tsx";
import * as tokenNew from "#app/routes/people/token-new.tsx";
import * as unitNew from "#app/routes/people/unit-new.tsx";
import * as unitSetup from "#app/routes/people/unit-setup.tsx";
import {
  everywhere,
  joined,
  ofUnit,
  organisation,
  password,
  unitIn,
  unitWish,
} from "#test/operations/people/world.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { visitAs } from "../training/visit.ts";

type Name = "admin" | "registrar" | "lead" | "nobody";
let world: FreshHouse & { people: Record<Name, string> };
let north: string;

beforeAll(async () => {
  const fresh = await freshHouse();
  const { house } = fresh;
  north = await organisation(house, "north");
  const unit = await unitIn(house, north, "unit-one");
  await unitIn(house, north, "unit-two");
  const people = {
    admin: await joined(house, "ada@north.example", [everywhere("administrator")]),
    registrar: await joined(house, "reg@north.example", [everywhere("registrar")]),
    lead: await joined(house, "lead@north.example", [ofUnit("unit_lead", unit)]),
    nobody: await joined(house, "nemo@north.example", []),
  };
  world = { ...fresh, people };
});

type Wrapped = { data: unknown; init: { status: number; headers?: Record<string, string> } };

/** Sends a form without being signed in. */
function send(
  action: (args: {
    request: Request;
    context: AppLoadContext;
    params: Record<string, string>;
  }) => unknown,
  form: Record<string, string>,
  params: Record<string, string> = {},
) {
  const request = new Request("http://localhost/login", {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const edge = { house: world.house, requestId: "test", clientAddress: "192.0.2.200" };
  return action({ request, context: edge as AppLoadContext, params });
}

describe("the way in", () => {
  it("leads on to where one wanted to go, with a session", async () => {
    const form = { email: "reg@north.example", password, to: "/registrar/people?name=Ida" };
    const reply = (await send(login.action, form)) as Response;
    expect([reply.status, reply.headers.get("Location")]).toEqual([302, form.to]);
    expect(reply.headers.get("Set-Cookie")).toMatch(/^systole=\w+; Path=\/; HttpOnly/);
  });

  it("keeps the address that was typed and where one wanted to go, never the password", async () => {
    const form = { email: "reg@north.example", password: "wrong", to: "/registrar" };
    const { data, init } = (await send(login.action, form)) as Wrapped;
    expect(init.status).toBe(422);
    expect(data).toEqual({
      fields: {},
      words: "The email address or the password is not right.",
      typed: { email: form.email, to: form.to },
    });
  });

  it("says when to try again, in words and in Retry-After", async () => {
    const form = { email: "often@north.example", password: "wrong" };
    for (let tries = 0; tries < 5; tries++) await send(login.action, form);
    const { data, init } = (await send(login.action, form)) as Wrapped;
    expect(init.status).toBe(429);
    expect(Number(init.headers?.["Retry-After"])).toBeGreaterThan(0);
    expect(data).toMatchObject({ words: expect.stringContaining("Try again in") });
  });

  it.each([
    ["/units/north?at=now", "/units/north?at=now"],
    ["//evil.example", "/home"],
    ["/\\evil.example", "/home"],
    ["/\t/evil.example", "/home"],
    ["https://evil.example", "/home"],
    ["javascript:alert(1)", "/home"],
    ["/login?to=/login", "/home"],
    ["/..//evil.example", "/home"],
    [null, "/home"],
  ])("never leads to another site: %s", (to, wanted) => {
    expect(pathWithin(to)).toBe(wanted);
  });

  it("asks for a long password, typed the same twice", async () => {
    const short = { newPassword: "fourteen chars", repeatedPassword: "other" };
    const { data, init } = (await send(join.action, short, { token: "x" })) as Wrapped;
    expect(init.status).toBe(422);
    expect(data).toMatchObject({
      fields: { newPassword: "Use at least 15 characters." },
      typed: {},
    });
    const twice = { newPassword: "fifteen letters", repeatedPassword: "fifteen Letters" };
    const unlike = (await send(join.action, twice, { token: "x" })) as Wrapped;
    expect(unlike.data).toMatchObject({
      fields: { repeatedPassword: "The two are not the same." },
    });
  });

  it("is not left by following a link", async () => {
    expect(logout.loader().headers.has("Set-Cookie")).toBe(false);
  });
});

describe("home", () => {
  it("sends one role to its own page", async () => {
    const to = async (name: Name) => (await visitAs(world, name, home.loader, "/home")).location;
    expect([await to("admin"), await to("registrar"), await to("lead")]).toEqual([
      "/admin",
      "/registrar",
      "/units/unit-one",
    ]);
  });

  it("tells somebody without a role what to do, instead of refusing", async () => {
    const { status, data } = await visitAs(world, "nobody", home.loader, "/home");
    expect([status, (data as { landings: unknown[] }).landings]).toEqual([200, []]);
  });
});

describe("a form that was not carried out", () => {
  it("names the field and gives back every word that was typed", async () => {
    const { services: _, ...wish } = unitWish(north, "unit-three");
    const form = { ...wish, timeZone: "Europe/Atlantis", "services[]": ["va_ecmo_service"] };
    const { status, data } = await visitAs(world, "admin", unitNew.action, "/admin/units/new", {
      form,
    });
    expect(status).toBe(422);
    const typed = { ...wish, timeZone: "Europe/Atlantis", services: ["va_ecmo_service"] };
    expect(data).toEqual({
      fields: { timeZone: "Use the name of a time zone, such as Europe/Berlin." },
      words: null,
      typed,
    });
  });

  it("gives back what was typed too when the record refuses it", async () => {
    const { services: _, ...form } = unitWish(north, "unit-two");
    const { status, data } = await visitAs(world, "admin", unitNew.action, "/admin/units/new", {
      form,
    });
    expect(status).toBe(409);
    expect(data).toMatchObject({ words: "The code unit-two is in use already.", typed: form });
  });

  it("asks for a place beside the field", async () => {
    const form = { id: uuidv7(), grantId: uuidv7(), name: "Ida", role: "auditor", place: "" };
    const { status, data } = await visitAs(world, "admin", personNew.action, "/", { form });
    expect(status).toBe(422);
    expect(data).toMatchObject({ fields: { place: "Fill this in." }, typed: { name: "Ida" } });
  });
});

describe("what is not theirs", () => {
  it("is refused to those without the role, and leaves no trace", async () => {
    const { services: _, ...form } = unitWish(north, "unit-four");
    const { status } = await visitAs(world, "registrar", unitNew.action, "/", { form });
    expect(status).toBe(403);
    const found = await world.house.sql`select 1 from unit where code = 'unit-four'`;
    expect(found).toHaveLength(0);
  });

  it("is refused to the lead of another unit", async () => {
    const params = { unit: "unit-two" };
    const setup = await visitAs(world, "lead", unitSetup.loader, "/", { params });
    const privilege = await visitAs(world, "lead", privilegeNew.loader, "/", { params });
    expect([setup.status, privilege.status]).toEqual([403, 403]);
    const missing = await visitAs(world, "lead", unitSetup.loader, "/", { params: { unit: "x" } });
    expect(missing.status).toBe(404);
  });
});

it("invites somebody, whose link stands in the outbox of a demonstration for administrators alone", async () => {
  const id = uuidv7();
  const form = {
    id,
    grantId: uuidv7(),
    name: "Ida Solberg",
    email: "Ida@North.example",
    role: "assessor",
    place: `organisation:${north}`,
  };
  const invited = await visitAs(world, "admin", personNew.action, "/admin/people/new", { form });
  expect(invited.location).toBe(`/admin/people/${id}?invited=1`);
  const { data } = await visitAs(world, "admin", outbox.loader, "/outbox");
  const [mail] = (data as { mails: { toAddress: string; body: string }[] }).mails;
  expect(mail).toMatchObject({
    toAddress: "ida@north.example",
    body: expect.stringMatching(/\/join\/[\w-]{43}\n/),
  });
  expect((await visitAs(world, "registrar", outbox.loader, "/outbox")).status).toBe(403);
  const shown = await visitAs(world, "admin", adminPerson.loader, "/", { params: { person: id } });
  expect(shown.data).toMatchObject({ grants: [{ role: "Assessor", place: "north", holds: true }] });
});

it("shows a token once, to be kept by nobody on the way", async () => {
  const form = {
    id: uuidv7(),
    name: "Roster system",
    "scopes[]": ["staffing:read"],
    reach: "every",
    days: "30",
  };
  const { data } = await visitAs(world, "admin", tokenNew.action, "/admin/tokens/new", { form });
  expect((data as { token: string }).token).toMatch(/^sys_[\w-]{43}$/);
  const forgotten = { ...form, id: uuidv7(), reach: "these" };
  const { status, data: reply } = await visitAs(world, "admin", tokenNew.action, "/", {
    form: forgotten,
  });
  expect(status).toBe(422);
  expect(reply).toMatchObject({ fields: { unitIds: "Choose at least one unit." } });
});

import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { interval } from "#app/domain/time/interval.ts";
import { loggedPath } from "#app/http/server/logged-path.server.ts";
import { contextAs } from "#app/operations/context.server.ts";
import {
  listCalendars,
  makeCalendar,
  revokeCalendar,
} from "#app/operations/roster/calendar/keep-calendars.server.ts";
import { loader } from "#app/routes/roster/calendar-file.ts";
import { calendarFeed } from "#db/schema/roster.ts";
import { gapWorld } from "#test/operations/coverage/gap-world.ts";
import { allowed } from "#test/operations/people/world.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const world = await gapWorld(house, clock);
await world.publish([[10, 22]]);
const lead = await world.asLead();
const made = await makeCalendar(lead, { kind: "unit", unit: "unit" }, uuidv7());
const path = allowed(made).path ?? "";

async function get(at: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://localhost${at}`, { headers });
  const context = { house, requestId: "request", clientAddress: "127.0.0.1" };
  const params = { file: at.slice("/calendar/".length) };
  try {
    return await loader({ request, params, context });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

it("is answered to whoever has the address, signed in or not", async () => {
  const reply = await get(path);
  expect(reply.status).toBe(200);
  expect(reply.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  expect(reply.headers.get("Cache-Control")).toBe("private, no-cache");
  expect(reply.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await reply.text()).toContain("SUMMARY:Dr Ida Berg");
  const known = { "If-None-Match": reply.headers.get("ETag") ?? "" };
  expect((await get(path, known)).status).toBe(304);
});

it("is not found under any other address", async () => {
  const others = [`${path.slice(0, -5)}.ics`, path.slice(0, -4), "/calendar/x.ics", "/calendar/"];
  for (const each of others) expect((await get(each)).status, each).toBe(404);
});

it("is none any more once it is revoked, also to whoever has what it said", async () => {
  const { id, path: own } = allowed(
    await makeCalendar(lead, { kind: "unit", unit: "unit" }, uuidv7()),
  );
  const reply = await get(own ?? "");
  const known = { "If-None-Match": reply.headers.get("ETag") ?? "" };
  allowed(await revokeCalendar(lead, { kind: "unit", unit: "unit" }, id));
  expect((await get(own ?? "", known)).status).toBe(404);
  const kept = JSON.stringify(await house.db.select().from(calendarFeed));
  expect(kept).not.toContain((own ?? "").slice("/calendar/".length, -".ics".length));
});

it("tells a person's times on the clock of where they are on duty", async () => {
  const scope = { scopeKind: "everywhere", scopeId: null } as const;
  const grants = [{ id: uuidv7(), role: "fellow", ...scope, during: interval(anchor) }] as const;
  const zoneFor = async (id: string) => {
    const ctx = contextAs(house, { kind: "person", id, name: "", grants });
    return allowed(await listCalendars(ctx, { kind: "person" })).zone;
  };
  expect(await zoneFor(world.ida)).toBe("Europe/Berlin");
  expect(allowed(await listCalendars(lead, { kind: "person" })).zone).toBe("Europe/Berlin");
  await world.net.addUnit({ code: "far", timeZone: "America/Halifax" });
  await world.publish([[1, 2]], { unitCode: "far" });
  expect(await zoneFor(world.ida)).toBe("America/Halifax");
  const nobody = await world.net.addPerson({ name: "Dr New", registration: "GMC:9" });
  expect(await zoneFor(nobody)).toBe(null);
});

it("leaves its address out of the log", () => {
  expect(loggedPath(path)).toBe("/calendar/…");
});

import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { loggedPath } from "#app/http/server/logged-path.server.ts";
import { makeCalendar } from "#app/operations/roster/calendar/keep-calendars.server.ts";
import { loader } from "#app/routes/roster/calendar-file.ts";
import { gapWorld } from "#test/operations/coverage/gap-world.ts";
import { allowed } from "#test/operations/people/world.ts";
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
  expect(reply.headers.get("Cache-Control")).toContain("private");
  expect(reply.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await reply.text()).toContain("SUMMARY:Dr Ida Berg");
  const known = { "If-None-Match": reply.headers.get("ETag") ?? "" };
  expect((await get(path, known)).status).toBe(304);
});

it("is not found under any other address", async () => {
  const others = [`${path.slice(0, -5)}.ics`, path.slice(0, -4), "/calendar/x.ics", "/calendar/"];
  for (const each of others) expect((await get(each)).status, each).toBe(404);
});

it("leaves its address out of the log", () => {
  expect(loggedPath(path)).toBe("/calendar/…");
});

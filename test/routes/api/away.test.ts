import { expect, inject, it } from "vitest";
import { openHouse } from "#app/start.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { houseOptions } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { asAdmin } from "#test/setup/postgres.ts";
import { machine } from "./machine.ts";

const { house, url } = await freshHouse();
const net = await network(house);
await net.addUnit({ code: "ward", tier: "basic" });
const token = await net.addToken();
const ask = await machine(house);

it("is alive and ready while the database is there and in its present shape", async () => {
  expect(await ask("/healthz")).toMatchObject({ status: 200, json: { status: "alive" } });
  expect(await ask("/readyz")).toMatchObject({ status: 200, json: { status: "ready" } });
});

it("is not ready before the migrations have run", async () => {
  await asAdmin(url, (sql) => sql`alter table feed_check rename column outcome to result`);
  const reply = await ask("/readyz");
  expect(reply).toMatchObject({ status: 503, json: { status: 503, type: "/problems/not_ready" } });
  await asAdmin(url, (sql) => sql`alter table feed_check rename column result to outcome`);
  expect((await ask("/readyz")).status).toBe(200);
});

it("says 503 to every question while the database is away, and stays alive", async () => {
  const options = houseOptions("postgres://nobody@127.0.0.1:1/none", inject("folder"));
  const lost = await openHouse(options);
  const askLost = await machine(lost.house);
  const window = "from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z";
  for (const path of ["staffing", `coverage?${window}`]) {
    const reply = await askLost(`/api/v1/units/ward/${path}`, { token });
    expect(reply).toMatchObject({ status: 503, json: { status: 503 } });
    expect(reply.headers.get("Retry-After")).toBe("5");
    expect(reply.text).not.toContain('"yes"');
  }
  expect((await askLost("/readyz")).status).toBe(503);
  expect((await askLost("/healthz")).status).toBe(200);
  await lost.close();
});

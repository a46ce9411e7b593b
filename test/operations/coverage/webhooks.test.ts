import { createHmac, timingSafeEqual } from "node:crypto";
import type https from "node:https";
import { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWebhooks } from "#app/adapters/webhooks.server.ts";
import { selfSigned } from "#app/commands/conformance/self-signed.ts";
import { UnitEvent } from "#app/domain/coverage/gap/event.ts";
import { day, hour, later, minute, second } from "#app/domain/time/instant.ts";
import type { House } from "#app/operations/context.server.ts";
import { gapMemory, watchGaps } from "#app/operations/coverage/gap/watch-gaps.server.ts";
import {
  addWebhook,
  disableWebhook,
  resendDelivery,
  rotateSecret,
  testWebhook,
} from "#app/operations/coverage/webhook/keep-webhooks.server.ts";
import {
  purgeWebhooks,
  sendWebhooks,
} from "#app/operations/coverage/webhook/send-webhooks.server.ts";
import { showWebhook } from "#app/operations/coverage/webhook/show-webhooks.server.ts";
import { tellAnswers } from "#app/operations/coverage/webhook/tell-answers.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { allowed, refusal } from "../people/world.ts";
import { allBut, gapWorld } from "./gap-world.ts";

type Arrival = { readonly headers: Record<string, string>; readonly body: string };

const { house: plain, clock } = await freshHouse();
const world = await gapWorld(plain, clock);
const { key, cert } = selfSigned();
const server = createServer({ key, cert });
const arrivals: Arrival[] = [];
let status = 204;
let house: House;

beforeAll(async () => {
  server.on("request", async (incoming, reply) => {
    const body = await text(incoming);
    arrivals.push({ headers: incoming.headers as Record<string, string>, body });
    reply.writeHead(status, status === 302 ? { Location: "https://127.0.0.1/" } : {}).end("ok");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  /** As if `hooks.example` were outside: the last step alone leads to this machine. */
  const egress = {
    allow: ["hooks.example"],
    lookup: async () => [{ address: "9.9.9.9" }],
    request: ((url: URL, options: object, done: () => void) => {
      const here = { host: "127.0.0.1", port, path: url.pathname, ca: cert };
      return request({ ...options, ...here, servername: "localhost", lookup: undefined }, done);
    }) as typeof https.request,
  };
  house = { ...plain, webhooks: createWebhooks("the portal's own", egress) };
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  arrivals.length = 0;
  status = 204;
});

const lead = async () => ({ ...(await world.asLead()), ...house, now: clock.now() });
const add = async (url = "https://hooks.example/in") =>
  allowed(await addWebhook(await lead(), "unit", { id: uuidv7(), url }));
const send = () => sendWebhooks(house, () => 0.5);
const deliveries = async (id: string) =>
  allowed(await showWebhook(await lead(), "unit", id)).deliveries;

/** By the specification alone: base64 of HMAC-SHA256 over "id.timestamp.body". */
function isSigned({ headers, body }: Arrival, secret: string): boolean {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const wanted = createHmac("sha256", bytes).update(signed).digest();
  return `${headers["webhook-signature"]}`.split(" ").some((each) => {
    const [version, mark = ""] = each.split(",");
    const given = Buffer.from(mark, "base64");
    return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
const eventOf = ({ body }: Arrival) => UnitEvent.strict().parse(JSON.parse(body));

describe("a webhook", () => {
  it("goes by https to a host that the operator allows, and nowhere else", async () => {
    const fault = async (url: string) =>
      refusal(await addWebhook(await lead(), "unit", { id: uuidv7(), url }));
    expect(await fault("https://other.example/in")).toBe("webhook_host_not_allowed");
    expect(await fault("http://hooks.example/in")).toBe("webhook_not_https");
    expect(await fault("hooks")).toBe("webhook_not_an_address");
  });

  it("shows its secret once, and another one when it is asked to", async () => {
    const id = uuidv7();
    const wish = { id, url: "https://hooks.example/once" };
    const first = allowed(await addWebhook(await lead(), "unit", wish));
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(allowed(await addWebhook(await lead(), "unit", wish)).secret).toBe(null);
    const other = allowed(await rotateSecret(await lead(), "unit", id));
    expect(other.secret).not.toBe(first.secret);
    allowed(await testWebhook(await lead(), "unit", id));
    expect(await send()).toBe(1);
    const [arrived] = arrivals as [Arrival];
    expect([first, other].map(({ secret }) => isSigned(arrived, secret ?? ""))).toEqual([
      ...[false, true],
    ]);
    expect(arrived.headers["content-type"]).toContain("application/cloudevents+json");
    expect(Math.abs(Number(arrived.headers["webhook-timestamp"]) - anchor / second)).toBeLessThan(
      60,
    );
    allowed(await disableWebhook(await lead(), "unit", id));
    expect(refusal(await testWebhook(await lead(), "unit", id))).toBe("webhook_off");
  });

  it("is told of a gap, of its stages and of its end, in order and without names", async () => {
    const { id } = await add();
    const memory = gapMemory();
    const look = async (hours: number) => {
      clock.moveTo(later(anchor, hours * hour));
      await watchGaps(house, memory);
      await send();
      return arrivals.splice(0).map((each) => eventOf(each));
    };
    await world.publish(allBut([[80, 92]]));
    const [opened, ...others] = await look(0.1);
    expect(others).toEqual([]);
    expect(opened).toMatchObject({
      ...{ type: "coverage.gap.opened", subject: "unit", datacontenttype: "application/json" },
      data: { unit: "unit", rule: "R1", start: "2026-11-25T11:12:00Z", stage: "30d" },
    });
    expect(JSON.stringify(opened)).not.toMatch(/Ida|Omar|GMC/);
    const [nearer] = await look(10);
    expect(nearer).toMatchObject({ type: "coverage.gap.nearer", data: { stage: "72h" } });
    await world.publish(allBut([]));
    const [closed] = await look(11);
    expect(closed).toMatchObject({ type: "coverage.gap.closed", data: { because: "met" } });
    const numbers = [opened, nearer, closed].map((each) => Number(each?.sequence));
    expect(numbers.map((each) => each - (numbers[0] ?? 0))).toEqual([0, 1, 2]);
    expect(await deliveries(id)).toHaveLength(3);
    allowed(await disableWebhook(await lead(), "unit", id));
  });
});

describe("a delivery that fails", () => {
  it("comes again, later and later, with the same id, and is given up after days", async () => {
    const { id, secret } = await add();
    allowed(await testWebhook(await lead(), "unit", id));
    status = 500;
    const pauses: number[] = [];
    for (let attempts = 1; attempts < 30; attempts++) {
      expect(await send()).toBe(1);
      const [last] = await deliveries(id);
      expect(last).toMatchObject({ attempts, status: 500, problem: "not_ok" });
      if (last?.givenUpAt) break;
      pauses.push(Number(last?.dueAt) - clock.now());
      expect(await send()).toBe(0);
      clock.moveTo(later(clock.now(), pauses.at(-1) ?? 0));
    }
    expect(pauses.slice(0, 3)).toEqual([5_000, 5 * minute, 30 * minute]);
    expect(pauses.reduce((a, b) => a + b, 0)).toBeGreaterThan(3 * day);
    clock.advance(10 * day);
    expect(await send()).toBe(0);
    const ids = arrivals.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(1);
    expect(arrivals.every((each) => isSigned(each, secret ?? ""))).toBe(true);
    status = 200;
    allowed(await resendDelivery(await lead(), "unit", id, ids[0] ?? ""));
    expect(await send()).toBe(1);
    expect((await deliveries(id))[0]).toMatchObject({ attempts: 1, status: 200, problem: null });
  });

  it("is not followed to another address, and 410 switches its webhook off", async () => {
    const { id } = await add();
    allowed(await testWebhook(await lead(), "unit", id));
    status = 302;
    await send();
    expect((await deliveries(id))[0]).toMatchObject({ status: 302, problem: "moved" });
    status = 410;
    clock.advance(minute);
    await send();
    const { hook } = allowed(await showWebhook(await lead(), "unit", id));
    expect(hook).toMatchObject({ disabledAt: clock.now(), problem: "gone" });
  });

  it("is attempted by one of several processes", async () => {
    const { id } = await add();
    for (let i = 0; i < 5; i++) allowed(await testWebhook(await lead(), "unit", id));
    const sent = await Promise.all([send(), send(), send()]);
    expect(sent.reduce((a, b) => a + b, 0)).toBe(5);
    expect(new Set(arrivals.map(({ headers }) => headers["webhook-id"])).size).toBe(5);
  });
});

describe("what was sent long ago", () => {
  it("is deleted, but for the last of each kind, from which numbers and answers go on", async () => {
    const { id } = await add("https://hooks.example/old");
    for (let i = 0; i < 3; i++) allowed(await testWebhook(await lead(), "unit", id));
    await send();
    await tellAnswers(house);
    await send();
    const before = await deliveries(id);
    expect(before).toHaveLength(4);
    clock.advance(30 * day - 1);
    await purgeWebhooks(house);
    expect(await deliveries(id)).toHaveLength(4);
    clock.advance(1);
    status = 500;
    allowed(await testWebhook(await lead(), "unit", id));
    await purgeWebhooks(house);
    const kept = await deliveries(id);
    expect(kept.map(({ eventType }) => eventType)).toEqual([
      "webhook.test",
      "staffing.answer.changed",
    ]);
    expect(kept[0]?.sequence).toBe((before[0]?.sequence ?? 0) + 1);
    // The answer is no other: nothing is told as if for the first time.
    expect((await tellAnswers(house)).told).toBe(0);
  });
});

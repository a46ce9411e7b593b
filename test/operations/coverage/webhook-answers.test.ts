import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { isTurn, UnitEvent } from "#app/domain/coverage/gap/event.ts";
import { day, hour, later, minute } from "#app/domain/time/instant.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import {
  addWebhook,
  resendDelivery,
} from "#app/operations/coverage/webhook/keep-webhooks.server.ts";
import { sendWebhooks } from "#app/operations/coverage/webhook/send-webhooks.server.ts";
import { showWebhook } from "#app/operations/coverage/webhook/show-webhooks.server.ts";
import { answerMemory, tellAnswers } from "#app/operations/coverage/webhook/tell-answers.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { allowed, refusal } from "../people/world.ts";
import { allBut, gapWorld } from "./gap-world.ts";

/** A unit with a webhook whose receiver takes what it is sent, or not. */
async function listening() {
  const { house: plain, clock } = await freshHouse();
  const world = await gapWorld(plain, clock);
  const arrivals: string[] = [];
  const receiver = { takes: true };
  const webhooks: House["webhooks"] = {
    faultOf: () => null,
    secretOf: () => "whsec_",
    async send({ body }) {
      if (!receiver.takes) return { ok: false, status: 500, fault: "not_ok" };
      arrivals.push(body);
      return { ok: true, status: 204 };
    },
  };
  const house = { ...plain, webhooks };
  const lead = async () => ({ ...(await world.asLead()), ...house, now: clock.now() });
  const wish = { id: uuidv7(), url: "https://hooks.example/answers" };
  allowed(await addWebhook(await lead(), world.code, wish));
  const heard = async () => {
    await sendWebhooks(house, () => 0.5);
    return arrivals.splice(0).map((body) => UnitEvent.strict().parse(JSON.parse(body)).data);
  };
  const deliveries = async () =>
    allowed(await showWebhook(await lead(), world.code, wish.id)).deliveries;
  return { house, clock, world, receiver, lead, id: wish.id, heard, deliveries };
}

it("tells a new webhook how the answer stands, then whenever the record turns it, and nothing meanwhile", async () => {
  const { house, clock, world, heard } = await listening();
  await world.publish(allBut([[-1, 5]]));
  const memory = answerMemory();
  await tellAnswers(house, memory);
  const asked = allowed(await answerCoverage(contextAs(house, system), { unitCode: "unit" }));
  const link = expect.stringMatching(/\/units\/unit$/);
  const { at, ledgerSeq } = asked;
  expect(await heard()).toEqual([{ unit: "unit", to: "no", at, ledgerSeq, link }]);
  clock.advance(minute);
  expect(await tellAnswers(house, memory)).toEqual({ units: 0, told: 0 });
  await world.publish(allBut([]));
  expect(await tellAnswers(house, memory)).toEqual({ units: 1, told: 1 });
  expect(await heard()).toMatchObject([{ from: "no", to: "yes" }]);
});

it("tells what time alone turned: a hand-over to which nobody comes, and a roster gone stale", async () => {
  const { house, clock, world, heard } = await listening();
  await world.publish(allBut([[2, 4]]));
  const memory = answerMemory();
  const after = async (ms: number) => {
    clock.moveTo(later(anchor, ms));
    await tellAnswers(house, memory);
    return (await heard()).map(({ from, to }) => [from, to]);
  };
  expect(await after(0)).toEqual([[undefined, "yes"]]);
  expect(await after(2 * hour - 1)).toEqual([]);
  expect(await after(2 * hour)).toEqual([["yes", "no"]]);
  expect(await after(4 * hour)).toEqual([["no", "yes"]]);
  expect(await after(7 * day)).toEqual([]);
  expect(await after(7 * day + 1)).toEqual([["yes", "unknown"]]);
});

it("is told by one of several processes, and by none whose clock is behind", async () => {
  const { house, clock, world, deliveries } = await listening();
  await world.publish(allBut([[2, 4]]));
  const all = await Promise.all([tellAnswers(house), tellAnswers(house), tellAnswers(house)]);
  expect(all.reduce((sum, { told }) => sum + told, 0)).toBe(1);
  clock.moveTo(later(anchor, 2 * hour));
  await tellAnswers(house);
  clock.moveTo(later(anchor, hour));
  await tellAnswers(house);
  const told = (await deliveries()).map(({ body }) => JSON.parse(body).data.to);
  expect(told).toEqual(["no", "yes"]);
});

it("takes an answer that knew less for no news", () => {
  const told = { to: "no", at: "2026-11-22T03:12:00Z", ledgerSeq: 7 } as const;
  const found = { ...told, to: "yes" } as const;
  expect(isTurn(found, told)).toBe(true);
  expect(isTurn({ ...found, ledgerSeq: 6 }, told)).toBe(false);
  expect(isTurn({ ...found, at: "2026-11-22T03:11:59.999Z" }, told)).toBe(false);
});

it("never sends an answer after a newer one, by itself or by hand", async () => {
  const { house, clock, world, receiver, lead, id, heard, deliveries } = await listening();
  await world.publish(allBut([[2, 4]]));
  receiver.takes = false;
  await tellAnswers(house);
  expect(await heard()).toEqual([]);
  clock.moveTo(later(anchor, 2 * hour));
  await tellAnswers(house);
  receiver.takes = true;
  expect((await heard()).map(({ to }) => to)).toEqual(["no"]);
  const [, first] = await deliveries();
  expect(first).toMatchObject({ problem: "overtaken", deliveredAt: null });
  const again = await resendDelivery(await lead(), "unit", id, first?.id ?? "");
  expect(refusal(again)).toBe("delivery_overtaken");
});

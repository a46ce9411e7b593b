import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { createWebhooks } from "#app/adapters/webhooks.server.ts";
import { day, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { type Context, contextAs, type House } from "#app/operations/context.server.ts";
import { addScreen } from "#app/operations/coverage/board/add-screen.server.ts";
import { revokeScreen } from "#app/operations/coverage/board/revoke-screen.server.ts";
import {
  addWebhook,
  disableWebhook,
  resendDelivery,
  rotateSecret,
  testWebhook,
} from "#app/operations/coverage/webhook/keep-webhooks.server.ts";
import { showWebhook } from "#app/operations/coverage/webhook/show-webhooks.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import {
  makeCalendar,
  revokeCalendar,
} from "#app/operations/roster/calendar/keep-calendars.server.ts";
import { showHeldFeed } from "#app/operations/roster/feed/show-unit-feeds.server.ts";
import {
  addFeed,
  confirmHeld,
  discardHeld,
  pullNow,
  stopFeed,
} from "#app/operations/roster/feed/tend-feed.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { planUndo, undoPublication } from "#app/operations/roster/undo-publication.server.ts";
import { rosterPublication } from "#db/schema/roster.ts";
import { freshHouse } from "#test/setup/house.ts";
import { network } from "./network.ts";

const fresh = await freshHouse();
const allow = ["rosters.example"];
const house: House = {
  ...fresh.house,
  settings: { ...fresh.house.settings, egressAllow: allow },
  webhooks: createWebhooks("a secret of this test", { allow }),
};
const net = await network(house);
const url = "https://rosters.example/a";
const [feed, hook, screen, calendar] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
let theirs: Context;
let ours: Context;
let publication = "";

async function leadOf(code: string): Promise<Context> {
  const unitId = await net.addUnit({ code, tier: "basic" });
  const id = await net.addLead(`Lead of ${code}`, unitId);
  return contextAs(house, await personActor(house, id));
}

beforeAll(async () => {
  [theirs, ours] = [await leadOf("theirs"), await leadOf("ours")];
  fresh.clock.advance(1_000);
  [theirs, ours] = [
    { ...theirs, now: fresh.clock.now() },
    { ...ours, now: fresh.clock.now() },
  ];
  const every = { source: "feed", everyMinutes: 15, daysAhead: 10 };
  const period = interval(later(theirs.now, day), later(theirs.now, 2 * day));
  const body = { source: "roster", kind: "pushed", period, raw: { rows: [], errors: [] } } as const;
  const done = [
    await addFeed(theirs, "theirs", { id: feed, url, ...every }),
    await addWebhook(theirs, "theirs", { id: hook, url }),
    await addScreen(theirs, "theirs", { id: screen, name: "Their screen", days: 10 }),
    await makeCalendar(theirs, { kind: "unit", unit: "theirs" }, calendar),
    await publishRoster(theirs, { unitCode: "theirs", ...body, reason: null }, null),
  ];
  expect(done.map((each) => each.ok)).toEqual(done.map(() => true));
  const [row] = await house.db.select({ id: rosterPublication.id }).from(rosterPublication);
  publication = row?.id ?? "";
});

type Attempt = readonly [string, () => Promise<{ readonly ok: boolean }>];
const every = { source: "feed", everyMinutes: 15, daysAhead: 10 };
const mine = { kind: "unit", unit: "ours" } as const;
const undo = () => ({ unitCode: "ours", publicationId: publication, reason: "x", expected: null });
const attempts: readonly Attempt[] = [
  ["stop a feed", () => stopFeed(ours, "ours", feed)],
  ["read a feed", () => pullNow(ours, "ours", feed)],
  ["confirm what a feed has", () => confirmHeld(ours, "ours", feed, "x")],
  ["discard what a feed has", () => discardHeld(ours, "ours", feed)],
  ["see what a feed has", () => showHeldFeed(ours, "ours", feed)],
  ["take over a feed", () => addFeed(ours, "ours", { id: feed, url, ...every })],
  ["replace a webhook's secret", () => rotateSecret(ours, "ours", hook)],
  ["switch a webhook off", () => disableWebhook(ours, "ours", hook)],
  ["try a webhook", () => testWebhook(ours, "ours", hook)],
  ["send by a webhook again", () => resendDelivery(ours, "ours", hook, uuidv7())],
  ["see a webhook", () => showWebhook(ours, "ours", hook)],
  ["disconnect a screen", () => revokeScreen(ours, "ours", { id: screen })],
  ["learn of a screen", () => addScreen(ours, "ours", { id: screen, name: "x", days: 1 })],
  ["revoke a calendar", () => revokeCalendar(ours, mine, calendar)],
  ["revoke a calendar as one's own", () => revokeCalendar(ours, { kind: "person" }, calendar)],
  ["plan to undo a publication", () => planUndo(ours, undo())],
  ["undo a publication", () => undoPublication(ours, undo())],
];

it.each(attempts)(
  "lets nobody %s of another unit under their own unit's name",
  async (_, attempt) => {
    expect((await attempt()).ok).toBe(false);
  },
);

it("lets nobody touch any of it under that unit's name either", async () => {
  expect((await stopFeed(ours, "theirs", feed)).ok).toBe(false);
  expect((await disableWebhook(ours, "theirs", hook)).ok).toBe(false);
  expect((await revokeScreen(ours, "theirs", { id: screen })).ok).toBe(false);
  const whose = { kind: "unit", unit: "theirs" } as const;
  expect((await revokeCalendar(ours, whose, calendar)).ok).toBe(false);
});

it("leaves all of it to those whose it is", async () => {
  expect(await stopFeed(theirs, "theirs", feed)).toMatchObject({ ok: true });
  expect(await disableWebhook(theirs, "theirs", hook)).toMatchObject({ ok: true });
  expect(await revokeScreen(theirs, "theirs", { id: screen })).toMatchObject({ ok: true });
  const whose = { kind: "unit", unit: "theirs" } as const;
  expect(await revokeCalendar(theirs, whose, calendar)).toMatchObject({ ok: true });
});

import type https from "node:https";
import { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { selfSigned } from "#app/commands/conformance/self-signed.ts";
import {
  day,
  formatInstant,
  hour,
  type Instant,
  later,
  minute,
  parseInstant,
} from "#app/domain/time/instant.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { changeShift } from "#app/operations/roster/change-shift.server.ts";
import { pullDueFeeds } from "#app/operations/roster/feed/keep-pulling-feeds.server.ts";
import type { Egress } from "#app/operations/roster/feed/read-feed.server.ts";
import { showHeldFeed, showUnitFeeds } from "#app/operations/roster/feed/show-unit-feeds.server.ts";
import {
  addFeed,
  confirmHeld,
  discardHeld,
  type NewFeed,
  stopFeed,
} from "#app/operations/roster/feed/tend-feed.server.ts";
import { mapWords } from "#app/operations/roster/mapping/map-words.server.ts";
import { listPublications } from "#app/operations/roster/publication-history.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";

const fresh = await freshHouse();
const { clock } = fresh;
const allowed = ["rosters.example"];
const house: House = {
  ...fresh.house,
  settings: { ...fresh.house.settings, egressAllow: allowed },
};
const net = await network(house);

/** What lies at each path, and what was asked for. */
const files = new Map<string, { body: string; type?: string; status?: number; etag?: string }>();
const asked: { path: string; etag: string | undefined; status: number }[] = [];
const { key, cert } = selfSigned();
const server = createServer({ key, cert }, ({ url = "", headers }, reply) => {
  const found = files.get(url);
  const same = found?.etag !== undefined && headers["if-none-match"] === found.etag;
  const status = !found ? 404 : same ? 304 : (found.status ?? 200);
  asked.push({ path: url, etag: headers["if-none-match"], status });
  const etag = found?.etag ? { ETag: found.etag } : {};
  reply.writeHead(status, { "Content-Type": found?.type ?? "text/csv", ...etag });
  reply.end(status === 200 ? found?.body : "");
});
/** As if the host were outside: the last step alone leads to this machine. */
const egress: Egress = {
  lookup: async () => [{ address: "9.9.9.9" }],
  request: ((url: URL, options: object, done: () => void) => {
    const { port } = server.address() as AddressInfo;
    const here = { host: "127.0.0.1", port, path: url.pathname, ca: cert, servername: "localhost" };
    return request({ ...options, ...here, lookup: undefined }, done);
  }) as typeof https.request,
};

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  await net.addPerson({ name: "Dr Ida Berg", registration: "GMC:1", external: ["ALS"] });
});
afterAll(() => {
  server.close();
});

const header = "registration,role,presence,start,end";
/** A calendar day so many days after the one on which the test began. */
const date = (days: number) => formatInstant(later(began, days * day)).slice(0, 10);
/** Ida by day, on so many days from tomorrow on. */
const roster = (days: number) =>
  [
    header,
    ...Array.from({ length: days }, (_, i) => {
      const on = date(i + 1);
      return `GMC:1,resident,on_site,${on}T08:00,${on}T20:00`;
    }),
  ].join("\n");

let began = clock.now();
let lead = "";
let units = 0;
let unit = "";
let path = "";
beforeEach(async () => {
  units += 1;
  unit = `feeds-${units}`;
  path = `/${unit}.csv`;
  began = clock.now();
  const id = await net.addUnit({ code: unit, tier: "basic", site: "one" });
  lead = await net.addLead(`Lead ${units}`, id);
});
// A feed that is left behind would be read by every later test.
afterEach(async () => {
  const left = await shown();
  if (left) await stopFeed(await asLead(), unit, left.id);
});
const ctx = () => contextAs(house, system);
const asLead = async () => contextAs(house, await personActor(house, lead));
async function add(change: Partial<NewFeed> = {}) {
  const feed = {
    ...{ id: uuidv7(), url: `https://rosters.example${path}?login=secret`, source: "feed" },
    ...{ everyMinutes: 15, daysAhead: 10 },
    ...change,
  };
  const done = await addFeed(await asLead(), unit, feed);
  return done.ok ? feed.id : done.refusal;
}
/** The feed is due, and read. */
async function pull() {
  const before = asked.length;
  await pullDueFeeds(house, egress);
  const own = asked.slice(before).filter((each) => each.path === path);
  return own.map((each) => each.status);
}
async function shown() {
  const found = await showUnitFeeds(await asLead(), unit);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value.feeds[0];
}
/** At noon, so many days after the one on which the test began. */
async function lifeSupport(days: number) {
  const when = parseInstant(`${date(days)}T11:00:00Z`) as Instant;
  const found = await answerCoverage(ctx(), { unitCode: unit, at: when });
  if (!found.ok) throw new Error(found.refusal.code);
  const rule = found.value.rules.find((each) => each.id === "B2");
  return [rule?.answer, ...new Set((rule?.reasons ?? []).map((each) => each.code))].join(" ");
}

describe("a feed", () => {
  it("publishes what it reads, and confirms it by 304 without a body", async () => {
    files.set(path, { body: roster(5), etag: '"one"' });
    await add();
    expect(await pull()).toEqual([200]);
    expect(await lifeSupport(2)).toBe("yes");
    expect(await shown()).toMatchObject({ problem: null, failures: 0 });
    const first = (await shown())?.confirmedAt ?? 0;
    clock.advance(16 * minute);
    expect(await pull()).toEqual([304]);
    expect(((await shown())?.confirmedAt ?? 0) - first).toBe(16 * minute);
    expect(await lifeSupport(2)).toBe("yes");
  });

  it("is not read before it is due, and by one process at a time", async () => {
    files.set(path, { body: roster(5) });
    await add();
    const before = asked.length;
    await Promise.all([pullDueFeeds(house, egress), pullDueFeeds(house, egress)]);
    expect(asked.slice(before).filter((each) => each.path === path)).toHaveLength(1);
    clock.advance(5 * minute);
    expect(await pull()).toEqual([]);
  });

  it("leaves the last good roster to age into unknown where it cannot be read", async () => {
    files.set(path, { body: roster(5) });
    await add();
    await pull();
    files.set(path, { body: "<!doctype html><title>Sign in</title>", type: "text/html" });
    clock.advance(16 * minute);
    expect(await pull()).toEqual([200]);
    expect(await shown()).toMatchObject({ problem: "is_a_page", failures: 1 });
    expect(await lifeSupport(2)).toBe("yes");
    clock.advance(hour);
    expect(await lifeSupport(2)).toBe("unknown roster_stale");
    files.set(path, { body: roster(5) });
    await pull();
    expect(await lifeSupport(2)).toBe("yes");
    expect(await shown()).toMatchObject({ problem: null, failures: 0 });
  });

  it("asks ever more seldom while it fails, at most an hour apart", async () => {
    await add();
    const pauses: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      await pull();
      const { nextTryAt = 0 } = (await shown()) ?? {};
      pauses.push((nextTryAt - house.clock.now()) / minute);
      clock.advance(nextTryAt - house.clock.now());
    }
    expect(await shown()).toMatchObject({ problem: "not_ok", failures: 9 });
    pauses.forEach((pause, i) => {
      const usual = Math.min(60, 2 ** i);
      expect(pause).toBeGreaterThanOrEqual(usual * 0.74);
      expect(pause).toBeLessThanOrEqual(usual * 1.26);
    });
  });

  it("is read anew where a word means something else since, or its reach has moved on", async () => {
    files.set(path, { body: roster(9), etag: '"one"' });
    await add();
    await pull();
    clock.advance(25 * hour);
    expect(await pull()).toEqual([200]);
    clock.advance(16 * minute);
    expect(await pull()).toEqual([304]);
    const word = { kind: "assignment", given: "X", meaning: "ignore", registration: null } as const;
    const rest = { role: null, presence: null, responseMinutes: null };
    await mapWords(ctx(), unit, [{ ...word, ...rest }]);
    clock.advance(16 * minute);
    expect(await pull()).toEqual([200]);
  });
});

it("waits with words that nobody explained, and is published once somebody did", async () => {
  const on = date(1).replace(/^20(\d\d)-(\d\d)-(\d\d)$/, "$2-$3-$1");
  files.set(path, { body: `Schedule\nAs of\n"Berg, Ida",11,1,"Day",201,2,${on},800,2000\n` });
  const id = (await add()) as string;
  await pull();
  expect(await shown()).toMatchObject({ problem: "words_unknown", confirmedAt: null });
  const held = await showHeldFeed(await asLead(), unit, id);
  if (!held.ok) throw new Error(held.refusal.code);
  const { matched } = held.value.file ?? {};
  expect(matched?.unmappedAssignments).toMatchObject([{ given: "Day", rows: 1 }]);
  expect(matched?.unmatchedNames).toMatchObject([{ given: "Berg, Ida (11)" }]);
  const none = { registration: null, role: null, presence: null, responseMinutes: null };
  const duty = { kind: "assignment", given: "Day", meaning: "use" } as const;
  const name = { kind: "name", given: "Berg, Ida (11)", meaning: "use" } as const;
  const words = [
    { ...none, ...duty, role: "resident", presence: "on_site" } as const,
    { ...none, ...name, registration: "GMC:1" } as const,
  ];
  expect(await mapWords(await asLead(), unit, words)).toMatchObject({ value: { changed: 2 } });
  clock.advance(2 * minute);
  await pull();
  expect(await shown()).toMatchObject({ problem: null, heldAt: null });
  expect(await lifeSupport(1)).toBe("yes");
});

describe("a shift put right by hand", () => {
  it("is taken back by the next reading, which says so until the feed says it too", async () => {
    files.set(path, { body: roster(5) });
    await add();
    await pull();
    const [start, end] = [`${date(2)}T08:00`, `${date(2)}T20:00`];
    const fields = { registration: "GMC:1", role: "resident", presence: "on_site", start, end };
    const [from, to] = [start, end].map((each) => parseInstant(`${each}+01:00`) as Instant);
    const instead = {
      ...({
        registration: "GMC:1",
        nameText: null,
        role: "resident",
        presence: "on_site",
      } as const),
      ...{ start: from!, end: to!, assignment: null },
    };
    const change = {
      ...{ unitCode: unit, source: "feed", reason: "Swapped", instead },
      row: { row: 1, fields: { ...fields, end: `${date(2)}T22:00` } },
    };
    expect(await changeShift(await asLead(), change)).toMatchObject({ ok: true });
    expect((await shown())?.undone).toEqual([]);
    // Nothing else of the feed changed: it is only confirmed once it is read with something new.
    files.set(path, { body: roster(6) });
    clock.advance(16 * minute);
    await pull();
    const taken = { change: "changed", who: "Dr Ida Berg", by: `Lead ${units}` };
    expect((await shown())?.undone).toMatchObject([taken]);
    const history = await listPublications(await asLead(), unit, () => ({ from: 0, size: 1 }));
    const start2 = formatInstant(from!);
    expect(history).toMatchObject({
      value: {
        lines: [
          {
            reason: `Read from the feed. Put right by hand before, it still says otherwise: GMC:1 on ${start2}`,
          },
        ],
      },
    });
    files.set(path, { body: roster(6).replaceAll(`${date(2)}T20:00`, `${date(2)}T22:00`) });
    clock.advance(16 * minute);
    await pull();
    expect((await shown())?.undone).toEqual([]);
  });
});

describe("what would empty the roster", () => {
  async function heldOf(body: string) {
    files.set(path, { body: roster(6) });
    const id = (await add()) as string;
    await pull();
    files.set(path, { body });
    clock.advance(16 * minute);
    await pull();
    return id;
  }

  it.each([
    ["nothing at all", header],
    ["more than half of the coming shifts gone", roster(2)],
  ])("is held for a person: %s", async (_, body) => {
    const id = await heldOf(body);
    expect(await shown()).toMatchObject({ problem: "would_empty", failures: 0 });
    expect(await lifeSupport(5)).toBe("yes");
    const held = await showHeldFeed(await asLead(), unit, id);
    if (!held.ok || !held.value.planned) throw new Error("nothing held");
    const { plan, planHash } = held.value.planned;
    expect(plan.counts.removed).toBeGreaterThan(plan.counts.unchanged);
    expect(await confirmHeld(await asLead(), unit, id, "another")).toMatchObject({
      refusal: { code: "plan_changed" },
    });
    const done = await confirmHeld(await asLead(), unit, id, planHash);
    expect(done).toMatchObject({ value: { committed: true, planHash } });
    expect(await lifeSupport(5)).toBe("no nobody_rostered");
    expect(await shown()).toMatchObject({ problem: null, heldAt: null });
  });

  it("ages while it waits, and changes nothing when it is discarded", async () => {
    const id = await heldOf(header);
    clock.advance(50 * minute);
    await pull();
    expect(await lifeSupport(2)).toBe("unknown roster_stale");
    expect(await discardHeld(await asLead(), unit, id)).toMatchObject({ ok: true });
    expect(await lifeSupport(2)).toBe("unknown roster_stale");
  });

  it("is not held again after it was discarded, while it says the same in other words", async () => {
    const id = await heldOf(roster(2));
    await discardHeld(await asLead(), unit, id);
    files.set(path, { body: `${roster(2)}\n\n` });
    clock.advance(day + hour);
    await pull();
    expect(await shown()).toMatchObject({ problem: "still_discarded", failures: 0 });
    expect(await lifeSupport(4)).toBe("unknown roster_stale");
    // Whoever thinks better of it finds it still.
    const again = await showHeldFeed(await asLead(), unit, id);
    expect(again).toMatchObject({ value: { planned: { plan: { counts: { unchanged: 2 } } } } });
    files.set(path, { body: roster(1) });
    clock.advance(16 * minute);
    await pull();
    expect(await shown()).toMatchObject({ problem: "would_empty" });
    files.set(path, { body: roster(6) });
    clock.advance(16 * minute);
    await pull();
    expect(await shown()).toMatchObject({ problem: null, heldAt: null });
    expect(await lifeSupport(4)).toBe("yes");
  });

  it("is not half of the shifts, which is a change like any other", async () => {
    await heldOf(roster(3));
    expect(await shown()).toMatchObject({ problem: null });
    expect(await lifeSupport(5)).toBe("no nobody_rostered");
  });
});

describe("an address", () => {
  it.each([
    ["https://other.example/x.csv", "feed_host_not_allowed", "other.example"],
    ["http://rosters.example/x.csv", "feed_not_https", "rosters.example"],
    ["rosters", "feed_not_an_address", ""],
  ])("is refused beside its field: %s", async (url, code, host) => {
    expect(await add({ url })).toMatchObject({ code, detail: { field: "url", host } });
  });

  it("is shown by its host alone, since the rest may hold a login", async () => {
    await add();
    expect((await shown())?.address).toBe("https://rosters.example/…");
    expect(JSON.stringify(await shown())).not.toContain("secret");
  });

  it("is asked no more once it is stopped, and can be taken up again", async () => {
    files.set(path, { body: roster(5) });
    const id = (await add()) as string;
    expect(await add()).toMatchObject({ code: "feed_source_taken" });
    await stopFeed(await asLead(), unit, id);
    expect(await pull()).toEqual([]);
    expect(await shown()).toBeUndefined();
    expect(typeof (await add())).toBe("string");
    expect(await pull()).toEqual([200]);
  });
});

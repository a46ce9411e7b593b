import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, expect, inject, it } from "vitest";
import { allow } from "#app/domain/result.ts";
import { day, hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { act, type Turn } from "#app/operations/act.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { readyLines } from "#app/operations/coverage/keep-lines-ready.server.ts";
import { listStaffing } from "#app/operations/coverage/list-staffing.server.ts";
import { staffingNow } from "#app/operations/coverage/staffing-desk.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { openHouse } from "#app/start.server.ts";
import { override, overrideEnd, ruleSetAdoption, unitState } from "#db/schema/coverage.ts";
import { credentialEvent } from "#db/schema/credential.ts";
import { factTables, workspaceTables } from "#db/schema/kinds.ts";
import { licence } from "#db/schema/people.ts";
import { person } from "#db/schema/person.ts";
import { feedCheck, unitProfile, unitSetting } from "#db/schema/roster.ts";
import { touchedUnitsSql } from "#db/store/coverage/touched-units.server.ts";
import { factsSql } from "#db/store/coverage-sql.server.ts";
import { touchedSql } from "#db/store/staffing-desk.server.ts";
import { anchor, houseOptions } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { network } from "./network.ts";

const { house, clock, url } = await freshHouse();
/** Another server process on the same record: it shares nothing but the database. */
const other = await openHouse(houseOptions(url, inject("folder")), { clock });
afterAll(() => other.close());
clock.moveTo(later(anchor, -30 * day));
const net = await network(house);
const token = await net.addToken(["staffing:read"]);
clock.moveTo(anchor);

const header = "registration,role,presence,start,end,response_minutes";
type Row = readonly [registration: string, role: string, presence?: string];

async function publish(
  unitCode: string,
  rows: readonly Row[],
  kind: "pulled" | "pushed" = "pushed",
) {
  const period = interval(later(anchor, -day), later(anchor, 4 * day));
  const at = (instant: Instant) => new Date(instant).toISOString();
  const fields = rows.map(([registration, role, presence = "on_site"], i) => ({
    row: i + 2,
    fields: { registration, role, presence, start: at(period.start), end: at(period.end) },
  }));
  const raw = { rows: fields, errors: [] } as never;
  const body = { unitCode, source: "roster", kind, period, raw, reason: header };
  const done = await publishRoster(contextAs(house, system), body, null);
  expect(done.ok && !("rows" in done.value)).toBe(true);
}

async function ask(code: string, from: House = house): Promise<{ answer: string; rules: Rule[] }> {
  const text = await staffingNow(from, token, code);
  if (text === null) throw new Error(`${code} was not answered`);
  return JSON.parse(text);
}
type Rule = { readonly id: string; readonly answer: string };

/** What the long way says: everything read again, nothing remembered. */
async function theLongWay(unitCode: string) {
  const found = await answerCoverage(contextAs(house, system), { unitCode });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

const machine = { kind: "machine", id: uuidv7(), name: "m", scopes: ["staffing:read"] } as const;

/** Every unit's line in the answer about all units. */
async function lines(from: House = house) {
  const found = await listStaffing(contextAs(from, { ...machine, unitIds: null }), {});
  if (!found.ok) throw new Error(found.refusal.code);
  return new Map(found.value.units.map((line) => [line.code, line]));
}

/** What a line says of an answer given at length. */
function lineOf(answer: Awaited<ReturnType<typeof theLongWay>>) {
  const isOpen = (rule: { severity: string; answer: string }) =>
    rule.severity === "block" && (rule.answer === "no" || rule.answer === "unknown");
  const unmet = answer.rules.filter(isOpen).map(({ id }) => id);
  return { answer: answer.answer, holdsUntil: answer.holdsUntil, unmet };
}

const enter = async (work: (turn: Turn) => Promise<void>) => {
  const done = await act(contextAs(house, system), "unit.create", {}, async (turn) => {
    await work(turn);
    return allow();
  });
  expect(done.ok).toBe(true);
};

await net.addUnit({ code: "north", tier: "basic", site: "north" });
await net.addUnit({ code: "south", tier: "basic", site: "south" });
const twice = "GMC:1";
await net.addPerson({ name: "Dr Two Places", registration: twice, external: ["ALS"] });

it("says to the letter what the long way says, also when only time has passed", async () => {
  await publish("north", [[twice, "resident"]]);
  await publish("south", [[twice, "resident"]], "pulled");
  const doubt: string[] = [];
  for (const minutes of [0, 30, 59, 60, 120, 600, 1_500]) {
    clock.moveTo(later(anchor, minutes * minute + 1));
    const text = await staffingNow(house, token, "north");
    expect(text).toBe(JSON.stringify(await theLongWay("north")));
    doubt.push((await ask("north")).rules.find((rule) => rule.id === "B2")?.answer ?? "");
  }
  // After an hour nobody knows any more whether the other hospital still has them on site.
  expect(doubt).toEqual(["no", "no", "no", "unknown", "unknown", "unknown", "unknown"]);
});

it("looks at every table that an answer is read from when it asks whether one still stands", () => {
  const named = new Set(
    [...factsSql("eligible").matchAll(/(?:from|join) ([a-z_]+)\b/g)].map(([, n]) => n),
  );
  // Units never change, and entries are what is asked about.
  const tables = [...factTables, ...workspaceTables].filter(
    (name) => named.has(name) && name !== "unit" && name !== "ledger_entry",
  );
  expect(tables.length).toBe(19);
  expect(tables.filter((name) => !new RegExp(`join ${name}\\b`).test(touchedSql))).toEqual([]);
  // A line tells neither names nor overrides.
  const silent = ["person", "override", "override_end"];
  const inLine = tables.filter((name) => !silent.includes(name));
  const isAsked = (name: string) => new RegExp(`(from|join) ${name}\\b`).test(touchedUnitsSql);
  expect(inLine.filter((name) => !isAsked(name))).toEqual([]);
});

it("gives no kept answer or line once anything that it rests on was added", async () => {
  const [only, third] = ["GMC:2", "GMC:3"];
  const [hub, unitId] = [
    await net.addUnit({ code: "hub", tier: "advanced" }),
    await net.addUnit({ code: "many", tier: "intermediate", services: ["va_ecmo_service"] }),
  ];
  const id = await net.addPerson({ name: "Dr Only", registration: only, external: ["ALS"] });
  const held = await net.credentialFor(id, "CRED-HEM");
  await publish("many", [[only, "attending"]]);
  const declared = uuidv7();
  const row = () => ({ id: uuidv7(), unitId });
  const during = (now: Instant) => ({ startsAt: later(now, -hour), endsAt: later(now, hour) });
  const changes: Record<string, () => Promise<unknown>> = {
    profile: () =>
      enter(async ({ tx, now, record }) => {
        const profile = { tier: "advanced", services: ["va_ecmo_service"], startsAt: now };
        await tx.insert(unitProfile).values({ ...row(), ...profile, entrySeq: await record({}) });
      }),
    setting: () =>
      enter(async ({ tx, record }) => {
        const settings = { contact: "+49 30 99" };
        await tx.insert(unitSetting).values({ ...row(), settings, entrySeq: await record({}) });
      }),
    adoption: () =>
      enter(async ({ tx, now, record }) => {
        const adopted = { ruleSet: "standards", version: "2026-2", effectiveAt: now };
        const entrySeq = await record({});
        await tx.insert(ruleSetAdoption).values({ ...row(), ...adopted, entrySeq });
      }),
    state: () =>
      enter(async ({ tx, now, record }) => {
        const state = { ecmoPatients: 3, bedsOccupied: 9, validUntil: later(now, hour) };
        await tx.insert(unitState).values({ ...row(), ...state, entrySeq: await record({}) });
      }),
    override: () =>
      enter(async ({ tx, now, record }) => {
        const given = { doctorId: id, reason: "Nobody else", ...during(now) };
        await tx
          .insert(override)
          .values({ id: declared, unitId, ...given, entrySeq: await record({}) });
      }),
    "its early end": () =>
      enter(async ({ tx, now, record }) => {
        const end = { overrideId: declared, endedAt: now, endedBy: id };
        await tx.insert(overrideEnd).values({ ...row(), ...end, entrySeq: await record({}) });
      }),
    check: () =>
      enter(async ({ tx, record }) => {
        const check = { source: "roster", outcome: "confirmed" };
        await tx.insert(feedCheck).values({ ...row(), ...check, entrySeq: await record({}) });
      }),
    hub: () => net.agreeHub(unitId, hub),
    "roster of the hub": () => publish("hub", [[only, "attending", "on_call"]]),
    appointment: () => net.appoint(id, unitId, "ecmo_director"),
    privilege: () => net.grantPrivilege(id, unitId, "va-ecmo-cannulation"),
    "own credential": () => net.credentialFor(id, "CRED-MCS"),
    suspension: () =>
      enter(async ({ tx, now, record }) => {
        const event = { kind: "suspended", reason: "concern", effectiveAt: now };
        const entrySeq = await record({});
        await tx
          .insert(credentialEvent)
          .values({ id: uuidv7(), credentialId: held, ...event, entrySeq });
      }),
    licence: () =>
      enter(async ({ tx, now, record }) => {
        const of = { personId: id, jurisdiction: "DE", number: "2", startsAt: now };
        const how = { outcome: "unreadable", source: "register", checkedAt: now };
        const checkedBy = net.ids.registrar;
        const entrySeq = await record({});
        await tx.insert(licence).values({ id: uuidv7(), ...of, ...how, checkedBy, entrySeq });
      }),
    "a roster elsewhere": () => publish("south", [[only, "attending"]]),
    "that roster without them": () => publish("south", []),
    "who it names": () =>
      publish("many", [
        [only, "attending"],
        [third, "attending"],
      ]),
    "whose number that is": () => net.addPerson({ name: "Dr Third", registration: third }),
  };
  for (const [what, change] of Object.entries(changes)) {
    await ask("many");
    await lines();
    clock.advance(1_000);
    await change();
    const long = await theLongWay("many");
    expect(await staffingNow(house, token, "many"), what).toBe(JSON.stringify(long));
    expect((await lines()).get("many"), what).toMatchObject(lineOf(long));
  }
});

it("keeps an answer that nothing was added to, and dates it by the last entry", async () => {
  await ask("north");
  const before = await ask("north");
  await net.addPerson({ name: "Dr Elsewhere", registration: "GMC:77" });
  const after = await ask("north");
  expect(after).toEqual({ ...before, ledgerSeq: (before as unknown as Seq).ledgerSeq + 1 });
});
type Seq = { readonly ledgerSeq: number };

it("tells a corrected name within a minute", async () => {
  await net.addUnit({ code: "named", tier: "basic" });
  const id = await net.addPerson({ name: "Dr Old Name", registration: "GMC:8" });
  await publish("named", [["GMC:8", "attending"]]);
  await ask("named");
  await house.db.update(person).set({ name: "Dr New Name" }).where(eq(person.id, id));
  clock.advance(minute);
  expect(JSON.stringify(await ask("named"))).toContain("Dr New Name");
});

it("answers nobody who may not ask: that is said the long way", async () => {
  const elsewhere = await net.addUnit({ code: "walled", tier: "basic" });
  const narrow = await net.addToken(["staffing:read"], [elsewhere]);
  const wrong = await net.addToken(["roster:write"]);
  expect(await staffingNow(house, narrow, "walled")).toContain('"walled"');
  expect(await staffingNow(house, narrow, "north")).toBeNull();
  expect(await staffingNow(house, wrong, "north")).toBeNull();
  expect(await staffingNow(house, `${token}x`, "north")).toBeNull();
  expect(await staffingNow(house, token, "nowhere")).toBeNull();
});

it("knows what was done before the machine's clock was set back", async () => {
  const id = await net.addPerson({ name: "Dr Back", registration: "GMC:9" });
  const held = await net.credentialFor(id, "CRED-HEM");
  await net.addUnit({ code: "back", tier: "intermediate" });
  await publish("back", [["GMC:9", "attending"]]);
  const ofRule = async () => (await ask("back")).rules.find((rule) => rule.id === "I3")?.answer;
  clock.advance(hour);
  expect(await ofRule()).toBe("yes");
  await net.revoke(held);
  clock.moveTo(later(clock.now(), -hour / 2));
  expect(await ofRule()).toBe("no");
});

/** How each of these takes the only haematologist away from a unit. */
const losses: Record<string, (unitCode: string, credentialId: string) => Promise<unknown>> = {
  "a revocation": (_, credentialId) => net.revoke(credentialId),
  "a suspension": (_, credentialId) =>
    enter(async ({ tx, now, record }) => {
      const event = { kind: "suspended", reason: "concern", effectiveAt: now };
      const entrySeq = await record({});
      await tx.insert(credentialEvent).values({ id: uuidv7(), credentialId, ...event, entrySeq });
    }),
  "a roster without them": (unitCode) => publish(unitCode, []),
  "a roster at another site": (_unitCode, credentialId) =>
    publish("south", [[numberOf(credentialId), "attending"]]),
};
const numbers = new Map<string, string>();
const numberOf = (credentialId: string) => numbers.get(credentialId) ?? "";

it.each(Object.keys(losses))(
  "never says yes in an answer that began after %s was committed, on either of two processes",
  async (loss) => {
    let count = 0;
    for (const round of [1, 2, 3, 4, 5, 6]) {
      const code = `race-${Object.keys(losses).indexOf(loss)}-${round}`;
      const registration = `GMC:${code}`;
      await net.addUnit({ code, tier: "intermediate" });
      const id = await net.addPerson({ name: "Dr Race", registration });
      const held = await net.credentialFor(id, "CRED-HEM");
      numbers.set(held, registration);
      await publish(code, [[registration, "attending"]]);
      const ofRule = async (from: House) =>
        (await ask(code, from)).rules.find((rule) => rule.id === "I3")?.answer;
      const inLine = async (from: House) =>
        (await lines(from)).get(code)?.unmet.includes("I3") ? "no" : "yes";
      const said = async () =>
        Promise.all([house, other.house].flatMap((from) => [ofRule(from), inLine(from)]));
      expect(await said()).toEqual(["yes", "yes", "yes", "yes"]);
      let isCommitted = false;
      const late: (string | undefined)[] = [];
      const asking = [house, other.house].flatMap((from) =>
        Array.from({ length: 6 }, async () => {
          for (let i = 0; i < 12; i++) {
            const beganAfter = isCommitted;
            const answer = await (i % 3 === 0 ? inLine(from) : ofRule(from));
            if (beganAfter) late.push(answer);
          }
        }),
      );
      clock.advance(round);
      await losses[loss]?.(code, held);
      isCommitted = true;
      late.push(...(await said()));
      await Promise.all(asking);
      expect(new Set(late)).toEqual(new Set(["no"]));
      count += late.length;
    }
    expect(count).toBeGreaterThanOrEqual(24);
  },
);

it("judges all lines before they are asked for, and each next one shortly before it begins", async () => {
  // Past the entries that the clock, set back, lies before.
  clock.advance(hour);
  await publish("south", [[twice, "attending"]], "pulled");
  const units = (await lines(other.house)).size;
  expect(await readyLines(other.house)).toBe(0);
  const house = { ...other.house, db: Object.create(other.house.db) };
  expect(await readyLines(house)).toBe(units);
  // A pulled roster that nobody reads again is doubted after an hour: that line is judged ahead.
  clock.advance(57 * minute);
  const ahead = await readyLines(house);
  expect(ahead).toBeGreaterThan(0);
  expect(await readyLines(house)).toBe(0);
  clock.advance(4 * minute);
  expect(await readyLines(house)).toBe(0);
  for (const [code, line] of await lines(house)) {
    expect(line, code).toMatchObject(lineOf(await theLongWay(code)));
  }
});

it("lists every unit as each answers by itself, from memory or not, and after an act", async () => {
  const isRight = async () => {
    for (const [code, line] of await lines()) {
      expect(line, code).toMatchObject(lineOf(await theLongWay(code)));
    }
  };
  for (const step of [0, minute, 0, 5 * hour, 3 * day]) {
    clock.advance(step);
    await isRight();
  }
  await publish("north", []);
  await isRight();
});

import { expect, it } from "vitest";
import {
  day,
  formatInstant,
  hour,
  type Instant,
  later,
  parseInstant,
} from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { listStaffing } from "#app/operations/coverage/list-staffing.server.ts";
import { recordState } from "#app/operations/coverage/record-state.server.ts";
import { showCoverage } from "#app/operations/coverage/show-coverage.server.ts";
import { StaffingAnswer } from "#app/operations/coverage/staffing-answer.server.ts";
import { confirmRoster } from "#app/operations/roster/confirm-roster.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { licence } from "#db/schema/people.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { network } from "./network.ts";

const { house, clock } = await freshHouse();
clock.moveTo(later(anchor, -30 * day));
const net = await network(house);
clock.moveTo(later(anchor, -day));
const ctx = () => contextAs(house, system);
const at = (text: string) => parseInstant(text) as Instant;

let number = 0;
const registration = () => `GMC:${++number}`;
const header = "registration,role,presence,start,end,response_minutes";

function publish(unitCode: string, rows: readonly string[], days = 7) {
  const period = interval(later(anchor, -day), later(anchor, days * day));
  return publishAs(unitCode, "pushed", rows, period);
}

async function publishAs(
  unitCode: string,
  kind: "pushed" | "uploaded",
  rows: readonly string[],
  period: Interval,
) {
  const raw = readRoster("text/csv", new TextEncoder().encode([header, ...rows].join("\n")));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const place = { unitCode, source: "roster", kind };
  const done = await publishRoster(ctx(), { ...place, period, raw, reason: "test" }, null);
  if (!done.ok) throw new Error(done.refusal.code);
  if ("rows" in done.value) throw new Error(JSON.stringify(done.value.rows));
  return done.value;
}

async function ask(unitCode: string, when: { at?: Instant; knownAt?: Instant } = {}) {
  const found = await answerCoverage(ctx(), { unitCode, ...when });
  if (!found.ok) throw new Error(found.refusal.code);
  // Whatever is answered fits the published contract, with nothing besides.
  expect(StaffingAnswer.strict().parse(found.value)).toEqual(found.value);
  return found.value;
}
const ruleOf = (answer: StaffingAnswer, id: string) => answer.rules.find((rule) => rule.id === id);

it("says no for a general unit with VA-ECMO and no cardiology cover, by the guard", async () => {
  const unitId = await net.addUnit({ code: "general", services: ["va_ecmo_service"] });
  const reg = registration();
  await net.addPerson({ name: "Dr Ida Intensivist", registration: reg, external: ["EXT-ICM"] });
  await publish("general", [`${reg},intensivist,on_site,2026-11-21T00:00,2026-11-27T08:00,`]);
  const answer = await ask("general");
  expect(answer.answer).toBe("no");
  expect(answer.ruleSets).toEqual([{ id: "ecmo-guard", version: "2026-1" }]);
  expect(ruleOf(answer, "G1")).toMatchObject({ answer: "no", metBy: [] });
  expect(
    ruleOf(answer, "G1")
      ?.reasons.map((each) => each.detail)
      .join(" "),
  ).toContain("on duty");
  expect(ruleOf(answer, "G4")?.reasons[0]).toMatchObject({ code: "condition_unknown" });
  expect(unitId).toBeTruthy();
});

it("asks for an ECMO physician only while the unit reports a patient on ECMO", async () => {
  const counts = { unitCode: "general", bedsOccupied: null };
  const validUntil = later(clock.now(), 6 * hour);
  await recordState(ctx(), { ...counts, ecmoPatients: 0, validUntil });
  expect(ruleOf(await ask("general"), "G4")?.answer).toBe("not-applicable");
  clock.advance(1_000);
  await recordState(ctx(), { ...counts, ecmoPatients: 1, validUntil });
  expect(ruleOf(await ask("general"), "G4")?.answer).toBe("no");
  expect(ruleOf(await ask("general", { at: validUntil }), "G4")?.reasons[0]?.code).toBe(
    "condition_unknown",
  );
});

it("shows a revocation in the very next answer, and not in one as known before", async () => {
  const unitId = await net.addUnit({ code: "haem", tier: "intermediate" });
  const reg = registration();
  const person = await net.addPerson({ name: "Dr Hana Heller", registration: reg });
  const held = await net.credentialFor(person, "CRED-HEM");
  await publish("haem", [`${reg},attending,on_call,2026-11-21T00:00,2026-11-25T08:00,20`]);
  clock.advance(1_000);
  expect(ruleOf(await ask("haem"), "I3")).toMatchObject({ answer: "yes", metBy: [person] });
  const before = clock.now();
  clock.advance(1_000);
  const revoked = clock.now();
  await net.revoke(held);
  const after = ruleOf(await ask("haem"), "I3");
  expect(after?.answer).toBe("no");
  expect(after?.reasons[0]).toMatchObject({
    code: "credential_revoked",
    practitioner: person,
    credential: held,
    detail: expect.stringContaining("Dr Hana Heller"),
  });
  expect(ruleOf(await ask("haem", { knownAt: before }), "I3")?.answer).toBe("yes");
  // Who asks what was known at the very millisecond of an entry knows of it.
  clock.advance(5_000);
  const known = async (knownAt: Instant) => ruleOf(await ask("haem", { knownAt }), "I3")?.answer;
  expect(await known(revoked)).toBe("no");
  expect(await known(later(revoked, -1))).toBe("yes");
  expect(unitId).toBeTruthy();
});

it("does not know of somebody whose licence could not be read at its source", async () => {
  await net.addUnit({ code: "licensed", tier: "basic" });
  const reg = registration();
  const given = { registration: reg, external: ["ALS"], licensed: false };
  const personId = await net.addPerson({ name: "Dr Vera Vague", ...given });
  await publish("licensed", [`${reg},resident,on_site,2026-11-21T00:00,2026-11-25T08:00,`]);
  expect(ruleOf(await ask("licensed"), "B2")?.reasons[0]?.code).toBe("licence_not_active");
  clock.advance(1_000);
  await house.db.insert(licence).values({
    ...{ id: net.ids.second, personId, jurisdiction: "DE", number: "1", outcome: "unreadable" },
    ...{ startsAt: later(anchor, -300 * day), source: "register", checkedBy: net.ids.registrar },
    ...{ checkedAt: clock.now(), entrySeq: 1 },
  });
  const found = ruleOf(await ask("licensed"), "B2");
  expect(found).toMatchObject({ answer: "unknown", reasons: [{ code: "source_unreadable" }] });
});

it("counts somebody on site in two hospitals at once in neither", async () => {
  await net.addUnit({ code: "north", tier: "basic", site: "north" });
  await net.addUnit({ code: "south", tier: "basic", site: "south" });
  const reg = registration();
  await net.addPerson({ name: "Dr Two Places", registration: reg, external: ["ALS"] });
  const row = `${reg},resident,on_site,2026-11-21T00:00,2026-11-23T08:00,`;
  await publish("north", [row]);
  expect(ruleOf(await ask("north"), "B2")?.answer).toBe("yes");
  await publish("south", [row]);
  const answer = await ask("north");
  expect(ruleOf(answer, "B2")).toMatchObject({
    answer: "no",
    reasons: [{ code: "double_booked" }],
  });
  expect(answer.notices.map((each) => each.code)).toContain("double_booked");
  expect(answer.notices[0]?.detail).toContain("Dr Two Places");
});

it("lets a basic unit's hub meet its remote rule, while the agreement and the hub's roster last", async () => {
  const spoke = await net.addUnit({ code: "spoke", tier: "basic" });
  const hub = await net.addUnit({ code: "hub", tier: "advanced" });
  const [lead, card, als] = [registration(), registration(), registration()];
  const person = await net.addPerson({
    name: "Dr Lena Lead",
    registration: lead,
    external: ["BASE-CARD"],
    own: ["CRED-HEM", "CRED-STL"],
  });
  await net.addPerson({ name: "Dr Cardiologist", registration: card, external: ["BASE-CARD"] });
  await net.addPerson({ name: "Dr Resident", registration: als, external: ["ALS"] });
  await publish("spoke", [
    `${card},attending,on_call,2026-11-21T00:00,2026-11-25T08:00,20`,
    `${als},resident,on_site,2026-11-21T00:00,2026-11-25T08:00,`,
  ]);
  await publish("hub", [`${lead},attending,on_site,2026-11-21T00:00,2026-11-24T08:00,`], 3);
  expect(ruleOf(await ask("spoke"), "B4")?.answer).toBe("no");
  await net.agreeHub(spoke, hub);
  const answer = await ask("spoke");
  expect(ruleOf(answer, "B4")).toMatchObject({ answer: "yes", metBy: [person] });
  expect(answer).toMatchObject({ answer: "yes", holdsUntil: "2026-11-24T07:00:00Z" });
  const lena = answer.people.find((each) => each.name === "Dr Lena Lead");
  expect(lena?.shifts).toMatchObject([{ presence: "on_site", unit: "hub" }]);
  const own = answer.people.find((each) => each.name === "Dr Cardiologist");
  expect(own?.shifts[0]).not.toHaveProperty("unit");
  expect(await ask("spoke", { at: at("2026-11-25T06:00:00Z") })).toMatchObject({
    answer: "unknown",
  });
});

it("judges a hub's roster by how old the hub lets it be", async () => {
  const spoke = await net.addUnit({ code: "impatient", tier: "basic" });
  const settings = { defaultResponse: { "": 30 }, maxAgeMinutes: { pushed: 60 } };
  const hub = await net.addUnit({ code: "strict-hub", tier: "advanced", settings });
  const [lead, als] = [registration(), registration()];
  const own = ["CRED-HEM", "CRED-STL"];
  await net.addPerson({ name: "Dr Hub", registration: lead, external: ["BASE-CARD"], own });
  await net.addPerson({ name: "Dr Resident", registration: als, external: ["ALS"] });
  await publish("impatient", [`${als},resident,on_site,2026-11-21T00:00,2026-11-25T08:00,`]);
  await publish("strict-hub", [`${lead},attending,on_site,2026-11-21T00:00,2026-11-24T08:00,`], 3);
  await net.agreeHub(spoke, hub);
  expect(ruleOf(await ask("impatient"), "B4")?.answer).toBe("yes");
  const { holdsUntil } = await ask("impatient");
  const stale = later(clock.now(), hour + 1);
  expect(holdsUntil).toBe(formatInstant(stale));
  clock.moveTo(stale);
  const aged = ruleOf(await ask("impatient"), "B4");
  expect([aged?.answer, aged?.reasons[0]?.code]).toEqual(["unknown", "roster_stale"]);
  expect(ruleOf(await ask("impatient"), "B2")?.answer).toBe("yes");
});

it("judges a source's age by how it came last, at the bedside and in the calendar alike", async () => {
  const settings = { maxAgeMinutes: { uploaded: 60 } };
  await net.addUnit({ code: "both-ways", tier: "basic", settings });
  const reg = registration();
  await net.addPerson({ name: "Dr Both", registration: reg, external: ["ALS"] });
  const start = clock.now();
  const local = (hours: number) => formatInstant(later(start, hours * hour));
  const rows = (from: number, to: number) => [
    `${reg},resident,on_site,${local(from)},${local(to)},`,
  ];
  const weeks = (n: number) => later(start, n * 7 * day);
  await publish("both-ways", rows(1, 100), 7);
  clock.advance(1_000);
  const later20 = interval(weeks(3), weeks(4));
  await publishAs("both-ways", "uploaded", rows(510, 550), later20);
  clock.advance(2 * hour);
  const now = clock.now();
  const alone = (await ask("both-ways")).rules.find(({ id }) => id === "B2")?.reasons[0]?.code;
  expect(alone).toBe("roster_stale");
  const over = { unitCode: "both-ways", from: now, to: weeks(4), knownAt: now };
  const seen = await showCoverage(ctx(), over);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const bedside = await ask("both-ways");
  expect(seen.value.stretches[0]).toMatchObject({ answer: bedside.answer });
  expect(seen.value.stretches[0]?.unmet).toContain("B2");
});

it("turns unknown when nobody has confirmed the roster for a week, and heals only later knowledge", async () => {
  await net.addUnit({ code: "quiet", tier: "basic" });
  const reg = registration();
  await net.addPerson({ name: "Dr Quiet", registration: reg, external: ["ALS"] });
  const published = clock.now();
  const rows = [0, 1].map(
    (week) => `${reg},resident,on_site,2026-11-${21 + week * 7}T00:00,2026-11-${28 + week}T00:00,`,
  );
  await publish("quiet", rows, 30);
  const onSite = async (when: { at?: Instant; knownAt?: Instant } = {}) =>
    ruleOf(await ask("quiet", when), "B2");
  expect((await onSite({ at: at("2026-11-27T12:00:00Z") }))?.answer).toBe("yes");
  const stale = later(published, 7 * day + 1);
  clock.moveTo(later(stale, -1));
  expect((await ask("quiet")).data.staleAfter).toBe(formatInstant(clock.now()));
  expect((await onSite())?.answer).toBe("yes");
  clock.moveTo(stale);
  const aged = await onSite();
  expect(aged?.answer).toBe("unknown");
  expect(aged?.reasons[0]?.code).toBe("roster_stale");
  clock.advance(1_000);
  expect((await confirmRoster(ctx(), { unitCode: "quiet", source: "roster" })).ok).toBe(true);
  expect((await onSite({ at: stale }))?.answer).toBe("yes");
  expect((await onSite({ at: stale, knownAt: stale }))?.answer).toBe("unknown");
});

it("lists every unit with the answer that each gives on its own", async () => {
  const when = { at: at("2026-11-23T01:00:00Z"), knownAt: clock.now() };
  const list = await listStaffing(ctx(), when);
  // The portal itself is not on the list of those who may list; a machine is.
  expect(list.ok).toBe(false);
  const machine = {
    kind: "machine",
    id: net.ids.registrar,
    name: "m",
    scopes: ["staffing:read"],
    unitIds: null,
  } as const;
  const seen = await listStaffing(contextAs(house, machine), when);
  if (!seen.ok) throw new Error(seen.refusal.code);
  expect(seen.value.units.length).toBe(11);
  for (const line of seen.value.units) {
    const alone = await ask(line.code, when);
    expect(line).toMatchObject({ answer: alone.answer, holdsUntil: alone.holdsUntil });
  }
});

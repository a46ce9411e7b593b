import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { hour, type Instant, minute, parseInstant } from "#app/domain/time/instant.ts";
import { contextAs, type House } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { declareOverride } from "#app/operations/coverage/override/declare-override.server.ts";
import { endOverride } from "#app/operations/coverage/override/end-override.server.ts";
import { reviewOverride } from "#app/operations/coverage/override/review-override.server.ts";
import {
  listOverrides,
  showOverride,
  unitOverrides,
} from "#app/operations/coverage/override/show-overrides.server.ts";
import { staffingNow } from "#app/operations/coverage/staffing-desk.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { openHouse } from "#app/start.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { houseOptions } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock, url } = await freshHouse();
/** Another server process on the same record: it shares nothing but the database. */
const other = await openHouse(houseOptions(url, inject("folder")), { clock });
afterAll(() => other.close());
const net = await network(house);
type Who = Awaited<ReturnType<typeof personActor>>;
const leads: Record<string, Who> = {};
const asLead = (name: string) => contextAs(house, leads[name]!);

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "basic" });
  const other = await net.addUnit({ code: "other", tier: "basic" });
  await net.addPerson({ name: "Dr Ida", registration: "GMC:1", external: ["ALS"] });
  for (const [name, unit] of [
    ["Ulla", ward],
    ["Uwe", ward],
    ["Otto", other],
  ] as const)
    leads[name] = await personActor(house, await net.addLead(name, unit));
  clock.advance(1_000);
});

const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const reason = "The cardiologist on call is stuck in the snow; Dr Ida stays on site.";
const declare = async (n: number, change: object = {}, who = "Ulla") => {
  const input = { id: id(n), doctor: "GMC:1", reason, hours: 12, ...change };
  const done = await declareOverride(asLead(who), "ward", input);
  clock.advance(1_000);
  return done.ok ? done.value : done.refusal.code;
};
const answer = async (when: { at?: Instant; knownAt?: Instant } = {}) => {
  const found = await answerCoverage(asLead("Ulla"), { unitCode: "ward", ...when });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
};
const end = async (n: number, who = "Ulla", ended = n + 200) => {
  const done = await endOverride(asLead(who), id(n), { id: id(ended) });
  return done.ok ? "ended" : done.refusal.code;
};
const review = async (n: number, who: string, review = n + 100) => {
  const input = { id: id(review), outcome: "justified" as const, words: "Nobody else could come." };
  const done = await reviewOverride(asLead(who), id(n), input);
  return done.ok ? "recorded" : done.refusal.code;
};

it("stands beside the answer with the doctor's name, and changes nothing in it", async () => {
  const before = await answer();
  expect(before).toMatchObject({ override: null });
  await declare(1);
  const after = await answer();
  expect(after.answer).toBe(before.answer);
  expect(after.rules).toEqual(before.rules);
  expect(after.override).toMatchObject({ doctor: { name: "Dr Ida" }, reason });
});

it("ends by itself", async () => {
  clock.advance(12 * hour);
  expect((await answer()).override).toBeNull();
});

it.each([
  ["lasts at most twelve hours", { hours: 12.5 }, "override_too_long"],
  ["lasts an hour at least", { hours: 0.5 }, "override_needs_hours"],
  ["names a doctor with a registration", { doctor: "GMC:404" }, "doctor_not_registered"],
  [
    "says nothing that tells who a patient is",
    { reason: "Patient ID 123456789 is on ECMO, we go on" },
    "free_text_identifies",
  ],
])("%s", async (_, change, code) => {
  expect(await declare(2, change)).toBe(code);
});

it("is declared by a lead of the unit alone", async () => {
  expect(await declare(3, {}, "Otto")).toBe("not_permitted");
});

it("is answered the same when it is sent twice", async () => {
  const first = await declare(4);
  expect(await declare(4)).toEqual(first);
  expect(await declare(4, { reason: "Something else altogether, really." })).toBe(
    "same_id_other_content",
  );
});

it("is reviewed by somebody else, once, after it has ended", async () => {
  await declare(5, { hours: 1 });
  expect(await review(5, "Uwe")).toBe("override_running");
  clock.advance(hour);
  expect(await review(5, "Ulla")).toBe("override_own");
  expect(await review(5, "Otto")).not.toBe("recorded");
  expect(await review(5, "Uwe")).toBe("recorded");
  expect(await review(5, "Uwe")).toBe("recorded");
  expect(await review(5, "Uwe", 206)).toBe("override_reviewed");
  const shown = await showOverride(asLead("Uwe"), id(5));
  expect(shown).toMatchObject({ value: { state: "reviewed", review: { by: "Uwe" } } });
});

it("waits in the lists of those who may review it, and is overdue after 72 hours", async () => {
  await declare(6, { hours: 1 });
  clock.advance(hour);
  const stateFor = async (who: string) => {
    const found = await listOverrides(asLead(who));
    if (!found.ok) throw new Error(found.refusal.code);
    return found.value.find((each) => each.id === id(6));
  };
  expect(await stateFor("Uwe")).toMatchObject({ state: "due", mayReview: true });
  expect(await stateFor("Ulla")).toMatchObject({ state: "due", mayReview: false });
  expect(await stateFor("Otto")).toBeUndefined();
  clock.advance(71 * hour + minute);
  expect(await stateFor("Uwe")).toMatchObject({ state: "overdue", mayReview: true });
  expect(await review(6, "Uwe")).toBe("recorded");
});

it("is shown to nobody from elsewhere", async () => {
  expect((await unitOverrides(asLead("Otto"), "ward")).ok).toBe(false);
  expect((await showOverride(asLead("Otto"), id(6))).ok).toBe(false);
});

it("ends early when that is recorded: once, by a lead of the unit, whoever declared it", async () => {
  await declare(7);
  expect(await end(7, "Otto")).toBe("not_permitted");
  expect(await review(7, "Uwe")).toBe("override_running");
  clock.advance(hour);
  expect(await end(7, "Uwe")).toBe("ended");
  expect(await end(7, "Uwe")).toBe("ended");
  expect(await end(7, "Ulla", 300)).toBe("override_ended");
  const shown = await showOverride(asLead("Uwe"), id(7));
  if (!shown.ok) throw new Error(shown.refusal.code);
  const { during, declaredUntil, reviewDueAt, ...line } = shown.value;
  expect(line).toMatchObject({ state: "due", ended: { by: "Uwe" }, mayEnd: false });
  expect(during.end).toBe(clock.now());
  expect(declaredUntil).toBe(during.start + 12 * hour);
  expect(reviewDueAt).toBe(during.start + 72 * hour);
  expect(await review(7, "Uwe")).toBe("recorded");
});

it("has no early end once it has ended by itself", async () => {
  await declare(8, { hours: 1 });
  clock.advance(hour);
  expect(await end(8)).toBe("override_ended");
});

it("stood beside every answer as known before its end was, and beside none after it", async () => {
  await declare(9);
  const between = clock.now();
  clock.advance(hour);
  expect(await end(9)).toBe("ended");
  const endedAt = clock.now();
  clock.advance(hour);
  expect((await answer()).override).toBeNull();
  expect((await answer({ at: endedAt })).override).toBeNull();
  const told = async (when: { at: Instant; knownAt: Instant }) => (await answer(when)).override;
  const before = await told({ at: between, knownAt: between });
  expect(parseInstant(before?.end ?? "")).toBe(between - 1_000 + 12 * hour);
  // Known later: it held then, up to its early end, and not from there on.
  const later = await told({ at: between, knownAt: clock.now() });
  expect(parseInstant(later?.end ?? "")).toBe(endedAt);
  expect(await told({ at: endedAt, knownAt: between })).toEqual(before);
});

it("is in no answer that began after its end was committed, on either of two processes", async () => {
  const token = await net.addToken(["staffing:read"]);
  const told = async (from: House) => {
    const text = await staffingNow(from, token, "ward");
    if (text === null) throw new Error("ward was not answered");
    return JSON.parse(text).override?.reason ?? null;
  };
  const houses = [house, other.house];
  for (const n of [10, 11, 12, 13]) {
    await declare(n);
    expect(await Promise.all(houses.map(told))).toEqual([reason, reason]);
    let isCommitted = false;
    const late: unknown[] = [];
    const asking = houses.flatMap((from) =>
      Array.from({ length: 5 }, async () => {
        for (let i = 0; i < 12; i++) {
          const beganAfter = isCommitted;
          const found = await told(from);
          if (beganAfter) late.push(found);
        }
      }),
    );
    clock.advance(n);
    expect(await end(n)).toBe("ended");
    isCommitted = true;
    late.push(...(await Promise.all(houses.map(told))));
    await Promise.all(asking);
    expect(new Set(late)).toEqual(new Set([null]));
    clock.advance(1_000);
  }
});

import { beforeAll, expect, it } from "vitest";
import { hour, minute } from "#app/domain/time/instant.ts";
import { contextAs } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { declareOverride } from "#app/operations/coverage/override/declare-override.server.ts";
import { reviewOverride } from "#app/operations/coverage/override/review-override.server.ts";
import {
  listOverrides,
  showOverride,
  unitOverrides,
} from "#app/operations/coverage/override/show-overrides.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
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
const answer = async () => {
  const found = await answerCoverage(asLead("Ulla"), { unitCode: "ward" });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
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

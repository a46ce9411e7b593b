import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { day, formatInstant, hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { changeSettings } from "#app/operations/coverage/change-settings.server.ts";
import { recordState } from "#app/operations/coverage/record-state.server.ts";
import { replay } from "#app/operations/coverage/replay/replay.server.ts";
import { adoptRules } from "#app/operations/coverage/rule-adopt.server.ts";
import { confirmRoster } from "#app/operations/roster/confirm-roster.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { entriesBefore } from "#db/store/ledger-entries.server.ts";
import { findUnit } from "#db/store/unit-lookup.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { figure, rule } from "#test/world/oracle/small-unit.ts";
import { network } from "./network.ts";

const { house, clock } = await freshHouse();
const start = later(anchor, -30 * day);
clock.moveTo(start);
const net = await network(house);
const ctx = () => contextAs(house, system);

/** The same story every time: a small generator of numbers, so that a failure can be looked at again. */
let seed = 20_261_122;
function upTo(most: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
}
const oneOf = <T>(all: readonly T[]): T => all[upTo(all.length)] as T;

const units = ["spoke", "hub", "far"] as const;
const roles = ["attending", "attending", "fellow", "not_counted"];
const sources = [
  { source: "roster", kind: "pushed" },
  { source: "feed", kind: "pulled" },
] as const;

/** Shifts of up to six people, the last of whom the record learns about late or never. */
async function publish() {
  const now = clock.now();
  const from = later(now, -upTo(12) * hour);
  const period = interval(from, later(now, (6 + upTo(72)) * hour));
  const rows = Array.from({ length: 6 }, () => {
    const begins = later(from, upTo(48) * hour);
    const presence = oneOf(["on_site", "on_site", "on_call"]);
    const response = presence === "on_site" ? "" : oneOf(["10", "30"]);
    const ends = later(begins, (2 + upTo(20)) * hour);
    const times = [begins, ends].map((at) => formatInstant(at));
    return [`GMC:${1 + upTo(6)}`, oneOf(roles), presence, ...times, response].join(",");
  });
  const text = ["registration,role,presence,start,end,response_minutes", ...rows].join("\n");
  const raw = readRoster("text/csv", new TextEncoder().encode(text));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const what = { unitCode: oneOf(units), ...oneOf(sources), period, raw, reason: "late" };
  // Overlaps and rows outside the period are refused; the story goes on without them.
  await publishRoster(ctx(), what, null);
}

const own = [
  rule("U1", {
    anyOf: ["BASE-CARD"],
    window: [{ weekdays: [1, 3, 6], from: "20:00", to: "06:30" }],
  }),
  rule("U2", {
    anyOf: ["CRED-STL"],
    presence: "on_call",
    responseMinutes: figure(20),
    when: { count: "ecmo_patients", above: 0 },
  }),
  rule("U3", { anyOf: ["ALS"], window: "service_hours", severity: "warn" }),
];

async function adopt(version: number) {
  const change =
    version % 3 === 2
      ? ({ kind: "remove", id: `U${1 + upTo(3)}` } as const)
      : ({ kind: "add", rules: [oneOf(own)] } as const);
  const effectiveAt = oneOf([null, later(clock.now(), upTo(30) * hour)]);
  const wish = { id: uuidv7(), unitCode: "spoke", change, effectiveAt };
  return (await adoptRules(ctx(), { ...wish, basedOn: String(version) })).ok;
}

function report() {
  const validUntil = later(clock.now(), upTo(20) * hour + minute);
  const counts = { ecmoPatients: oneOf([null, 0, 2]), bedsOccupied: oneOf([null, 12]) };
  return recordState(ctx(), { unitCode: "spoke", ...counts, validUntil });
}

function settle() {
  const serviceHours = oneOf([null, [{ weekday: 2, startsAt: "08:00", endsAt: "16:00" }]]);
  const maxAgeMinutes = { pulled: oneOf([30, 60, 300]), pushed: oneOf([600, 10_080]) };
  return changeSettings(ctx(), oneOf(units), { serviceHours, maxAgeMinutes }, "tried out");
}

async function story() {
  const spoke = await net.addUnit({ code: "spoke", tier: "basic", site: "north" });
  const hub = await net.addUnit({ code: "hub", site: "south" });
  await net.addUnit({ code: "far", tier: "basic", site: "west" });
  await net.agreeHub(spoke, hub);
  const held: string[] = [];
  const people: string[] = [];
  const join = async (number: number) => {
    const external = oneOf([["BASE-CARD", "ALS"], ["BASE-CARD"], ["ALS"]]);
    const registration = `GMC:${number}`;
    people.push(await net.addPerson({ name: `Dr ${number}`, registration, external }));
  };
  for (const number of [1, 2, 3]) await join(number);
  let version = 0;
  for (let i = 0; i < 150; i++) {
    clock.moveTo(later(clock.now(), (5 + upTo(420)) * minute + upTo(1_000)));
    const act = upTo(12);
    if (act < 4) await publish();
    else if (act < 7) await confirmRoster(ctx(), { unitCode: oneOf(units), source: "feed" });
    else if (act === 7) await report();
    else if (act === 8) version += (await adopt(version)) ? 1 : 0;
    else if (act === 9) await settle();
    else if (act === 10 && people.length < 5) await join(people.length + 1);
    else if (held.length > 2) await net.revoke(held.shift() ?? "");
    else held.push(await net.credentialFor(oneOf(people), "CRED-STL"));
  }
}

it("replays a busy unit as it was answered at each instant by what was known then, and as it is by what is known now", async () => {
  await story();
  const window = interval(later(start, minute), clock.now());
  const entries = await house.db.transaction((tx) => entriesBefore(tx, null, 1_000));
  for (const code of ["spoke", "far"]) {
    const { told, today: now } = await house.db.transaction(async (tx) => {
      const unit = await findUnit(tx, code);
      if (!unit) throw new Error(code);
      return replay(tx, house.content, unit, window, clock.now());
    });
    expect(told.length).toBeGreaterThan(60);
    const edges = [
      ...told.map((each) => each.start),
      ...entries.map(({ recordedAt }) => recordedAt),
    ];
    const aimed = fc
      .tuple(fc.constantFrom(...edges), fc.constantFrom(-1, 0, 1))
      .map(([edge, off]) => later(edge, off));
    const anywhere = fc.integer({ min: window.start, max: window.end - 1 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(aimed, aimed, anywhere), async (ms) => {
        fc.pre(window.start <= ms && ms < window.end);
        const at = ms as Instant;
        const asked = await answerCoverage(ctx(), { unitCode: code, at, knownAt: at });
        if (!asked.ok) throw new Error(asked.refusal.code);
        const found = told.find((each) => each.start <= at && at < each.end);
        const said = (rules: readonly SaidRule[]) =>
          rules.map(({ id, answer, reasons }) => [
            id,
            answer,
            ...reasons.map(({ code: why }) => why),
          ]);
        expect([found?.answer, said(found?.rules ?? [])], `${code} ${formatInstant(at)}`).toEqual([
          asked.value.answer,
          said(asked.value.rules),
        ]);
        const today = await answerCoverage(ctx(), { unitCode: code, at });
        if (!today.ok) throw new Error(today.refusal.code);
        const later = now.find((each) => each.start <= at && at < each.end);
        expect([
          later?.answer,
          ...(later?.rules ?? []).map(({ id, answer }) => [id, answer]),
        ]).toEqual([
          today.value.answer,
          ...today.value.rules.map(({ id, answer }) => [id, answer]),
        ]);
      }),
      { numRuns: 120, seed: 7 },
    );
  }
});

type SaidRule = {
  readonly id: string;
  readonly answer: string;
  readonly reasons: readonly { readonly code: string }[];
};

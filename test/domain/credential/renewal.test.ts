import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { statesOver } from "#app/domain/credential/lifecycle.ts";
import { type MaintenanceCase, maintenanceOf } from "#app/domain/credential/maintenance.ts";
import { type RenewalEvidence, renewalOf } from "#app/domain/credential/renewal.ts";
import { signatoriesOf } from "#app/domain/credential/renewal-dossier.ts";
import {
  renewalPhase,
  renewalTimes,
  renewedValidity,
} from "#app/domain/credential/renewal-times.ts";
import { stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { credentialDefinition } from "#app/domain/curriculum/release.ts";
import { day, type Instant, instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { rulesOf } from "#app/domain/training/evidence.ts";

const content = loadContent();
const rules = rulesOf(content, content.current.version);
const figures = { windowBeforeMonths: 6, graceAfterMonths: 6 };
const start = instant(Date.UTC(2025, 0, 31, 9));
const validity = interval(start, addMonths(start, 24));
const times = renewalTimes(validity, figures);
const code = "CRED-CAN";
const definition = credentialDefinition(rules.release, code);
const asked = (at: Instant) => ({ rules, definition, validity, times, at });

let made = 0;
function cannulation(performedAt: Instant, more: Partial<MaintenanceCase> = {}): MaintenanceCase {
  made += 1;
  return {
    id: `case-${String(made).padStart(4, "0")}`,
    activity: "va-ecmo-cannulation",
    role: "primary",
    performedAt,
    simulated: false,
    proctored: false,
    confirmerId: "head",
    outcome: "confirmed",
    ...more,
  };
}

const lineAt = (at: Instant, cases: MaintenanceCase[]) => {
  const lines = maintenanceOf(rules, definition, cases, { at, validity });
  const line = lines.find((each) => each.competency === "CIC-ECM-01");
  if (!line) throw new Error("no line");
  return line;
};
const inWindow = later(times.opensAt, 10 * day);

describe("maintenance", () => {
  it("counts confirmed cases of a rolling window, weighted by role, simulated ones up to the cap", () => {
    const at = inWindow;
    const back = (days: number, more?: Partial<MaintenanceCase>) =>
      cannulation(later(at, -days * day), more);
    const line = lineAt(at, [
      back(1),
      back(200),
      back(400),
      back(2, { outcome: null }),
      back(3, { outcome: "declined" }),
      back(4, { role: "observer" }),
      ...[5, 6, 7].map((days) => back(days, { simulated: true })),
    ]);
    expect(line).toMatchObject({ have: 4, need: 5, met: false, simulated: 2, waiting: 1 });
    expect(
      lineAt(
        at,
        [1, 2, 3, 4, 5].map((days) => back(days)),
      ).met,
    ).toBe(true);
  });

  it("says so when half of a period is over with less than half of the cases", () => {
    const begins = addMonths(validity.end, -12);
    const early = later(begins, 100 * day);
    const half = later(begins, 190 * day);
    const three = [1, 2, 3].map((days) => cannulation(later(begins, days * day)));
    expect(lineAt(early, []).behind).toBe(false);
    expect(lineAt(half, []).behind).toBe(true);
    expect(lineAt(half, three.slice(1)).behind).toBe(true);
    expect(lineAt(half, three).behind).toBe(false);
  });

  it("never falls when a confirmed case is added, and never goes beyond the cap by simulation", () => {
    const some = fc.array(
      fc.record({
        ago: fc.integer({ min: 0, max: 500 }),
        simulated: fc.boolean(),
        outcome: fc.constantFrom("confirmed" as const, "declined" as const, null),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 360 }), (all, ago) => {
        const cases = all.map(({ ago: days, ...more }) =>
          cannulation(later(inWindow, -days * day), more),
        );
        const before = lineAt(inWindow, cases);
        const after = lineAt(inWindow, [...cases, cannulation(later(inWindow, -ago * day))]);
        expect(after.have).toBeGreaterThanOrEqual(before.have);
        expect(before.simulated).toBeLessThanOrEqual(before.simulatedMax);
      }),
    );
  });
});

const complete = (at: Instant): RenewalEvidence => ({
  cases: rules.release.catalogue.activities.flatMap((activity) =>
    Array.from({ length: 60 }, (_, i) =>
      cannulation(later(at, -(i % 30) * day), {
        activity: activity.code,
        simulated: activity.kind === "simulation",
      }),
    ),
  ),
  records: [],
  statements: [
    {
      id: "s",
      unitId: "u",
      unitName: "Unit",
      statedBy: "head",
      statedAt: at,
      openRestriction: false,
    },
  ],
  held: [...definition.requires, ...definition.base].map((held) => ({ id: held, code: held })),
  suspended: false,
});

describe("a renewal", () => {
  it("asks for cases, learning, a unit head's statement, no restriction, and the parts", () => {
    expect(renewalOf(asked(inWindow), complete(inWindow)).missing).toBe(0);
    const without = (change: Partial<RenewalEvidence>) =>
      renewalOf(asked(inWindow), { ...complete(inWindow), ...change })
        .lines.filter((each) => !each.met)
        .map((each) => each.kind);
    expect(new Set(without({ cases: [] }))).toEqual(new Set(["maintenance", "learning"]));
    expect(without({ statements: [] })).toEqual(["statement"]);
    expect(without({ suspended: true })).toEqual(["restriction"]);
    expect(without({ held: [] })).toEqual(definition.requires.map(() => "held"));
    const [said] = complete(inWindow).statements;
    const restricted = said ? [{ ...said, openRestriction: true }] : [];
    expect(without({ statements: restricted })).toEqual(["restriction"]);
  });

  it("is open from six months before the end to six months after it, and then no more", () => {
    const at = (days: number, from: Instant) => renewalPhase(times, later(from, days * day));
    expect(at(-1, times.opensAt)).toBe("early");
    expect(at(0, times.opensAt)).toBe("open");
    expect(at(0, times.endsAt)).toBe("grace");
    expect(at(0, times.graceEndsAt)).toBe("over");
    const late = later(times.graceEndsAt, day);
    const missing = renewalOf(asked(late), complete(late)).lines.filter((each) => !each.met);
    expect(missing.map((each) => each.kind)).toContain("time");
  });

  it("restores what is short by three proctored cases, and then a local director signs as well", () => {
    const proctored = (n: number) =>
      Array.from({ length: n }, () => cannulation(later(times.opensAt, day), { proctored: true }));
    const others = complete(inWindow).cases.filter((each) =>
      ["va-ecmo-cannulation"].every((one) => one !== each.activity),
    );
    const feeds = (each: MaintenanceCase) =>
      rules.release.catalogue.activities
        .find((one) => one.code === each.activity)
        ?.competencies.includes("CIC-ECM-01");
    const rest = others.filter((each) => !feeds(each));
    const renewed = (n: number) =>
      renewalOf(asked(inWindow), { ...complete(inWindow), cases: [...rest, ...proctored(n)] });
    const short = (n: number) =>
      renewed(n).lines.find((each) => each.of === "CIC-ECM-01" && !each.met);
    expect(short(2)).toMatchObject({ kind: "restored", have: 2, need: 3 });
    expect(short(3)).toBeUndefined();
    expect(renewed(3).restored).toBe(true);
    expect(signatoriesOf(["committee", "programme_director"], true)).toContain("mcs_director");
    expect(signatoriesOf(definition.signOff, true)).toEqual(definition.signOff);
    expect(signatoriesOf(["committee", "programme_director"], false)).toHaveLength(2);
  });
});

const months = fc.integer({ min: 1, max: 60 });
const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }).map(instant);

it("never makes a gap while it is renewed in time, and loses nothing by being early", () => {
  fc.assert(
    fc.property(
      moment,
      months,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (from, length, part) => {
        const old = interval(from, addMonths(from, length));
        const signedAt = Math.floor(old.start + part * (old.end - old.start)) as Instant;
        const next = renewedValidity(old, length, signedAt);
        expect(next.start).toBe(old.end);
        const event = { kind: "issued" as const, recordedAt: old.start, reason: null };
        const held = [
          { id: "a", code, validity: old, events: [{ ...event, effectiveAt: old.start }] },
          { id: "b", code, validity: next, events: [{ ...event, effectiveAt: signedAt }] },
        ];
        const record = { own: held, external: [], entrustments: [] };
        const all = timelinesOf(record, { prerequisites: new Map(), renewal: figures });
        const counts = (at: Instant) => all.some((each) => stretchAt(each, at)?.counts === "yes");
        for (const at of [old.start, later(old.end, -1), old.end, later(next.end, -1)]) {
          expect(counts(at)).toBe(true);
        }
        expect(counts(next.end)).toBe(false);
      },
    ),
  );
});

it("never counts in its grace, whatever happened before", () => {
  const kinds = fc.constantFrom("suspended" as const, "reinstated" as const);
  const events = fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 900 })), { maxLength: 5 });
  fc.assert(
    fc.property(events, fc.integer({ min: 0, max: 400 }), (happened, after) => {
      const issued = [["issued" as const, 0] as const, ...happened].map(([kind, days]) => ({
        kind,
        effectiveAt: later(start, days * day),
        recordedAt: later(start, days * day),
        reason: null,
      }));
      const at = later(validity.end, after * day);
      const states = statesOver(validity, issued, figures);
      const state = states.find((each) => each.start <= at && at < each.end)?.state;
      expect(["in_grace", "expired", "suspended"]).toContain(state);
      const record = {
        own: [{ id: "a", code, validity, events: issued }],
        external: [],
        entrustments: [],
      };
      const [timeline] = timelinesOf(record, { prerequisites: new Map(), renewal: figures });
      expect(timeline && stretchAt(timeline, at)?.counts).toBe("no");
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alertPlan,
  alertStages,
  type GivenAlert,
  nextAlertAt,
  stageOf,
} from "#app/domain/coverage/gap/alert.ts";
import { type GapDecision, undecided } from "#app/domain/coverage/gap/decision.ts";
import type { RuleGap } from "#app/domain/coverage/gap/rule-gaps.ts";
import { h, hours } from "./small-world.ts";

const now = h(0);

function gap(start: number, end: number, more: Partial<RuleGap> = {}): RuleGap {
  return {
    ...hours(start, end),
    ...{ rule: "R", title: "R", severity: "block", index: 0, answer: "no", kinds: ["nobody"] },
    ...{ reasons: [{ code: "nobody_rostered" }], isCutAtStart: false, isCutAtEnd: false },
    ...more,
  };
}
const given = (start: number, end: number, stage: GivenAlert["stage"]): GivenAlert => ({
  ...{ id: `${start} ${stage}`, rule: "R", stage },
  ...hours(start, end),
});
const decided = (start: number, end: number, decision: GapDecision["decision"]): GapDecision => ({
  ...{ rule: "R", decision },
  during: hours(start, end),
});
const plan = (
  gaps: readonly RuleGap[],
  before: readonly GivenAlert[] = [],
  decisions: readonly GapDecision[] = [],
) => alertPlan({ gaps, decisions, given: before, now });
const stages = (...args: Parameters<typeof plan>) => plan(...args).due.map(({ stage }) => stage);

describe("a gap is told of", () => {
  it("at 30 d, 72 h, 24 h and 2 h before it begins, and not before", () => {
    const at = (start: number) => stageOf(gap(start, start + 12), h(start), now);
    expect([721, 720, 73, 72, 25, 24, 3, 2, -1].map(at)).toEqual([
      ...[null, "30d", "30d", "72h", "72h", "24h", "24h", "2h", "2h"],
    ]);
  });

  it("once at each stage, and at the nearest one alone where it turns up late", () => {
    expect(stages([gap(20, 32)])).toEqual(["24h"]);
    expect(stages([gap(20, 32)], [given(20, 32, "24h")])).toEqual([]);
    expect(stages([gap(2, 14)], [given(2, 14, "30d"), given(2, 14, "24h")])).toEqual(["2h"]);
    expect(plan([gap(2, 14)], [given(2, 14, "24h")]).due[0]?.isFirst).toBe(false);
  });

  it("anew where it became longer, and silently kept where it became shorter", () => {
    const longer = plan([gap(20, 40)], [given(20, 32, "24h")]);
    expect(longer).toMatchObject({ due: [{ stage: "24h", isFirst: true }], gone: ["20 24h"] });
    const shorter = plan([gap(20, 30)], [given(20, 32, "24h")]);
    expect(shorter).toMatchObject({ due: [], gone: [], moved: [{ end: h(30) }] });
  });

  it("once, though it has lasted since before anybody looked and has no end in sight", () => {
    const endless = gap(-24, 696, { isCutAtStart: true, isCutAtEnd: true });
    const [first] = plan([endless]).due;
    expect(first).toMatchObject({ stage: "2h", isFirst: true, ...hours(-24, 696) });
    const later = plan([endless], [given(-25, 695, "2h")]);
    const moved = [{ id: "-25 2h", end: h(696) }];
    expect(later).toEqual({ due: [], closed: [], gone: [], moved });
  });

  it("from 72 h on where only the roster is not published yet", () => {
    const ahead = { isCutAtEnd: true, reasons: [{ code: "roster_absent" as const }] };
    expect(stages([gap(200, 720, { ...ahead, answer: "unknown" })])).toEqual([]);
    expect(stages([gap(70, 720, { ...ahead, answer: "unknown" })])).toEqual(["72h"]);
  });
});

describe("a gap is closed", () => {
  it("when its rule is met at its beginning, or its time is over", () => {
    expect(plan([], [given(20, 32, "24h")]).closed).toEqual([
      { rule: "R", ...hours(20, 32), because: "met" },
    ]);
    expect(plan([], [given(-12, 0, "2h")]).closed).toMatchObject([{ because: "passed" }]);
    const rest = plan([gap(24, 32)], [given(20, 32, "24h")]);
    expect(rest.closed).toMatchObject([{ because: "met", ...hours(20, 32) }]);
    expect(rest.due).toMatchObject([{ stage: "24h", isFirst: true, ...hours(24, 32) }]);
  });

  it("not by a decision: that only keeps it quiet", () => {
    const quiet = plan(
      [gap(20, 32)],
      [given(20, 32, "72h")],
      [decided(20, 32, "covered_by_arrangement")],
    );
    expect(quiet).toEqual({ due: [], closed: [], gone: [], moved: [] });
  });
});

describe("a decision", () => {
  it("covers its rule and its interval, so that a gap that moved or grew is a new one", () => {
    const accepted = [decided(20, 32, "accepted_with_reason")];
    expect(undecided(gap(20, 32), accepted, now)).toEqual([]);
    expect(undecided(gap(22, 30), accepted, now)).toEqual([]);
    expect(undecided(gap(20, 40), accepted, now)).toEqual([hours(32, 40)]);
    expect(undecided(gap(20, 32, { rule: "S" }), accepted, now)).toEqual([hours(20, 32)]);
    expect(plan([gap(20, 40)], [], accepted).due).toMatchObject([hours(32, 40)]);
  });

  it("that promises to fill the shift holds until a day before the gap", () => {
    const promised = (start: number) => [decided(start, start + 12, "shift_will_be_filled")];
    expect(undecided(gap(25, 37), promised(25), now)).toEqual([]);
    expect(undecided(gap(24, 36), promised(24), now)).toEqual([hours(24, 36)]);
  });
});

it("tells nothing twice and everything once, however often it is looked", () => {
  const spans = fc.array(
    fc.record({ start: fc.integer({ min: 1, max: 700 }), length: fc.integer({ min: 1, max: 30 }) }),
    { maxLength: 4 },
  );
  const looks = fc.array(fc.integer({ min: 0, max: 730 }), { maxLength: 30 });
  fc.assert(
    fc.property(spans, looks, (wanted, at) => {
      const apart = [...wanted]
        .sort((a, b) => a.start - b.start)
        .filter((each, i, all) => i === 0 || each.start > all[i - 1]!.start + all[i - 1]!.length)
        .filter((each, i, all) => all.findIndex((one) => one.start === each.start) === i);
      let known: GivenAlert[] = [];
      const told: string[] = [];
      for (const time of [...at].sort((a, b) => a - b)) {
        const gaps = apart
          .filter((each) => each.start + each.length > time - 24)
          .map((each) => gap(each.start, each.start + each.length));
        const found = alertPlan({ gaps, decisions: [], given: known, now: h(time) });
        known = known.filter(({ id }) => !found.gone.includes(id));
        for (const { start, end, stage } of found.due) {
          told.push(`${start} ${stage}`);
          known.push({ id: `${start} ${stage}`, rule: "R", start, end, stage });
        }
        for (const each of apart) {
          const isComing = each.start > time && each.start - time <= 720;
          if (!isComing) continue;
          const stage = stageOf(gap(each.start, each.start + 1), h(each.start), h(time));
          expect(told).toContain(`${h(each.start)} ${stage}`);
        }
      }
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 300 },
  );
});

it("looks again when the next stage is reached, or a gap or an alert ends", () => {
  const asked = (gaps: RuleGap[], before: GivenAlert[] = [], decisions: GapDecision[] = []) =>
    nextAlertAt({ gaps, decisions, given: before, now });
  expect(asked([gap(20, 32)])).toBe(h(18));
  expect(asked([gap(1, 13)])).toBe(h(13));
  expect(asked([], [given(-5, 3, "2h")])).toBe(h(3));
  expect(asked([gap(20, 40)], [], [decided(20, 26, "accepted_with_reason")])).toBe(h(2));
  expect(asked([])).toBe(null);
  expect(alertStages).toHaveLength(4);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarShifts } from "#app/domain/roster/calendar.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import { h, hours, publication, row } from "../coverage/small-world.ts";

const week = hours(0, 168);
/** Publications of a week, or of a part of it, one hour apart. */
const published = (...all: (readonly [ReturnType<typeof row>[], ReturnType<typeof hours>?])[]) =>
  all.map(([rows, period = week], i) =>
    publication(rows, { entrySeq: i + 1, period, recordedAt: h(-100 + i) }),
  );
const told = (...all: Parameters<typeof published>) =>
  calendarShifts(published(...all)).map(({ during, sequence, isCancelled, changedAt }) => ({
    span: [(during.start - h(0)) / 3_600_000, (during.end - h(0)) / 3_600_000],
    sequence,
    isCancelled,
    since: (changedAt - h(-100)) / 3_600_000,
  }));
const night = row("ida", hours(20, 32));

describe("a shift in a calendar", () => {
  it("does not change because it is published again", () => {
    expect(told([[night]], [[night]], [[night]])).toEqual([
      { span: [20, 32], sequence: 0, isCancelled: false, since: 0 },
    ]);
  });

  it("keeps its key and rises when it changes, is taken away, and comes back", () => {
    const longer = row("ida", hours(20, 34));
    const states = [1, 2, 3, 4].map((n) => {
      const all: Parameters<typeof published> = [[[night]], [[longer]], [[]], [[night]]];
      return told(...all.slice(0, n))[0];
    });
    expect(states).toEqual([
      { span: [20, 32], sequence: 0, isCancelled: false, since: 0 },
      { span: [20, 34], sequence: 1, isCancelled: false, since: 1 },
      { span: [20, 34], sequence: 2, isCancelled: true, since: 2 },
      { span: [20, 32], sequence: 3, isCancelled: false, since: 3 },
    ]);
    const keys = calendarShifts(published([[night]], [[longer]], [[]])).map(({ key }) => key);
    expect(keys).toHaveLength(1);
  });

  it("is the same one by its reference, though it moves", () => {
    const moved = { reference: "S1", id: "x" };
    const found = told([[row("ida", hours(20, 32), moved)]], [[row("ida", hours(30, 40), moved)]]);
    expect(found).toEqual([{ span: [30, 40], sequence: 1, isCancelled: false, since: 1 }]);
  });

  it("is cut where a later publication says otherwise, and whole again over an edge of two", () => {
    expect(told([[night]], [[], hours(26, 60)])).toMatchObject([{ span: [20, 26], sequence: 1 }]);
    const [first, second] = [hours(0, 24), hours(24, 48)];
    expect(told([[night], first], [[night], second])).toMatchObject([{ span: [20, 32] }]);
  });

  it("is taken away by leave, and comes back when the leave does not hold", () => {
    const leave = row("ida", hours(0, 48), { role: "not_counted" });
    expect(told([[night, leave]])).toMatchObject([{ isCancelled: true, sequence: 1 }]);
    expect(told([[night, leave]], [[night]])).toMatchObject([{ isCancelled: false, sequence: 2 }]);
  });
});

it("is on duty exactly when the roster in force says so, whatever was published in what order", () => {
  const shift = fc.record({
    who: fc.constantFrom("ida", "omar"),
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 12 }),
  });
  const one = fc.record({
    shifts: fc.uniqueArray(shift, {
      maxLength: 4,
      selector: ({ who, start }) => `${who} ${start}`,
    }),
    from: fc.integer({ min: 0, max: 30 }),
    length: fc.integer({ min: 5, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), (all) => {
      const history = all.map(({ shifts, from, length }, i) =>
        publication(
          shifts.map((s, n) => row(s.who, hours(s.start, s.start + s.length), { id: `${i} ${n}` })),
          { entrySeq: i + 1, period: hours(from, from + length), recordedAt: h(i) },
        ),
      );
      const rows = rowsInForce(inForce(history));
      const shown = calendarShifts(history);
      for (const { assignment, during } of rows) {
        const own = shown.find(
          (each) =>
            each.assignment.registration === assignment.registration &&
            each.assignment.shift.start === assignment.shift.start,
        );
        expect(own?.isCancelled).toBe(false);
        expect(own && own.during.start <= during.start && during.end <= own.during.end).toBe(true);
      }
      for (const each of shown.filter(({ isCancelled }) => !isCancelled)) {
        const starts = rows.filter(({ assignment }) => {
          const { registration, shift: nominal } = each.assignment;
          const same = nominal.start === assignment.shift.start;
          return same && registration === assignment.registration;
        });
        expect(Math.min(...starts.map(({ during }) => during.start))).toBe(each.during.start);
        expect(Math.max(...starts.map(({ during }) => during.end))).toBe(each.during.end);
      }
      const before = calendarShifts(history.slice(0, -1));
      for (const was of before) {
        const is = shown.find(({ key }) => key === was.key);
        expect(is?.sequence).toBeGreaterThanOrEqual(was.sequence);
      }
    }),
    { numRuns: 400 },
  );
});

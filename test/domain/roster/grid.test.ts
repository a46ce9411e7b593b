import { expect, it } from "vitest";
import { gridLines } from "#app/domain/roster/grid.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { movedByDays, withoutDoubles } from "#app/domain/roster/week.ts";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const zone = "Europe/Berlin";
const at = (text: string) => parseInstant(text) as Instant;
const shift = (
  who: string,
  start: string,
  end: string,
  assignment: string | null = null,
): RosterShift => ({
  ...({ registration: who, nameText: null, role: "attending", presence: "on_site" } as const),
  shift: interval(at(start), at(end)),
  ...{ responseMinutes: 0, assignment, contact: null, reference: null },
});
const placed = (day: number, one: RosterShift) => ({ day, shift: { shift: one } });
const monday = shift("GMC:1", "2026-11-23T07:00:00Z", "2026-11-23T19:00:00Z");
const night = shift("GMC:2", "2026-11-23T19:00:00Z", "2026-11-24T07:00:00Z");
const names = (cells: readonly ({ shift: RosterShift } | null)[]) =>
  cells.map((cell) => cell?.shift.registration ?? null);

it("gives day and night a line each, and one cell never two shifts", () => {
  const tuesday = movedByDays(monday, 1, zone);
  const lines = gridLines(
    [
      placed(0, monday),
      placed(0, night),
      placed(1, tuesday),
      placed(1, movedByDays(night, 1, zone)),
    ],
    [],
    2,
    zone,
  );
  expect(lines.map(({ startMinute, endMinute }) => [startMinute, endMinute])).toEqual([
    [8 * 60, 20 * 60],
    [20 * 60, 8 * 60],
  ]);
  expect(lines.map(({ cells }) => names(cells))).toEqual([
    ["GMC:1", "GMC:1"],
    ["GMC:2", "GMC:2"],
  ]);
});

it("puts a shift at an unusual time into the nearest free line, and opens one where none is free", () => {
  const usual = [monday, movedByDays(monday, -1, zone)];
  const late = shift("GMC:3", "2026-11-23T09:00:00Z", "2026-11-23T19:00:00Z");
  const alone = gridLines(
    [placed(0, late)],
    usual.map((each) => movedByDays(each, -7, zone)),
    1,
    zone,
  );
  expect(alone.map(({ cells }) => names(cells))).toEqual([["GMC:3"]]);
  const both = gridLines([placed(0, monday), placed(0, late)], usual, 1, zone);
  expect(both.map(({ cells }) => names(cells))).toEqual([["GMC:1"], ["GMC:3"]]);
});

it("keeps lines open in which nobody stands yet", () => {
  const [line] = gridLines([], [monday, movedByDays(monday, 1, zone)], 3, zone);
  expect(line).toMatchObject({ startMinute: 480, endMinute: 1200, cells: [null, null, null] });
});

it("moves a night by the clock on the wall, so that it keeps its hours when the clock goes back", () => {
  const before = shift("GMC:1", "2026-10-17T18:00:00Z", "2026-10-18T06:00:00Z");
  const { shift: moved } = movedByDays(before, 7, zone);
  expect(moved).toEqual(interval(at("2026-10-24T18:00:00Z"), at("2026-10-25T07:00:00Z")));
});

it("adds nobody twice to the same assignment at once", () => {
  const longer = shift("GMC:1", "2026-11-23T10:00:00Z", "2026-11-23T21:00:00Z");
  const elsewhere = { ...longer, assignment: "Ward 3" };
  expect(withoutDoubles([longer, elsewhere], [monday])).toEqual([elsewhere]);
  expect(withoutDoubles([longer, monday], [])).toEqual([monday]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Attendance,
  dueFor,
  halfYearOf,
  mayActOn,
  presentMembers,
  takingPart,
} from "#app/domain/signoff/meeting.ts";
import { day, instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const fellow = { fellowshipId: "one", fellowId: "ida" };
const came = (memberId: string, entrySeq: number, isPresent = true): Attendance => ({
  memberId,
  entrySeq,
  isPresent,
});
const three = [came("a", 1), came("b", 2), came("c", 3)];

describe("who takes part", () => {
  it("is who came and has not left, as of any entry", () => {
    const attendance = [...three, came("a", 4, false)];
    expect(presentMembers(attendance)).toEqual(["b", "c"]);
    expect(presentMembers(attendance, 3)).toEqual(["a", "b", "c"]);
  });

  it("is neither the fellow nor who has a conflict about them, whenever it was declared", () => {
    const conflicts = [{ memberId: "b", fellowshipId: "one" }];
    const sitting = { attendance: [...three, came("ida", 4)], conflicts };
    expect(takingPart(sitting, fellow)).toEqual(["a", "c"]);
    expect(takingPart(sitting, { ...fellow, fellowshipId: "two" })).toEqual(["a", "b", "c"]);
  });

  it("never grows by a conflict, and lets nobody act below the quorum", () => {
    const members = fc.constantFrom("a", "b", "c", "d", "e");
    const attended = fc.array(fc.tuple(members, fc.boolean()), { maxLength: 12 });
    const declared = fc.array(members, { maxLength: 4 });
    fc.assert(
      fc.property(attended, declared, members, (lines, conflicted, extra) => {
        const attendance = lines.map(([memberId, isPresent], i) => came(memberId, i, isPresent));
        const about = (ids: readonly string[]) =>
          ids.map((memberId) => ({ memberId, fellowshipId: "one" }));
        const before = takingPart({ attendance, conflicts: about(conflicted) }, fellow);
        const sitting = { attendance, conflicts: about([...conflicted, extra]) };
        const after = takingPart(sitting, fellow);
        expect(after.every((each) => before.includes(each) && each !== extra)).toBe(true);
        for (const memberId of ["a", "b", "c", "d", "e"]) {
          const may = mayActOn(sitting, fellow, { memberId, quorum: 3 }).ok;
          expect(may).toBe(after.length >= 3 && after.includes(memberId));
        }
      }),
    );
  });
});

it("puts first on the agenda who waits longest, and marks who is due", () => {
  const start = parseInstant("2026-01-01T00:00:00Z") ?? instant(0);
  const now = later(start, 200 * day);
  const during = interval(start);
  const fellows = [
    { fellowshipId: "seen", during, lastFoundAt: later(start, 100 * day) },
    { fellowshipId: "never", during, lastFoundAt: null },
    { fellowshipId: "new", during: interval(later(start, 190 * day)), lastFoundAt: null },
  ];
  const due = dueFor(fellows, now, () => 6);
  expect(due.map((each) => [each.fellowshipId, each.isDue])).toEqual([
    ["never", true],
    ["seen", false],
    ["new", false],
  ]);
});

it("names the half-year by the local calendar", () => {
  const midnight = parseInstant("2026-06-30T22:30:00Z") ?? instant(0);
  expect(halfYearOf(midnight, "UTC")).toBe("2026-H1");
  expect(halfYearOf(midnight, "Europe/Berlin")).toBe("2026-H2");
});

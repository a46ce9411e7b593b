import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPage, maskedAddress, nextTry, wouldEmpty } from "#app/domain/roster/feed.ts";
import { planOf } from "#app/domain/roster/plan.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { hour, type Instant, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const now = 0 as Instant;

const random = fc.double({ min: 0, max: 0.999, noNaN: true });

describe("the next try", () => {
  it("comes in the feed's own rhythm while it can be read, never later", () => {
    fc.assert(
      fc.property(fc.constantFrom(5, 10, 15, 30), random, (every, r) => {
        const pause = nextTry(now, every, 0, r);
        expect(pause).toBeLessThanOrEqual(every * minute);
        expect(pause).toBeGreaterThan(every * minute * 0.74);
      }),
    );
  });

  it("comes ever later after failures, and at most an hour and a quarter later", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 20].map((failures) => nextTry(now, 15, failures, 0.5));
    expect(pauses.map((each) => each / minute)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(nextTry(now, 15, 50, 0.999)).toBeLessThanOrEqual(75 * minute);
  });
});

describe("a plan that would empty the roster", () => {
  const shift = (from: number): RosterShift => ({
    ...{ registration: "GMC:1", nameText: null, role: "attending", presence: "on_site" },
    ...{ shift: interval((from * hour) as Instant, ((from + 1) * hour) as Instant) },
    ...{ responseMinutes: 0, assignment: null, contact: null, reference: null },
  });
  const coming = [1, 2, 3, 4].map(shift);
  const judged = (wanted: readonly RosterShift[], before: readonly RosterShift[] = coming) => {
    const inForce = before.map((each) => ({ shift: each, isWhole: true }));
    return wouldEmpty(planOf(wanted, inForce, now), wanted, now);
  };

  it("takes more than half of the coming shifts away, or says nothing", () => {
    expect(judged(coming)).toBe(false);
    expect(judged(coming.slice(2))).toBe(false);
    expect(judged(coming.slice(3))).toBe(true);
    expect(judged([])).toBe(true);
    expect(judged([], [])).toBe(true);
  });

  it("is not one that begins a roster, or leaves out only what has begun", () => {
    expect(judged(coming, [])).toBe(false);
    expect(judged(coming, [...[-9, -8, -7, -6, -5].map(shift), ...coming])).toBe(false);
  });
});

it("knows a web page by its type or its beginning", () => {
  expect(isPage("text/html; charset=utf-8", "registration,role")).toBe(true);
  expect(isPage("text/csv", "\uFEFF  <!DOCTYPE html><title>Sign in")).toBe(true);
  expect(isPage("text/plain", "<html lang=en>")).toBe(true);
  expect(isPage("text/csv", "registration,role")).toBe(false);
  expect(isPage("", "BEGIN:VCALENDAR")).toBe(false);
});

it("shows of an address nothing that could be a key to it", () => {
  expect(maskedAddress("https://rosters.example:8443/x/private-abc.ics?Lo=me#k")).toBe(
    "https://rosters.example:8443/…",
  );
});

import { describe, expect, it } from "vitest";
import {
  acceptEnd,
  acceptReviewer,
  heldDuring,
  overridePeriod,
  reviewStateAt,
} from "#app/domain/coverage/override.ts";
import { hour, instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const now = instant(1_000_000);
const during = interval(now, later(now, 4 * hour));

describe("an override", () => {
  it("begins now and lasts as long as asked, twelve hours at most", () => {
    expect(overridePeriod(now, 12, 12)).toEqual({
      ok: true,
      value: interval(now, later(now, 12 * hour)),
    });
    expect(overridePeriod(now, 12.5, 12)).toMatchObject({ refusal: { code: "override_too_long" } });
    for (const hours of [0, -1, Number.NaN])
      expect(overridePeriod(now, hours, 12)).toMatchObject({
        refusal: { code: "override_needs_hours" },
      });
  });

  it("is due for review from its end until 72 hours after it began, then overdue", () => {
    const at = (hours: number) => reviewStateAt(during, null, 72, later(now, hours * hour));
    expect([at(0), at(3.9), at(4), at(72), at(72.1)]).toEqual([
      ...["running", "running", "due", "due", "overdue"],
    ]);
    const reviewed = later(now, 80 * hour);
    expect(reviewStateAt(during, reviewed, 72, later(now, 79 * hour))).toBe("overdue");
    expect(reviewStateAt(during, reviewed, 72, later(now, 81 * hour))).toBe("reviewed");
  });

  it("holds up to its early end, never longer than declared, and ends once", () => {
    const at = (hours: number) => later(now, hours * hour);
    expect(heldDuring(during, null)).toEqual(during);
    expect(heldDuring(during, at(1))).toEqual(interval(now, at(1)));
    expect(heldDuring(during, at(5))).toEqual(during);
    expect(heldDuring(during, now)).toEqual(interval(now, later(now, 1)));
    expect(acceptEnd(during, at(3.9)).ok).toBe(true);
    expect(acceptEnd(during, at(4))).toMatchObject({ refusal: { code: "override_ended" } });
  });

  it("is reviewed by neither who declared it nor the doctor it names, and not while it runs", () => {
    const named = { declaredBy: "lead", doctorId: "doctor" };
    const after = later(now, 5 * hour);
    for (const who of ["lead", "doctor"])
      expect(acceptReviewer(who, named, during, after)).toMatchObject({
        refusal: { code: "override_own" },
      });
    expect(acceptReviewer("other", named, during, now)).toMatchObject({
      refusal: { code: "override_running" },
    });
    expect(acceptReviewer("other", named, during, after).ok).toBe(true);
  });
});

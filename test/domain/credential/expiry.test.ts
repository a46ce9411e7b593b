import fc from "fast-check";
import { expect, it } from "vitest";
import { expiryBand, worklistOf } from "#app/domain/credential/expiry.ts";
import { day, instant, later } from "#app/domain/time/instant.ts";

const now = instant(Date.UTC(2026, 10, 22));
const due = (days: number) => ({ dueAt: later(now, days * day) });

it("sorts what is due into overdue, 7, 30 and 90 days, the soonest first", () => {
  const list = worklistOf([40, -3, 7, 0, 91, 8, 90, 30, -300].map(due), now);
  const days = (rows: readonly { dueAt: number }[]) => rows.map((r) => (r.dueAt - now) / day);
  expect(Object.fromEntries(Object.entries(list).map(([k, v]) => [k, days(v)]))).toEqual({
    overdue: [-300, -3, 0],
    week: [7],
    month: [8, 30],
    quarter: [40, 90],
  });
});

it("never moves anything further away as time goes on", () => {
  const order = [null, "quarter", "month", "week", "overdue"];
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 200 }), fc.nat(100), (days, pass) => {
      const at = due(days).dueAt;
      const before = order.indexOf(expiryBand(at, now));
      expect(order.indexOf(expiryBand(at, later(now, pass * day)))).toBeGreaterThanOrEqual(before);
    }),
  );
});

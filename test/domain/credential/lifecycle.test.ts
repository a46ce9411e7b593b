import fc from "fast-check";
import { expect, it } from "vitest";
import { type CredentialEvent, statesOver } from "#app/domain/credential/lifecycle.ts";
import { forever, type Instant, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const on = (date: string) => instant(Date.parse(`${date}T00:00:00Z`));
const validity = interval(on("2024-01-01"), on("2026-01-01"));
const renewal = { windowBeforeMonths: 6, graceAfterMonths: 6 };
const event = (kind: CredentialEvent["kind"], date: string, recorded = date): CredentialEvent => ({
  kind,
  effectiveAt: on(date),
  recordedAt: on(recorded),
  reason: null,
});
const issued = event("issued", "2024-01-01");

function told(events: readonly CredentialEvent[], knownAt: Instant = forever) {
  return statesOver(validity, events, renewal, knownAt).map(
    ({ start, state }) => `${new Date(start).toISOString().slice(0, 10)} ${state}`,
  );
}

it("is issued, due for renewal six months before its end, in grace for six after, then expired", () => {
  expect(told([issued])).toEqual([
    "2024-01-01 issued",
    "2025-07-01 renewal_due",
    "2026-01-01 in_grace",
    "2026-07-01 expired",
  ]);
});

it("is nothing until it is issued", () => {
  expect(told([])).toEqual([]);
  expect(told([event("issued", "2024-03-01")])[0]).toBe("2024-03-01 issued");
});

it("is suspended until it is reinstated, and takes up where time has brought it", () => {
  const events = [issued, event("suspended", "2025-06-01"), event("reinstated", "2025-08-01")];
  expect(told(events).slice(0, 3)).toEqual([
    "2024-01-01 issued",
    "2025-06-01 suspended",
    "2025-08-01 renewal_due",
  ]);
});

it("stays revoked whatever follows", () => {
  const events = [issued, event("revoked", "2025-01-01"), event("reinstated", "2025-02-01")];
  expect(told(events)).toEqual(["2024-01-01 issued", "2025-01-01 revoked"]);
});

it("does not know what was recorded later", () => {
  const events = [issued, event("revoked", "2025-01-01", "2025-01-03")];
  expect(told(events, on("2025-01-02"))).not.toContain("2025-01-01 revoked");
  expect(told(events, on("2025-01-03"))).toContain("2025-01-01 revoked");
});

it("tiles time from its first validity on, whatever happened to it", () => {
  const kinds = fc.constantFrom("suspended", "reinstated", "revoked" as const);
  const days = fc.integer({ min: -100, max: 1200 });
  fc.assert(
    fc.property(fc.array(fc.tuple(kinds, days)), (happened) => {
      const events = happened.map(([kind, days]): CredentialEvent => {
        const at = instant(validity.start + days * 86_400_000);
        return { kind, effectiveAt: at, recordedAt: at, reason: "x" };
      });
      const found = statesOver(validity, [issued, ...events], renewal);
      expect(found[0]?.start).toBe(validity.start);
      expect(found.at(-1)?.end).toBe(forever);
      for (const [i, next] of found.slice(1).entries()) {
        expect(found[i]?.end).toBe(next.start);
        expect(found[i]?.state).not.toBe(next.state);
      }
    }),
  );
});

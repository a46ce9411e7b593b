import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hour, type Instant, instant, later, minute } from "#app/domain/time/instant.ts";
import {
  isHeld,
  type Link,
  type LinkedRequest,
  linkExpiry,
  mayOpen,
  mayWrite,
  requestStateOf,
  timeLeft,
} from "#app/domain/training/assessment/assessment-link.ts";
import { weightOf } from "#app/domain/training/assessment/observation.ts";

const now = instant(1_000 * hour);
const request: LinkedRequest = {
  expiresAt: later(now, 48 * hour),
  answeredBy: null,
  declinedBecause: null,
};
const link: Link = {
  channel: "qr",
  expiresAt: later(now, 10 * minute),
  openedAt: null,
  usedAt: null,
  isReplaced: false,
};
const codeOf = (result: ReturnType<typeof mayOpen>) => (result.ok ? null : result.refusal.code);

describe("a link", () => {
  it("opens until the instant at which it ends, and not at that instant", () => {
    expect(codeOf(mayOpen(link, request, later(link.expiresAt, -1)))).toBeNull();
    expect(codeOf(mayOpen(link, request, link.expiresAt))).toBe("link_expired");
  });

  it("opens once, whatever else holds", () => {
    const opened = { ...link, openedAt: now };
    expect(codeOf(mayOpen(opened, request, now))).toBe("link_opened_elsewhere");
  });

  it("says what ended it: a newer one, an answer, or a no", () => {
    const replaced = { ...link, expiresAt: now, isReplaced: true };
    expect(codeOf(mayOpen(replaced, request, now))).toBe("link_replaced");
    expect(codeOf(mayOpen(link, { ...request, answeredBy: "o" }, now))).toBe(
      "request_already_answered",
    );
    expect(codeOf(mayOpen(link, { ...request, declinedBecause: "busy" }, now))).toBe(
      "request_was_declined",
    );
  });

  it("works once, also where what was answered by it has been taken back", () => {
    const used = { ...link, openedAt: later(now, -1), usedAt: later(now, -1) };
    expect(codeOf(mayOpen(used, request, now))).toBe("request_already_answered");
    expect(codeOf(mayWrite(used, request, now))).toBe("request_already_answered");
  });

  it("lets who opened it write on for an hour, also past its own end", () => {
    const opened = { ...link, openedAt: later(link.expiresAt, -1) };
    const end = later(opened.openedAt, hour);
    expect(mayWrite(opened, request, later(end, -1)).ok).toBe(true);
    expect(mayWrite(opened, request, end).ok).toBe(false);
    expect(isHeld(link, now)).toBe(false);
  });

  it("never outlives its request, and a code never ten minutes", () => {
    const lengths = fc.record({
      qrMinutes: fc.integer({ min: 1, max: 10 }),
      mailLinkHours: fc.integer({ min: 1, max: 336 }),
    });
    const left = fc.integer({ min: 1, max: 90 * 24 * hour });
    fc.assert(
      fc.property(lengths, left, (policy, ms) => {
        const expiresAt = later(now, ms);
        for (const channel of ["qr", "mail"] as const) {
          const end: Instant = linkExpiry(channel, now, policy, { expiresAt });
          expect(end).toBeLessThanOrEqual(expiresAt);
          expect(end).toBeGreaterThan(now);
          if (channel === "qr") expect(end).toBeLessThanOrEqual(now + 10 * minute);
        }
      }),
    );
  });
});

it("shows a request as open until its end, and an answer before everything else", () => {
  expect(requestStateOf(request, later(request.expiresAt, -1))).toBe("open");
  expect(requestStateOf(request, request.expiresAt)).toBe("expired");
  const both = { ...request, answeredBy: "o", declinedBecause: "no" };
  expect(requestStateOf(both, request.expiresAt)).toBe("answered");
});

it("counts what somebody entitled gave in a way that the programme counts, and says why not else", () => {
  const given = { entitlement: "appointment:1", assurance: "in_person" as const };
  expect(weightOf(given, ["account", "in_person"])).toBe("counts");
  expect(weightOf(given, ["account"])).toBe("not_counted_assurance");
  expect(weightOf({ ...given, entitlement: "none" }, ["account", "in_person"])).toBe(
    "not_entitled",
  );
});

it("rounds what is left down, so that nobody counts on time that is not there", () => {
  expect(timeLeft(2 * minute - 1)).toBe("1 minute");
  expect(timeLeft(59_999)).toBe("less than a minute");
  expect(timeLeft(3 * hour + 59 * minute)).toBe("3 hours");
  expect(timeLeft(72 * hour)).toBe("3 days");
});

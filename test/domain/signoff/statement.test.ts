import { expect, it } from "vitest";
import { isFresh, methodWritten, written } from "#app/domain/signoff/reauthentication.ts";
import { toSign } from "#app/domain/signoff/statement.ts";
import { type Instant, instant, later, minute } from "#app/domain/time/instant.ts";

const shownDigest = "a".repeat(64);
const signOffId = "01900000-0000-7000-8000-000000000001";

it("signs the shown document itself where nothing is added to it", () => {
  const approved = { intent: "decide", decision: "approved", shownDigest, reason: "x" } as const;
  expect(toSign(approved)).toEqual({ digest: shownDigest });
  expect(toSign({ intent: "co-sign", shownDigest })).toEqual({ digest: shownDigest });
  expect(toSign({ intent: "sign-minutes", shownDigest })).toEqual({ digest: shownDigest });
});

it("signs a text with what was typed, so that a refusal is no approval and each reason its own", () => {
  const refused = {
    intent: "decide",
    decision: "refused",
    shownDigest,
    reason: "Too early",
  } as const;
  expect(toSign(refused)).toEqual({
    text: `{"act":"sign_off.refuse","over":"${shownDigest}","reason":"Too early"}`,
  });
  const taken = { intent: "withdraw", signOffId, shownDigest, reason: "Wrong one" } as const;
  expect(toSign(taken)).not.toEqual(toSign({ ...taken, reason: "Another" }));
});

it("reads a reason alike, however a browser sends its ends of line", () => {
  const taken = { intent: "withdraw", signOffId, shownDigest } as const;
  const sent = toSign({ ...taken, reason: "One\r\ntwo " });
  expect(sent).toEqual(toSign({ ...taken, reason: "One\ntwo" }));
});

it("signs a list as the array of its digests, in its order", () => {
  const digests = [shownDigest, "b".repeat(64)];
  expect(toSign({ intent: "sign-list", digests })).toEqual({ text: JSON.stringify(digests) });
});

it("holds a re-authentication fresh for five minutes, and never ahead of now", () => {
  const now = instant(60 * minute);
  const at = (ms: number) => ({ at: later(now, ms) as Instant });
  expect([-5 * minute, 0].map((ms) => isFresh(at(ms), now))).toEqual([true, true]);
  expect([-5 * minute - 1, 1].map((ms) => isFresh(at(ms), now))).toEqual([false, false]);
});

it("reads the method back from the record, also from entries that say it in other words", () => {
  const proof = { id: signOffId, method: "passkey", at: instant(0), about: shownDigest } as const;
  expect(methodWritten(written(proof))).toBe("passkey");
  expect(methodWritten('{"at":"2026-01-01T00:00:00Z","method":"password"}')).toBe("password");
  expect(methodWritten("password")).toBe("password");
  expect(methodWritten(null)).toBeNull();
});

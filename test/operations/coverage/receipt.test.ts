import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, expect, inject, it } from "vitest";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { anonymous, contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import {
  checkReceipt,
  recomputeReceipt,
  withReceipt,
} from "#app/operations/coverage/receipt.server.ts";
import { staffingNow } from "#app/operations/coverage/staffing-desk.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { openHouse } from "#app/start.server.ts";
import { person } from "#db/schema/person.ts";
import { handClock } from "#test/setup/clock.ts";
import { freshDatabase } from "#test/setup/database.ts";
import { anchor, houseOptions } from "#test/setup/fixed.ts";
import { network } from "./network.ts";

const folder = mkdtempSync(join(tmpdir(), "systole-receipt-"));
const options = houseOptions(await freshDatabase(), inject("folder"));
const clock = handClock(anchor);
// Its keys are replaced here, so they are of this test alone.
const { house, close } = await openHouse(
  { ...options, signingKeyFile: join(folder, "keys.json") },
  { clock },
);
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true });
});
clock.moveTo(later(anchor, -30 * day));
const net = await network(house);
const token = await net.addToken(["staffing:read"]);
const ctx = () => contextAs(house, system);
const keys = () => house.signer.jwks();

const codes = ["one", "two", "three"];
const roles = ["attending", "resident", "surgeon", "not_counted"] as const;

async function publish(unitCode: string, kind: "pulled" | "pushed", seed: number) {
  const start = (Math.floor(clock.now() / hour) * hour) as Instant;
  const at = (hours: number) => new Date(later(start, hours * hour)).toISOString();
  const rows = Array.from({ length: 12 }, (_, i) => {
    const [from, who, role] = [(i * 7 + seed) % 60, (i + seed) % 6, roles[(i + seed) % 4]];
    const presence = (i + seed) % 3 === 0 ? "on_call" : "on_site";
    const duty = { registration: `GMC:${who}`, role, presence, responseMinutes: "20" };
    const fields = { ...duty, start: at(from), end: at(from + 9) };
    return {
      row: i + 2,
      fields: presence === "on_site" ? { ...fields, responseMinutes: "" } : fields,
    };
  });
  const period = interval(start, later(start, 3 * day));
  const raw = { rows, errors: [] } as never;
  const body = { unitCode, source: kind, kind, period, raw, reason: "test" };
  return publishRoster(ctx(), body, null);
}

async function receiptFor(unitCode: string, at: Instant | null, knownAt: Instant | null) {
  const found = await answerCoverage(ctx(), { unitCode, at, knownAt });
  if (!found.ok) throw new Error(found.refusal.code);
  return withReceipt(house, found.value).receipt ?? "";
}

function checked(receipt: string) {
  const found = checkReceipt(receipt, keys());
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

const stored: string[] = [];

it("is computed again to the letter from the record, whatever was learnt since", async () => {
  await net.addUnit({ code: "one", tier: "basic", site: "one" });
  await net.addUnit({ code: "two", tier: "intermediate", site: "two" });
  await net.addUnit({ code: "three", tier: "advanced", services: ["va_ecmo_service"] });
  const held: string[] = [];
  for (let who = 0; who < 6; who++) {
    const external = ["BASE-CARD", "ALS", "EXT-IC"].slice(0, 1 + (who % 3));
    const id = await net.addPerson({ name: `Dr ${who}`, registration: `GMC:${who}`, external });
    if (who % 2 === 0) held.push(await net.credentialFor(id, "CRED-HEM"));
  }
  for (let step = 0; step < 42; step++) {
    clock.advance((1 + (step % 5)) * hour + step);
    const code = codes[step % 3] ?? "one";
    if (step % 4 === 0) await publish(code, step % 8 === 0 ? "pulled" : "pushed", step);
    if (step === 20 || step === 30) await net.revoke(held[step / 10 - 2] ?? "");
    const now = clock.now();
    const ahead = later(now, ((step * 5) % 50) * hour);
    const past = later(now, -((step * 3) % 40) * hour);
    stored.push(await receiptFor(code, null, null));
    stored.push(await receiptFor(code, ahead, null));
    stored.push(await receiptFor(code, past, now));
    stored.push(await receiptFor(code, ahead, past));
    stored.push(await receiptFor(codes[(step + 1) % 3] ?? "two", past, past));
  }
  expect(stored.length).toBeGreaterThanOrEqual(200);
  const answers = new Set(stored.map((each) => checked(each).answer.answer));
  expect(answers.size).toBeGreaterThanOrEqual(2);
  for (const each of stored)
    expect(await recomputeReceipt(ctx(), checked(each))).toEqual({
      ok: true,
      value: { differences: [] },
    });
}, 60_000);

it("signs what is answered at the door as well", async () => {
  const text = await staffingNow(house, token, "one");
  const answer = JSON.parse(text ?? "");
  const found = checked(withReceipt(house, answer).receipt ?? "");
  expect(await recomputeReceipt(ctx(), found)).toMatchObject({ value: { differences: [] } });
});

it("does not hold once any character of it is another", () => {
  fc.assert(
    fc.property(fc.nat(stored.length - 1), fc.nat(), fc.nat(61), (which, where, other) => {
      const receipt = stored[which] ?? "";
      const place = where % receipt.length;
      const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
      if (receipt[place] === letters[other]) return;
      const altered = receipt.slice(0, place) + letters[other] + receipt.slice(place + 1);
      const found = checkReceipt(altered, keys());
      expect(found.ok).toBe(false);
    }),
    { numRuns: 400 },
  );
});

it("says what is wrong with what is no receipt", () => {
  const [receipt = ""] = stored;
  const [head = "", body = "", signature = ""] = receipt.split(".");
  const code = (given: string) => {
    const found = checkReceipt(given, keys());
    return found.ok ? "holds" : found.refusal.code;
  };
  const without = { keys: [] };
  expect(code("")).toBe("receipt_missing");
  expect(code("nonsense")).toBe("receipt_unreadable");
  const none = Buffer.from('{"alg":"none","kid":"x"}').toString("base64url");
  expect(code(`${none}.${body}.${signature}`)).toBe("receipt_unreadable");
  expect(code(`${head}.${body}.${"A".repeat(86)}`)).toBe("receipt_altered");
  expect(checkReceipt(receipt, without)).toMatchObject({
    refusal: { code: "receipt_key_unknown" },
  });
  expect(code(house.signer.signText('{"answer":"yes"}'))).toBe("receipt_no_answer");
  const spaced = JSON.stringify(JSON.parse(checked(receipt).text), null, 1);
  expect(code(house.signer.signText(spaced))).toBe("receipt_no_answer");
});

it("shows where the record differs from an answer that it never gave", async () => {
  const { answer } = checked(stored[0] ?? "");
  const forged = { ...answer, answer: answer.answer === "yes" ? "no" : "yes" } as typeof answer;
  const signed = checked(withReceipt(house, forged).receipt ?? "");
  const found = await recomputeReceipt(ctx(), signed);
  const difference = {
    pointer: "/answer",
    given: `"${forged.answer}"`,
    found: `"${answer.answer}"`,
  };
  expect(found).toEqual({ ok: true, value: { differences: [difference] } });
  const ahead = checked(withReceipt(house, { ...answer, ledgerSeq: 999_999 }).receipt ?? "");
  expect(await recomputeReceipt(ctx(), ahead)).toMatchObject({
    refusal: { code: "receipt_ahead" },
  });
});

it("shows a name that was corrected since", async () => {
  const receipt = stored.map(checked).find(({ answer }) => answer.people.length > 0);
  const id = receipt?.answer.people[0]?.id ?? "";
  const before = receipt?.answer.people[0]?.name ?? "";
  await house.db.update(person).set({ name: "Dr Corrected" }).where(eq(person.id, id));
  const found = receipt && (await recomputeReceipt(ctx(), receipt));
  expect(found?.ok && found.value.differences).toContainEqual({
    pointer: "/people/0/name",
    given: JSON.stringify(before),
    found: '"Dr Corrected"',
  });
  await house.db.update(person).set({ name: before }).where(eq(person.id, id));
});

it("is compared with the record only for whoever may ask about the unit", async () => {
  const receipt = checked(stored[0] ?? "");
  const found = await recomputeReceipt(contextAs(house, anonymous), receipt);
  expect(found).toMatchObject({ ok: false, refusal: { code: "not_signed_in" } });
});

it("holds by a key that signs no more", async () => {
  const old = stored[0] ?? "";
  const { kid } = checked(old);
  const rotation = await house.signer.prepareRotation();
  rotation.settle();
  const fresh = await receiptFor("one", null, null);
  expect(checked(fresh).kid).not.toBe(kid);
  expect(checked(old).kid).toBe(kid);
  expect(await recomputeReceipt(ctx(), checked(old))).toMatchObject({ value: { differences: [] } });
});

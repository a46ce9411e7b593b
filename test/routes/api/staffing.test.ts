import { createPublicKey, verify } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { formatInstant, hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { network } from "#test/operations/coverage/network.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { machine } from "./machine.ts";

const { house, clock } = await freshHouse();
const ask = await machine(house);
const net = await network(house);
let token = "";
const csv = { "Content-Type": "text/csv" };
const json = { "Content-Type": "application/json" };
const ward = "/api/v1/units/ward";
const period = "from=2026-11-22T00:00:00Z&to=2026-11-29T00:00:00Z";
const header = "registration,role,presence,start,end,response_minutes";

beforeAll(async () => {
  await net.addUnit({ code: "ward", tier: "basic" });
  await net.addPerson({ name: "Dr Card", registration: "GMC:1", external: ["BASE-CARD", "ALS"] });
  await net.addPerson({ name: "Dr Als", registration: "GMC:2", external: ["ALS"] });
  await net.addPerson({
    name: "Dr Lead",
    registration: "GMC:3",
    external: ["BASE-CARD"],
    own: ["CRED-HEM", "CRED-STL"],
  });
  token = await net.addToken();
});

const put = (query: string, body: string, headers: Record<string, string> = csv) =>
  ask(`${ward}/roster?${query}`, { token, method: "PUT", headers, body });
const row = (who: number, presence: string, start: string, end: string, minutes = "") =>
  `GMC:${who},attending,${presence},2026-11-${start},2026-11-${end},${minutes}`;

it("plans, commits that plan by its hash, and then answers from it", async () => {
  const rows = [
    header,
    row(1, "on_call", "23T08:00", "24T08:00", "20"),
    row(2, "on_site", "23T08:00", "24T08:00"),
    row(3, "remote", "23T08:00", "24T08:00", "10"),
  ];
  const planned = await put(`${period}&dryRun=true`, rows.join("\n"));
  expect(planned).toMatchObject({
    status: 200,
    json: {
      committed: false,
      plan: { added: 3, changed: 0, removed: 0, unchanged: 0 },
      reasonRequired: false,
      unmatched: [],
    },
  });
  expect(planned.headers.get("ETag")).toBe(`"${planned.json.planHash}"`);
  const stale = await put(period, rows.join("\n"), { ...csv, "If-Match": `"${"0".repeat(64)}"` });
  expect(stale.status).toBe(412);
  const weak = await put(period, rows.join("\n"), {
    ...csv,
    "If-Match": `W/"${planned.json.planHash}"`,
  });
  expect(weak.status).toBe(412);
  const done = await put(period, rows.join("\n"), {
    ...csv,
    "If-Match": `"${planned.json.planHash}"`,
  });
  expect(done.json).toEqual({ ...planned.json, committed: true });
  const answer = await ask(`${ward}/staffing?at=2026-11-23T12:00:00Z`, { token });
  expect(answer.json, answer.text).toMatchObject({
    answer: "yes",
    at: "2026-11-23T12:00:00Z",
    holdsUntil: "2026-11-24T07:00:00Z",
    contentRelease: "2026-1",
    unit: { code: "ward", tier: "basic", timeZone: "Europe/Berlin" },
    data: { rosterSource: "roster" },
  });
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const night = await ask(`${ward}/staffing?at=2026-11-24T07:00:00Z`, { token });
  expect(night.json.answer).toBe("no");
});

it("takes the same roster as JSON for the same roster", async () => {
  const shifts = [
    {
      registration: "GMC:1",
      role: "attending",
      presence: "on_call",
      start: "2026-11-23T07:00:00Z",
      end: "2026-11-24T08:00",
      responseMinutes: 20,
    },
    {
      registration: "GMC:2",
      role: "attending",
      presence: "on_site",
      start: "2026-11-23T08:00",
      end: "2026-11-24T08:00",
    },
    {
      registration: "GMC:3",
      role: "attending",
      presence: "remote",
      start: "2026-11-23T08:00",
      end: "2026-11-24T08:00",
      responseMinutes: 10,
      reference: null,
    },
  ];
  const same = await put(period, JSON.stringify({ shifts }), json);
  expect(same.json).toMatchObject({
    committed: true,
    plan: { unchanged: 3, added: 0, removed: 0 },
  });
});

it("asks for a reason in its own field when shifts that have begun change", async () => {
  const past = [
    header,
    row(2, "on_site", "22T01:00", "22T10:00"),
    row(1, "on_call", "23T08:00", "24T08:00", "20"),
  ];
  const refused = await put(period, past.join("\n"));
  expect(refused.json).toMatchObject({ status: 422, errors: [{ pointer: "/reason" }] });
  const planned = await put(`${period}&dryRun=true`, past.join("\n"));
  expect(planned.json.reasonRequired).toBe(true);
  expect((await put(`${period}&reason=Swapped`, past.join("\n"))).status).toBe(200);
});

it("takes up to 2 s of a client's clock running ahead as now, and no more", async () => {
  const ahead = (ms: number) => formatInstant(later(clock.now(), ms));
  const near = await ask(`${ward}/staffing?knownAt=${ahead(2_000)}`, { token });
  expect(near.json.knownAt).toBe(formatInstant(clock.now()));
  expect((await ask(`${ward}/staffing?knownAt=${ahead(2_001)}`, { token })).status).toBe(400);
});

it("signs the whole answer when asked, by a key that it publishes", async () => {
  const plain = await ask(`${ward}/staffing?receipt=false`, { token });
  expect(plain.json.receipt).toBeUndefined();
  const signed = await ask(`${ward}/staffing?receipt=true`, { token });
  expect(signed.status, signed.text).toBe(200);
  const { receipt, ...answer } = signed.json;
  const [head = "", payload = "", signature = ""] = receipt.split(".");
  const text = (part: string) => Buffer.from(part, "base64url").toString("utf8");
  expect(text(payload)).toBe(canonical(answer));
  const { alg, kid } = JSON.parse(text(head));
  expect(alg).toBe("EdDSA");
  const keys = house.signer.jwks().keys as unknown as { kid: string; kty: string }[];
  const jwk = keys.find((each) => each.kid === kid);
  const key = createPublicKey({ key: jwk as never, format: "jwk" });
  const bytes = Buffer.from(signature, "base64url");
  expect(verify(null, Buffer.from(`${head}.${payload}`), key, bytes)).toBe(true);
});

it("reports counts until the earlier of what was said and their greatest age", async () => {
  const validUntil = formatInstant(later(clock.now(), 48 * hour));
  const body = JSON.stringify({ ecmoPatients: 2, validUntil });
  const reply = await ask(`${ward}/state`, { token, method: "PUT", headers: json, body });
  expect(reply.json).toEqual({
    ecmoPatients: 2,
    bedsOccupied: null,
    validUntil,
    recordedAt: formatInstant(clock.now()),
    holdsUntil: formatInstant(later(clock.now(), 12 * hour)),
  });
});

it("describes exactly what it does", async () => {
  const described = (await ask("/api/v1/openapi.json")).json;
  await expect(JSON.stringify(described, null, 2)).toMatchFileSnapshot("../../golden/openapi.json");
  expect(described.openapi).toMatch(/^3\.1/);
  expect(JSON.stringify(described)).not.toContain("$schema");
  expect(Object.keys(described.paths)).toContain("/api/v1/units/{unit}/staffing");
});

const start = later(anchor, 3 * 24 * hour);
const shift = fc.record({
  who: fc.integer({ min: 1, max: 3 }),
  presence: fc.constantFrom("on_site", "on_call", "remote"),
  from: fc.integer({ min: 0, max: 70 }),
  hours: fc.integer({ min: 1, max: 24 }),
});

it("says the same over time as at each instant, whatever roster was sent", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(shift, { maxLength: 8 }),
      fc.array(fc.integer({ min: 0, max: 96 * 60 - 1 }), { minLength: 4, maxLength: 4 }),
      async (shifts, minutes) => {
        clock.advance(1_000);
        const at = (hours: number) => formatInstant(later(start, hours * hour));
        const rows = shifts.map(({ who, presence, from, hours }, i) => {
          const minutes = presence === "on_site" ? "" : "10";
          return `GMC:${who},attending,${presence},${at(from)},${at(from + hours)},${minutes},${i}`;
        });
        const window = `from=${at(0)}&to=${at(96)}`;
        const sent = await put(window, [`${header},assignment`, ...rows].join("\n"));
        expect(sent.status, sent.text).toBe(200);
        const cover = (await ask(`${ward}/coverage?${window}`, { token })).json;
        expect(cover.intervals[0].start).toBe(at(0));
        expect(cover.intervals.at(-1).end).toBe(at(96));
        for (const each of minutes) {
          const instant = later(start, each * minute);
          const text = formatInstant(instant as Instant);
          const one = (await ask(`${ward}/staffing?at=${text}`, { token })).json;
          const over = cover.intervals.find(
            (span: { start: string; end: string }) =>
              Date.parse(span.start) <= instant && instant < Date.parse(span.end),
          );
          expect(one.answer).toBe(over.answer);
          const wanting = (severity: string) =>
            one.rules
              .filter((rule: { severity: string }) => rule.severity === severity)
              .filter((rule: { answer: string }) => /^(no|unknown)$/.test(rule.answer))
              .map((rule: { id: string }) => rule.id);
          expect([wanting("block"), wanting("warn")]).toEqual([over.unmet, over.warned]);
        }
      },
    ),
    { numRuns: 12 },
  );
});

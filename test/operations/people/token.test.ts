import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { permit } from "#app/domain/people/permit.ts";
import { day, minute } from "#app/domain/time/instant.ts";
import { actorOf } from "#app/http/session.server.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { ensureToken, issueToken } from "#app/operations/people/issue-token.server.ts";
import { revokeToken } from "#app/operations/people/revoke-token.server.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { allowed, as, everywhere, joined, ofUnit, organisation, refusal, unitIn } from "./world.ts";

let world: FreshHouse;
let admin: string;
let lead: string;
let own: string;
let other: string;

beforeAll(async () => {
  world = await freshHouse();
  const north = await organisation(world.house, "north");
  own = await unitIn(world.house, north, "own");
  other = await unitIn(world.house, north, "other");
  admin = await joined(world.house, "ada@north.example", [everywhere("administrator")]);
  lead = await joined(world.house, "lea@north.example", [ofUnit("unit_lead", own)]);
});

const wish = (unitIds: string[] | null, days = 30) => ({
  id: uuidv7(),
  name: "Roster system",
  scopes: ["staffing:read" as const, "roster:write" as const],
  unitIds,
  days,
});

function call(token: string | null) {
  const headers = { Authorization: `Bearer ${token}` };
  const request = new Request("http://localhost/api/v1/staffing", { headers });
  return actorOf(world.house, request, world.clock.now());
}

const issueAs = async (id: string, ...args: Parameters<typeof wish>) =>
  allowed(await issueToken(await as(world.house, id), wish(...args)));

describe("a token", () => {
  it("is told once, with 256 random bits, and kept only as its hash", async () => {
    const form = wish([own]);
    const ctx = await as(world.house, admin);
    const { token } = allowed(await issueToken(ctx, form));
    expect(token).toMatch(/^sys_[A-Za-z0-9_-]{43}$/);
    expect(allowed(await issueToken(ctx, form)).token).toBeNull();
    const kept = await world.house.sql`select token_hash from api_token where id = ${form.id}`;
    expect(kept).toHaveLength(1);
    expect(kept[0]?.token_hash).not.toContain(token);
  });

  it("opens its own units and no others", async () => {
    const { token } = await issueAs(admin, [own]);
    const machine = allowed(await call(token));
    const now = world.clock.now();
    expect(permit(machine, "roster.publish", { unitId: own }, now).ok).toBe(true);
    expect(refusal(permit(machine, "roster.publish", { unitId: other }, now))).toBe(
      "not_permitted",
    );
    expect(refusal(permit(machine, "practitioner.read", {}, now))).toBe("not_permitted");
  });

  it("is refused when it has expired, was revoked, or never was: with the same words", async () => {
    const brief = await issueAs(admin, [own], 1);
    const gone = await issueAs(admin, [own]);
    expect(refusal(await call(brief.token))).toBeNull();
    allowed(await revokeToken(await as(world.house, admin), { id: gone.id }));
    world.clock.advance(day);
    const codes = [brief.token, gone.token, `sys_${"x".repeat(43)}`, "nonsense", ""].map(call);
    expect((await Promise.all(codes)).map(refusal)).toEqual(Array(5).fill("token_invalid"));
  });

  it("notes its last use to the minute, not at every call", async () => {
    const { id, token } = await issueAs(admin, [own]);
    const lastUse = async () => {
      const [row] = await world.house.sql`select last_used_at from api_token where id = ${id}`;
      return row?.last_used_at ? Date.parse(String(row.last_used_at)) : null;
    };
    await call(token);
    const first = world.clock.now();
    await expect.poll(lastUse).toBe(first);
    world.clock.advance(30_000);
    await call(token);
    world.clock.advance(31_000);
    await call(token);
    await expect.poll(lastUse).toBe(first + minute + 1_000);
  });
});

describe("a unit lead", () => {
  it("hands out tokens of their own unit alone", async () => {
    expect((await issueAs(lead, [own])).token).not.toBeNull();
    const ctx = await as(world.house, lead);
    expect(refusal(await issueToken(ctx, wish([other])))).toBe("not_permitted");
    expect(refusal(await issueToken(ctx, wish([own, other])))).toBe("not_permitted");
    expect(refusal(await issueToken(ctx, wish(null)))).toBe("not_permitted");
  });

  it("hands out no token that reads the records of people", async () => {
    const scopes = ["register:read" as const];
    const reaching = await issueToken(await as(world.house, lead), { ...wish([own]), scopes });
    expect(refusal(reaching)).toBe("not_permitted");
  });
});

it("makes a chosen token once, however often it is asked for", async () => {
  const token = "sys_demonstration0token0of0this0test0";
  const ctx = contextAs(world.house, system);
  const ensure = () => ensureToken(ctx, { ...wish(null), id: uuidv7() }, token);
  expect([allowed(await ensure()).isNew, allowed(await ensure()).isNew]).toEqual([true, false]);
  expect(allowed(await call(token))).toMatchObject({ kind: "machine", unitIds: null });
});

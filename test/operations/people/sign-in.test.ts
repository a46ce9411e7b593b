import { beforeAll, describe, expect, it } from "vitest";
import { hour, minute } from "#app/domain/time/instant.ts";
import { actorOf, signIn, signOut, verifyPassword } from "#app/http/session.server.ts";
import { endGrant } from "#app/operations/people/end-grant.server.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { allowed, as, everywhere, joined, password, refusal } from "./world.ts";

let world: FreshHouse;
let address = 0;
const email = "ida@north.example";

beforeAll(async () => {
  world = await freshHouse();
  await joined(world.house, email, [everywhere("registrar")]);
});

/** Each test comes from an address of its own. */
function from() {
  address += 1;
  return `192.0.2.${address}`;
}

function visit(cookie: string) {
  const headers = { Cookie: cookie.split(";")[0] ?? "" };
  return actorOf(world.house, new Request("http://localhost/home", { headers }), world.clock.now());
}

async function signedIn(account = email) {
  return allowed(await signIn(world.house, { email: account, password, address: from() }));
}

describe("signing in", () => {
  it("opens a session that knows the person and their grants, whatever case the address is in", async () => {
    const actor = allowed(await visit(await signedIn("IDA@north.example ")));
    expect(actor).toMatchObject({ kind: "person", name: "ida" });
    expect(actor.kind === "person" && actor.grants.map((each) => each.role)).toEqual(["registrar"]);
  });

  it("keeps no session id that could be used", async () => {
    const cookie = await signedIn();
    const id = cookie.split(";")[0]?.split("=")[1] ?? "";
    const kept = await world.house.sql`select id from session`;
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map((row) => row.id)).not.toContain(id);
  });

  it("gives a cookie that scripts cannot read and other sites cannot send", async () => {
    expect(await signedIn()).toMatch(/^systole=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    const settings = { ...world.house.settings, publicOrigin: "https://systole.example" };
    const secure = { ...world.house, settings };
    const cookie = allowed(await signIn(secure, { email, password, address: from() }));
    expect(cookie).toMatch(/^__Host-systole=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  });

  it("answers an unknown account and a wrong password alike", async () => {
    const wrong = await signIn(world.house, { email, password: "no", address: from() });
    const unknown = { email: "nobody@north.example", password, address: from() };
    expect(refusal(wrong)).toBe("sign_in_failed");
    expect(await signIn(world.house, unknown)).toEqual(wrong);
    await signedIn();
  });

  it("ends with sign-out", async () => {
    const cookie = await signedIn();
    const request = new Request("http://localhost/logout", {
      headers: { Cookie: cookie.split(";")[0] ?? "" },
    });
    expect(allowed(await signOut(world.house, request))).toMatch(/^systole=;.*Max-Age=0/);
    expect(allowed(await visit(cookie)).kind).toBe("anonymous");
  });
});

describe("a session", () => {
  it("ends after 30 minutes without use, and not while it is used", async () => {
    const cookie = await signedIn();
    for (let used = 0; used < 4; used++) {
      world.clock.advance(20 * minute);
      expect(allowed(await visit(cookie)).kind).toBe("person");
    }
    world.clock.advance(30 * minute);
    expect(allowed(await visit(cookie)).kind).toBe("anonymous");
  });

  it("ends after 12 hours, however busy", async () => {
    const cookie = await signedIn();
    const kinds: string[] = [];
    for (let used = 0; used < 36; used++) {
      world.clock.advance(20 * minute);
      kinds.push(allowed(await visit(cookie)).kind);
    }
    expect(kinds.lastIndexOf("person")).toBe((12 * hour) / (20 * minute) - 2);
    expect(kinds.at(-1)).toBe("anonymous");
  });

  it("loses a role in the moment in which its grant is ended", async () => {
    const omar = await joined(world.house, "omar@north.example", [everywhere("registrar")]);
    const admin = await joined(world.house, "admin@north.example", [everywhere("administrator")]);
    const cookie = await signedIn("omar@north.example");
    const before = allowed(await visit(cookie));
    const grantId = before.kind === "person" ? (before.grants[0]?.id ?? "") : "";
    allowed(await endGrant(await as(world.house, admin), { grantId, reason: "left" }));
    const after = allowed(await visit(cookie));
    expect(after).toMatchObject({ kind: "person", id: omar });
    const during = after.kind === "person" ? after.grants[0]?.during : null;
    expect(during?.end).toBeLessThanOrEqual(world.clock.now());
  });
});

describe("guessing", () => {
  it("stops after five wrong passwords for one account, even for the right one, and says how long", async () => {
    await joined(world.house, "eva@north.example", []);
    const guess = (given: string) =>
      signIn(world.house, { email: "eva@north.example", password: given, address: from() });
    for (let tries = 0; tries < 5; tries++)
      expect(refusal(await guess("x"))).toBe("sign_in_failed");
    const stopped = await guess(password);
    expect(stopped).toMatchObject({ ok: false, refusal: { code: "too_many_tries" } });
    const seconds = stopped.ok ? 0 : Number(stopped.refusal.detail?.seconds);
    expect(seconds).toBeGreaterThan(0);
    world.clock.advance(seconds * 1_000);
    expect(refusal(await guess(password))).toBeNull();
  });

  it("stops for an account that does not exist as for one that does", async () => {
    const guess = () =>
      signIn(world.house, { email: "ghost@north.example", password: "x", address: from() });
    for (let tries = 0; tries < 5; tries++) await guess();
    expect(refusal(await guess())).toBe("too_many_tries");
  });

  it("lets none of many tries at once slip through together", async () => {
    await joined(world.house, "max@north.example", []);
    const at = from();
    const tries = Array.from({ length: 12 }, () =>
      signIn(world.house, { email: "max@north.example", password: "x", address: at }),
    );
    const codes = (await Promise.all(tries)).map(refusal);
    expect(codes.filter((code) => code === "sign_in_failed")).toHaveLength(5);
  });

  it("stops one address after thirty wrong passwords, over however many accounts", async () => {
    const at = from();
    const codes: (string | null)[] = [];
    for (let tries = 0; tries < 31; tries++) {
      const account = `guess-${tries}@north.example`;
      codes.push(
        refusal(await signIn(world.house, { email: account, password: "x", address: at })),
      );
    }
    expect(codes.slice(0, 30)).not.toContain("too_many_tries");
    expect(codes.at(-1)).toBe("too_many_tries");
  });

  it("does not count those who know their password", async () => {
    const at = from();
    for (let tries = 0; tries < 8; tries++) {
      expect(refusal(await signIn(world.house, { email, password, address: at }))).toBeNull();
    }
  });
});

it("tells a wrong password from a right one when somebody signs again", async () => {
  const id = await joined(world.house, "lea@north.example", []);
  expect(refusal(await verifyPassword(world.house, id, "wrong"))).toBe("password_wrong");
  expect(refusal(await verifyPassword(world.house, id, password))).toBeNull();
});

import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day } from "#app/domain/time/instant.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import {
  acceptInvitation,
  readInvitation,
} from "#app/operations/people/accept-invitation.server.ts";
import { endGrant } from "#app/operations/people/end-grant.server.ts";
import { firstAdministrator } from "#app/operations/people/first-administrator.server.ts";
import { giveGrant } from "#app/operations/people/give-grant.server.ts";
import { invitePerson } from "#app/operations/people/invite-person.server.ts";
import { resendInvitation } from "#app/operations/people/resend-invitation.server.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import {
  allowed,
  as,
  everywhere,
  joined,
  ofUnit,
  organisation,
  password,
  refusal,
  unitIn,
} from "./world.ts";

let world: FreshHouse;
let admin: string;
let north: string;
let south: string;

beforeAll(async () => {
  world = await freshHouse();
  const first = allowed(
    await firstAdministrator(world.house, { name: "Ada", email: "ada@north.example" }),
  );
  allowed(await acceptInvitation(world.house, { token: first.token ?? "", password }));
  admin = first.personId;
  north = await organisation(world.house, "north");
  south = await organisation(world.house, "south");
});

function invite(email: string, grants = [{ id: uuidv7(), ...everywhere("auditor") }]) {
  return invitePerson(contextAs(world.house, system), { id: uuidv7(), name: email, email, grants });
}

it("makes the first administrator once", async () => {
  const again = await firstAdministrator(world.house, { name: "Bo", email: "bo@north.example" });
  expect(refusal(again)).toBe("administrator_exists");
});

describe("an invitation", () => {
  it("lets its person in once, also when two try at the same moment", async () => {
    const { token } = allowed(await invite("cy@north.example"));
    const accept = () => acceptInvitation(world.house, { token: token ?? "", password });
    const codes = (await Promise.all([accept(), accept()])).map(refusal).sort();
    expect(codes).toEqual(["invitation_over", null].sort());
    expect(refusal(await accept())).toBe("invitation_over");
  });

  it("ends after seven days", async () => {
    const { token } = allowed(await invite("di@north.example"));
    world.clock.advance(7 * day - 1);
    expect(refusal(await readInvitation(world.house, token ?? ""))).toBeNull();
    world.clock.advance(1);
    expect(refusal(await readInvitation(world.house, token ?? ""))).toBe("invitation_over");
    const late = await acceptInvitation(world.house, { token: token ?? "", password });
    expect(refusal(late)).toBe("invitation_over");
  });

  it("stops working when a newer one is sent", async () => {
    const { token, personId } = allowed(await invite("ed@north.example"));
    const newer = allowed(await resendInvitation(await as(world.house, admin), { personId }));
    expect(refusal(await readInvitation(world.house, token ?? ""))).toBe("invitation_over");
    expect(refusal(await readInvitation(world.house, newer.token))).toBeNull();
  });

  it("is kept only as its hash, and its link goes into one mail", async () => {
    const { token } = allowed(await invite("fay@north.example"));
    const kept = await world.house.sql`select token_hash from invitation`;
    expect(kept.map((row) => row.token_hash)).not.toContain(token);
    const mails = await world.house.sql`
      select body from mail_outbox where to_address = 'fay@north.example'`;
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body).toContain(`/join/${token}`);
  });

  it("answers the same to a form that was sent twice, with one person and one mail", async () => {
    const ctx = await as(world.house, admin);
    const form = {
      id: uuidv7(),
      name: "Gus",
      email: "gus@north.example",
      grants: [{ id: uuidv7(), ...everywhere("auditor") }],
    };
    const once = allowed(await invitePerson(ctx, form));
    const twice = allowed(await invitePerson(ctx, form));
    expect(twice).toEqual({ personId: once.personId, token: null });
    const mails = await world.house.sql`
      select 1 from mail_outbox where to_address = 'gus@north.example'`;
    expect(mails).toHaveLength(1);
  });

  it("takes an address once", async () => {
    allowed(await invite("hal@north.example"));
    expect(refusal(await invite("hal@north.example"))).toBe("email_taken");
  });
});

describe("a grant", () => {
  it("is given only within the giver's own reach", async () => {
    const northern = await joined(world.house, "ian@north.example", [
      { role: "administrator", scopeKind: "organisation", scopeId: north },
    ]);
    const unitNorth = await unitIn(world.house, north, "unit-north");
    const unitSouth = await unitIn(world.house, south, "unit-south");
    const give = async (grant: ReturnType<typeof ofUnit>) =>
      refusal(
        await giveGrant(await as(world.house, northern), {
          personId: northern,
          grant: { id: uuidv7(), ...grant },
        }),
      );
    expect(await give(ofUnit("unit_lead", unitNorth))).toBeNull();
    expect(await give(ofUnit("unit_lead", unitSouth))).toBe("not_permitted");
    expect(await give(everywhere("administrator"))).toBe("not_permitted");
  });

  it("fits the place: nobody leads a unit everywhere, and a registrar of one organisation is none", async () => {
    const ctx = await as(world.house, admin);
    const give = async (grant: ReturnType<typeof everywhere>) =>
      refusal(await giveGrant(ctx, { personId: admin, grant: { id: uuidv7(), ...grant } }));
    expect(await give(everywhere("unit_lead"))).toBe("role_does_not_fit");
    expect(await give({ role: "registrar", scopeKind: "organisation", scopeId: north })).toBe(
      "role_does_not_fit",
    );
  });

  it("of the last administrator cannot be ended", async () => {
    const ctx = await as(world.house, admin);
    const own = ctx.actor.kind === "person" ? ctx.actor.grants[0]?.id : "";
    const end = () => endGrant(ctx, { grantId: own ?? "", reason: "done" });
    expect(refusal(await end())).toBe("last_administrator");
    await joined(world.house, "jo@north.example", [everywhere("administrator")]);
    expect(refusal(await end())).toBeNull();
    expect(
      refusal(await endGrant(await as(world.house, admin), { grantId: own ?? "", reason: "x" })),
    ).toBe("not_permitted");
  });
});

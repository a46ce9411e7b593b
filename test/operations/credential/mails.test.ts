import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { day, formatInstant, type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import type { House } from "#app/operations/context.server.ts";
import { standingRules } from "#app/operations/coverage/facts.server.ts";
import { proposeRevocation, revoke } from "#app/operations/credential/change-standing.server.ts";
import { logMaintenance } from "#app/operations/credential/log-maintenance.server.ts";
import { manageCredential } from "#app/operations/credential/manage-credentials.server.ts";
import { myMaintenance } from "#app/operations/credential/show-maintenance.server.ts";
import { tellRenewals } from "#app/operations/credential/tell-renewals.server.ts";
import { deliverMail } from "#app/operations/people/deliver-mail.server.ts";
import { recordPrivilege } from "#app/operations/roster/record-privilege.server.ts";
import { sendDigests } from "#app/operations/training/feedback/send-digests.server.ts";
import { allowed } from "#test/operations/people/world.ts";
import { type PostOffice, postOffice } from "#test/setup/post-office.ts";
import { issued } from "../signoff/world.ts";
import { type LifeWorld, lifeWorld } from "./life-world.ts";

let world: LifeWorld;
let house: House;
let post: PostOffice;
let credentialId: string;
let endsAt: Instant;

beforeEach(async () => {
  world = await lifeWorld();
  post = await postOffice();
  house = { ...world.house, mailer: post.mailer };
  ({ credentialId } = await issued(world));
  endsAt = allowed(await manageCredential(await world.as("registrar"), credentialId)).validUntil;
  // Mail to .example is never sent, whoever is asked.
  await house.sql`update person set email = replace(email, '.example', '.test')`;
  await house.sql`delete from mail_outbox`;
});
afterEach(() => post.close());

/** What arrives when the portal looks at an instant, and again an hour later. */
async function told(at: Instant) {
  world.clock.moveTo(at);
  const before = post.arrived.length;
  await tellRenewals(house);
  world.clock.moveTo(later(at, 3_600_000));
  await tellRenewals(house);
  await deliverMail(house);
  return post.arrived.slice(before).map((each) => each.subject);
}

describe("a holder is told by mail, once each", () => {
  it("that a credential can be renewed, ends in a month, has ended, and needs a restoration", async () => {
    const opens = addMonths(endsAt, -6);
    expect(await told(later(opens, -day))).toEqual([]);
    expect(await told(opens)).toEqual([expect.stringMatching(/can be renewed$/)]);
    expect(post.arrived[0]?.text).toContain(
      `${house.settings.publicOrigin}/my/credentials/${credentialId}/renewal`,
    );
    expect(post.arrived[0]?.html).toBe(false);
    expect(await told(later(opens, 7 * day))).toEqual([]);
    expect(await told(addMonths(endsAt, -1))).toEqual([expect.stringMatching(/ends on/)]);
    expect(await told(endsAt)).toEqual([expect.stringMatching(/has ended$/)]);
    const { graceAfterMonths } = standingRules(house.content).renewal;
    expect(await told(addMonths(endsAt, graceAfterMonths))).toEqual([
      expect.stringMatching(/needs a restoration$/),
    ]);
    expect(post.arrived).toHaveLength(4);
  });

  it("never of what happened while the portal was off for long, or of what was revoked", async () => {
    expect(await told(later(addMonths(endsAt, -6), 20 * day))).toEqual([]);
    const proposed = { id: uuidv7(), credentialId, reason: "issued_in_error" } as const;
    const proposal = allowed(await proposeRevocation(await world.as("registrar"), proposed));
    const confirmed = { id: uuidv7(), proposalId: proposal.id };
    allowed(await revoke(await world.as("registrar2"), confirmed));
    expect(await told(endsAt)).toEqual([]);
  });
});

it("asks confirmers for their word and heads of units for statements, in the digest of the week", async () => {
  const opens = addMonths(endsAt, -6);
  world.clock.moveTo(later(opens, day));
  const privilege = { id: uuidv7(), unitId: world.unitId, personId: world.people.senior };
  const period = { validFrom: "2020-01-01", timeZone: "UTC" };
  allowed(
    await recordPrivilege(await world.as("ecmo"), { ...privilege, code: "CRED-HEM", ...period }),
  );
  const { activities } = allowed(await myMaintenance(await world.as("senior")));
  const one = {
    activity: activities[0]?.code,
    role: "primary",
    simulated: false,
    proctored: false,
  };
  const on = (formatInstant(world.clock.now()) ?? "").slice(0, 10);
  const named = { id: uuidv7(), day: on, confirmerId: world.people.director };
  allowed(await logMaintenance(await world.as("senior"), { ...one, ...named } as never));
  world.clock.moveTo(mondayAfter(world.clock.now()));
  await sendDigests(house);
  await sendDigests(house);
  await deliverMail(house);
  const mails = post.arrived.map((each) => String(each.text));
  const asked = mails.filter((text) => text.includes("To confirm for holders of credentials:"));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain("Hello director,");
  expect(asked[0]).toContain("/my/confirmations");
  const heads = mails.filter((text) => text.includes("Statements that a renewal waits for:"));
  expect(heads).toHaveLength(1);
  expect(heads[0]).toMatch(/senior: CRED-HEM, valid until/);
  expect(heads[0]).toContain("/units/harbour/statements");
});

/** Six in the morning, when digests go out. */
function mondayAfter(at: Instant): Instant {
  const date = (formatInstant(at) ?? "").slice(0, 10);
  const noon = parseInstant(`${date}T09:00:00Z`) as Instant;
  const weekday = new Date(noon).getUTCDay();
  return later(noon, ((8 - weekday) % 7) * day);
}

import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { day, hour, type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { deliverMail } from "#app/operations/people/deliver-mail.server.ts";
import { invitePerson } from "#app/operations/people/invite-person.server.ts";
import { declineRequest } from "#app/operations/training/assessment/decline-request.server.ts";
import { readLink } from "#app/operations/training/assessment/open-link.server.ts";
import { recordObservation } from "#app/operations/training/assessment/record-observation.server.ts";
import { requestObservation } from "#app/operations/training/assessment/request-observation.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { declineCase } from "#app/operations/training/case/verify-case.server.ts";
import { answerFeedback } from "#app/operations/training/feedback/answer-feedback.server.ts";
import { beginFeedbackRound } from "#app/operations/training/feedback/begin-feedback-round.server.ts";
import { openFeedback, readRater } from "#app/operations/training/feedback/open-feedback.server.ts";
import {
  keepSendingDigests,
  sendDigests,
} from "#app/operations/training/feedback/send-digests.server.ts";
import { appointFoundingAssessor } from "#app/operations/training/fellowship/appoint-founding-assessor.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { type PostOffice, postOffice } from "#test/setup/post-office.ts";
import { aCase, anObservation, type TrainingWorld, trainingWorld } from "./world.ts";

const monday = parseInstant("2026-11-23T05:00:00Z") as Instant;

let world: TrainingWorld;
let post: PostOffice;
let house: House;

beforeEach(async () => {
  world = await trainingWorld();
  post = await postOffice();
  house = { ...world.house, mailer: post.mailer };
  // Mail to .example is never sent, whoever is asked.
  await house.sql`update person set email = replace(email, '.example', '.test')`;
  await house.sql`delete from mail_outbox`;
});
afterEach(() => post.close());

async function asked(assessorId = world.people.assessor): Promise<string> {
  const id = uuidv7();
  const about = { tool: "DOPS" as const, subjectCode: "CIC-HEM-01", assessorId };
  const request = { id, fellowshipId: world.fellowshipId, ...about };
  allowed(await requestObservation(await world.as("fellow"), request));
  return id;
}

/** Monday comes, and everything that is written arrives. */
async function digests(at: Instant = monday) {
  world.clock.moveTo(at);
  const written = await sendDigests(house);
  await deliverMail(house);
  return written;
}

function mailTo(name: string) {
  const all = post.arrived.filter((mail) => {
    const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
    return to?.text === name || to?.value[0]?.address === `${name}@north.test`;
  });
  expect(all.length, `mails to ${name}`).toBeLessThanOrEqual(1);
  return all[0];
}

describe("a weekly digest", () => {
  it("tells an assessor what is asked of them, with a link to answer each", async () => {
    const requestId = await asked();
    allowed(await logCase(await world.as("fellow"), aCase(world)));
    await digests();
    const mail = mailTo("assessor");
    expect(mail?.subject).toBe("Your week in Systole");
    expect(mail?.from?.text).toContain("portal@north.test");
    expect(mail?.text).toContain("Hello assessor,");
    expect(mail?.text).toContain("fellow: PA catheter insertion");
    expect(mail?.text).toContain(`${house.settings.publicOrigin}/assess/requests/${requestId}`);
    expect(mail?.text).toMatch(/1 case, the oldest of 2\d November 2026/);
    expect(mail?.text).toContain(`${house.settings.publicOrigin}/assess\n`);
    expect(mail?.html).toBe(false);
  });

  it("tells a fellow what was given and declined, ended, and ends soon", async () => {
    const [given, declined, , entry] = [await asked(), await asked(), await asked(), aCase(world)];
    allowed(
      await recordObservation(
        await world.as("assessor"),
        anObservation(world, { requestId: given }),
      ),
    );
    const no = { requestId: declined, reason: "I was on leave\nthat week" };
    allowed(await declineRequest(await world.as("assessor"), no));
    allowed(await logCase(await world.as("fellow"), entry));
    const because = { caseId: entry.id, reason: "It was another day" };
    allowed(await declineCase(await world.as("assessor"), because));
    await digests();
    const first = mailTo("fellow")?.text ?? "";
    expect(first).toMatch(/Assessed since last week:\n- .*level 4, by assessor/);
    expect(first).toContain("by assessor: I was on leave that week");
    expect(first).toContain("by assessor: It was another day");
    expect(first).toContain(`/logbook/${entry.id}`);
    expect(first).not.toContain("Ends soon");
    post.arrived.length = 0;
    await digests(later(monday, 7 * day));
    const second = mailTo("fellow")?.text ?? "";
    expect(second).toContain("Ends soon without an answer:");
    expect(second).not.toContain("on leave");
    post.arrived.length = 0;
    await digests(later(monday, 14 * day));
    expect(mailTo("fellow")?.text).toContain("Ended without an answer:");
  });

  it("is not sent to somebody there is nothing to tell, nor before its hour, nor twice in a week", async () => {
    await asked();
    expect(await digests(later(monday, -1))).toBe(0);
    expect(await digests(monday)).toBe(1);
    expect(post.arrived).toHaveLength(1);
    await asked(world.people.assessor);
    expect(await digests(later(monday, hour))).toBe(0);
    expect(await digests(later(monday, 7 * day))).toBe(2);
  });

  it("is written once where two processes write it at the same moment", async () => {
    await asked();
    world.clock.moveTo(monday);
    const written = await Promise.all([sendDigests(house), sendDigests(house), sendDigests(house)]);
    expect(written.sort()).toEqual([0, 0, 1]);
    await deliverMail(house);
    expect(post.arrived).toHaveLength(1);
  });

  it("is neither lost nor doubled where its process dies before it is written down", async () => {
    await asked();
    world.clock.moveTo(monday);
    // A text with a null byte cannot be written, so the transaction fails at its last step.
    const dying: House = { ...house, settings: { ...house.settings, publicOrigin: "\u0000" } };
    await expect(sendDigests(dying)).rejects.toThrow();
    const settled = await house.sql`
      select * from digest_sent where person_id = ${world.people.assessor}`;
    expect(settled).toEqual([]);
    await sendDigests(house);
    await deliverMail(house);
    expect(mailTo("assessor")?.text).toContain("fellow: PA catheter");
  });

  it("gives somebody without an account a fresh link that opens, and ends the one before", async () => {
    const guest = uuidv7();
    const grant = {
      id: uuidv7(),
      role: "assessor" as const,
      scopeKind: "programme" as const,
      scopeId: world.programmeId,
    };
    const person = { id: guest, name: "guest", email: "guest@north.test", grants: [grant] };
    allowed(await invitePerson(contextAs(house, system), person));
    await house.sql`delete from mail_outbox`;
    allowed(
      await appointFoundingAssessor(contextAs(house, system), {
        id: uuidv7(),
        programmeId: world.programmeId,
        personId: guest,
        subjects: ["CIC-HEM-01"],
        endsAt: later(world.clock.now(), 365 * day),
        firstSignerId: world.people.director,
        secondSignerId: world.people.committee,
      }),
    );
    await asked(guest);
    const tokenIn = () => /\/a\/([\w-]+)/.exec(mailTo("guest")?.text ?? "")?.[1] ?? "";
    const look = (token: string) =>
      readLink(house, token, { address: "192.0.2.1", signedInId: null, holder: null });
    await digests();
    const first = tokenIn();
    expect(allowed(await look(first))).toBe("ready");
    post.arrived.length = 0;
    await digests(later(monday, 7 * day));
    expect(allowed(await look(tokenIn()))).toBe("ready");
    expect(await look(first)).toMatchObject({ ok: false });
  });
});

describe("raters of a round of feedback", () => {
  async function round() {
    const emails = Array.from({ length: 8 }, (_, i) => `rater${i}@north.test`);
    const id = uuidv7();
    allowed(
      await beginFeedbackRound(await world.as("fellow"), {
        id,
        fellowshipId: world.fellowshipId,
        subjectCode: "CIC-SYS-02",
        raters: emails.join("\n"),
        lastDay: "2026-12-04",
      }),
    );
    await deliverMail(house);
    return id;
  }
  const tokenIn = (text = "") => /give-feedback\/(\S+)/.exec(text)?.[1] ?? "";

  it("each get a link that opens, and who has not answered one reminder with a fresh one", async () => {
    await round();
    expect(post.arrived).toHaveLength(8);
    const token = tokenIn(mailTo("rater0")?.text);
    const { key } = allowed(await openFeedback(house, { secret: token, address: "192.0.2.1" }));
    allowed(await answerFeedback(house, key, { group: "nurse", levels: { roles: 4 } }));
    const old = tokenIn(mailTo("rater1")?.text);
    post.arrived.length = 0;
    await digests();
    expect(mailTo("rater1")).toBeUndefined();
    expect(mailTo("fellow")?.text).toContain(
      "1 of 8 answered, 8 are needed, until 4 December 2026",
    );
    post.arrived.length = 0;
    await digests(later(monday, 7 * day));
    const reminded = mailTo("rater1");
    expect(reminded?.text).toContain("You will not be reminded again");
    expect(mailTo("rater0")).toBeUndefined();
    const look = (secret: string) => readRater(house, { secret, address: "192.0.2.1" });
    expect(allowed(await look(tokenIn(reminded?.text))).isUsed).toBe(false);
    expect(refusal(await look(old))).toBe("feedback_link_over");
    post.arrived.length = 0;
    await digests(later(monday, 7 * day + 2 * hour));
    expect(post.arrived).toEqual([]);
  });

  it("leave no trace of having been asked or reminded once their mail is sent", async () => {
    await round();
    await digests(later(monday, 7 * day));
    expect(await house.sql`select * from mail_outbox where to_address like 'rater%'`).toEqual([]);
  });

  it("are no longer known once the last day is over", async () => {
    const id = await round();
    world.clock.moveTo(parseInstant("2026-12-05T00:00:00Z") as Instant);
    const keeping = keepSendingDigests(house);
    await keeping.stop();
    const [known] = await house.sql`
      select count(email)::int as addresses, count(*)::int as raters from feedback_invitation
      where round_id = ${id}`;
    expect(known).toEqual({ addresses: 0, raters: 8 });
  });
});

describe("a mail server", () => {
  it("that is away gets everything later, once", async () => {
    await asked();
    await post.close();
    world.clock.moveTo(monday);
    await sendDigests(house);
    expect(await deliverMail(house)).toBe(0);
    expect(await deliverMail(house)).toBe(0);
    await post.open();
    expect(await deliverMail(house)).toBe(1);
    expect(await deliverMail(house)).toBe(0);
    expect(post.arrived).toHaveLength(1);
  });

  it("that refuses one address for good still delivers to all others", async () => {
    await asked();
    const other = { ...aCase(world), supervisorId: world.people.assessor2 };
    allowed(await logCase(await world.as("fellow"), other));
    post.unknown.add("assessor@north.test");
    await digests();
    expect(mailTo("assessor2")?.text).toContain("1 case");
    expect(mailTo("assessor")).toBeUndefined();
    post.unknown.clear();
    expect(await deliverMail(house)).toBe(1);
    expect(mailTo("assessor")?.text).toContain("fellow: PA catheter");
  });
});

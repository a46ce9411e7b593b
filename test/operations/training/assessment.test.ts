import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { failuresMax } from "#app/domain/people/sign-in-limit.ts";
import { day, hour, later, minute } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import { contextAs } from "#app/operations/context.server.ts";
import { prepareGuestAnswer } from "#app/operations/training/assessment/answer-form.server.ts";
import { assessSelf } from "#app/operations/training/assessment/assess-self.server.ts";
import { assessorInbox } from "#app/operations/training/assessment/assessor-inbox.server.ts";
import {
  correctObservation,
  withdrawObservation,
} from "#app/operations/training/assessment/correct-observation.server.ts";
import { declineRequest } from "#app/operations/training/assessment/decline-request.server.ts";
import { handOverLink } from "#app/operations/training/assessment/hand-over-link.server.ts";
import {
  guestOf,
  openLink,
  readLink,
} from "#app/operations/training/assessment/open-link.server.ts";
import { recordObservation } from "#app/operations/training/assessment/record-observation.server.ts";
import {
  askAgain,
  requestObservation,
} from "#app/operations/training/assessment/request-observation.server.ts";
import {
  showRequest,
  showRequests,
} from "#app/operations/training/assessment/show-requests.server.ts";
import { showSelf } from "#app/operations/training/assessment/show-self.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { confirmCase } from "#app/operations/training/case/verify-case.server.ts";
import { showTowards } from "#app/operations/training/progress/show-progress.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { aCase, anObservation, type TrainingWorld, traces, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

const stranger = { assessorId: "else" as const, assessorName: "Dr. Noor Haddad" };
let visitors = 0;
const visitor = (changed = {}) => ({
  address: `10.0.0.${++visitors}`,
  signedInId: null,
  holder: null,
  ...changed,
});

async function asks(changed: Record<string, unknown> = {}): Promise<string> {
  const wish = {
    id: uuidv7(),
    fellowshipId: world.fellowshipId,
    assessorId: world.people.assessor,
    tool: "DOPS" as const,
    subjectCode: "CIC-HEM-01",
    ...changed,
  };
  return allowed(await requestObservation(await world.as("fellow"), wish)).id;
}

async function token(requestId: string, channel: "qr" | "mail" = "qr"): Promise<string> {
  const made = allowed(await handOverLink(await world.as("fellow"), { requestId, channel }));
  if (made.url !== null) return made.url.split("/a/")[1] ?? "";
  const [mail] = await world.house.sql<{ body: string }[]>`
    select body from mail_outbox where body like '%/a/%' order by id desc limit 1`;
  return /\/a\/([A-Za-z0-9_-]+)/.exec(mail?.body ?? "")?.[1] ?? "";
}

/** Somebody opens the link and is then who they were asked as. */
async function guest(requestId: string, channel: "qr" | "mail" = "qr"): Promise<Context> {
  const holder = allowed(await openLink(world.house, await token(requestId, channel), visitor()));
  return guestWith(holder);
}

async function guestWith(holder: string, signedInId: string | null = null): Promise<Context> {
  const seen = { holder, signedInId };
  const found = allowed(await guestOf(world.house, seen, world.clock.now()));
  return contextAs(world.house, found.actor);
}

async function observationLine() {
  const shown = allowed(await showTowards(await world.as("fellow"), null, "CRED-HEM"));
  const catheter = shown.progress.competencies.find((each) => each.code === "CIC-HEM-01");
  return catheter?.lines.find((each) => each.kind === "observations");
}

describe("a request", () => {
  it("goes to somebody who is known by address or registration, and makes nobody twice", async () => {
    const first = await asks({ ...stranger, assessorEmail: "noor@elsewhere.example" });
    const again = await asks({ ...stranger, assessorEmail: "noor@elsewhere.example" });
    const known = await asks({ ...stranger, assessorEmail: "assessor2@north.example" });
    const rows = await world.house.sql<{ id: string; assessor_id: string }[]>`
      select id, assessor_id from observation_request where id in (${first}, ${again}, ${known})`;
    const asked = new Map(rows.map((row) => [row.id, row.assessor_id]));
    expect(asked.get(again)).toBe(asked.get(first));
    expect(asked.get(known)).toBe(world.people.assessor2);
  });

  it("records no registration that a fellow typed, since registrations decide who is on duty", async () => {
    const ctx = await world.as("fellow");
    const wish = {
      fellowshipId: world.fellowshipId,
      tool: "DOPS",
      subjectCode: "CIC-HEM-01",
    } as const;
    const named = { ...stranger, assessorRegistration: "GMC:1234567" };
    const unknown = await requestObservation(ctx, { id: uuidv7(), ...wish, ...named });
    expect(refusal(unknown)).toBe("registration_unknown");
    await asks({ ...named, assessorEmail: "new@elsewhere.example" });
    const [row] = await world.house.sql`select count(*)::int as n from registration`;
    expect(row?.n).toBe(0);
  });

  it("never goes to the fellow, by their own address either", async () => {
    const ctx = await world.as("fellow");
    const wish = {
      fellowshipId: world.fellowshipId,
      tool: "DOPS",
      subjectCode: "CIC-HEM-01",
    } as const;
    const before = await traces(world);
    const own = { ...stranger, assessorEmail: "fellow@north.example" };
    for (const asked of [own, { assessorId: world.people.fellow }]) {
      const tried = await requestObservation(ctx, { id: uuidv7(), ...wish, ...asked });
      expect(refusal(tried)).toBe("observation_of_self");
    }
    expect(await traces(world)).toEqual(before);
  });

  it("ends by itself, is listed as ended, and can be made again in one act", async () => {
    const requestId = await asks();
    world.clock.advance(15 * day);
    const ctx = await world.as("fellow");
    const { rows } = allowed(await showRequests(ctx));
    expect(rows.find((each) => each.id === requestId)?.state).toBe("expired");
    const again = allowed(await askAgain(ctx, { id: uuidv7(), requestId }));
    const shown = allowed(await showRequest(ctx, again.id));
    expect(shown.request).toMatchObject({ state: "open", assessorId: world.people.assessor });
    expect(refusal(await askAgain(ctx, { id: uuidv7(), requestId: again.id }))).toBe(
      "request_still_open",
    );
  });

  it("is declined by the person asked alone, with an account or by the link", async () => {
    const byAccount = await asks();
    const reason = "I was not there";
    const foreign = await declineRequest(await world.as("assessor2"), {
      requestId: byAccount,
      reason,
    });
    expect(refusal(foreign)).toBe("no_such_request");
    allowed(await declineRequest(await world.as("assessor"), { requestId: byAccount, reason }));
    const byLink = await asks();
    const ctx = await guest(byLink);
    expect(refusal(await declineRequest(ctx, { requestId: byAccount, reason }))).toBe(
      "not_permitted",
    );
    allowed(await declineRequest(ctx, { requestId: byLink, reason }));
    const shown = allowed(await showRequest(await world.as("fellow"), byLink));
    expect(shown.request).toMatchObject({ state: "declined", declinedBecause: reason });
    const late = anObservation(world, { requestId: byLink });
    expect(refusal(await recordObservation(ctx, late))).toBe("request_was_declined");
    const inbox = allowed(await assessorInbox(await world.as("assessor")));
    expect(inbox.requests.map((each) => each.id)).not.toContain(byLink);
  });
});

describe("a link", () => {
  it("is kept as a hash alone", async () => {
    const secret = await token(await asks());
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    const rows = await world.house.sql`select * from assessment_link`;
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("is used up by opening it, not by looking at it", async () => {
    const secret = await token(await asks());
    for (let i = 0; i < 3; i++)
      expect(allowed(await readLink(world.house, secret, visitor()))).toBe("ready");
    const holder = allowed(await openLink(world.house, secret, visitor()));
    expect(refusal(await openLink(world.house, secret, visitor()))).toBe("link_opened_elsewhere");
    expect(refusal(await readLink(world.house, secret, visitor()))).toBe("link_opened_elsewhere");
    expect(allowed(await readLink(world.house, secret, visitor({ holder })))).toBe("begun");
  });

  it("lets one of two browsers in that open it at the same moment", async () => {
    const secret = await token(await asks());
    const both = await Promise.all([1, 2].map(() => openLink(world.house, secret, visitor())));
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(both.map(refusal)).toContain("link_opened_elsewhere");
  });

  it("ends after ten minutes off a screen, and when a newer one is made", async () => {
    const requestId = await asks();
    const old = await token(requestId);
    world.clock.advance(1);
    const secret = await token(requestId);
    expect(refusal(await openLink(world.house, old, visitor()))).toBe("link_replaced");
    world.clock.advance(10 * minute);
    expect(refusal(await openLink(world.house, secret, visitor()))).toBe("link_expired");
    expect(refusal(await readLink(world.house, "x".repeat(43), visitor()))).toBe("no_such_link");
  });

  it("opens for nobody but the person asked where somebody is signed in", async () => {
    const secret = await token(await asks());
    const seen = (name: "fellow" | "other") => visitor({ signedInId: world.people[name] });
    expect(refusal(await openLink(world.house, secret, seen("fellow")))).toBe(
      "link_of_own_request",
    );
    expect(refusal(await openLink(world.house, secret, seen("other")))).toBe("link_for_another");
    const holder = allowed(await openLink(world.house, secret, visitor()));
    const later = { holder, signedInId: world.people.fellow };
    expect(refusal(await guestOf(world.house, later, world.clock.now()))).toBe(
      "link_of_own_request",
    );
  });

  it("cannot be guessed for long from one address", async () => {
    const from = { address: "10.9.9.9" };
    const secret = await token(await asks());
    for (let i = 0; i < failuresMax.address; i++)
      expect(refusal(await readLink(world.house, `guess${i}`, visitor(from)))).toBe("no_such_link");
    expect(refusal(await readLink(world.house, secret, visitor(from)))).toBe("too_many_tries");
    expect(refusal(await openLink(world.house, secret, visitor(from)))).toBe("too_many_tries");
    expect(refusal(await openLink(world.house, secret, visitor()))).toBeNull();
  });

  it("goes by mail only to the address that the record has", async () => {
    const requestId = await asks({ ...stranger, assessorEmail: "noor@elsewhere.example" });
    await token(requestId, "mail");
    const [mail] = await world.house.sql`
      select to_address from mail_outbox where body like '%/a/%' order by id desc limit 1`;
    expect(mail?.to_address).toBe("noor@elsewhere.example");
    const foreign = await handOverLink(await world.as("other"), { requestId, channel: "mail" });
    expect(refusal(foreign)).toBe("not_permitted");
  });

  it("lets its browser do nothing but answer its request", async () => {
    const requestId = await asks();
    const ctx = await guest(requestId);
    const other = await asks({ subjectCode: "EPA-02" });
    const forOther = anObservation(world, { requestId: other, subjectCode: "EPA-02" });
    expect(refusal(await recordObservation(ctx, forOther))).toBe("not_permitted");
    expect(refusal(await recordObservation(ctx, anObservation(world)))).toBe("not_permitted");
    expect(refusal(await assessorInbox(ctx))).toBe("not_permitted");
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    expect(refusal(await confirmCase(ctx, { caseId: entry.id }))).toBe("not_permitted");
  });

  it("no longer serves an hour after it was opened", async () => {
    const secret = await token(await asks());
    const holder = allowed(await openLink(world.house, secret, visitor()));
    const at = later(world.clock.now(), hour);
    expect(refusal(await guestOf(world.house, { holder, signedInId: null }, at))).toBe(
      "no_such_link",
    );
  });
});

describe("an answer by a link", () => {
  it("confirms the case and records the observation in one act, once, however often it is sent", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    const requestId = await asks({ caseId: entry.id });
    const ctx = await guest(requestId);
    const form = allowed(await prepareGuestAnswer(ctx));
    expect(form).toMatchObject({ confirmsCase: true, subjects: ["CIC-HEM-01"] });
    const given = anObservation(world, { requestId, confirmsCase: "yes" });
    const sent = await Promise.all([1, 2, 3].map(() => recordObservation(ctx, given)));
    expect(sent.map((each) => allowed(each).id)).toEqual([given.id, given.id, given.id]);
    const second = anObservation(world, { requestId });
    expect(refusal(await recordObservation(ctx, second))).toBe("request_already_answered");
    const rows = await world.house.sql`
      select assurance, entitlement from observation where request_id = ${requestId}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ assurance: "in_person" });
    expect(rows[0]?.entitlement).toMatch(/^appointment:/);
    const [word] = await world.house.sql`
      select verified_by, outcome from case_verification where case_id = ${entry.id}`;
    expect(word).toEqual({ verified_by: world.people.assessor, outcome: "confirmed" });
  });

  it("tells the person in whose name it was given off a screen", async () => {
    const requestId = await asks();
    const ctx = await guest(requestId);
    allowed(await recordObservation(ctx, anObservation(world, { requestId })));
    const [mail] = await world.house.sql`
      select to_address, subject from mail_outbox order by id desc limit 1`;
    expect(mail).toEqual({ to_address: "assessor@north.example", subject: "You assessed fellow" });
  });

  it("is kept with how the person was known: by mail, or with the account where signed in", async () => {
    const byMail = await asks();
    const mailed = await guest(byMail, "mail");
    allowed(await recordObservation(mailed, anObservation(world, { requestId: byMail })));
    const signedIn = await asks();
    const holder = allowed(await openLink(world.house, await token(signedIn), visitor()));
    const ctx = await guestWith(holder, world.people.assessor);
    allowed(await recordObservation(ctx, anObservation(world, { requestId: signedIn })));
    const rows = await world.house.sql<{ request_id: string; assurance: string }[]>`
      select request_id, assurance from observation where request_id in (${byMail}, ${signedIn})`;
    const kept = new Map(rows.map((row) => [row.request_id, row.assurance]));
    expect([kept.get(byMail), kept.get(signedIn)]).toEqual(["verified_mail", "account"]);
  });

  it("is kept and shown, and never counts, without an entitlement on that date", async () => {
    const had = (await observationLine())?.have ?? 0;
    const requestId = await asks({ ...stranger, assessorEmail: "noor@elsewhere.example" });
    const ctx = await guest(requestId);
    expect(allowed(await prepareGuestAnswer(ctx)).weight).toBe("not_entitled");
    const given = anObservation(world, { requestId, level: 5 });
    allowed(await recordObservation(ctx, given));
    expect((await observationLine())?.have ?? 0).toBe(had);
    const shown = allowed(await showRequest(await world.as("fellow"), requestId));
    expect(shown.answer).toMatchObject({ weight: "not_entitled", feedback: given.feedback });
    const early = await asks();
    const before = later(world.clock.now(), -60 * day);
    const asAssessor = anObservation(world, { requestId: early, when: before });
    allowed(await recordObservation(await world.as("assessor"), asAssessor));
    const [row] = await world.house.sql`
      select entitlement from observation where request_id = ${early}`;
    expect(row?.entitlement).toBe("none");
  });

  it("does not confirm a case that names somebody else", async () => {
    const entry = aCase(world, { supervisorId: world.people.assessor2 });
    allowed(await logCase(await world.as("fellow"), entry));
    const requestId = await asks({ caseId: entry.id });
    const ctx = await guest(requestId);
    expect(allowed(await prepareGuestAnswer(ctx)).confirmsCase).toBe(false);
    const given = anObservation(world, { requestId, confirmsCase: "yes" });
    expect(refusal(await recordObservation(ctx, given))).toBe("not_the_supervisor");
    const rows = await world.house.sql`
      select 1 from observation where request_id = ${requestId}`;
    expect(rows).toHaveLength(0);
  });

  it("holds nothing that could identify a patient", async () => {
    const requestId = await asks();
    const feedback = "Good with Mrs Miller, MRN 1234567";
    const given = anObservation(world, { requestId, feedback });
    expect(refusal(await recordObservation(await guest(requestId), given))).toBe(
      "free_text_identifies",
    );
  });
});

describe("an own observation", () => {
  const newer = (observationId: string, changed = {}) => ({
    id: uuidv7(),
    observationId,
    level: 2,
    feedback: "On reflection, more supervision.",
    reason: "wrong level chosen",
    ...changed,
  });

  it("is corrected with a reason, once; the old one stays on record and the new one speaks", async () => {
    const given = anObservation(world, { level: 5 });
    allowed(await recordObservation(await world.as("assessor"), given));
    const wish = newer(given.id);
    expect(refusal(await correctObservation(await world.as("director"), wish))).toBe(
      "no_such_observation",
    );
    allowed(await correctObservation(await world.as("assessor"), wish));
    allowed(await correctObservation(await world.as("assessor"), wish));
    expect(refusal(await correctObservation(await world.as("assessor"), newer(given.id)))).toBe(
      "already_corrected",
    );
    const { observed } = allowed(await showSelf(await world.as("fellow"), "CIC-HEM-01"));
    expect(observed.map((each) => each.id)).not.toContain(given.id);
    expect(observed.find((each) => each.id === wish.id)).toMatchObject({ level: 2 });
    const [kept] = await world.house.sql`
      select supersedes, correction_reason from observation where id = ${wish.id}`;
    expect(kept).toEqual({ supersedes: given.id, correction_reason: "wrong level chosen" });
  });

  it("is taken back with a reason and speaks no longer", async () => {
    const given = anObservation(world);
    allowed(await recordObservation(await world.as("assessor"), given));
    const wish = { observationId: given.id, reason: "it was somebody else" };
    allowed(await withdrawObservation(await world.as("assessor"), wish));
    const { observed } = allowed(await showSelf(await world.as("fellow"), "CIC-HEM-01"));
    expect(observed.map((each) => each.id)).not.toContain(given.id);
    expect(refusal(await correctObservation(await world.as("assessor"), newer(given.id)))).toBe(
      "observation_already_withdrawn",
    );
  });

  it("corrected, still answers the request that it answered", async () => {
    const requestId = await asks();
    const given = anObservation(world, { requestId });
    allowed(await recordObservation(await world.as("assessor"), given));
    allowed(await correctObservation(await world.as("assessor"), newer(given.id)));
    const shown = allowed(await showRequest(await world.as("fellow"), requestId));
    expect(shown.request.state).toBe("answered");
  });
});

describe("a self-assessment", () => {
  const wish = (changed = {}) => ({
    id: uuidv7(),
    fellowshipId: world.fellowshipId,
    subjectCode: "CIC-HEM-01",
    level: 5,
    ...changed,
  });

  it("stands beside what assessors say and moves no requirement", async () => {
    const before = await observationLine();
    const given = wish({ note: "Confident with the wedge." });
    allowed(await assessSelf(await world.as("fellow"), given));
    allowed(await assessSelf(await world.as("fellow"), given));
    expect(await observationLine()).toEqual(before);
    const { self } = allowed(await showSelf(await world.as("fellow"), "CIC-HEM-01"));
    expect(self).toMatchObject([{ id: given.id, level: 5, note: "Confident with the wedge." }]);
  });

  it("is nobody else's, and of nothing that the curriculum does not have", async () => {
    expect(refusal(await assessSelf(await world.as("other"), wish()))).toBe("not_permitted");
    expect(refusal(await assessSelf(await world.as("director"), wish()))).toBe("not_permitted");
    const unknown = wish({ subjectCode: "CIC-XXX-99" });
    expect(refusal(await assessSelf(await world.as("fellow"), unknown))).toBe("no_such_competency");
  });
});

it("lists whom an assessor met last first", async () => {
  const { fellows } = allowed(await assessorInbox(await world.as("assessor")));
  expect(fellows[0]?.fellowId).toBe(world.people.fellow);
});

it("leaves a ledger that verifies", async () => {
  expect(await firstBrokenEntry(world.house.db)).toBeNull();
});

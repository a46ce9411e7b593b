import { v7 as uuidv7 } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { day, later } from "#app/domain/time/instant.ts";
import { raterSubject } from "#app/domain/training/feedback/feedback-round.ts";
import { answerFeedback } from "#app/operations/training/feedback/answer-feedback.server.ts";
import { beginFeedbackRound } from "#app/operations/training/feedback/begin-feedback-round.server.ts";
import {
  closeFeedbackRound,
  endFeedbackRound,
} from "#app/operations/training/feedback/close-feedback-round.server.ts";
import { openFeedback, readRater } from "#app/operations/training/feedback/open-feedback.server.ts";
import {
  listFeedbackRounds,
  showFeedbackRound,
} from "#app/operations/training/feedback/show-feedback-round.server.ts";
import { appointFoundingAssessor } from "#app/operations/training/fellowship/appoint-founding-assessor.server.ts";
import { showTowards } from "#app/operations/training/progress/show-progress.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { type TrainingWorld, trainingWorld } from "./world.ts";

const subjectCode = "CIC-SYS-02";
const lastDay = "2026-12-20";
const address = "192.0.2.7";
const closing = { level: 4, feedback: "Agreed to hand the lead over aloud." };

let world: TrainingWorld;

beforeEach(async () => {
  world = await trainingWorld();
});

/** A round with so many raters; @returns the token of each, as the mails carry it. */
async function begun(raters = 10, as: "fellow" | "director" = "fellow") {
  const id = uuidv7();
  const emails = Array.from({ length: raters }, (_, i) => `rater${i}@north.test`);
  const input = {
    id,
    fellowshipId: world.fellowshipId,
    subjectCode,
    raters: emails.join("\n"),
    lastDay,
  };
  allowed(await beginFeedbackRound(await world.as(as), input));
  return { id, input, tokens: await tokens() };
}

async function tokens(): Promise<string[]> {
  const mails = await world.house.sql<{ to_address: string; body: string }[]>`
    select to_address, body from mail_outbox where subject = ${raterSubject}
    order by created_at, to_address`;
  return mails.map(({ body }) => /give-feedback\/(\S+)/.exec(body)?.[1] ?? "");
}

async function opened(token: string) {
  return allowed(await openFeedback(world.house, { secret: token, address })).key;
}

async function answer(token: string, changed: Partial<Parameters<typeof answerFeedback>[2]> = {}) {
  const given = { group: "nurse", levels: { roles: 4, overview: 3 }, ...changed };
  return answerFeedback(world.house, await opened(token), given);
}

async function answeredBy(count: number, all: readonly string[]) {
  for (const [i, token] of all.slice(0, count).entries()) {
    world.clock.advance(60_000);
    const group = i < 5 ? "physician" : "nurse";
    allowed(await answer(token, { group, text: `Keep it up, said number ${"abcdefghijkl"[i]}` }));
  }
}

async function appointAssessor() {
  allowed(
    await appointFoundingAssessor(await world.as("director"), {
      id: uuidv7(),
      programmeId: world.programmeId,
      personId: world.people.assessor2,
      subjects: [subjectCode],
      endsAt: later(world.clock.now(), 200 * day),
      firstSignerId: world.people.director,
      secondSignerId: world.people.committee,
      secondPassword: "correct-horse-battery",
    } as Parameters<typeof appointFoundingAssessor>[1]),
  );
}

describe("a round that enough people answer", () => {
  it("is discussed, closed once, and counts as one observation with as many raters", async () => {
    const { id, tokens: all } = await begun(10);
    await answeredBy(9, all);
    const director = await world.as("director");
    expect(refusal(await closeFeedbackRound(director, { roundId: id, ...closing }))).toBe(
      "round_still_open",
    );
    allowed(await endFeedbackRound(director, { roundId: id }));
    expect(refusal(await endFeedbackRound(director, { roundId: id }))).toBe("round_over");
    allowed(await closeFeedbackRound(await world.as("director"), { roundId: id, ...closing }));
    expect(
      refusal(await closeFeedbackRound(await world.as("director"), { roundId: id, ...closing })),
    ).toBe("round_closed");
    const { progress } = allowed(await showTowards(await world.as("fellow"), null, "CRED-CIS"));
    const shown = progress.competencies.find((each) => each.code === subjectCode);
    const line = (kind: string) => shown?.lines.find((each) => each.kind === kind);
    expect(line("raters")).toMatchObject({ met: true, have: 9, need: 8, evidence: [id] });
    expect(line("observations")).toMatchObject({ met: true, evidence: [id] });
    expect(await firstBrokenEntry(world.house.db)).toBeNull();
  });

  it("can be closed by an assessor entitled to its subject, not by any other, and never by the fellow", async () => {
    await appointAssessor();
    const { id, tokens: all } = await begun(8);
    await answeredBy(8, all);
    expect(refusal(await endFeedbackRound(await world.as("assessor"), { roundId: id }))).toBe(
      "not_an_assessor",
    );
    expect(refusal(await endFeedbackRound(await world.as("fellow"), { roundId: id }))).toBe(
      "not_permitted",
    );
    expect(refusal(await showFeedbackRound(await world.as("assessor"), id))).toBe("not_found");
    allowed(await endFeedbackRound(await world.as("assessor2"), { roundId: id }));
    const { others } = allowed(await listFeedbackRounds(await world.as("assessor2")));
    expect(others).toMatchObject([{ round: { id, answered: 8, invited: 8 }, state: "ended" }]);
    expect(allowed(await listFeedbackRounds(await world.as("assessor"))).others).toEqual([]);
    allowed(await closeFeedbackRound(await world.as("assessor2"), { roundId: id, ...closing }));
    const [kept] = await world.house.sql`select entitlement, raters from observation`;
    expect(kept?.entitlement).toMatch(/^appointment:/);
    expect(kept?.raters).toBe(8);
  });

  it("shows nothing to anybody while it takes answers, and to the fellow not before it was discussed", async () => {
    const { id, tokens: all } = await begun(10);
    await answeredBy(8, all);
    const seen = async (name: "fellow" | "director") =>
      allowed(await showFeedbackRound(await world.as(name), id));
    expect(await seen("director")).toMatchObject({ results: null, texts: [], state: "open" });
    expect(await seen("fellow")).toMatchObject({ results: null, round: { answered: 8 } });
    allowed(await endFeedbackRound(await world.as("director"), { roundId: id }));
    const director = await seen("director");
    expect(director.results).toMatchObject({ count: 8, groups: [{ count: 8 }] });
    expect(director.texts).toHaveLength(8);
    expect(await seen("fellow")).toMatchObject({ results: null, texts: [], state: "ended" });
    allowed(await closeFeedbackRound(await world.as("director"), { roundId: id, ...closing }));
    const fellow = await seen("fellow");
    expect(fellow.results).toEqual(director.results);
    expect(fellow.closed).toMatchObject({ level: 4, feedback: closing.feedback });
  });
});

describe("a round that too few people answer", () => {
  it("ends by itself, counts for nothing, and shows nothing under five answers", async () => {
    const { id, tokens: all } = await begun(9);
    await answeredBy(4, all);
    world.clock.advance(40 * day);
    const director = allowed(await showFeedbackRound(await world.as("director"), id));
    expect(director).toMatchObject({ state: "ended", results: null, texts: [] });
    expect(
      refusal(await closeFeedbackRound(await world.as("director"), { roundId: id, ...closing })),
    ).toBe("round_too_small");
    expect(refusal(await readRater(world.house, { secret: all[8] ?? "", address }))).toBe(
      "feedback_link_over",
    );
    const [counted] = await world.house.sql`select count(*)::int as n from observation`;
    expect(counted?.n).toBe(0);
  });

  it("shows what five said, though seven cannot close it", async () => {
    const { id, tokens: all } = await begun(9);
    await answeredBy(7, all);
    world.clock.advance(40 * day);
    const director = allowed(await showFeedbackRound(await world.as("director"), id));
    expect(director.results?.count).toBe(7);
    expect(
      refusal(await closeFeedbackRound(await world.as("director"), { roundId: id, ...closing })),
    ).toBe("round_too_small");
  });
});

describe("a rater", () => {
  it("answers once, from the browser that opened the link, with no account", async () => {
    const { tokens: all } = await begun();
    const [token = ""] = all;
    const look = () => readRater(world.house, { secret: token, address });
    expect(allowed(await look())).toMatchObject({ fellowName: "fellow", isUsed: false });
    const key = await opened(token);
    expect(refusal(await look())).toBe("feedback_link_over");
    expect(refusal(await openFeedback(world.house, { secret: token, address }))).toBe(
      "feedback_link_over",
    );
    const given = { group: "other", levels: { roles: 5 } };
    allowed(await answerFeedback(world.house, key, given));
    expect(refusal(await answerFeedback(world.house, key, given))).toBe("feedback_given");
    expect(refusal(await answerFeedback(world.house, "x".repeat(43), given))).toBe(
      "feedback_link_over",
    );
    const [counted] = await world.house.sql`select count(*)::int as n from feedback_response`;
    expect(counted?.n).toBe(1);
  });

  it("sending twice at once leaves one answer", async () => {
    const { tokens: all } = await begun();
    const key = await opened(all[0] ?? "");
    const given = { group: "other", levels: { roles: 5 } };
    const both = await Promise.all([
      answerFeedback(world.house, key, given),
      answerFeedback(world.house, key, given),
    ]);
    expect(both.map(refusal).sort()).toEqual(["feedback_given", null]);
  });

  it("guessing links from one address has to wait", async () => {
    let last = null;
    for (let i = 0; i < 31; i++) {
      last = refusal(await readRater(world.house, { secret: `guess-${i}`, address }));
    }
    expect(last).toBe("too_many_tries");
    expect(refusal(await readRater(world.house, { secret: "guess", address: "192.0.2.8" }))).toBe(
      "feedback_link_over",
    );
  });

  it("writing what could identify a patient is stopped, and can still answer", async () => {
    const { tokens: all } = await begun();
    const key = await opened(all[0] ?? "");
    const given = { group: "nurse", levels: { roles: 3 } };
    const text = "With patient number 12345678 it went well.";
    expect(refusal(await answerFeedback(world.house, key, { ...given, text }))).toBe(
      "free_text_identifies",
    );
    allowed(await answerFeedback(world.house, key, given));
  });

  it("cannot be told from the others by anything that is kept", async () => {
    const { id, tokens: all } = await begun(8);
    await answeredBy(3, [...all].reverse());
    const { sql } = world.house;
    const responses = await sql`select id, narrative_id from feedback_response`;
    const invitations =
      await sql`select id, xmin::text as tx, is_used, email from feedback_invitation`;
    // One transaction wrote all invitations of the round, so it points at no single one.
    expect(new Set(invitations.map((each) => each.tx)).size).toBe(1);
    expect(invitations.filter((each) => each.is_used)).toHaveLength(3);
    const random = /^[0-9a-f]{8}-[0-9a-f]{4}-4/;
    for (const each of [...responses, ...invitations]) expect(each.id).toMatch(random);
    for (const each of responses) expect(each.narrative_id).toMatch(random);
    const entries = await sql`
      select actor_kind, actor_id, request_id from ledger_entry where act = 'feedback.answer'`;
    expect(entries).toHaveLength(3);
    for (const each of entries) {
      expect(each).toEqual({ actor_kind: "system", actor_id: null, request_id: null });
    }
    expect(await sql`select key from rate_limit where key like 'feedback:%'`).toEqual([]);
    allowed(await endFeedbackRound(await world.as("director"), { roundId: id }));
    const left = await sql`select email from feedback_invitation where email is not null`;
    expect(left).toEqual([]);
  });
});

describe("beginning a round", () => {
  it("is answered the same when it is sent twice, and sends each rater one mail", async () => {
    const { input } = await begun(8);
    const again = await beginFeedbackRound(await world.as("fellow"), input);
    expect(allowed(again)).toEqual({ id: input.id, invited: 8 });
    expect(await tokens()).toHaveLength(8);
    const other = { ...input, id: uuidv7() };
    expect(refusal(await beginFeedbackRound(await world.as("fellow"), other))).toBe(
      "round_running",
    );
  });

  it("is the fellow's or the director's, and needs as many raters as the release asks for", async () => {
    const emails = Array.from({ length: 7 }, (_, i) => `rater${i}@north.test`);
    const input = {
      id: uuidv7(),
      fellowshipId: world.fellowshipId,
      subjectCode,
      raters: emails.join(" "),
      lastDay,
    };
    const begin = async (name: "fellow" | "other" | "assessor" | "director", changed = {}) =>
      refusal(await beginFeedbackRound(await world.as(name), { ...input, ...changed }));
    expect(await begin("fellow")).toBe("raters_too_few");
    expect(await begin("other")).toBe("not_permitted");
    expect(await begin("assessor")).toBe("not_permitted");
    const own = `${input.raters} fellow@north.example`;
    expect(await begin("director", { raters: own })).toBe("rater_is_fellow");
    expect(await begin("director", { lastDay: "2026-11-20" })).toBe("round_too_short");
    expect(await begin("director", { raters: `${input.raters} last@north.test` })).toBeNull();
  });
});

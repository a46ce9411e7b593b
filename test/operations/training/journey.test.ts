import { v7 as uuidv7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { day, forever, later } from "#app/domain/time/instant.ts";
import type { RequirementLine } from "#app/domain/training/requirement-line.ts";
import {
  assessorInbox,
  showCaseToConfirm,
} from "#app/operations/training/assessment/assessor-inbox.server.ts";
import { prepareRequest } from "#app/operations/training/assessment/prepare-request.server.ts";
import { recordObservation } from "#app/operations/training/assessment/record-observation.server.ts";
import { requestObservation } from "#app/operations/training/assessment/request-observation.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { reviewComplication } from "#app/operations/training/case/review-complication.server.ts";
import { showCase, showLogbook } from "#app/operations/training/case/show-logbook.server.ts";
import { confirmCase, declineCase } from "#app/operations/training/case/verify-case.server.ts";
import { withdrawCase } from "#app/operations/training/case/withdraw-case.server.ts";
import { showCohort } from "#app/operations/training/cohort/show-cohort.server.ts";
import { appointFoundingAssessor } from "#app/operations/training/fellowship/appoint-founding-assessor.server.ts";
import { recordTrainingRecord } from "#app/operations/training/fellowship/record-training-record.server.ts";
import {
  showFellow,
  showOwnProgress,
  showTowards,
} from "#app/operations/training/progress/show-progress.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, password, refusal } from "#test/operations/people/world.ts";
import {
  aCase,
  anObservation,
  type TrainingWorld,
  traces,
  trainingWorld,
  wholeLog,
} from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

async function lineOf(kind: RequirementLine["kind"], asked = {}) {
  const { progress } = allowed(
    await showTowards(await world.as("fellow"), null, "CRED-HEM", asked),
  );
  const catheter = progress.competencies.find((each) => each.code === "CIC-HEM-01");
  return catheter?.lines.find((each) => each.kind === kind);
}

describe("from a logged case to progress", () => {
  it("counts a case once its named supervisor confirmed it, and not before", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    expect(await lineOf("log")).toMatchObject({ have: 0, evidence: [] });
    const { cases } = allowed(await assessorInbox(await world.as("assessor")));
    expect(cases.map((each) => each.id)).toEqual([entry.id]);
    allowed(await confirmCase(await world.as("assessor"), { caseId: entry.id }));
    expect(await lineOf("log")).toMatchObject({ have: 1, need: 20, evidence: [entry.id] });
    expect(allowed(await assessorInbox(await world.as("assessor"))).cases).toEqual([]);
  });

  it("counts an observation that answers a request, keeps why it counted, and closes the request", async () => {
    const requestId = uuidv7();
    const ask = { id: requestId, fellowshipId: world.fellowshipId, tool: "DOPS" as const };
    const about = { subjectCode: "CIC-HEM-01", assessorId: world.people.assessor };
    allowed(await requestObservation(await world.as("fellow"), { ...ask, ...about }));
    const inbox = allowed(await assessorInbox(await world.as("assessor")));
    expect(inbox.requests.map((each) => each.id)).toEqual([requestId]);
    const given = anObservation(world, { requestId });
    allowed(await recordObservation(await world.as("assessor"), given));
    expect(await lineOf("observations")).toMatchObject({ have: 1, evidence: [given.id] });
    expect(allowed(await assessorInbox(await world.as("assessor"))).requests).toEqual([]);
    const [kept] = await world.house.sql`
      select entitlement, narrative_digest, text from observation
      join narrative on narrative.id = narrative_id where observation.id = ${given.id}`;
    expect(kept?.entitlement).toMatch(/^appointment:[0-9a-f-]{36}$/);
    expect(kept?.text).toBe(given.feedback);
    expect(kept?.narrative_digest).toMatch(/^[0-9a-f]{64}$/);
    const again = await recordObservation(
      await world.as("assessor"),
      anObservation(world, { requestId }),
    );
    expect(refusal(again)).toBe("request_already_answered");
  });

  it("still knows what was known before an observation was recorded", async () => {
    const before = world.clock.now();
    world.clock.advance(60_000);
    const had = (await lineOf("observations"))?.have ?? 0;
    allowed(await recordObservation(await world.as("assessor"), anObservation(world)));
    world.clock.advance(60_000);
    expect(await lineOf("observations")).toMatchObject({ have: had + 1 });
    expect(await lineOf("observations", { knownAt: before })).toMatchObject({ have: had });
  });

  it("no longer counts a case that was withdrawn, though it stays on record with its reason", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    allowed(await confirmCase(await world.as("assessor"), { caseId: entry.id }));
    const had = (await lineOf("log"))?.have ?? 0;
    const withdrawal = { caseId: entry.id, reason: "logged twice" };
    allowed(await withdrawCase(await world.as("fellow"), withdrawal));
    expect(await lineOf("log")).toMatchObject({ have: had - 1 });
    const shown = allowed(await showCase(await world.as("fellow"), entry.id));
    expect(shown.entry.withdrawnBecause).toBe("logged twice");
    expect(refusal(await withdrawCase(await world.as("fellow"), withdrawal))).toBe(
      "case_already_withdrawn",
    );
  });

  it("blocks while a high-grade complication awaits its review, which cannot be withdrawn away", async () => {
    const entry = aCase(world, { complicationGrade: "high", complications: ["pneumothorax"] });
    allowed(await logCase(await world.as("fellow"), entry));
    allowed(await confirmCase(await world.as("assessor"), { caseId: entry.id }));
    const seen = async () => {
      const view = allowed(await showOwnProgress(await world.as("fellow")));
      return view.progress.find((each) => each.credential === "CRED-HEM")?.status;
    };
    expect(await seen()).toBe("blocked");
    const withdrawal = { caseId: entry.id, reason: "rather not" };
    expect(refusal(await withdrawCase(await world.as("fellow"), withdrawal))).toBe(
      "complication_under_review",
    );
    const review = { caseId: entry.id, outcome: "learning_agreed" as const };
    expect(refusal(await reviewComplication(await world.as("assessor"), review))).toBe(
      "not_permitted",
    );
    allowed(await reviewComplication(await world.as("director"), review));
    expect(await seen()).toBe("in_progress");
    expect(refusal(await reviewComplication(await world.as("director"), review))).toBe(
      "already_decided",
    );
  });

  it("shows the director what the fellow sees, and the cohort", async () => {
    const fellow = allowed(await showOwnProgress(await world.as("fellow")));
    const director = allowed(await showFellow(await world.as("director"), world.fellowshipId));
    expect(director.progress).toEqual(fellow.progress);
    const cohort = allowed(await showCohort(await world.as("director"), world.programmeId));
    expect(cohort.rows.map((each) => each.fellowship.fellowName)).toEqual(["fellow"]);
  });

  it("leaves a ledger that verifies", async () => {
    expect(await firstBrokenEntry(world.house.db)).toBeNull();
  });
});

describe("a case is refused and leaves no trace", () => {
  let before: Awaited<ReturnType<typeof traces>>;
  beforeEach(async () => {
    before = await traces(world);
  });

  const refused: [string, string, (w: TrainingWorld) => Parameters<typeof aCase>[1]][] = [
    ["in the future", "case_in_future", (w) => ({ when: later(w.clock.now(), 1_000) })],
    ["outside the fellowship", "outside_fellowship", (w) => ({ when: later(w.began, -1) })],
    ["of an unknown activity", "unknown_activity", () => ({ activity: "heart-swap" })],
    ["with a foreign device", "device_not_offered", () => ({ devices: ["va_ecmo"] })],
    ["in an unknown setting", "setting_not_known", () => ({ setting: "moon" })],
    ["supervised by oneself", "supervisor_is_self", (w) => ({ supervisorId: w.people.fellow })],
    [
      "supervised by no assessor",
      "supervisor_not_assessor",
      (w) => ({ supervisorId: w.people.committee }),
    ],
    ["at a time that the clock skipped", "time_skipped", () => ({ when: "2026-03-29T02:30" })],
    ["at a time that the clock showed twice", "time_twice", () => ({ when: "2026-10-25T02:30" })],
    ["of an unknown fellowship", "no_such_fellowship", () => ({ fellowshipId: uuidv7() })],
  ];

  it.each(refused)("%s", async (_, code, changed) => {
    const given = aCase(world, changed(world));
    expect(refusal(await logCase(await world.as("fellow"), given))).toBe(code);
    expect(await traces(world)).toEqual(before);
  });

  it("in somebody else's log", async () => {
    expect(refusal(await logCase(await world.as("other"), aCase(world)))).toBe("not_permitted");
    expect(await traces(world)).toEqual(before);
  });

  it("under an id that somebody else's case has", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    const after = await traces(world);
    const fellowshipId = await anotherFellowship();
    const theirs = aCase(world, {
      id: entry.id,
      fellowshipId,
      supervisorId: world.people.director,
    });
    expect(refusal(await logCase(await world.as("other"), theirs))).toBe("same_id_other_content");
    expect((await traces(world)).cases).toBe(after.cases);
  });

  async function anotherFellowship() {
    const { beginFellowship } = await import(
      "#app/operations/training/fellowship/begin-fellowship.server.ts"
    );
    const { people, programmeId, began } = world;
    const given = { id: uuidv7(), fellowId: people.other, programmeId, startsAt: began };
    return allowed(await beginFellowship(await world.as("director"), given)).id;
  }
});

it("answers a case that is sent again the same, with one case and one entry", async () => {
  const entry = aCase(world);
  const first = await logCase(await world.as("fellow"), entry);
  const after = await traces(world);
  const sends = await Promise.all(
    Array.from({ length: 3 }, async () => logCase(await world.as("fellow"), entry)),
  );
  expect(sends).toEqual([first, first, first]);
  expect(await traces(world)).toEqual(after);
});

it("keeps whether it was night on the programme's clock, whatever was ticked", async () => {
  const entry = aCase(world, { when: "2026-11-20T22:30", contexts: ["weekend", "critically_ill"] });
  allowed(await logCase(await world.as("fellow"), entry));
  const { entry: kept } = allowed(await showCase(await world.as("fellow"), entry.id));
  expect(kept).toMatchObject({ atNight: true, onWeekend: false });
  expect(kept.contexts).toEqual(["critically_ill", "night"]);
});

describe("confirming", () => {
  it("is for the supervisor whom the case names, and for nobody else", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    const caseId = entry.id;
    expect(refusal(await confirmCase(await world.as("fellow"), { caseId }))).toBe("not_permitted");
    expect(refusal(await confirmCase(await world.as("assessor2"), { caseId }))).toBe(
      "not_the_supervisor",
    );
    expect(refusal(await showCaseToConfirm(await world.as("assessor2"), caseId))).toBe(
      "no_such_case",
    );
  });

  it("is said once: again is answered the same, the contrary is refused", async () => {
    const entry = aCase(world);
    allowed(await logCase(await world.as("fellow"), entry));
    const caseId = entry.id;
    const declined = { caseId, reason: "I was not there" };
    allowed(await declineCase(await world.as("assessor"), declined));
    expect(refusal(await declineCase(await world.as("assessor"), declined))).toBeNull();
    expect(refusal(await confirmCase(await world.as("assessor"), { caseId }))).toBe(
      "case_declined",
    );
    const { cases } = allowed(await showLogbook(await world.as("fellow"), null, wholeLog));
    expect(cases.find((each) => each.id === caseId)?.verification).toMatchObject({
      outcome: "declined",
      reason: "I was not there",
    });
  });
});

describe("an observation is refused", () => {
  it("without an entitlement on that day", async () => {
    const given = anObservation(world);
    expect(refusal(await recordObservation(await world.as("assessor2"), given))).toBe(
      "not_an_assessor",
    );
    const elsewhere = anObservation(world, { subjectCode: "CIC-ECM-01" });
    expect(refusal(await recordObservation(await world.as("assessor"), elsewhere))).toBe(
      "not_an_assessor",
    );
    const early = anObservation(world, { when: later(world.clock.now(), -50 * day) });
    expect(refusal(await recordObservation(await world.as("assessor"), early))).toBe(
      "not_an_assessor",
    );
  });

  it("of oneself", async () => {
    const { people, clock } = world;
    const subjects = ["CIC-HEM-01"];
    const endsAt = later(clock.now(), day);
    const appointment = { id: uuidv7(), programmeId: world.programmeId, subjects, endsAt };
    const second = { secondSignerId: people.committee, secondPassword: password };
    const appointed = await appointFoundingAssessor(await world.as("director"), {
      ...appointment,
      ...second,
      personId: people.other,
    });
    allowed(appointed);
    const { fellowships } = { fellowships: await ownFellowship() };
    const given = anObservation(world, { fellowshipId: fellowships });
    expect(refusal(await recordObservation(await world.as("other"), given))).toBe(
      "observation_of_self",
    );
  });

  async function ownFellowship() {
    const { fellowship } = allowed(await showOwnProgress(await world.as("other")));
    expect(fellowship.during.end).toBe(forever);
    return fellowship.id;
  }

  it("in the future, off the scale or by another's tool", async () => {
    const tries = [
      [{ when: later(world.clock.now(), 1_000) }, "observation_in_future"],
      [{ tool: "EXAM" as const }, "tool_not_offered"],
      [{ tool: "MSF" as const }, "feedback_needs_round"],
      [{ subjectCode: "CIC-SYS-02" }, "feedback_needs_round"],
      [{ subjectCode: "EPA-99" }, "no_such_epa"],
    ] as const;
    for (const [changed, code] of tries) {
      const given = anObservation(world, changed);
      expect(refusal(await recordObservation(await world.as("assessor"), given))).toBe(code);
    }
  });
});

it("offers a fellow only assessors who may judge the subject today", async () => {
  const form = allowed(await prepareRequest(await world.as("fellow"), "EPA-02"));
  expect(form.assessors.map((each) => each.id)).toEqual([world.people.assessor]);
});

describe("a founding assessor", () => {
  const wish = () => ({
    id: uuidv7(),
    programmeId: world.programmeId,
    personId: world.people.assessor2,
    subjects: ["CIC-HEM-02"],
    endsAt: later(world.clock.now(), 30 * day),
    secondSignerId: world.people.committee,
    secondPassword: password,
  });
  const appoint = async (changed: Partial<ReturnType<typeof wish>>) =>
    refusal(await appointFoundingAssessor(await world.as("director"), { ...wish(), ...changed }));

  it("needs two different people who may, and the second one's password", async () => {
    expect(await appoint({ secondPassword: "guess" })).toBe("password_wrong");
    expect(await appoint({ secondSignerId: world.people.director })).toBe(
      "founding_assessor_needs_two",
    );
    expect(await appoint({ secondSignerId: world.people.other })).toBe(
      "second_signer_not_entitled",
    );
    expect(await appoint({ personId: world.people.committee })).toBe(
      "founding_assessor_signs_for_self",
    );
    expect(await appoint({})).toBeNull();
  });

  it("is appointed by a director, not by a committee member alone", async () => {
    const tried = await appointFoundingAssessor(await world.as("committee"), {
      ...wish(),
      secondSignerId: world.people.director,
    });
    expect(refusal(tried)).toBe("not_permitted");
  });
});

it("records training that somebody else saw proof of, once", async () => {
  const given = {
    id: uuidv7(),
    personId: world.people.fellow,
    programmeId: world.programmeId,
    kind: "exam" as const,
    code: "EXAM-CIC",
    when: "2026-11-01",
  };
  allowed(await recordTrainingRecord(await world.as("director"), given));
  allowed(await recordTrainingRecord(await world.as("director"), given));
  const { progress } = allowed(await showTowards(await world.as("fellow"), null, "CRED-CIS"));
  expect(progress.lines.find((each) => each.kind === "exam")).toMatchObject({
    met: true,
    evidence: [given.id],
  });
  const self = { ...given, id: uuidv7(), personId: world.people.director };
  expect(refusal(await recordTrainingRecord(await world.as("director"), self))).toBe("own_record");
});

it("hides a fellow's training from those who do not oversee it", async () => {
  const asked = await showFellow(await world.as("other"), world.fellowshipId);
  expect(refusal(asked)).toBe("not_found");
});

import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { hour, type Instant } from "#app/domain/time/instant.ts";
import { localText } from "#app/domain/time/wall-time.ts";
import { defaultPolicy, type PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import { assessorInbox } from "#app/operations/training/assessment/assessor-inbox.server.ts";
import { CorrectCase, correctCase } from "#app/operations/training/case/correct-case.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { reviewComplication } from "#app/operations/training/case/review-complication.server.ts";
import { showCase, showLogbook } from "#app/operations/training/case/show-logbook.server.ts";
import { confirmCase, declineCase } from "#app/operations/training/case/verify-case.server.ts";
import { withdrawCase } from "#app/operations/training/case/withdraw-case.server.ts";
import { setPolicy, showPolicy } from "#app/operations/training/fellowship/set-policy.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { aCase, type TrainingWorld, traces, trainingWorld, wholeLog } from "./world.ts";

let world: TrainingWorld;
const zone = "Europe/Berlin";

beforeAll(async () => {
  world = await trainingWorld();
});

type Changed = NonNullable<Parameters<typeof aCase>[1]>;

async function logged(changed: Changed = {}) {
  const entry = aCase(world, changed);
  allowed(await logCase(await world.as("fellow"), entry));
  return entry;
}

/** The case as the form would send it again, with what differs. */
function correctionOf(entry: ReturnType<typeof aCase>, changed: object = {}) {
  const said = { ...entry, id: uuidv7(), of: entry.id, reason: "wrong part chosen" };
  return CorrectCase.parse({ ...said, ...changed });
}

async function correct(entry: ReturnType<typeof aCase>, changed: object = {}) {
  return correctCase(await world.as("fellow"), correctionOf(entry, changed));
}

describe("the same draft from two phones", () => {
  it("is one case, answered the same", async () => {
    const entry = await logged();
    const before = await traces(world);
    const again = await Promise.all([
      logCase(await world.as("fellow"), entry),
      logCase(await world.as("fellow"), { ...entry, contexts: ["night"] }),
    ]);
    expect(again).toEqual([
      { ok: true, value: { id: entry.id } },
      { ok: true, value: { id: entry.id } },
    ]);
    expect(await traces(world)).toEqual(before);
  });

  it.each([
    [{ role: "assistant" }],
    [{ setting: "ward" }],
    [{ devices: [] }],
    [{ scaiStage: "D" }],
    [{ contexts: ["critically_ill"] }],
    [{ complicationGrade: "low", complications: ["pneumothorax"] }],
  ] as [Changed][])(
    "is refused where one of them says %o, and nothing is changed",
    async (changed) => {
      const entry = await logged();
      const before = await traces(world);
      const other = await logCase(await world.as("fellow"), { ...entry, ...changed });
      expect(refusal(other)).toBe("same_id_other_content");
      expect(await traces(world)).toEqual(before);
    },
  );

  it("is still answered after the case was corrected", async () => {
    const entry = await logged();
    allowed(await correct(entry, { role: "assistant" }));
    expect(allowed(await logCase(await world.as("fellow"), entry))).toEqual({ id: entry.id });
  });

  it("names no case of somebody else", async () => {
    const entry = await logged();
    const theirs = await correctCase(await world.as("other"), correctionOf(entry));
    expect(refusal(theirs)).toBe("not_permitted");
  });
});

describe("bad input", () => {
  it.each([
    [{ supervisorId: "self" }, "supervisor_is_self"],
    [{ activity: "heart-swap" }, "unknown_activity"],
    [{ devices: ["va_ecmo"] }, "device_not_offered"],
    [{ when: "2027-01-01T10:00" }, "case_in_future"],
    [{ when: "2020-01-01T10:00" }, "outside_fellowship"],
    [{ when: "yesterday" }, "time_unreadable"],
  ])("%o is refused as %s without a trace", async (changed, code) => {
    const before = await traces(world);
    const given = Object.fromEntries(
      Object.entries(changed).map(([k, v]) => [k, v === "self" ? world.people.fellow : v]),
    );
    const entry = aCase(world, given as Changed);
    expect(refusal(await logCase(await world.as("fellow"), entry))).toBe(code);
    expect(await traces(world)).toEqual(before);
  });

  it("lets nobody but the named supervisor confirm, least of all the fellow", async () => {
    const entry = await logged();
    const word = { caseId: entry.id };
    expect(refusal(await confirmCase(await world.as("fellow"), word))).toBe("not_permitted");
    expect(refusal(await confirmCase(await world.as("assessor2"), word))).toBe(
      "not_the_supervisor",
    );
    expect(refusal(await confirmCase(await world.as("other"), word))).toBe("not_the_supervisor");
  });

  it("stops a reason that identifies a patient, and says where", async () => {
    const entry = await logged();
    const withdrawn = await withdrawCase(await world.as("fellow"), {
      caseId: entry.id,
      reason: "Mrs Smith, MRN 4711234",
    });
    expect(withdrawn).toMatchObject({
      refusal: { code: "free_text_identifies", detail: { field: "reason" } },
    });
    const declined = await declineCase(await world.as("assessor"), {
      caseId: entry.id,
      reason: "that was Herr Weber",
    });
    expect(refusal(declined)).toBe("free_text_identifies");
    expect(refusal(await correct(entry, { role: "observer", reason: "born 12.3.1951" }))).toBe(
      "free_text_identifies",
    );
  });

  it("lets two fellows log the same procedure", async () => {
    const entry = await logged();
    expect(
      allowed(await logCase(await world.as("fellow"), { ...entry, id: uuidv7() })),
    ).toBeTruthy();
  });
});

describe("a correction", () => {
  it("takes the place of the case, which stays on record and waits to be confirmed again", async () => {
    const entry = await logged();
    allowed(await confirmCase(await world.as("assessor"), { caseId: entry.id }));
    const { id } = allowed(await correct(entry, { role: "assistant" }));
    const { cases } = allowed(await showLogbook(await world.as("fellow"), null, wholeLog));
    expect(cases.map((each) => each.id)).not.toContain(entry.id);
    expect(cases.find((each) => each.id === id)).toMatchObject({
      role: "assistant",
      verification: null,
      supersedes: entry.id,
      correctionReason: "wrong part chosen",
    });
    const inbox = allowed(await assessorInbox(await world.as("assessor")));
    expect(inbox.cases.map((each) => each.id)).toContain(id);
    const byOldUrl = allowed(await showCase(await world.as("fellow"), entry.id));
    expect(byOldUrl.entry.id).toBe(id);
    expect(byOldUrl.versions.map((each) => [each.id, each.verification?.outcome])).toEqual([
      [entry.id, "confirmed"],
      [id, undefined],
    ]);
    allowed(await confirmCase(await world.as("assessor"), { caseId: id }));
    const word = await confirmCase(await world.as("assessor"), { caseId: entry.id });
    expect(refusal(word)).toBe("case_corrected_meanwhile");
  });

  it("of two that race, one holds and the other is told so", async () => {
    const entry = await logged();
    const both = await Promise.all([
      correct(entry, { role: "assistant" }),
      correct(entry, { role: "observer" }),
    ]);
    expect(both.map((each) => each.ok).sort()).toEqual([false, true]);
    const lost = both.find((each) => !each.ok);
    expect(lost && refusal(lost)).toBe("case_corrected_meanwhile");
    const { versions } = allowed(await showCase(await world.as("fellow"), entry.id));
    expect(versions).toHaveLength(2);
  });

  it("sent twice is one correction, and with other content none", async () => {
    const entry = await logged();
    const correction = correctionOf(entry, { role: "assistant" });
    allowed(await correctCase(await world.as("fellow"), correction));
    const before = await traces(world);
    const fellow = await world.as("fellow");
    expect(allowed(await correctCase(fellow, correction))).toEqual({ id: correction.id });
    const other = { ...correction, reason: "another reason" };
    expect(refusal(await correctCase(fellow, other))).toBe("same_id_other_content");
    expect(await traces(world)).toEqual(before);
  });

  it("leaves a time alone that the form shows as it was, though the clock showed it twice", async () => {
    const twice = { when: "2026-10-25T02:30", reading: "later" as const };
    const entry = await logged(twice);
    const { id } = allowed(await correct(entry, { role: "assistant", reading: undefined }));
    const { versions } = allowed(await showCase(await world.as("fellow"), id));
    expect(versions.map((each) => each.performedAt)).toEqual(
      Array(2).fill(Date.parse("2026-10-25T01:30:00Z")),
    );
    const moved = correctionOf({ ...entry, id }, { when: "2026-10-25T02:31", reading: undefined });
    expect(refusal(await correctCase(await world.as("fellow"), moved))).toBe("time_twice");
  });

  it("needs something that differs, and follows the same rules as a new case", async () => {
    const entry = await logged();
    const same = { when: localText(entry.when as Instant, zone) };
    expect(refusal(await correct(entry, same))).toBe("correction_changes_nothing");
    expect(refusal(await correct(entry, { supervisorId: world.people.fellow }))).toBe(
      "supervisor_is_self",
    );
    expect(refusal(await correct(entry, { when: "2030-01-01T10:00" }))).toBe("case_in_future");
  });

  it("mends a declined case, and can be corrected and withdrawn in turn", async () => {
    const entry = await logged();
    const declined = { caseId: entry.id, reason: "you assisted" };
    allowed(await declineCase(await world.as("assessor"), declined));
    const second = correctionOf(entry, { role: "assistant" });
    allowed(await correctCase(await world.as("fellow"), second));
    const third = CorrectCase.parse({
      ...second,
      ...{ id: uuidv7(), of: second.id, setting: "ward", reason: "it was on the ward" },
    });
    allowed(await correctCase(await world.as("fellow"), third));
    const stale = { caseId: second.id, reason: "logged twice" };
    const fellow = await world.as("fellow");
    expect(refusal(await withdrawCase(fellow, stale))).toBe("case_corrected_meanwhile");
    allowed(await withdrawCase(fellow, { ...stale, caseId: third.id }));
    const { versions, entry: last } = allowed(await showCase(fellow, entry.id));
    expect(versions.map((each) => each.id)).toEqual([entry.id, second.id, third.id]);
    expect(last.withdrawnBecause).toBe("logged twice");
    const after = correctionOf({ ...entry, id: third.id }, { role: "observer" });
    expect(refusal(await correctCase(fellow, after))).toBe("case_already_withdrawn");
  });

  it("waits while a serious complication is under review, unless the case is declined", async () => {
    const serious = { complicationGrade: "high" as const, complications: ["pneumothorax"] };
    const entry = await logged(serious);
    expect(refusal(await correct(entry, { role: "assistant" }))).toBe("complication_under_review");
    const review = { caseId: entry.id, outcome: "no_concern" as const };
    allowed(await reviewComplication(await world.as("director"), review));
    expect((await correct(entry, { role: "assistant" })).ok).toBe(true);
    const mistaken = await logged(serious);
    const word = { caseId: mistaken.id, reason: "there was none" };
    allowed(await declineCase(await world.as("assessor"), word));
    const mended = { complicationGrade: "none", complications: [] };
    expect((await correct(mistaken, mended)).ok).toBe(true);
  });
});

describe("the policy of a programme", () => {
  const policyWith = (changed: Partial<PortfolioPolicy>) => ({
    ...defaultPolicy(world.house.content),
    ...changed,
  });
  async function set(
    changed: Partial<PortfolioPolicy>,
    name: "director" | "committee" = "director",
  ) {
    const { basedOn } = allowed(await showPolicy(await world.as("director"), world.programmeId));
    return setPolicy(await world.as(name), {
      id: uuidv7(),
      programmeId: world.programmeId,
      basedOn: basedOn ?? undefined,
      policy: policyWith(changed),
    });
  }

  it("is set by the director alone, only where something differs, and only with known codes", async () => {
    expect(refusal(await set({ datePrecision: "day" }, "committee"))).toBe("not_permitted");
    expect(refusal(await set({}))).toBe("policy_unchanged");
    const strange = [{ subject: "CIC-HEM-01", context: "full_moon", min: 1 }];
    expect(refusal(await set({ contextTargets: strange }))).toBe("unknown_code");
  });

  it("keeps only the day from then on, but whether it was at night; earlier cases stay as kept", async () => {
    const before = await logged();
    world.clock.advance(hour);
    allowed(await set({ datePrecision: "day" }));
    world.clock.advance(hour);
    const night = "2026-11-21T23:40";
    const entry = await logged({ when: night });
    const shown = async (id: string) => allowed(await showCase(await world.as("fellow"), id)).entry;
    expect(await shown(entry.id)).toMatchObject({
      datePrecision: "day",
      performedAt: Date.parse("2026-11-20T23:00:00Z"),
      atNight: true,
      onWeekend: true,
    });
    expect(await shown(before.id)).toMatchObject({ datePrecision: "minute" });
    const { id } = allowed(
      await correct({ ...entry, when: "2026-11-21T00:00" }, { setting: "ward", contexts: [] }),
    );
    expect(await shown(id)).toMatchObject({ datePrecision: "day", atNight: true, setting: "ward" });
    expect((await logCase(await world.as("fellow"), entry)).ok).toBe(true);
  });

  it("is not overwritten by somebody who had not seen it, and its history stays", async () => {
    const blind = await setPolicy(await world.as("director"), {
      id: uuidv7(),
      programmeId: world.programmeId,
      policy: policyWith({ requestDays: 7 }),
    });
    expect(refusal(blind)).toBe("policy_changed_meanwhile");
    allowed(await set({ datePrecision: "month" }));
    const { history, inForce } = allowed(
      await showPolicy(await world.as("committee"), world.programmeId),
    );
    expect(inForce.datePrecision).toBe("month");
    expect(history.map((each) => each.policy.datePrecision)).toEqual(["month", "day"]);
    const outsider = await showPolicy(await world.as("fellow"), world.programmeId);
    expect(refusal(outsider)).toBe("not_found");
  });

  it("leaves the ledger whole", async () => {
    const broken = await world.house.db.transaction((tx) => firstBrokenEntry(tx));
    expect(broken).toBeNull();
  });
});

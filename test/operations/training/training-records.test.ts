import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import {
  CorrectTrainingRecord,
  correctTrainingRecord,
  VoidTrainingRecord,
} from "#app/operations/training/fellowship/correct-training-record.server.ts";
import { recordTrainingRecord } from "#app/operations/training/fellowship/record-training-record.server.ts";
import { showTrainingRecords } from "#app/operations/training/fellowship/show-training-records.server.ts";
import { showTowards } from "#app/operations/training/progress/show-progress.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { type TrainingWorld, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

function given(changed: Partial<Parameters<typeof recordTrainingRecord>[1]> = {}) {
  return {
    id: uuidv7(),
    personId: world.people.fellow,
    programmeId: world.programmeId,
    kind: "exam" as const,
    code: "EXAM-CIC",
    when: "2026-11-01",
    ...changed,
  };
}

async function recorded(changed: Partial<Parameters<typeof recordTrainingRecord>[1]> = {}) {
  const record = given(changed);
  allowed(await recordTrainingRecord(await world.as("director"), record));
  return record;
}

async function isExamMet() {
  const { progress } = allowed(await showTowards(await world.as("fellow"), null, "CRED-CIS"));
  return progress.lines.find((each) => each.kind === "exam")?.met;
}

async function correctedBy(
  name: "director" | "assessor" | "fellow",
  of: string,
  act: "void" | "correct",
  changed: object = {},
) {
  const all = { ...given(), act, of, reason: "Read from the wrong line", ...changed };
  const input = act === "void" ? VoidTrainingRecord.parse(all) : CorrectTrainingRecord.parse(all);
  return correctTrainingRecord(await world.as(name), input);
}

it("keeps examinations, courses, audits and assessor training, with who signed for each", async () => {
  await recorded();
  await recorded({ kind: "certificate", code: "ALS" });
  await recorded({ kind: "audit", code: "CIC-HEM-01" });
  await recorded({ kind: "assessor_training", code: "TRAIN-ASSESSOR", hours: 6 });
  const { records } = allowed(await showTrainingRecords(await world.as("fellow"), null));
  expect(records.map((each) => each.kind).sort()).toEqual([
    "assessor_training",
    "audit",
    "certificate",
    "exam",
  ]);
  for (const each of records) {
    expect(each).toMatchObject({ verifierName: "director", holds: true, reason: null });
  }
  const asDirector = await showTrainingRecords(await world.as("director"), world.fellowshipId);
  expect(allowed(asDirector)).toMatchObject({ records, mayRecord: true });
  const asOther = await showTrainingRecords(await world.as("other"), world.fellowshipId);
  expect(refusal(asOther)).toBe("not_found");
});

it("refuses what is not so, each with its reason and its field", async () => {
  const refused = async (changed: Parameters<typeof given>[0]) => {
    const result = await recordTrainingRecord(await world.as("director"), given(changed));
    return result.ok ? null : [result.refusal.code, result.refusal.detail?.field];
  };
  expect(await refused({ when: "2026-11-23" })).toEqual(["record_in_future", "when"]);
  expect(await refused({ when: "2020-05-05" })).toEqual(["before_fellowship", "when"]);
  expect(await refused({ code: "EXAM-NONE" })).toEqual(["training_code_unknown", "code"]);
  expect(await refused({ kind: "exam", code: "ALS" })).toEqual(["training_code_unknown", "code"]);
  expect(await refused({ kind: "assessor_training", code: "TRAIN-ASSESSOR" })).toEqual([
    "hours_required",
    "hours",
  ]);
  expect(await refused({ hours: 3 })).toEqual(["hours_not_asked", "hours"]);
  expect(await refused({ personId: world.people.director })).toEqual(["own_record", undefined]);
  expect(refusal(await recordTrainingRecord(await world.as("assessor"), given()))).toBe(
    "not_permitted",
  );
});

it("corrects and voids by new records with a reason, once, and what is voided counts no longer", async () => {
  const { id } = await recorded();
  expect(await isExamMet()).toBe(true);
  expect(refusal(await correctedBy("fellow", id, "void"))).toBe("not_permitted");
  expect(refusal(await correctedBy("director", id, "correct", { when: "2027-01-01" }))).toBe(
    "record_in_future",
  );
  expect(
    refusal(await correctedBy("director", id, "void", { reason: "That of Mr. Smith instead" })),
  ).toBe("free_text_identifies");
  const later = allowed(await correctedBy("director", id, "correct", { when: "2026-11-03" }));
  expect(refusal(await correctedBy("director", id, "void"))).toBe("already_corrected");
  const { records } = allowed(await showTrainingRecords(await world.as("fellow"), null));
  expect(records.find((each) => each.id === id)).toMatchObject({ holds: false });
  expect(records.find((each) => each.id === later.id)).toMatchObject({
    holds: true,
    supersedes: id,
    reason: "Read from the wrong line",
  });
  allowed(await correctedBy("director", later.id, "void"));
  for (const each of records.filter((one) => one.kind === "exam" && one.holds)) {
    if (each.id !== later.id) allowed(await correctedBy("director", each.id, "void"));
  }
  expect(await isExamMet()).toBe(false);
  expect(await firstBrokenEntry(world.house.db)).toBeNull();
});

it("answers a correction that is sent twice the same", async () => {
  const { id } = await recorded({ kind: "certificate", code: "ALS" });
  const input = VoidTrainingRecord.parse({ ...given(), act: "void", of: id, reason: "Twice" });
  const first = allowed(await correctTrainingRecord(await world.as("director"), input));
  expect(allowed(await correctTrainingRecord(await world.as("director"), input))).toEqual(first);
});

import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { later } from "#app/domain/time/instant.ts";
import { defaultPolicy } from "#app/domain/training/portfolio-policy.ts";
import { CorrectCase, correctCase } from "#app/operations/training/case/correct-case.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { confirmCase } from "#app/operations/training/case/verify-case.server.ts";
import { withdrawCase } from "#app/operations/training/case/withdraw-case.server.ts";
import { recordWorkingTime } from "#app/operations/training/fellowship/record-working-time.server.ts";
import { setPolicy } from "#app/operations/training/fellowship/set-policy.server.ts";
import { judgeable } from "#app/operations/training/progress/evidence.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { allowed } from "#test/operations/people/world.ts";
import { aCase, type TrainingWorld, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

async function evidence(knownThrough?: number) {
  const { house, people } = world;
  const found = await house.db.transaction((tx) =>
    judgeable(house, tx, people.fellow, knownThrough),
  );
  return found.evidence;
}

it("knows a policy and leave from their entries on, and none before them", async () => {
  const director = await world.as("director");
  const usual = defaultPolicy(world.house.content);
  const { seq: before } = await headOf(world.house.db);
  const policy = { ...usual, countedAssurance: ["account" as const] };
  const about = { id: uuidv7(), programmeId: world.programmeId };
  allowed(await setPolicy(director, { ...about, policy }));
  const leave = { firstDay: "2026-10-01", lastDay: "2026-10-10", percent: 0 };
  const { fellowshipId } = world;
  allowed(await recordWorkingTime(director, { id: uuidv7(), fellowshipId, ...leave }));

  const now = await evidence();
  expect(now.countedAssurance.map((each) => each.counted)).toEqual([
    usual.countedAssurance,
    ["account"],
  ]);
  expect(now.countedAssurance[1]?.since).toBeLessThanOrEqual(later(world.clock.now(), 1_000));
  expect(now.workingTime).toMatchObject([{ percent: 0 }]);

  const then = await evidence(before);
  expect(then.countedAssurance.map((each) => each.counted)).toEqual([usual.countedAssurance]);
  expect(then.workingTime).toEqual([]);
});

it("holds of a case what was known by then: the version that stood, its confirmation, its end", async () => {
  const fellow = await world.as("fellow");
  const first = aCase(world);
  const known = async () =>
    (await evidence()).cases.map((each) => [each.id, each.verification?.outcome ?? null]);
  const seqNow = async () => (await headOf(world.house.db)).seq;

  allowed(await logCase(fellow, first));
  const logged = await seqNow();
  allowed(await confirmCase(await world.as("assessor"), { caseId: first.id }));
  expect(await known()).toEqual([[first.id, "confirmed"]]);

  const second = uuidv7();
  const said = { ...first, id: second, of: first.id, reason: "wrong part chosen" };
  allowed(await correctCase(fellow, CorrectCase.parse({ ...said, role: "assistant" })));
  const corrected = await seqNow();
  expect(await known()).toEqual([[second, null]]);

  allowed(await withdrawCase(fellow, { caseId: second, reason: "logged twice" }));
  expect(await known()).toEqual([]);

  const asOf = async (seq: number) => (await evidence(seq)).cases;
  expect(await asOf(logged)).toMatchObject([{ id: first.id, verification: null }]);
  expect(await asOf(corrected)).toMatchObject([{ id: second, role: "assistant" }]);
});

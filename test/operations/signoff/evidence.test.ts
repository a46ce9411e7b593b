import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { minute } from "#app/domain/time/instant.ts";
import { openReview } from "#app/operations/signoff/open-review.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { recordObservation } from "#app/operations/training/assessment/record-observation.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { confirmCase } from "#app/operations/training/case/verify-case.server.ts";
import { withdrawCase } from "#app/operations/training/case/withdraw-case.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import {
  aCase,
  anObservation,
  type TrainingWorld,
  trainingWorld,
} from "#test/operations/training/world.ts";

let world: TrainingWorld;
let reviewId: string;
let confirmed: string;

async function confirmedCase() {
  const entry = aCase(world);
  allowed(await logCase(await world.as("fellow"), entry));
  allowed(await confirmCase(await world.as("assessor"), { caseId: entry.id }));
  return entry.id;
}

async function review() {
  const id = uuidv7();
  const about = { fellowshipId: world.fellowshipId, credentialCode: "CRED-HEM" };
  allowed(await openReview(await world.as("committee"), { id, ...about }));
  return id;
}

const shown = async (id: string) => allowed(await showDossier(await world.as("director"), id));

beforeAll(async () => {
  world = await trainingWorld();
  confirmed = await confirmedCase();
  allowed(await recordObservation(await world.as("assessor"), anObservation(world)));
  world.clock.advance(minute);
  reviewId = await review();
});

describe("the evidence of a fellow", () => {
  it("is shown whole, by name, and counts what is missing", async () => {
    const view = await shown(reviewId);
    expect(view.facts.map((each) => each.kind).sort()).toEqual(["case", "observation"]);
    expect(view.facts.every((each) => each.by === "assessor")).toBe(true);
    expect(view.evidenceChanged).toBe(false);
    expect(view.missing).toBeGreaterThan(0);
    expect(view.text).toContain(confirmed);
  });

  it("has the same digest however often it is read, while time passes", async () => {
    const first = await shown(reviewId);
    world.clock.advance(60 * minute);
    expect((await shown(reviewId)).digest).toBe(first.digest);
  });

  it("is not changed by a case that nobody has confirmed", async () => {
    const before = await shown(reviewId);
    allowed(await logCase(await world.as("fellow"), aCase(world)));
    expect((await shown(reviewId)).digest).toBe(before.digest);
  });

  it("is changed by a new observation, and the committee must look again", async () => {
    const before = await shown(reviewId);
    allowed(await recordObservation(await world.as("assessor"), anObservation(world)));
    const after = await shown(reviewId);
    expect(after.digest).not.toBe(before.digest);
    expect(after.evidenceChanged).toBe(true);
    const again = await review();
    expect((await shown(again)).evidenceChanged).toBe(false);
  });

  it("is changed by a case that is withdrawn", async () => {
    const id = await review().catch((error: Error) => error.message);
    expect(id).toBe("refused: review_open_already");
    const extra = await confirmedCase();
    world.clock.advance(minute);
    const taken = await review();
    const wish = { caseId: extra, reason: "logged twice" };
    allowed(await withdrawCase(await world.as("fellow"), wish));
    expect((await shown(taken)).evidenceChanged).toBe(true);
  });

  it("is not for the fellow's own eyes as a committee's dossier, nor for strangers", async () => {
    const own = await showDossier(await world.as("fellow"), reviewId);
    expect(refusal(own)).toBe("not_found");
  });
});

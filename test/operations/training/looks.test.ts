import { beforeAll, expect, it } from "vitest";
import { readLook } from "#app/domain/training/look.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { showCase } from "#app/operations/training/case/show-logbook.server.ts";
import { showTrainingRecords } from "#app/operations/training/fellowship/show-training-records.server.ts";
import { showLooks } from "#app/operations/training/progress/show-looks.server.ts";
import { showFellow, showTowards } from "#app/operations/training/progress/show-progress.server.ts";
import { exportPortfolio } from "#app/operations/training/transfer/export-portfolio.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { aCase, type TrainingWorld, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

const first = (size: number) => (total: number) => ({ from: 0, size, total });

it("tells a fellow who looked into their dossier and at what, the latest first, their own looks not", async () => {
  const fellow = await world.as("fellow");
  const { id } = allowed(await logCase(fellow, aCase(world)));
  const director = () => world.as("director");
  const { fellowshipId } = world;
  const looks = [
    async () => showFellow(await director(), fellowshipId),
    async () => showTowards(await world.as("committee"), fellowshipId, "CRED-HEM"),
    async () => showTrainingRecords(await director(), fellowshipId),
    async () => showCase(await director(), id),
    async () => exportPortfolio(await director(), fellowshipId),
    async () => showFellow(await world.as("fellow"), fellowshipId),
  ];
  for (const look of looks) {
    allowed<unknown>(await look());
    world.clock.advance(60_000);
  }
  const shown = allowed(await showLooks(await world.as("fellow"), first(25)));
  expect(shown.looks.map(({ who, what }) => [who, readLook(what)])).toEqual([
    ["director", { kind: "view", view: "export" }],
    ["director", { kind: "view", view: "a case" }],
    ["director", { kind: "view", view: "records" }],
    ["committee", { kind: "subject", code: "CRED-HEM" }],
    ["director", { kind: "view", view: "progress" }],
  ]);
  expect(shown.place.total).toBe(5);
  const page = allowed(await showLooks(await world.as("fellow"), first(2)));
  expect(page.looks).toHaveLength(2);
});

it("shows nobody else's looks, and none to who has no dossier", async () => {
  expect(refusal(await showLooks(await world.as("other"), first(25)))).toBe("no_such_fellowship");
  expect(refusal(await showLooks(await world.as("director"), first(25)))).toBe("not_found");
});

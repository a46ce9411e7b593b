import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day } from "#app/domain/time/instant.ts";
import {
  recordWorkingTime,
  voidWorkingTime,
} from "#app/operations/training/fellowship/record-working-time.server.ts";
import { showWorkingTime } from "#app/operations/training/fellowship/show-working-time.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { type TrainingWorld, traces, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

/** Leave of ten days within the hundred that the fellowship has lasted. */
function leave(changed = {}) {
  const days = { firstDay: "2026-10-01", lastDay: "2026-10-10" };
  return { id: uuidv7(), fellowshipId: world.fellowshipId, percent: 0, ...days, ...changed };
}

const seen = async () => allowed(await showWorkingTime(await world.as("fellow"), null));

describe("leave and part-time", () => {
  const first = { id: uuidv7() };

  it("move the window back by exactly the time not worked, and the fellow sees it", async () => {
    expect((await seen()).window.moved).toBe(0);
    allowed(await recordWorkingTime(await world.as("director"), leave(first)));
    const { window, times } = await seen();
    expect(window.usualStart - window.start).toBe(10 * day);
    expect(window.moved).toBe(10);
    expect(times).toMatchObject([{ id: first.id, percent: 0 }]);
  });

  it("is the same when its form is sent twice", async () => {
    const before = await traces(world);
    allowed(await recordWorkingTime(await world.as("director"), leave(first)));
    expect(await traces(world)).toEqual(before);
  });

  it.each([
    ["period_overlaps", { firstDay: "2026-10-10", lastDay: "2026-10-20" }],
    ["ends_before_it_starts", { firstDay: "2026-10-20", lastDay: "2026-10-19" }],
    ["working_time_outside", { firstDay: "2026-01-01", lastDay: "2026-01-10" }],
    ["already_corrected", { supersedes: uuidv7() }],
  ])("are refused as %s, and leave no trace", async (code, changed) => {
    const before = await traces(world);
    const refused = await recordWorkingTime(await world.as("director"), leave(changed));
    expect(refusal(refused)).toBe(code);
    expect(await traces(world)).toEqual(before);
  });

  it("are recorded by the director alone", async () => {
    for (const name of ["fellow", "committee", "assessor"] as const) {
      expect(refusal(await recordWorkingTime(await world.as(name), leave()))).toBe("not_permitted");
    }
  });

  it("are corrected by a new entry, once, and voided", async () => {
    const director = await world.as("director");
    const half = leave({ percent: 50, supersedes: first.id });
    allowed(await recordWorkingTime(director, half));
    expect((await seen()).window.moved).toBe(5);
    expect((await seen()).times.map((each) => each.id)).toEqual([half.id]);
    const again = leave({ percent: 20, supersedes: first.id });
    expect(refusal(await recordWorkingTime(director, again))).toBe("already_corrected");
    const voiding = { id: uuidv7(), fellowshipId: world.fellowshipId, of: half.id };
    allowed(await voidWorkingTime(director, voiding));
    allowed(await voidWorkingTime(director, voiding));
    expect(await seen()).toMatchObject({ times: [], window: { moved: 0 } });
    expect(refusal(await voidWorkingTime(director, { ...voiding, id: uuidv7() }))).toBe(
      "already_corrected",
    );
    expect(await firstBrokenEntry(world.house.db)).toBeNull();
  });
});

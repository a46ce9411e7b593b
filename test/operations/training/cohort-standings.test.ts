import { beforeEach, expect, it } from "vitest";
import { countOf } from "#app/domain/training/progress.ts";
import type { House } from "#app/operations/context.server.ts";
import { judgeCohorts } from "#app/operations/training/cohort/keep-cohorts-judged.server.ts";
import { showCohort } from "#app/operations/training/cohort/show-cohort.server.ts";
import { showGrid } from "#app/operations/training/cohort/show-grid.server.ts";
import { showFellow } from "#app/operations/training/progress/show-progress.server.ts";
import { showTrajectory } from "#app/operations/training/progress/show-trajectory.server.ts";
import { allowed } from "#test/operations/people/world.ts";
import { anotherFellow } from "#test/operations/signoff/meeting-world.ts";
import { type SignOffWorld, signOffWorld } from "#test/operations/signoff/world.ts";

let world: SignOffWorld;

beforeEach(async () => {
  world = await signOffWorld();
  await anotherFellow(world, "second");
});

/** The same house on a machine so slow that a second passes between any two looks at the clock. */
function slow({ house, clock }: SignOffWorld): Pick<House, "clock"> {
  return {
    ...house,
    clock: {
      now: () => {
        clock.advance(1_000);
        return clock.now();
      },
    },
  };
}

async function unread(ctx: Awaited<ReturnType<SignOffWorld["as"]>>) {
  const { rows } = allowed(await showCohort(ctx, world.programmeId));
  return rows.filter((each) => each.standing === null).length;
}

it("shows of a cohort what has been judged, and keeps nobody waiting for the rest", async () => {
  const ctx = { ...(await world.as("director")), ...slow(world) };
  expect(await unread(ctx)).toBe(1);
  const { rows } = allowed(await showGrid(ctx, world.programmeId));
  expect(rows.filter((each) => each.eligible === null)).toEqual([]);
  expect(await unread(ctx)).toBe(0);
});

it("has read every log before somebody asks, and says the same as the fellow's own page", async () => {
  await judgeCohorts(world.house);
  const ctx = { ...(await world.as("director")), ...slow(world) };
  expect(await unread(ctx)).toBe(0);
  const { rows } = allowed(await showCohort(ctx, world.programmeId));
  const row = rows.find((each) => each.fellowship.id === world.fellowshipId);
  const { progress, held } = allowed(await showFellow(ctx, world.fellowshipId));
  expect(row?.standing).toEqual({ credentials: progress.map(countOf), held });
  expect(allowed(await showTrajectory(ctx, world.fellowshipId)).cohortAt).not.toBeNull();
});

it("shows a trajectory without its cohort rather than late", async () => {
  const ctx = { ...(await world.as("director")), ...slow(world) };
  const { cohortAt, points } = allowed(await showTrajectory(ctx, world.fellowshipId));
  expect(cohortAt).toBeNull();
  expect(points.length).toBeGreaterThan(0);
});

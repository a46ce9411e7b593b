import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day, hour, minute } from "#app/domain/time/instant.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { recordObservation } from "#app/operations/training/assessment/record-observation.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { confirmCase } from "#app/operations/training/case/verify-case.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import { showMilestones } from "#app/operations/training/progress/show-milestones.server.ts";
import {
  showFellow,
  showOwnProgress,
} from "#app/operations/training/progress/show-progress.server.ts";
import { showSubject } from "#app/operations/training/progress/show-subject.server.ts";
import { showTrajectory } from "#app/operations/training/progress/show-trajectory.server.ts";
import { allowed, as, joined, refusal } from "#test/operations/people/world.ts";
import { aCase, anObservation, type TrainingWorld, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

/** A confirmed case of the fellow, so many days ago. */
async function confirmed(daysAgo: number, changed = {}) {
  const when = (world.clock.now() - daysAgo * day) as ReturnType<typeof world.clock.now>;
  const entry = aCase(world, { when, ...changed });
  allowed(await logCase(await world.as("fellow"), entry));
  allowed(await confirmCase(await world.as("assessor"), { caseId: entry.id }));
  return entry.id;
}

async function looks() {
  return world.house.sql<{ what: string; actor: string; subject: string }[]>`
    select what, actor_id as actor, subject_id as subject from access_log order by at, id`;
}

describe("one competency or EPA", () => {
  it("shows every case and observation about it, and which of them count", async () => {
    const counts = await confirmed(3);
    const waits = aCase(world);
    allowed(await logCase(await world.as("fellow"), waits));
    const seen = anObservation(world, { level: 2 });
    allowed(await recordObservation(await world.as("assessor"), seen));
    const view = allowed(await showSubject(await world.as("fellow"), null, "CIC-HEM-01"));
    expect(view.cases.map((each) => each.id)).toEqual([waits.id, counts]);
    expect([view.counted.has(counts), view.counted.has(waits.id)]).toEqual([true, false]);
    expect(view.observations).toMatchObject([
      { id: seen.id, feedback: seen.feedback, assessorName: "assessor", whyNot: null },
    ]);
    expect(view.credentials.map((each) => each.code)).toContain("CRED-HEM");
    expect(view.enough).toBe(false);
  });

  it("keeps what was said about something else to its own page", async () => {
    const view = allowed(await showSubject(await world.as("fellow"), null, "EPA-02"));
    expect(view.observations).toEqual([]);
    expect(view.kind).toBe("epa");
  });

  it("counts targets by context over the cases in them alone", async () => {
    const staging = "CIC-SHK-01";
    const of = async () =>
      allowed(await showSubject(await world.as("fellow"), null, staging)).contexts;
    const [before] = await of();
    expect(before).toMatchObject({ context: "night", have: 0, need: 8, missing: 8 });
    const activity = world.house.content.current.catalogue.activities.find(
      (each) => each.competencies.includes(staging) && each.scenarios.length === 0,
    );
    const wanted = { activity: activity?.code ?? "", devices: [] };
    await confirmed(4, wanted);
    const [after] = await of();
    expect(after?.have).toBe(1);
    const noon = (world.clock.now() - 5 * day + 9 * hour) as typeof world.began;
    await confirmed(0, { ...wanted, when: noon });
    expect((await of())[0]?.have).toBe(1);
  });

  it("is refused where the curriculum has no such thing", async () => {
    const shown = await showSubject(await world.as("fellow"), null, "CIC-XXX-99");
    expect(refusal(shown)).toBe("no_such_competency");
  });
});

describe("who looked", () => {
  it("is noted for everybody but the fellow, and only once they were let in", async () => {
    const before = (await looks()).length;
    allowed(await showOwnProgress(await world.as("fellow")));
    expect(refusal(await showFellow(await world.as("other"), world.fellowshipId))).toBe(
      "not_found",
    );
    expect((await looks()).length).toBe(before);
    const { director, committee, fellow } = world.people;
    allowed(await showFellow(await world.as("director"), world.fellowshipId));
    allowed(await showSubject(await world.as("committee"), world.fellowshipId, "EPA-02"));
    expect((await looks()).slice(before)).toMatchObject([
      { actor: director, subject: fellow, what: `fellowship ${world.fellowshipId}: progress` },
      { actor: committee, subject: fellow, what: `fellowship ${world.fellowshipId}: EPA-02` },
    ]);
  });
});

describe("a trajectory", () => {
  it("counts confirmed cases by complete month of training", async () => {
    const view = allowed(await showTrajectory(await world.as("fellow"), null));
    const counted = allowed(await showOwnProgress(await world.as("fellow")));
    expect(counted.fellowship.id).toBe(view.fellowship.id);
    expect(view.points.map((each) => each.month)).toEqual([1, 2, 3]);
    expect(view.points.map((each) => each.cases)).toEqual([0, 0, 0]);
    await confirmed(60);
    const later = allowed(await showTrajectory(await world.as("fellow"), null));
    expect(later.points.map((each) => each.cases)).toEqual([0, 1, 1]);
  });

  it("shows no cohort under five, remembers one for minutes, and says as of when", async () => {
    const first = allowed(await showTrajectory(await world.as("fellow"), null));
    expect(first.cohort.every((each) => each.cases === null)).toBe(true);
    const { programmeId, began } = world;
    for (const name of ["a", "b", "c", "d"]) {
      const scope = { role: "fellow" as const, scopeKind: "programme" as const };
      const fellowId = await joined(world.house, `${name}@north.example`, [
        { ...scope, scopeId: programmeId },
      ]);
      const fellowship = { id: uuidv7(), fellowId, programmeId, startsAt: began };
      allowed(await beginFellowship(contextAs(world.house, system), fellowship));
    }
    world.clock.advance(9 * minute);
    const soon = allowed(await showTrajectory(await world.as("fellow"), null));
    expect(soon.cohortAt).toBe(first.cohortAt);
    world.clock.advance(2 * minute);
    const later = allowed(await showTrajectory(await world.as("director"), world.fellowshipId));
    expect(later.cohortAt).toBe(world.clock.now());
    expect(later.cohort[2]).toMatchObject({ fellows: 5, cases: { low: 0, median: 0, high: 0 } });
  });

  it("is the same for the cohort as for the fellow alone", async () => {
    world.clock.advance(11 * minute);
    const own = allowed(await showTrajectory(await world.as("fellow"), null));
    expect(own.cohort.map((each) => each.month)).toEqual(own.points.map((each) => each.month));
    const most = Math.max(...own.points.map((each) => each.cases));
    expect(own.cohort.at(-1)?.cases?.high).toBeLessThanOrEqual(most);
  });
});

it("shows milestones by calendar half-year, as assessors saw them", async () => {
  const view = allowed(await showMilestones(await world.as("fellow"), null));
  const { milestones } = view;
  expect(milestones).toHaveLength(10);
  const haemodynamics = milestones.find((each) => each.domain === "HEM");
  expect(haemodynamics?.cells).toMatchObject([
    { halfYear: "2026-H2", observed: 2, observations: 1, committee: null, committeeBy: null },
  ]);
  const other = await as(world.house, world.people.other);
  expect(refusal(await showMilestones(other, world.fellowshipId))).toBe("not_found");
});

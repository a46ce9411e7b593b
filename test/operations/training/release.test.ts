import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day, later } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import { adoptRelease } from "#app/operations/curriculum/adopt-release.server.ts";
import { showReleaseImpact } from "#app/operations/curriculum/show-release-impact.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { confirmCase } from "#app/operations/training/case/verify-case.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import {
  showFellow,
  showOwnProgress,
} from "#app/operations/training/progress/show-progress.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { aCase, type TrainingWorld, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

/** As if the proposed release had been released. */
function released(ctx: Context): Context {
  const proposed = ctx.content.releases.get("2027-1");
  if (!proposed) throw new Error("no release 2027-1");
  const releases = new Map(ctx.content.releases).set("2027-1", { ...proposed, status: "released" });
  return { ...ctx, content: { ...ctx.content, releases } };
}

const adoption = (effectiveAt = later(world.clock.now(), 30 * day)) => ({
  id: uuidv7(),
  programmeId: world.programmeId,
  release: "2027-1",
  effectiveAt,
});

describe("a release is adopted", () => {
  it("by the director, when it can change no more, and never for the past", async () => {
    const director = await world.as("director");
    expect(refusal(await adoptRelease(director, adoption()))).toBe("release_only_proposed");
    const past = adoption(world.clock.now());
    expect(refusal(await adoptRelease(released(director), past))).toBe("adoption_in_past");
    const committee = released(await world.as("committee"));
    expect(refusal(await adoptRelease(committee, adoption()))).toBe("not_permitted");
    const given = adoption();
    allowed(await adoptRelease(released(director), given));
    allowed(await adoptRelease(released(director), given));
    const again = adoption(later(given.effectiveAt, day));
    expect(refusal(await adoptRelease(released(director), again))).toBe("release_adopted_already");
  });

  it("for those who begin from then on, while everybody else stays on theirs", async () => {
    const director = released(await world.as("director"));
    const { people, programmeId } = world;
    const begin = async (startsAt: number, endsAt?: number) => {
      const when = { startsAt, ...(endsAt ? { endsAt } : {}) } as { startsAt: typeof world.began };
      const given = { id: uuidv7(), fellowId: people.other, programmeId, ...when };
      return allowed(await beginFellowship(director, given)).id;
    };
    const now = world.clock.now();
    const early = await begin(later(now, day), later(now, 20 * day));
    const late = await begin(later(now, 40 * day));
    const releaseOf = async (id: string) =>
      allowed(await showFellow(director, id)).fellowship.release;
    expect(await releaseOf(early)).toBe("2026-1");
    expect(await releaseOf(late)).toBe("2027-1");
    const { fellowship } = allowed(await showOwnProgress(await world.as("fellow")));
    expect(fellowship.release).toBe("2026-1");
  });

  it("while nobody can begin on one that is only proposed", async () => {
    const { people, programmeId } = world;
    const startsAt = later(world.clock.now(), 400 * day);
    const given = {
      id: uuidv7(),
      fellowId: people.other,
      programmeId,
      startsAt,
      release: "2027-1",
    };
    expect(refusal(await beginFellowship(await world.as("director"), given))).toBe(
      "no_such_release",
    );
  });
});

it("shows what would be missing for each fellow under another release, before it is adopted", async () => {
  const night = aCase(world, {
    activity: "shock-staging",
    devices: [],
    when: "2026-11-20T22:30",
  });
  allowed(await logCase(await world.as("fellow"), night));
  allowed(await confirmCase(await world.as("assessor"), { caseId: night.id }));
  const found = await showReleaseImpact(await world.as("director"), world.programmeId, "2027-1");
  const { fellows } = allowed(found);
  const { impact } = fellows.find((each) => each.fellowship.id === world.fellowshipId) ?? {};
  const opened = impact?.opened.map((each) => [
    each.in,
    each.line.title,
    each.line.have,
    each.line.need,
  ]);
  expect(opened?.sort()).toEqual([
    ["CIC-IMG-01", "At night", 0, 20],
    ["CIC-RES-01", "At night", 0, 2],
    ["CIC-SHK-01", "At night", 1, 6],
    ["CIC-SHK-02", "At night", 0, 3],
  ]);
  expect(impact?.closed).toEqual([]);
  const hidden = await showReleaseImpact(await world.as("fellow"), world.programmeId, "2027-1");
  expect(refusal(hidden)).toBe("not_permitted");
});

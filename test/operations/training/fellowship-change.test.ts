import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { contextAs, system } from "#app/operations/context.server.ts";
import { logCase } from "#app/operations/training/case/log-case.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import {
  changeFellowship,
  prepareChange,
} from "#app/operations/training/fellowship/change-fellowship.server.ts";
import {
  showFellow,
  showOwnProgress,
} from "#app/operations/training/progress/show-progress.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { fellowshipsOf } from "#db/store/training/fellowships.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { aCase, type TrainingWorld, traces, trainingWorld } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

function wish(changed = {}) {
  const { fellowshipId } = world;
  return { id: uuidv7(), fellowshipId, lastDay: "2027-11-30", reason: "Agreed in May", ...changed };
}

const end = async () => {
  const { fellowship } = allowed(await showOwnProgress(await world.as("fellow")));
  return new Date(fellowship.during.end).toISOString();
};

it("shows what a new end does before anything is recorded", async () => {
  const before = await traces(world);
  const asked = { lastDay: "2026-09-30" };
  allowed(await logCase(await world.as("fellow"), aCase(world)));
  const shown = allowed(await prepareChange(await world.as("director"), world.fellowshipId, asked));
  expect(shown.effect).toMatchObject({ ok: true, value: { casesAfterEnd: 1 } });
  expect(shown.fellowship.during.end).toBe(Number.POSITIVE_INFINITY);
  expect((await traces(world)).entries).toBe(before.entries + 1);
});

it("needs a last day where none is planned, and a change", async () => {
  const director = await world.as("director");
  const to = (changed: object) => changeFellowship(director, wish(changed));
  expect(refusal(await to({ lastDay: undefined }))).toBe("last_day_needed");
  expect(refusal(await to({ release: "1999-1" }))).toBe("no_such_release");
  expect(refusal(await to({ lastDay: "2026-01-01" }))).toBe("ends_before_it_starts");
  expect(refusal(await to({ reason: "Patient born 3.4.1950" }))).toBe("free_text_identifies");
});

it("is the director's alone", async () => {
  for (const name of ["fellow", "committee", "assessor"] as const) {
    expect(refusal(await changeFellowship(await world.as(name), wish()))).toBe("not_permitted");
  }
});

it("keeps the fellowship, changes its end, says why, and is the same when sent twice", async () => {
  const director = await world.as("director");
  const knownBefore = (await world.house.db.transaction(headOf)).seq;
  const extension = wish();
  allowed(await changeFellowship(director, extension));
  const after = await traces(world);
  allowed(await changeFellowship(director, extension));
  expect(await traces(world)).toEqual(after);
  expect(await end()).toBe("2027-11-30T23:00:00.000Z");
  const same = refusal(await changeFellowship(director, wish()));
  expect(same).toBe("nothing_to_change");
  const shown = allowed(await prepareChange(director, world.fellowshipId, null));
  expect(shown.changes).toMatchObject([{ reason: "Agreed in May", by: "director" }]);
  const [then] = await world.house.db.transaction((tx) =>
    fellowshipsOf(tx, world.people.fellow, knownBefore),
  );
  expect(then?.during.end).toBe(Number.POSITIVE_INFINITY);
});

it("lets the latest change hold, and leaves no room for two at once", async () => {
  const director = await world.as("director");
  allowed(await changeFellowship(director, wish({ lastDay: "2026-12-31" })));
  expect(await end()).toBe("2026-12-31T23:00:00.000Z");
  const { programmeId } = world;
  const next = { id: uuidv7(), fellowId: world.people.fellow, programmeId };
  const startsAt = Date.UTC(2027, 0, 31) as Parameters<typeof beginFellowship>[1]["startsAt"];
  allowed(await beginFellowship(contextAs(world.house, system), { ...next, startsAt }));
  expect(refusal(await changeFellowship(director, wish({ lastDay: "2027-03-31" })))).toBe(
    "period_overlaps",
  );
  const { fellowship } = allowed(await showFellow(director, world.fellowshipId));
  expect(fellowship.release).toBe("2026-1");
});

import { beforeAll, describe, expect, it } from "vitest";
import { isConfirmed } from "#app/domain/training/evidence.ts";
import { defaultPolicy } from "#app/domain/training/portfolio-policy.ts";
import type { House } from "#app/operations/context.server.ts";
import { listMeetings } from "#app/operations/signoff/meeting/list-meetings.server.ts";
import { prepareMeeting } from "#app/operations/signoff/meeting/prepare-meeting.server.ts";
import { showMeeting } from "#app/operations/signoff/meeting/show-meeting.server.ts";
import { showMinutes } from "#app/operations/signoff/meeting/show-minutes.server.ts";
import { showRequests } from "#app/operations/training/assessment/show-requests.server.ts";
import { showSelf } from "#app/operations/training/assessment/show-self.server.ts";
import { showCase, showLogbook } from "#app/operations/training/case/show-logbook.server.ts";
import { showGrid } from "#app/operations/training/cohort/show-grid.server.ts";
import { showWorklist } from "#app/operations/training/cohort/show-worklist.server.ts";
import {
  listFeedbackRounds,
  showFeedbackRound,
} from "#app/operations/training/feedback/show-feedback-round.server.ts";
import { prepareChange } from "#app/operations/training/fellowship/change-fellowship.server.ts";
import { showPolicy } from "#app/operations/training/fellowship/set-policy.server.ts";
import { showTrainingRecords } from "#app/operations/training/fellowship/show-training-records.server.ts";
import { showWorkingTime } from "#app/operations/training/fellowship/show-working-time.server.ts";
import { showMilestones } from "#app/operations/training/progress/show-milestones.server.ts";
import { showSubject } from "#app/operations/training/progress/show-subject.server.ts";
import { showTrajectory } from "#app/operations/training/progress/show-trajectory.server.ts";
import { prepareImport } from "#app/operations/training/transfer/prepare-import.server.ts";
import { showImported } from "#app/operations/training/transfer/show-import.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { fellowshipIdOf, personIdOf, programmeId } from "#test/world/world.ts";
import { allowed, as } from "./people/world.ts";
import { wholeLog } from "./training/world.ts";

let house: House;
const by = (key: string) => as(house, personIdOf(key));

beforeAll(async () => {
  ({ house } = await freshHouse({ world: "demo" }));
}, 300_000);

describe("the log of the demonstration", () => {
  const logOf = async (key: string) =>
    allowed(await showLogbook(await by(key), null, wholeLog)).cases;

  it("holds a withdrawn, a declined and a corrected case, one of them confirmed again", async () => {
    const ida = await logOf("fellow");
    const withdrawn = await house.sql<{ id: string }[]>`
      select c.id from case_withdrawal join case_entry c on c.id = case_id
      where c.fellow_id = ${personIdOf("fellow")}`;
    const { entry } = allowed(await showCase(await by("fellow"), withdrawn[0]?.id ?? ""));
    expect([withdrawn.length, entry.withdrawnBecause]).toEqual([1, "Entered twice by mistake."]);
    expect(ida.filter((each) => each.verification?.outcome === "declined")).toHaveLength(1);
    const [corrected, ...others] = ida.filter((each) => each.supersedes !== null);
    expect(others).toEqual([]);
    expect(corrected).toMatchObject({ setting: "cath_lab", correctionReason: expect.any(String) });
    expect(corrected && isConfirmed(corrected)).toBe(true);
    const mansour = await logOf("mansour");
    const waiting = mansour.filter((each) => each.supersedes !== null);
    expect(waiting.map((each) => each.verification)).toEqual([null]);
  });

  it("holds a past log: some of it confirmed, one case declined, some asked about, some not", async () => {
    const { imports } = allowed(await prepareImport(await by("nwosu")));
    expect(imports).toEqual([
      expect.objectContaining({ total: 28, confirmed: 6, declined: 1, asked: 9, open: 12 }),
    ]);
    const [batch] = allowed(await showImported(await by("assessor")));
    expect(batch?.cases).toHaveLength(9);
  });
});

describe("what others and fellows themselves say", () => {
  it("counts what an entitled assessor gave in person, and not what a house physician gave", async () => {
    const ida = await by("fellow");
    const seen = async (code: string) =>
      allowed(await showSubject(ida, null, code)).observations.filter(
        (each) => each.assurance === "in_person",
      );
    expect((await seen("EPA-02")).map((each) => each.whyNot)).toEqual([null]);
    const [feedback] = await seen("CIC-HEM-03");
    expect(feedback).toMatchObject({ whyNot: "not_entitled" });
  });

  it("puts how a fellow sees it beside what others saw", async () => {
    const { observed, self } = allowed(await showSelf(await by("fellow"), "CIC-HEM-01"));
    expect(observed).toHaveLength(3);
    expect(self.map((each) => each.level).sort()).toEqual([3, 4]);
  });

  it("has requests that are open, answered, declined with a reason, and ended", async () => {
    const { rows } = allowed(await showRequests(await by("fellow")));
    const states = rows.map((each) => each.state).sort();
    expect(states).toEqual(["answered", "answered", "declined", "expired"]);
    expect(rows.find((each) => each.state === "declined")?.declinedBecause).toMatch(/next one/);
    const open = allowed(await showRequests(await by("park"))).rows;
    expect(open.map((each) => each.state)).toEqual(["open"]);
  });

  it("shows a round of feedback that was discussed, and nothing of one that still runs", async () => {
    const director = await by("director");
    const { others } = allowed(await listFeedbackRounds(director));
    expect(others.map(({ round, state }) => [round.fellowId, state, round.answered])).toEqual([
      [personIdOf("mansour"), "open", 4],
      [personIdOf("brandao"), "closed", 9],
    ]);
    const [running, closed] = await Promise.all(
      others.map(async ({ round }) => allowed(await showFeedbackRound(director, round.id))),
    );
    expect(running).toMatchObject({ results: null, texts: [], closed: null });
    expect(closed?.results).not.toBeNull();
    expect(closed?.texts).toHaveLength(3);
    expect(closed?.closed).toMatchObject({ tool: "MSF", raters: 9, level: 4 });
  });

  it("records an examination and an audit", async () => {
    const director = await by("director");
    const { records } = allowed(await showTrainingRecords(director, fellowshipIdOf("fellow")));
    expect(records.map((each) => each.kind).sort()).toEqual(["audit", "exam"]);
  });
});

describe("how the programme is run", () => {
  it("moves windows by a leave and by part-time, and an end by the leave", async () => {
    const moved = async (key: string) => {
      const view = await showWorkingTime(await by("director"), fellowshipIdOf(key));
      return allowed(view).window.moved;
    };
    expect(await moved("park")).toBeGreaterThanOrEqual(120);
    expect(await moved("mansour")).toBeGreaterThan(55);
    expect(await moved("fellow")).toBe(0);
    const park = fellowshipIdOf("park");
    const changing = allowed(await prepareChange(await by("director"), park, null));
    expect(changing.changes).toEqual([expect.objectContaining({ reason: expect.any(String) })]);
    expect(changing.fellowship.during.end).toBeGreaterThan(anchor);
  });

  it("decided twice whose word counts, and keeps the history", async () => {
    const { history, inForce } = allowed(await showPolicy(await by("director"), programmeId));
    expect(history.map((each) => each.policy.countedAssurance.length)).toEqual([3, 1]);
    const usual = defaultPolicy(house.content);
    expect(inForce).toMatchObject({ datePrecision: "minute", qrMinutes: usual.qrMinutes });
    expect(inForce.contextTargets).toHaveLength(usual.contextTargets.length + 1);
  });

  it("has a cohort large enough for its band, for more than a year of training", async () => {
    const { cohort, points } = allowed(await showTrajectory(await by("fellow"), null));
    const shown = cohort.filter((each) => each.cases !== null).map((each) => each.month);
    expect(shown).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
    expect(cohort.length).toBeGreaterThan(shown.length);
    expect(points.length).toBeGreaterThan(shown.length);
  });

  it("gives a director a grid with some at risk, and a worklist of several kinds", async () => {
    const director = await by("director");
    const { rows } = allowed(await showGrid(director, programmeId));
    const atRisk = rows.filter((each) => each.isAtRisk);
    expect(rows).toHaveLength(6);
    expect(atRisk.length).toBeGreaterThan(1);
    expect(atRisk.length).toBeLessThan(rows.length);
    const { items } = allowed(await showWorklist(director, programmeId));
    expect(new Set(items.map((each) => each.kind)).size).toBeGreaterThan(3);
  });
});

describe("the committee", () => {
  it("met twice, found something about everybody then there, and is called a third time", async () => {
    const { meetings } = allowed(await listMeetings(await by("committee")));
    const shown = meetings.map(({ isSigned, fellows, found }) => [isSigned, fellows, found]);
    expect(shown.sort()).toEqual([
      [false, 6, 0],
      [true, 5, 5],
      [true, 5, 5],
    ]);
    const told = await Promise.all(
      meetings.map(async (each) => allowed(await showMeeting(await by("committee"), each.id))),
    );
    const fellows = told.flatMap((each) => each.fellows);
    expect(fellows.filter((each) => each.hasDissent).map((each) => each.name)).toEqual([
      "Dr. Tariq Mansour",
    ]);
    expect(told.flatMap((each) => each.conflicts)).toHaveLength(1);
    for (const { id, isSigned } of meetings.filter((each) => each.isSigned)) {
      const minutes = allowed(await showMinutes(await by("committee"), id));
      expect([isSigned, minutes.digestHolds]).toEqual([true, true]);
    }
  });

  it("left signed milestones in two half-years, and finds nearly everybody due again", async () => {
    const { milestones } = allowed(await showMilestones(await by("fellow"), null));
    const haemodynamics = milestones.find((each) => each.domain === "HEM");
    const found = haemodynamics?.cells.filter((each) => each.committeeBy === "finding");
    expect(found?.map((each) => each.committee)).toEqual([2, 3]);
    const { fellows } = allowed(await prepareMeeting(await by("committee"), null));
    expect(fellows.filter((each) => each.isDue)).toHaveLength(5);
  });
});

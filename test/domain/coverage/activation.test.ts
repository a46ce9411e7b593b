import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import {
  type Activation,
  flagsOf,
  type Joined,
  reviewDueAt,
  seatsAsked,
} from "#app/domain/coverage/activation.ts";
import { teamRecord } from "#app/domain/coverage/team-record.ts";
import { shareByMonth, shareOf } from "#app/domain/coverage/team-share.ts";
import { hour, instant, later, minute } from "#app/domain/time/instant.ts";

const { shockTeam: standard } = loadContent();
const called = instant(Date.UTC(2026, 10, 22, 3, 12));
const activation: Activation = {
  activatedAt: called,
  scaiStage: "D",
  mcs: "considered",
  devices: ["iabp"],
  unloadingPlan: null,
  exitStrategy: null,
  emergency: false,
};
const ecmo: Activation = { ...activation, mcs: "started", devices: ["va_ecmo"] };

/** "lead ida 5": Ida takes the lead's seat after five minutes. */
function joined(...told: string[]): Joined[] {
  return told.map((each) => {
    const [seat = "", personId = "", minutes] = each.split(" ");
    return { seat, personId, mode: "call", joinedAt: later(called, Number(minutes) * minute) };
  });
}
const four = ["lead ida 2", "interventional omar 9", "surgeon sue 12", "critical_care cy 15"];
const team = (of: Activation, ...told: string[]) => teamRecord(standard, of, joined(...told));

describe("a full team", () => {
  it("is whole when the last seat of four different people is taken, and says after how long", () => {
    expect(team(activation, ...four)).toMatchObject({
      isFull: true,
      fullAfterMinutes: 15,
      inTime: true,
      distinctPeople: 4,
    });
  });

  it("lets nobody take two seats of the call, whatever seats they could take", () => {
    const three = [...four.slice(0, 3), "critical_care ida 3"];
    expect(team(activation, ...three)).toMatchObject({ isFull: false, fullAfterMinutes: null });
    expect(team(activation, ...three, "lead cy 30").isFull).toBe(true);
  });

  it("asks for the ECMO physician as well once VA-ECMO is among the devices", () => {
    const seats = seatsAsked(standard, ecmo).map(({ seat }) => seat);
    expect(seats).toEqual(["lead", "interventional", "surgeon", "critical_care", "ecmo"]);
    expect(team(ecmo, ...four).isFull).toBe(false);
    // The intensivist of the call may be that physician.
    expect(team(ecmo, ...four, "ecmo cy 15").isFull).toBe(true);
  });

  it("counts no seat for whoever joined without one", () => {
    expect(team(activation, ...four.slice(1), "other ida 1")).toMatchObject({
      isFull: false,
      distinctPeople: 4,
    });
  });

  it("is whole but late when a seat was taken after its minutes", () => {
    const late = [...four.slice(1), "lead ida 16"];
    expect(team(activation, ...late)).toMatchObject({ isFull: true, inTime: false });
  });
});

describe("what is flagged", () => {
  const seen = (of: Activation, told: readonly string[], hours = 1, isReviewed = false) => ({
    team: teamRecord(standard, of, joined(...told)),
    isReviewed,
    now: later(called, hours * hour),
  });
  const flags = (
    of: Activation,
    ...rest: Parameters<typeof seen> extends [unknown, ...infer R] ? R : never
  ) => flagsOf(standard, of, seen(of, ...rest));

  it("is VA-ECMO without a full team, without an unloading plan, and without an exit strategy", () => {
    expect(flags(ecmo, [])).toEqual([
      "va_ecmo_without_full_team",
      "va_ecmo_without_unloading_plan",
      "va_ecmo_without_exit_strategy",
    ]);
    const planned = { ...ecmo, unloadingPlan: true, exitStrategy: true };
    expect(flags(planned, [...four, "ecmo cy 15"])).toEqual([]);
    expect(flags({ ...planned, exitStrategy: false }, [...four, "ecmo cy 15"])).toEqual([
      "va_ecmo_without_exit_strategy",
    ]);
  });

  it("asks for no plan while VA-ECMO is only considered, but for the team", () => {
    expect(flags({ ...ecmo, mcs: "considered" }, [])).toEqual(["va_ecmo_without_full_team"]);
  });

  it("is any other support without a full team, and nothing where no support was thought of", () => {
    expect(flags(activation, [])).toEqual(["mcs_without_full_team"]);
    expect(flags({ ...activation, mcs: "none", devices: [] }, [])).toEqual([]);
  });

  it("asks for two people and a review within 24 h on the emergency path", () => {
    const quick = { ...activation, scaiStage: "E", emergency: true } as const;
    expect(reviewDueAt(standard, quick)).toBe(later(called, 24 * hour));
    expect(flags(quick, four.slice(0, 1))).toContain("emergency_too_few");
    expect(flags(quick, four, 23.9)).toEqual(["review_due"]);
    expect(flags(quick, four, 24)).toEqual(["review_overdue"]);
    expect(flags(quick, four, 30, true)).toEqual([]);
  });
});

describe("the share of mechanical support cases with a full team", () => {
  const one = (month: number, isFull: boolean, mcs: Activation["mcs"] = "started") => ({
    activatedAt: instant(Date.UTC(2026, month - 1, 1, 1)),
    mcs,
    isFull,
  });

  it("counts calls about support alone, and says nothing where there was none", () => {
    expect(shareOf([one(11, true, "none")])).toEqual({ cases: 0, full: 0, share: null });
    expect(shareOf([one(11, true), one(11, false, "considered")])).toMatchObject({ share: 50 });
    // Never rounded up to the target.
    expect(shareOf([...Array(1_999).fill(one(11, true)), one(11, false)]).share).toBe(99.9);
  });

  it("gives each month of the unit's own clock, oldest first, across the turn of the year", () => {
    const months = shareByMonth([one(1, true), one(2, false)], {
      zone: "America/New_York",
      now: instant(Date.UTC(2026, 1, 10)),
      count: 3,
    });
    expect(months).toEqual([
      { month: "2025-12", cases: 1, full: 1, share: 100 },
      { month: "2026-01", cases: 1, full: 0, share: 0 },
      { month: "2026-02", cases: 0, full: 0, share: null },
    ]);
  });
});

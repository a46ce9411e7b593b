import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { extendDemonstration } from "#app/commands/demonstration/extend.ts";
import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { rolesAt } from "#app/domain/people/grant.ts";
import { day, hour, type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { type Context, contextAs, type House, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { showCoverage } from "#app/operations/coverage/show-coverage.server.ts";
import { showDesk } from "#app/operations/credential/manage-credentials.server.ts";
import { practitionerCredentials } from "#app/operations/credential/practitioner-credentials.server.ts";
import { machineActor } from "#app/operations/people/actor.server.ts";
import { checkSignIn } from "#app/operations/people/sign-in.server.ts";
import {
  RecordObservation,
  recordObservation,
} from "#app/operations/training/assessment/record-observation.server.ts";
import { LogCase, logCase } from "#app/operations/training/case/log-case.server.ts";
import { confirmCase } from "#app/operations/training/case/verify-case.server.ts";
import { showTowards } from "#app/operations/training/progress/show-progress.server.ts";
import { firstBrokenEntry, headOf } from "#db/ledger.server.ts";
import { anchor, demonstration } from "#test/setup/fixed.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { fellowshipIdOf, personIdOf } from "#test/world/world.ts";
import { allowed, as } from "./people/world.ts";

const loading = 300_000;
const units = ["demo-advanced", "demo-intermediate", "demo-basic", "demo-general"] as const;

const portal = (house: House): Context => contextAs(house, system);

async function answered(house: House, unitCode: string, at: Instant, knownAt = at) {
  return allowed(await answerCoverage(portal(house), { unitCode, at, knownAt }));
}

async function over(house: House, unitCode: string, from: Instant, to: Instant, knownAt?: Instant) {
  return allowed(await showCoverage(portal(house), { unitCode, from, to, knownAt }));
}

describe("the demonstration as it stands at the anchor", () => {
  let house: House;

  beforeAll(async () => {
    ({ house } = await freshHouse({ world: "demo" }));
  }, loading);

  it("is recorded in order, over three years, up to the anchor, on a ledger that verifies", async () => {
    expect(await firstBrokenEntry(house.db)).toBeNull();
    const [row] = await house.sql<{ first: string; last: string }[]>`
      select min(recorded_at) as first, max(recorded_at) as last from ledger_entry`;
    expect(Date.parse(row?.first ?? "")).toBeLessThan(anchor - 3 * 360 * day);
    expect(Date.parse(row?.last ?? "")).toBeLessThanOrEqual(anchor);
    expect(Date.parse(row?.last ?? "")).toBeGreaterThan(anchor - hour);
  });

  it("lets every account in with the one password, each with its one role", async () => {
    for (const { email, role } of demonstrationAccounts) {
      const signIn = { email, password: demonstration.password, address: email };
      const actor = (await as(house, allowed(await checkSignIn(house, signIn)))).actor;
      expect(actor.kind === "person" && rolesAt(actor.grants, anchor), email).toEqual([role]);
    }
  });

  it("lets its machine read every unit and write every roster", async () => {
    const machine = allowed(await machineActor(house, demonstration.apiToken, anchor));
    expect(machine).toMatchObject({
      unitIds: null,
      scopes: ["staffing:read", "register:read", "roster:write"],
    });
  });

  it("holds credentials in every state, outside ones attested and past their check among them", async () => {
    const desk = allowed(await showDesk(await as(house, personIdOf("registrar"))));
    const states = new Set(desk.credentials.map((each) => each.standing?.state));
    const lapses = ["in_grace", "limited", "expired", "suspended", "revoked"] as const;
    expect([...states].sort()).toEqual(["issued", "renewal_due", ...lapses].sort());
    const [outside] = await house.sql<{ attested: number; overdue: number }[]>`
      select count(*) filter (where standing = 'attested')::int as attested,
             count(*) filter (where reverify_by < ${new Date(anchor)})::int as overdue
      from external_credential`;
    expect(outside?.attested).toBeGreaterThan(0);
    expect(outside?.overdue).toBeGreaterThan(0);
  });

  it("answers for its units: yes, mostly yes, stale, and no by the guard", async () => {
    const answers = await Promise.all(units.map((each) => answered(house, each, anchor)));
    expect(answers.map((each) => each.answer)).toEqual(["yes", "yes", "unknown", "no"]);
    const [, , basic, general] = answers;
    const codes = basic?.rules.flatMap((rule) => rule.reasons.map((reason) => reason.code));
    expect(codes).toContain("roster_stale");
    const unmet = general?.rules.filter((rule) => rule.answer === "no").map((rule) => rule.id);
    expect(unmet).toEqual(["G1", "G2", "G3"]);
  });

  it("had demo-advanced answered yes at nine of ten moments of the last month, as known then", async () => {
    const moments = Array.from({ length: 60 }, (_, n) => later(anchor, -n * 12 * hour - 5 * hour));
    const answers: string[] = [];
    for (const at of moments) answers.push((await answered(house, "demo-advanced", at)).answer);
    expect(answers.filter((each) => each === "yes").length).toBeGreaterThanOrEqual(54);
  });

  it("has gaps in the coming month from a cause of each kind", async () => {
    const { gaps } = await over(house, "demo-advanced", anchor, later(anchor, 30 * day));
    expect(new Set(gaps.map((each) => each.answer))).toEqual(new Set(["no", "unknown"]));
    const causes = new Set(
      gaps.flatMap((gap) => gap.causes.flatMap((cause) => cause.reasons.map(({ code }) => code))),
    );
    const kinds = ["rostered_not_qualified", "unmatched_shift", "licence_not_active"];
    expect([...causes]).toEqual(expect.arrayContaining([...kinds, "no_local_privilege"]));
    const { gaps: second } = await over(
      house,
      "demo-intermediate",
      anchor,
      later(anchor, 30 * day),
    );
    const others = second.flatMap((gap) => gap.causes.flatMap((cause) => cause.reasons));
    expect(others.map((each) => each.code)).toEqual(
      expect.arrayContaining(["double_booked", "credential_in_grace"]),
    );
  });

  it("covered coronary care at Sandrath by the hub while somebody still looked at its roster", async () => {
    const then = later(anchor, -60 * day);
    const { answer, rules } = await answered(house, "demo-basic", then);
    expect(answer).toBe("yes");
    expect(rules.find((rule) => rule.id === "B4")?.metBy).toHaveLength(1);
  });

  it("knows less when asked what was known earlier", async () => {
    const registrar = await as(house, personIdOf("registrar"));
    const leadsShockTeams = async (knownAt: Instant) => {
      const vogel = { registration: "DE-BAEK:265530", at: anchor, knownAt };
      const { credentials } = allowed(await practitionerCredentials(registrar, vogel));
      return credentials.find((each) => each.code === "CRED-STL")?.state;
    };
    expect(await leadsShockTeams(later(anchor, -41 * day))).toBe("issued");
    expect(await leadsShockTeams(anchor)).toBe("suspended");
  });

  it("reaches over both nights on which the clock changed, with nobody missing there", async () => {
    for (const night of ["2026-03-29T01:30:00Z", "2026-10-25T00:30:00Z"]) {
      const at = parseInstant(night) as Instant;
      const { people } = await answered(house, "demo-advanced", at);
      const shifts = people.flatMap((each) => each.shifts);
      const hours = shifts
        .filter((each) => each.assignment === "House, night")
        .map((each) => (Date.parse(each.end ?? "") - Date.parse(each.start ?? "")) / hour);
      expect(hours).toEqual([night.includes("-03-") ? 11 : 13]);
    }
  });

  it("publishes at least six weeks ahead", async () => {
    const horizon = later(anchor, 42 * day);
    const { rules } = await answered(house, "demo-advanced", later(horizon, -hour), anchor);
    const codes = rules.flatMap((rule) => rule.reasons.map((reason) => reason.code));
    expect(codes).not.toContain("roster_absent");
  });
});

describe("Ida, one case and one observation short of Advanced Haemodynamics", () => {
  let world: FreshHouse;
  const missing = async () => {
    const ida = await as(world.house, personIdOf("fellow"));
    const { progress } = allowed(await showTowards(ida, null, "CRED-HEM"));
    return { eligible: progress.eligible, short: progress.missing.map((each) => each.what) };
  };

  beforeAll(async () => {
    world = await freshHouse({ world: "demo" });
  }, loading);

  it("becomes eligible with one more catheter, confirmed, and one more observation of it", async () => {
    expect(await missing()).toEqual({ eligible: false, short: ["log", "observations"] });
    const fellowshipId = fellowshipIdOf("fellow");
    const entry = LogCase.parse({
      ...{ id: uuidv7(), fellowshipId, activity: "pa-catheter-insertion" },
      ...{ role: "supervised_primary", setting: "cicu", when: later(anchor, -2 * hour) },
      supervisorId: personIdOf("assessor"),
    });
    allowed(await logCase(await as(world.house, personIdOf("fellow")), entry));
    expect((await missing()).short).toEqual(["log", "observations"]);
    const assessor = await as(world.house, personIdOf("assessor"));
    allowed(await confirmCase(assessor, { caseId: entry.id }));
    expect((await missing()).short).toEqual(["observations"]);
    const seen = RecordObservation.parse({
      ...{ id: uuidv7(), fellowshipId, subjectCode: "CIC-HEM-01", tool: "DOPS", level: 4 },
      ...{ when: later(anchor, -hour), feedback: "Nothing to add.", caseId: entry.id },
    });
    allowed(await recordObservation(assessor, seen));
    expect(await missing()).toEqual({ eligible: true, short: [] });
  });
});

describe("the demonstration as days pass", () => {
  let world: FreshHouse;
  const seq = async () => (await headOf(world.house.db)).seq;

  beforeAll(async () => {
    world = await freshHouse({ world: "demo" });
  }, loading);

  it("has nothing to add at the moment at which the story ends", async () => {
    const before = await seq();
    await extendDemonstration(world.house);
    expect(await seq()).toBe(before);
  });

  it("goes on: rosters reach six weeks ahead, feeds and counts are fresh, but for the stale one", async () => {
    for (const days of [1, 40, 41]) {
      world.clock.moveTo(later(anchor, days * day));
      const now = world.clock.now();
      await extendDemonstration(world.house);
      const before = await seq();
      await extendDemonstration(world.house);
      expect(await seq()).toBe(before);
      const { rules } = await answered(world.house, "demo-advanced", now);
      const codes = rules.flatMap((rule) => rule.reasons.map((reason) => reason.code));
      expect(codes).not.toContain("roster_stale");
      expect(codes).not.toContain("condition_unknown");
      const ahead = await answered(world.house, "demo-advanced", later(now, 42 * day - hour), now);
      expect(
        ahead.rules.flatMap((rule) => rule.reasons.map((reason) => reason.code)),
      ).not.toContain("roster_absent");
      expect((await answered(world.house, "demo-basic", now)).answer).toBe("unknown");
    }
  });
});

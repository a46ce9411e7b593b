import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, instant } from "#app/domain/time/instant.ts";
import { dossierOf, whyNotCounted } from "#app/domain/training/dossier.ts";
import { epaProgress } from "#app/domain/training/epa.ts";
import {
  type Evidence,
  noEvidence,
  type ObservationEvidence,
  rulesOf,
} from "#app/domain/training/evidence.ts";
import { satisfies } from "#app/domain/training/satisfaction.ts";
import { judged } from "./ideal-record.ts";

const rules = rulesOf(loadContent(), "2026-1");
const since = instant(0);

function seen(i: number, changed: Partial<ObservationEvidence> = {}): ObservationEvidence {
  return {
    id: `seen-${i}`,
    subjectCode: "CIC-HEM-01",
    tool: "DOPS",
    level: 4,
    observedAt: instant(judged - i * day),
    assessorId: `assessor-${i % 2}`,
    raters: null,
    entitlement: "appointment:founding",
    assurance: "account",
    caseId: null,
    ...changed,
  };
}

function line(given: Partial<Evidence>, kind = "observations") {
  const { lines } = satisfies(rules, "CIC-HEM-01", { ...noEvidence, ...given }, judged);
  return lines.find((each) => each.kind === kind);
}

describe("an observation by somebody who was not entitled on that date", () => {
  const stranger = seen(4, { entitlement: "none" });

  it("fills nothing, in a competency and in an EPA", () => {
    expect(line({ observations: [seen(1), seen(2), stranger] })).toMatchObject({
      have: 2,
      need: 3,
    });
    const rated = [seen(1, { subjectCode: "EPA-02", entitlement: "none" })];
    const dossier = dossierOf(rules, { ...noEvidence, observations: rated }, judged);
    expect(epaProgress(dossier, "EPA-02")).toMatchObject({ latestLevel: null });
  });

  it("is not among the latest ones either, however low it is", () => {
    const low = seen(0, { entitlement: "none", level: 1 });
    expect(line({ observations: [low, seen(1), seen(2), seen(3)] })).toMatchObject({ met: true });
  });

  it("is said to be kept and not counted", () => {
    expect(whyNotCounted(noEvidence, stranger, judged)).toBe("not_entitled");
    expect(whyNotCounted(noEvidence, seen(1), judged)).toBeNull();
  });
});

describe("identity evidence", () => {
  const mailed = [1, 2, 3].map((i) => seen(i, { assurance: "verified_mail" }));

  it("counts as the programme decides, an account always", () => {
    const have = (counted: readonly ("account" | "verified_mail" | "in_person")[]) =>
      line({ observations: mailed, countedAssurance: [{ since, counted }] })?.have;
    expect(have(["account"])).toBe(0);
    expect(have(["account", "in_person"])).toBe(0);
    expect(have(["account", "verified_mail"])).toBe(3);
    expect(line({ observations: mailed })?.have).toBe(0);
    expect(line({ observations: [1, 2, 3].map((i) => seen(i)) })?.have).toBe(3);
  });

  it("counts by the decision in force at the instant that is asked about", () => {
    const rule = { since: judged, counted: ["account"] as const };
    const before = { since, counted: ["account", "verified_mail"] as const };
    expect(line({ observations: mailed, countedAssurance: [rule, before] })?.have).toBe(0);
    const notYet = { ...rule, since: instant(judged + 1) };
    expect(line({ observations: mailed, countedAssurance: [notYet, before] })?.have).toBe(3);
  });
});

it("takes neither an examination nor an audit for an observation of quality improvement", () => {
  const record = (kind: "exam" | "audit") => ({
    id: kind,
    kind,
    code: "CIC-SYS-03",
    completedAt: instant(judged - day),
    hours: null,
    verifiedBy: "director",
  });
  const evidence = { ...noEvidence, records: [record("exam"), record("audit")] };
  const { lines } = satisfies(rules, "CIC-SYS-03", evidence, judged);
  expect(lines.find((each) => each.kind === "observations")).toMatchObject({ have: 0, need: 1 });
});

describe("what is missing from the latest observations", () => {
  const missing = (levels: readonly number[], kind?: string, who = ["a", "b", "c"]) => {
    const observations = levels.map((level, i) =>
      seen(i, { level, assessorId: who[i % who.length] ?? "" }),
    );
    return line({ observations }, kind)?.missing[0]?.count;
  };

  it("is as many as it takes until all of the latest are at the level", () => {
    expect(missing([4, 4])).toBe(1);
    expect(missing([4, 4, 2])).toBe(1);
    expect(missing([2, 4, 4])).toBe(3);
    expect(missing([4, 2, 4])).toBe(2);
  });

  it("is as many by others as it takes until one assessor has no more than their share", () => {
    expect(missing([4, 4, 4], "assessor_share", ["a"])).toBe(1);
    expect(missing([4, 4, 4], "assessor_share", ["a", "b"])).toBeUndefined();
  });
});

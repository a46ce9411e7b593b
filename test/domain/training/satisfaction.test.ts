import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, instant } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import {
  type CaseEvidence,
  type Evidence,
  noEvidence,
  type ObservationEvidence,
  rulesOf,
} from "#app/domain/training/evidence.ts";
import type { LineKind } from "#app/domain/training/requirement-line.ts";
import { satisfies } from "#app/domain/training/satisfaction.ts";
import { missingWords, summaryWords } from "#app/domain/training/words.ts";
import { aCase, idealRecord, judged } from "./ideal-record.ts";

const content = loadContent();
const rules = rulesOf(content, "2026-1");

/** The line of a competency for this evidence alone. */
function line(code: string, kind: LineKind, given: Partial<Evidence>) {
  const { lines } = satisfies(rules, code, { ...noEvidence, ...given }, judged);
  const found = lines.find((each) => each.kind === kind);
  if (!found) throw new Error(`${code} has no line ${kind}`);
  return found;
}

function cases(count: number, changed: Partial<CaseEvidence> = {}, days = 1): CaseEvidence[] {
  return Array.from({ length: count }, (_, i) => ({
    ...aCase(`case-${i}`, "pa-catheter-insertion", instant(judged - (days + i) * day)),
    ...changed,
  }));
}

function seen(levels: readonly number[], assessors: readonly string[], code = "CIC-HEM-01") {
  return levels.map(
    (level, i): ObservationEvidence => ({
      id: `seen-${i}`,
      subjectCode: code,
      tool: "DOPS",
      level,
      // the first one given is the latest
      observedAt: instant(judged - (i + 1) * day),
      assessorId: assessors[i % assessors.length] ?? "",
      raters: null,
      entitlement: "appointment:founding",
      assurance: "account",
      caseId: null,
    }),
  );
}

describe("the log", () => {
  it("weighs what a fellow did by their role", () => {
    const have = (role: CaseEvidence["role"]) =>
      line("CIC-HEM-01", "log", { cases: cases(3, { role }) }).have;
    expect(have("primary")).toBe(3);
    expect(have("supervised_primary")).toBe(3);
    expect(have("supervisor")).toBe(1.5);
    expect(have("assistant")).toBe(0);
    expect(have("observer")).toBe(0);
  });

  it("counts only what the supervisor named in it confirmed", () => {
    const have = (verification: CaseEvidence["verification"]) =>
      line("CIC-HEM-01", "log", { cases: cases(1, { verification }) }).have;
    expect(have({ by: "supervisor", outcome: "confirmed", reason: null })).toBe(1);
    expect(have({ by: "somebody", outcome: "confirmed", reason: null })).toBe(0);
    expect(have({ by: "supervisor", outcome: "declined", reason: "no" })).toBe(0);
    expect(have(null)).toBe(0);
  });

  it("takes no more simulated cases than may count, though all are sessions", () => {
    const simulated = cases(5, { activity: "simulation-pa-catheter", simulated: true });
    expect(line("CIC-HEM-01", "log", { cases: simulated }).have).toBe(3);
  });

  it("wants half of its minimum inside the window, to the day", () => {
    const edge = addMonths(judged, -24);
    const at = (ms: number) =>
      line("CIC-HEM-01", "recent", { cases: cases(1, { performedAt: instant(ms) }) });
    expect(at(edge)).toMatchObject({ have: 0, need: 10 });
    expect(at(edge + 1)).toMatchObject({ have: 1 });
  });

  it("feeds every competency that the activity shows", () => {
    const both = cases(1, { activity: "right-heart-catheterisation" });
    expect(line("CIC-HEM-01", "log", { cases: both }).have).toBe(1);
    expect(line("CIC-HEM-02", "log", { cases: both }).have).toBe(1);
  });

  it("wants six of ten ECMO cannulations to be VA as supervised primary", () => {
    const vv = cases(10, { activity: "vv-ecmo-cannulation" });
    const va = cases(5, { activity: "va-ecmo-cannulation" });
    const own = va.map((each) => ({ ...each, id: `own-${each.id}`, role: "primary" as const }));
    expect(line("CIC-ECM-01", "log", { cases: vv }).met).toBe(true);
    expect(line("CIC-ECM-01", "sub_minimum", { cases: [...va, ...own] })).toMatchObject({
      have: 5,
      need: 6,
      met: false,
    });
  });
});

describe("observations", () => {
  it("are the latest ones, not the best", () => {
    const improving = seen([4, 4, 4, 2, 2], ["a", "b"]);
    const slipping = seen([2, 4, 4, 4, 4], ["a", "b"]);
    expect(line("CIC-HEM-01", "observations", { observations: improving }).met).toBe(true);
    expect(line("CIC-HEM-01", "observations", { observations: slipping })).toMatchObject({
      have: 2,
      need: 3,
    });
  });

  it("come from two assessors at least where life is at stake", () => {
    const one = seen([4, 4, 4], ["a"]);
    expect(line("CIC-HEM-01", "assessors", { observations: one })).toMatchObject({
      have: 1,
      need: 2,
    });
  });

  it("come from one assessor in no more than half, rounded up", () => {
    const share = (who: string[]) =>
      line("CIC-HEM-01", "assessor_share", { observations: seen([4, 4, 4], who) });
    expect(share(["a", "b", "a"])).toMatchObject({ have: 2, need: 2, met: true });
    expect(share(["a", "a", "a"])).toMatchObject({ have: 3, met: false });
  });

  it("know no share where one is required", () => {
    const { lines } = satisfies(
      rules,
      "CIC-SYS-03",
      { ...noEvidence, observations: seen([4], ["a"], "CIC-SYS-03") },
      judged,
    );
    expect(lines.map((each) => each.kind)).not.toContain("assessor_share");
  });

  it("of teamwork are one round with eight raters, never several added up", () => {
    const round = (raters: number, id: string) => ({
      ...(seen([4], ["a"], "CIC-SYS-02")[0] as ObservationEvidence),
      id,
      tool: "MSF" as const,
      raters,
    });
    const raters = (given: ObservationEvidence[]) =>
      line("CIC-SYS-02", "raters", { observations: given }).met;
    expect(raters([round(4, "x"), round(4, "y")])).toBe(false);
    expect(raters([round(8, "x")])).toBe(true);
  });
});

describe("what must come first", () => {
  it("is proven by a credential that includes it, as well as by its own evidence", () => {
    const met = (given: Partial<Evidence>) => line("CIC-ECM-03", "prerequisite", given).met;
    const held = { id: "c", code: "CRED-CAN", counts: [{ start: instant(0), end: judged }] };
    expect(met({})).toBe(false);
    expect(met({ credentials: [held] })).toBe(false);
    expect(
      met({
        credentials: [{ ...held, counts: [{ start: instant(0), end: instant(judged + 1) }] }],
      }),
    ).toBe(true);
    expect(met(idealRecord(rules.release, "CRED-CAN"))).toBe(true);
  });

  it("takes a certificate only while it is in date, or a recent record of it", () => {
    const record = (completedAt: number) => ({
      id: "r",
      kind: "certificate" as const,
      code: "ALS",
      completedAt: instant(completedAt),
      hours: null,
      verifiedBy: "director",
    });
    const met = (given: Partial<Evidence>) => line("CIC-RES-01", "certificate", given).met;
    expect(met({ records: [record(judged - 100 * day)] })).toBe(true);
    expect(met({ records: [record(addMonths(judged, -24))] })).toBe(false);
    const lapsed = { id: "e", code: "ALS", counts: [{ start: instant(0), end: judged }] };
    expect(met({ externals: [lapsed] })).toBe(false);
  });
});

it("is blocked by a serious complication, confirmed or not, until it is reviewed or declined", () => {
  const status = (changed: Partial<CaseEvidence>) =>
    satisfies(
      rules,
      "CIC-HEM-01",
      { ...noEvidence, cases: cases(1, { complicationGrade: "high", ...changed }) },
      judged,
    ).status;
  expect(status({})).toBe("blocked_pending_review");
  expect(status({ verification: null })).toBe("blocked_pending_review");
  expect(status({ reviewOutcome: "no_concern" })).toBe("in_progress");
  const declined = { by: "supervisor", outcome: "declined", reason: "no" } as const;
  expect(status({ verification: declined })).toBe("in_progress");
});

describe("in words", () => {
  it("says how many cases are missing and of which kind", () => {
    const have = cases(47, { activity: "tracheal-intubation" }).map((each, i) => ({
      ...each,
      contexts: i < 9 ? ["critically_ill"] : [],
    }));
    const { lines } = satisfies(rules, "CIC-RSP-01", { ...noEvidence, cases: have }, judged);
    const log = lines.find((each) => each.kind === "log");
    expect(log && missingWords(content.copy, log, lines)).toBe(
      "3 more cases needed, 1 of them: Intubations in the critically ill",
    );
  });

  it("says half a case as one, and nothing where nothing is missing", () => {
    const given = cases(39, { role: "supervisor" });
    const short = line("CIC-HEM-01", "log", { cases: given });
    expect(short.have).toBe(19.5);
    expect(missingWords(content.copy, short)).toBe("1 more case needed");
    expect(missingWords(content.copy, line("CIC-HEM-01", "log", { cases: cases(20) }))).toBe("");
  });

  it("has words for every kind of line, without a gap in them", () => {
    for (const { code } of rules.release.competencies) {
      const { lines } = satisfies(rules, code, noEvidence, judged);
      const said = [
        ...lines.map((each) => missingWords(content.copy, each, lines)),
        summaryWords(content.copy, lines),
      ];
      for (const words of said) expect(words).not.toMatch(/[{}_]|undefined|NaN/);
    }
  });
});

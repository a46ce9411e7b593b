import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, instant } from "#app/domain/time/instant.ts";
import { contextProgress } from "#app/domain/training/context-targets.ts";
import { dossierOf } from "#app/domain/training/dossier.ts";
import { enoughEvidence } from "#app/domain/training/enough.ts";
import {
  type CaseEvidence,
  type Evidence,
  noEvidence,
  type ObservationEvidence,
  rulesOf,
} from "#app/domain/training/evidence.ts";
import { fills } from "#app/domain/training/fills.ts";
import { fillWords } from "#app/domain/training/words.ts";
import { aCase, idealRecord, judged } from "./ideal-record.ts";

const content = loadContent();
const rules = rulesOf(content, "2026-1");
const targets = [{ subject: "CIC-RSP-01", context: "night", min: 3 }];
const dossier = (given: Partial<Evidence>) => dossierOf(rules, { ...noEvidence, ...given }, judged);

function intubation(i: number, changed: Partial<CaseEvidence> = {}): CaseEvidence {
  return {
    ...aCase(`case-${i}`, "tracheal-intubation", instant(judged - (i + 1) * day)),
    ...changed,
  };
}

describe("a target by context", () => {
  it("counts confirmed real cases in it, one for one", () => {
    const cases = [
      intubation(1, { atNight: true }),
      intubation(2, { atNight: true, role: "supervisor" }),
      intubation(3),
      intubation(4, { atNight: true, verification: null }),
      intubation(5, { atNight: true, role: "observer" }),
      intubation(6, { atNight: true, simulated: true }),
    ];
    expect(contextProgress(dossier({ cases }), targets)).toMatchObject([
      { subject: "CIC-RSP-01", contextName: "At night", have: 2, need: 3, met: false, missing: 1 },
    ]);
  });

  it("can be about an EPA and about a circumstance that was ticked", () => {
    const scan = content.current.catalogue.activities.find(
      (each) => each.epas.includes("EPA-08") && each.contexts.includes("on_ecmo"),
    );
    const cases = [aCase("scan", scan?.code ?? "", instant(judged - day))];
    const target = { subject: "EPA-08", context: "on_ecmo", min: 1 };
    const ticked = cases.map((each) => ({ ...each, contexts: ["on_ecmo"] }));
    expect(contextProgress(dossier({ cases }), [target])[0]?.met).toBe(false);
    expect(contextProgress(dossier({ cases: ticked }), [target])[0]?.met).toBe(true);
  });

  it("about what the release lacks is left out", () => {
    expect(
      contextProgress(dossier({}), [{ ...targets[0], subject: "CIC-XXX-01" }] as never),
    ).toEqual([]);
  });

  it("of the standard can be met by the catalogue, each of them", () => {
    const { contextTargets } = content.portfolio.policy;
    const found = contextProgress(
      dossier({}),
      contextTargets.map((each) => ({ ...each, min: each.min.value })),
    );
    expect(found.length).toBe(contextTargets.length);
  });
});

describe("one more case", () => {
  const filled = (cases: readonly CaseEvidence[], draft: Partial<CaseEvidence> = {}) =>
    fills(dossier({ cases }), targets, intubation(99, { verification: null, ...draft }));

  it("fills the log, its kinds, the recent part and the contexts that are still open", () => {
    const draft = { atNight: true, contexts: ["critically_ill"] };
    const found = filled([intubation(1, { atNight: true })], draft);
    expect(found.map((each) => [each.in, each.kind, each.missing, each.fills])).toEqual([
      ["CIC-RSP-01", "log", 49, 1],
      ["CIC-RSP-01", "recent", 24, 1],
      ["CIC-RSP-01", "sub_minimum", 10, 1],
      ["CIC-RSP-01", "context", 2, 1],
    ]);
    expect(found.map((each) => fillWords(content.copy, each)).at(-1)).toMatch(
      /^Fills 1 of 2 missing cases: .*, At night$/,
    );
  });

  it("fills nothing that is full already, and nothing for an observer", () => {
    const full = Array.from({ length: 60 }, (_, i) => intubation(i, { atNight: true }));
    expect(filled(full).map((each) => each.kind)).toEqual([]);
    expect(filled([], { role: "observer" })).toEqual([]);
  });

  it("fills half of a case where the role makes it half", () => {
    expect(filled([], { role: "supervisor" })[0]).toMatchObject({ kind: "log", fills: 0.5 });
  });

  it("outside the window fills no recent part", () => {
    const old = filled([], { performedAt: instant(judged - 900 * day) });
    expect(old.map((each) => each.kind)).toEqual(["log"]);
  });

  it("fills no more than is missing", () => {
    const cases = Array.from({ length: 99 }, (_, i) => intubation(i, { role: "supervisor" }));
    expect(filled(cases)[0]).toMatchObject({ kind: "log", missing: 0.5, fills: 0.5 });
  });
});

describe("enough evidence", () => {
  const figures = content.portfolio.enoughEvidence;
  const rated = (levels: readonly number[], who: readonly string[], subjectCode = "EPA-01") =>
    levels.map(
      (level, i): ObservationEvidence => ({
        id: `rated-${i}`,
        subjectCode,
        tool: "MINI_CEX",
        level,
        observedAt: instant(judged - (i + 1) * day),
        assessorId: who[i % who.length] ?? "",
        raters: null,
        entitlement: "appointment:founding",
        assurance: "account",
        caseId: null,
      }),
    );
  const enough = (observations: ObservationEvidence[], subject = "EPA-01") =>
    enoughEvidence(dossier({ observations }), figures, subject);
  const four = ["a", "b", "c", "d"];

  it("is four ratings that agree by four supervisors", () => {
    expect(enough(rated([4, 4, 5, 4], four))).toMatchObject({
      isEnough: true,
      observed: 4,
      assessors: 4,
    });
    expect(enough(rated([4, 4, 4], four)).isEnough).toBe(false);
    expect(enough(rated([4, 4, 4, 4], ["a", "b", "c"])).isEnough).toBe(false);
  });

  it("is not enough while a late one is below the level, whatever the count", () => {
    const found = enough(rated([3, 4, 4, 4, 4], [...four, "e"]));
    expect(found).toMatchObject({ isMet: true, agrees: false, isEnough: false });
  });

  it("is not enough while the latest lie further apart than they may", () => {
    const wide = enoughEvidence(
      dossier({ observations: rated([4, 5, 4, 4], four) }),
      { ...figures, spread: { ...figures.spread, value: 0 } },
      "EPA-01",
    );
    expect(wide).toMatchObject({ isMet: true, agrees: false, isEnough: false });
  });

  it("asks for fewer where the release requires fewer, and for no more than it requires", () => {
    const observations = idealRecord(rules.release, "CRED-HEM").observations;
    expect(enough([...observations], "CIC-HEM-01").isEnough).toBe(true);
    expect(enough([...observations].slice(1), "CIC-HEM-01").isEnough).toBe(false);
  });

  it("knows a round of feedback as one", () => {
    const round = { ...rated([4], ["a"], "CIC-SYS-02")[0], tool: "MSF", raters: 8 } as const;
    expect(enough([round as ObservationEvidence], "CIC-SYS-02").isEnough).toBe(true);
  });

  it("is never there for what the release does not know", () => {
    expect(enough([], "EPA-99").isEnough).toBe(false);
  });
});

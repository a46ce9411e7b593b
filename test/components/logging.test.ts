import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { matching } from "#app/components/activity-choice.tsx";
import { caseChanges, caseDayWords, caseTimeWords } from "#app/components/case-details.tsx";
import { fillsAsSeen } from "#app/components/case-fills.tsx";
import { derivedWords } from "#app/components/case-when.tsx";
import { defaultPolicy } from "#app/domain/training/portfolio-policy.ts";
import { changesOf } from "#app/routes/training/fellowship/policy-view.ts";

const content = loadContent();
const { activities } = content.current.catalogue;

describe("finding an activity", () => {
  it("takes any words of its name, in any order and case, with accents or without", () => {
    const names = (query: string) => matching(activities, query).map((each) => each.name);
    expect(names("CANNULATION va-ecmo")).toEqual(names("va-ecmo cannulation"));
    expect(names("catheter pulmonary")).toContain("Pulmonary artery catheter insertion");
    expect(matching([{ code: "a", name: "Épreuve" }], "epreuve")).toHaveLength(1);
    expect(names("catheter elephant")).toEqual([]);
  });

  it("finds each of them by its whole name", () => {
    for (const each of activities) expect(matching(activities, each.name)).toContain(each);
  });
});

describe("what a case fills, as it is said so far", () => {
  const fills = [
    {
      ...{ name: "Shock", title: "Fills 1 of 3", isOpen: true, missing: [] },
      inContext: [
        { context: "night", isOpen: true, words: "At night: fills 1 of 2 missing" },
        { context: "on_ecmo", isOpen: false, words: "On ECMO: enough, 5 of 5" },
      ],
    },
    {
      ...{ name: "A shift", title: null, isOpen: false, missing: [] },
      inContext: [{ context: "weekend", isOpen: true, words: "At the weekend: fills 1 of 9" }],
    },
  ];
  const form = { fills, idleRoles: ["observer"] };
  const seen = (when: string, contexts: string[] = [], role = "primary") =>
    fillsAsSeen(form, { when, role, contexts }).map((each) => [
      each.name,
      ...each.inContext.map(({ context }) => context),
    ]);

  it("follows the time, what is ticked, and the part", () => {
    expect(seen("2026-11-20T12:00")).toEqual([["Shock"]]);
    expect(seen("2026-11-20T23:00", ["on_ecmo"])).toEqual([["Shock", "night", "on_ecmo"]]);
    expect(seen("2026-11-21T12:00")).toEqual([["Shock"], ["A shift", "weekend"]]);
    expect(seen("2026-11-21T12:00", ["night"])).toEqual([["Shock"], ["A shift", "weekend"]]);
    expect(seen("2026-11-20T23:00", [], "observer")).toEqual([]);
  });

  it("says night and weekend in words, and nothing of a time that is none yet", () => {
    expect(derivedWords("2026-11-20T19:59")).toBe("by day");
    expect(derivedWords("2026-11-22T07:59")).toBe("at night, at the weekend");
    expect(derivedWords("2026-11-")).toBe("");
  });
});

describe("a case in words", () => {
  const at = Date.parse("2026-11-21T22:40:00Z");
  const words = { id: "a", title: "A", at, precision: "minute" as const, zone: "Europe/Berlin" };
  const plain = { ...words, lines: [{ label: "Part in it", value: "Assistant" }] };

  it("names no more of its time than is kept", () => {
    const kept = (precision: "minute" | "day" | "month") => ({ ...words, precision });
    expect(caseTimeWords(kept("minute"))).toBe("Sat 21 Nov 2026, 23:40 CET");
    expect(caseTimeWords(kept("day"))).toBe("21 Nov 2026");
    expect(caseTimeWords(kept("month"))).toBe("November 2026");
    expect(caseDayWords(kept("minute"))).toBe("21 Nov 2026");
    expect(caseDayWords(kept("month"))).toBe("November 2026");
  });

  it("says of a correction what was and what is, also where something was not given", () => {
    const lines = [
      { label: "Part in it", value: "Primary" },
      { label: "SCAI stage", value: "C" },
    ];
    expect(caseChanges(plain, { ...plain, at: at + 60_000, lines })).toEqual([
      {
        label: "When",
        was: "Sat 21 Nov 2026, 23:40 CET",
        is: "Sat 21 Nov 2026, 23:41 CET",
      },
      { label: "Part in it", was: "Assistant", is: "Primary" },
      { label: "SCAI stage", was: "", is: "C" },
    ]);
    expect(caseChanges({ ...plain, lines }, plain)).toContainEqual({
      ...{ label: "SCAI stage", was: "C", is: "" },
    });
    expect(caseChanges(plain, plain)).toEqual([]);
  });
});

it("words each thing that a policy changed, and nothing else", () => {
  const was = defaultPolicy(content);
  const [first, ...rest] = was.contextTargets;
  expect(changesOf(content, was, was)).toEqual([]);
  expect(
    changesOf(content, was, {
      ...was,
      qrMinutes: 5,
      contextTargets: [
        ...rest,
        { subject: "CIC-HEM-01", context: "night", min: 3 },
        { subject: first?.subject ?? "", context: first?.context ?? "", min: 99 },
      ],
    }),
  ).toEqual([
    `QR codes work: ${was.qrMinutes} → 5 min`,
    expect.stringMatching(new RegExp(`, at night: ${first?.min} → 99$`)),
    expect.stringMatching(/, at night: 3$/),
  ]);
});

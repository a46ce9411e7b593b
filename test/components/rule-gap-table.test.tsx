import { expect, it } from "vitest";
import { RuleGapTable, type RuleGapView } from "#app/components/rule-gap-table.tsx";
import { html, words } from "./render.ts";

const start = Date.UTC(2026, 10, 25, 19);
const gap: RuleGapView = {
  ...{ id: "gap-1", number: 1, rule: "A13", title: "An interventional cardiologist" },
  ...{ start, end: start + 12 * 3_600_000, answer: "no", to: "/units/u/gaps/A13/then" },
  kinds: [{ kind: "nobody", words: "nobody is on duty who could meet it" }],
  ...{ nearest: "Nobody holds it.", all: ["Nobody holds it.", "Dr Feld lacks a licence."] },
  candidates: ["Ida", "Omar", "Eva", "Noor"].map((name, i) => {
    return { id: name, name, contact: i === 0 ? "+49 30 1" : null };
  }),
  ...{ decisions: [], isDecided: false },
};
const shown = (more: Partial<RuleGapView> = {}, mayDecide = true) => {
  const table = (
    <RuleGapTable
      caption="Gaps"
      gaps={[{ ...gap, ...more }]}
      zone="Europe/Berlin"
      mayDecide={mayDecide}
    />
  );
  return { text: words(table), code: html(table) };
};

it("says when, why, who could cover and how to reach them, and leads to the gap", () => {
  const { text, code } = shown();
  expect(text).toContain("Wed 25 Nov, 20:00–08:00 CET, 12 h");
  expect(text).toContain("Nobody is on duty who could meet it. Nobody holds it.");
  expect(text).toContain("Dr Feld lacks a licence.");
  expect(code).toContain('href="tel:+49301"');
  expect(text).toContain("and 2 more");
  expect(text).not.toContain("Noor");
  expect(code).toContain('id="gap-1"');
  expect(code).toContain('href="/units/u/gaps/A13/then"');
});

it("asks who may decide to do so, until it is decided", () => {
  const decisions = [{ id: "d", what: "Covered by an arrangement" }];
  expect(shown().text).toContain("Decide about the gap of A13");
  expect(shown({}, false).text).not.toContain("Decide");
  expect(shown({}, false).text).toContain("None yet");
  expect(shown({ decisions, isDecided: true }).text).toContain("Covered by an arrangement");
  expect(shown({ decisions, isDecided: true }).text).not.toContain("Look again");
  expect(shown({ decisions }).text).toContain("Look again");
});

import { describe, expect, it } from "vitest";
import {
  type Gap,
  isExceptable,
  leftAside,
  notDecidable,
  notProposable,
  placeOf,
} from "#app/domain/signoff/exception.ts";
import { lineKinds } from "#app/domain/training/requirement-line.ts";

const gap = (given: Partial<Gap>): Gap => ({
  in: "CIC-A-01",
  id: "recent",
  kind: "recent",
  of: null,
  met: false,
  missing: 1,
  ...given,
});
const code = (refused: { refusal: { code: string } } | null) => refused?.refusal.code ?? null;

describe("an exception", () => {
  it("is about how much and how recently, never about what keeps a patient safe by itself", () => {
    expect(lineKinds.filter((each) => !isExceptable(each))).toEqual([
      "observations",
      "scenario",
      "certificate",
      "prerequisite",
      "complication_review",
      "epa_ratings",
      "credential",
      "any_credential",
      "base",
      "exam",
      "level_in_any",
      "assessor_training",
    ]);
  });

  it("is asked for once, for what is not met, before anything is decided, about somebody else", () => {
    const asked = {
      ...{ gap: gap({}), proposerId: "director", personId: "fellow" },
      ...{ decided: false, alreadyAsked: false },
    };
    expect(code(notProposable(asked))).toBeNull();
    expect(code(notProposable({ ...asked, gap: null }))).toBe("no_such_requirement");
    expect(code(notProposable({ ...asked, gap: gap({ met: true }) }))).toBe(
      "requirement_met_already",
    );
    const review = gap({ kind: "complication_review" });
    expect(code(notProposable({ ...asked, gap: review }))).toBe("requirement_never_excepted");
    expect(code(notProposable({ ...asked, alreadyAsked: true }))).toBe("exception_asked_already");
    expect(code(notProposable({ ...asked, decided: true }))).toBe("already_decided");
    expect(code(notProposable({ ...asked, proposerId: "fellow" }))).toBe("director_is_the_fellow");
  });

  it("is decided by a second person who has no interest in it and saw exactly this", () => {
    const asked = {
      ...{ deciderId: "member", proposerId: "director", personId: "fellow" },
      ...{ conflicted: false, decided: false, shown: "a", current: "a" },
    };
    expect(code(notDecidable(asked))).toBeNull();
    expect(code(notDecidable({ ...asked, deciderId: "director" }))).toBe("second_person_required");
    expect(code(notDecidable({ ...asked, deciderId: "fellow" }))).toBe("director_is_the_fellow");
    expect(code(notDecidable({ ...asked, conflicted: true }))).toBe("conflict_takes_no_part");
    expect(code(notDecidable({ ...asked, decided: true }))).toBe("already_decided");
    expect(code(notDecidable({ ...asked, current: "b" }))).toBe("evidence_changed");
  });
});

describe("what is left aside", () => {
  const needed = gap({
    in: "CIC-B-01",
    id: "prerequisite:CIC-A-01",
    kind: "prerequisite",
    of: "CIC-A-01",
  });

  it("carries a competency needed first once its every gap is left aside, and not before", () => {
    const gaps = [gap({}), gap({ id: "log", kind: "log" }), needed];
    const one = leftAside(gaps, ["CIC-A-01 recent"]);
    expect(one.has(placeOf(needed))).toBe(false);
    const both = leftAside(gaps, ["CIC-A-01 recent", "CIC-A-01 log"]);
    expect(both.has(placeOf(needed))).toBe(true);
  });

  it("follows a chain of competencies needed first, in whatever order they stand", () => {
    const further = gap({
      in: "CIC-C-01",
      id: "prerequisite:CIC-B-01",
      kind: "prerequisite",
      of: "CIC-B-01",
    });
    const aside = leftAside([further, needed, gap({})], ["CIC-A-01 recent"]);
    expect([...aside].sort()).toEqual([
      "CIC-A-01 recent",
      "CIC-B-01 prerequisite:CIC-A-01",
      "CIC-C-01 prerequisite:CIC-B-01",
    ]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import {
  type Answers,
  acceptAnswers,
  acceptRound,
  readRaters,
  roundState,
} from "#app/domain/training/feedback/feedback-round.ts";
import { raterGroups } from "#app/domain/training/feedback/feedback-standard.ts";
import { mergedGroups, summarise } from "#app/domain/training/feedback/feedback-summary.ts";

const content = loadContent();
const { feedback } = content;
const least = feedback.shownFrom.value;
const now = parseInstant("2026-11-22T10:00:00Z") as Instant;
const refusal = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.refusal?.code ?? null;

const answer: fc.Arbitrary<Answers> = fc.record({
  group: fc.constantFrom(...raterGroups),
  levels: fc.dictionary(
    fc.constantFrom(...feedback.questions.map((each) => each.code)),
    fc.integer({ min: 1, max: 5 }),
  ),
});
const answers = fc.array(answer, { maxLength: 30 });

describe("what is shown of a round", () => {
  it("is nothing at all under the number from which answers are shown", () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: least - 1 }), (few) => {
        expect(summarise(few, feedback)).toBeNull();
      }),
    );
  });

  it("never stands for fewer people than that, nor does any difference of what is shown", () => {
    fc.assert(
      fc.property(answers, (all) => {
        const shown = summarise(all, feedback);
        if (!shown) return;
        for (const { count } of shown.groups) expect(count).toBeGreaterThanOrEqual(least);
        expect(shown.groups.reduce((sum, each) => sum + each.count, 0)).toBe(all.length);
        for (const question of shown.questions) {
          const judged = all.filter((each) => Object.hasOwn(each.levels, question.code)).length;
          expect(question.all?.count ?? null).toBe(judged >= least ? judged : null);
          const counts = question.byGroup.map((each) => each.count);
          for (const count of counts) expect(count).toBeGreaterThanOrEqual(least);
          if (counts.length > 0) expect(counts.reduce((a, b) => a + b, 0)).toBe(judged);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("says the same in whatever order the answers stand", () => {
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.integer()), (all, keys) => {
        const shuffled = all
          .map((each) => ({ each, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(summarise(shuffled, feedback)).toEqual(summarise(all, feedback));
      }),
    );
  });

  it("puts small groups together, and with the smallest large one where they are still too few", () => {
    const of = (physicians: number, nurses: number, others: number) =>
      mergedGroups(
        [
          ...Array<Answers>(physicians).fill({ group: "physician", levels: {} }),
          ...Array<Answers>(nurses).fill({ group: "nurse", levels: {} }),
          ...Array<Answers>(others).fill({ group: "other", levels: {} }),
        ],
        5,
      );
    expect(of(6, 5, 0)).toEqual([["physician"], ["nurse"]]);
    expect(of(6, 3, 2)).toEqual([["physician"], ["nurse", "other"]]);
    expect(of(7, 5, 1)).toEqual([["physician"], ["nurse", "other"]]);
    expect(of(6, 3, 1)).toEqual([["physician", "nurse", "other"]]);
    expect(of(3, 3, 2)).toEqual([["physician", "nurse", "other"]]);
  });
});

describe("addresses of raters", () => {
  const limits = { least: 2, most: 4, fellow: "me@north.example" };

  it("are read however they were pasted, each once", () => {
    const text =
      "A@north.example, b@north.example;c@north.example\n Dr. Ada Lund <d@north.example>\n\na@NORTH.example";
    expect(readRaters(text, limits)).toEqual({
      ok: true,
      value: ["a@north.example", "b@north.example", "c@north.example", "d@north.example"],
    });
  });

  it("must be addresses, enough, not too many, and not the fellow's own", () => {
    expect(readRaters("a@north.example nobody", limits)).toMatchObject({
      refusal: { code: "address_unreadable", detail: { address: "nobody", field: "raters" } },
    });
    expect(refusal(readRaters("a@x.example a@x.example", limits))).toBe("raters_too_few");
    const many = ["a", "b", "c", "d", "e"].map((each) => `${each}@x.example`).join(" ");
    expect(refusal(readRaters(many, limits))).toBe("raters_too_many");
    expect(refusal(readRaters("a@x.example Me@North.example", limits))).toBe("rater_is_fellow");
  });
});

describe("a round", () => {
  const frame = {
    release: content.current,
    during: interval(later(now, -100 * day), later(now, 300 * day)),
    now,
    standard: feedback,
  };
  const closesAt = later(now, 28 * day);

  it("is about what asks for it, within the fellowship, and neither too short nor too long", () => {
    const begin = (subjectCode: string, at = closesAt) =>
      acceptRound({ subjectCode, closesAt: at }, frame);
    expect(begin("CIC-SYS-02").ok).toBe(true);
    expect(refusal(begin("CIC-HEM-01"))).toBe("feedback_not_asked");
    expect(refusal(begin("CIC-XXX-99"))).toBe("no_such_competency");
    expect(refusal(begin("CIC-SYS-02", later(now, 2 * day)))).toBe("round_too_short");
    expect(refusal(begin("CIC-SYS-02", later(now, -day)))).toBe("round_too_short");
    expect(refusal(begin("CIC-SYS-02", later(now, 90 * day)))).toBe("round_too_long");
    const before = { ...frame, during: interval(later(now, day)) };
    expect(refusal(acceptRound({ subjectCode: "CIC-SYS-02", closesAt }, before))).toBe(
      "outside_fellowship_now",
    );
  });

  it("takes answers until its last day, unless it was ended or closed before", () => {
    const round = { closesAt, takesAnswers: true, closedBy: null };
    expect(roundState(round, later(closesAt, -1))).toBe("open");
    expect(roundState(round, closesAt)).toBe("ended");
    expect(roundState({ ...round, takesAnswers: false }, now)).toBe("ended");
    expect(roundState({ ...round, closedBy: "x" }, now)).toBe("closed");
  });

  it("takes levels of the scale for questions that are asked, at least one of them", () => {
    const take = (levels: Record<string, number>, group = "nurse") =>
      refusal(acceptAnswers({ group, levels }, feedback));
    expect(take({ roles: 4 })).toBeNull();
    expect(take({})).toBe("nothing_answered");
    expect(take({ roles: 6 })).toBe("level_not_on_scale");
    expect(take({ charm: 3 })).toBe("question_unknown");
    expect(take({ roles: 3 }, "patient")).toBe("rater_group_unknown");
  });
});

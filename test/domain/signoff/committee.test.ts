import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recommendation, type Vote, votes } from "#app/domain/signoff/committee.ts";
import type { Instant } from "#app/domain/time/instant.ts";

const vote = (memberId: string, word: Vote["vote"], at: number, conflict = false): Vote => ({
  memberId,
  vote: word,
  conflictOfInterest: conflict,
  at: at as Instant,
});

describe("a recommendation", () => {
  it("is open until three members without a conflict have voted", () => {
    const two = [vote("a", "recommend", 1), vote("b", "recommend", 2)];
    expect(recommendation(two, 3)).toMatchObject({ state: "open", reachedAt: null });
    const conflicted = [...two, vote("c", "abstain", 3, true)];
    expect(recommendation(conflicted, 3)).toMatchObject({ state: "open", conflicted: 1 });
    const third = [...conflicted, vote("d", "abstain", 4)];
    expect(recommendation(third, 3)).toMatchObject({ state: "recommended", reachedAt: 4 });
  });

  it("needs more than half; a tie is none", () => {
    const tied = [
      vote("a", "recommend", 1),
      vote("b", "recommend", 2),
      vote("c", "not_yet", 3),
      vote("d", "not_yet", 4),
    ];
    expect(recommendation(tied, 3)).toMatchObject({ state: "not_recommended", reachedAt: null });
  });

  it("names those who dissent, on either side", () => {
    const carried = [vote("a", "recommend", 1), vote("b", "recommend", 2), vote("c", "not_yet", 3)];
    expect(recommendation(carried, 3).dissent).toEqual(["c"]);
    const failed = [vote("a", "not_yet", 1), vote("b", "not_yet", 2), vote("c", "recommend", 3)];
    expect(recommendation(failed, 3).dissent).toEqual(["c"]);
  });

  it("counts its age from when it last came to stand, not from a vote that only confirms it", () => {
    const cast = [
      vote("a", "recommend", 1),
      vote("b", "recommend", 2),
      vote("c", "not_yet", 3),
      vote("d", "recommend", 9),
    ];
    expect(recommendation(cast, 3).reachedAt).toBe(3);
    const turned = [...cast.slice(0, 3), vote("d", "not_yet", 4), vote("e", "recommend", 5)];
    expect(recommendation(turned, 3).reachedAt).toBe(5);
  });

  it("does not depend on the order in which votes are read, nor on votes with a conflict", () => {
    const any = fc.array(
      fc.record({
        word: fc.constantFrom(...votes),
        conflict: fc.boolean(),
      }),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 5 }), (cast, quorum) => {
        const all = cast.map(({ word, conflict }, i) =>
          vote(`m${i}`, conflict ? "abstain" : word, i, conflict),
        );
        const found = recommendation(all, quorum);
        expect(recommendation([...all].reverse(), quorum).state).toBe(found.state);
        const clear = all.filter((each) => !each.conflictOfInterest);
        expect(recommendation(clear, quorum).state).toBe(found.state);
        if (found.state === "recommended") expect(found.recommend).toBeGreaterThan(0);
      }),
    );
  });
});

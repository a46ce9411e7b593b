import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageOver } from "#app/domain/coverage/coverage.ts";
import { ruleGapsOver } from "#app/domain/coverage/gap/rule-gaps.ts";
import { union } from "#app/domain/time/interval.ts";
import { credential, hours, person, row, rule, source, world } from "./small-world.ts";

const day = hours(0, 24);
const kindsOf = (facts: Parameters<typeof ruleGapsOver>[0]) =>
  ruleGapsOver(facts, day).map(({ rule: id, kinds }) => [id, ...kinds].join(" "));

describe("the gaps of each rule", () => {
  it("are longest stretches of one answer, of warn rules as well", () => {
    const facts = world({
      rules: [rule("R"), rule("W", { severity: "warn", anyOf: ["CRED-Y"] })],
      people: [person("ida"), person("omar", [])],
      rows: [
        row("ida", hours(0, 8)),
        row("omar", hours(8, 10)),
        row("?Dr A", hours(10, 12)),
        row("ida", hours(12, 24)),
      ],
    });
    expect(ruleGapsOver(facts, day)).toMatchObject([
      { rule: "W", severity: "warn", answer: "no", ...day, isCutAtStart: true, isCutAtEnd: true },
      { rule: "R", severity: "block", answer: "no", ...hours(8, 10), isCutAtEnd: false },
      { rule: "R", answer: "unknown", ...hours(10, 12), reasons: [{ code: "unmatched_shift" }] },
    ]);
  });

  it("together are where the whole is not yes", () => {
    const shifts = fc.array(
      fc.record({
        who: fc.constantFrom("ida", "omar", "?Dr A", "ends"),
        start: fc.integer({ min: -6, max: 22 }),
        length: fc.integer({ min: 1, max: 12 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(shifts, (list) => {
        const facts = world({
          rules: [rule("R"), rule("S", { anyOf: ["CRED-Y"], presence: "on_call" })],
          people: [
            person("ida", ["CRED-X", "CRED-Y"]),
            person("omar"),
            person("ends", [credential("CRED-Y", hours(-9, 11))]),
          ],
          rows: list.map(({ who, start, length }, i) =>
            row(who, hours(start, start + length), { id: String(i) }),
          ),
        });
        const open = coverageOver(facts, day).filter(({ answer }) => answer !== "yes");
        const bare = (all: readonly { start: number; end: number }[]) =>
          union(all as Parameters<typeof union>[0]).map(({ start, end }) => [start, end]);
        expect(bare(ruleGapsOver(facts, day))).toEqual(bare(open));
      }),
      { numRuns: 150 },
    );
  });
});

describe("what a gap comes from", () => {
  it("is nobody, where nobody is rostered for it, not near enough, or too few", () => {
    expect(kindsOf(world({ rules: [rule("R")], people: [person("ida")] }))).toEqual(["R nobody"]);
    const called = world({
      rules: [rule("R")],
      people: [person("ida")],
      rows: [row("ida", day, { presence: "on_call" })],
    });
    expect(kindsOf(called)).toEqual(["R nobody"]);
    const few = world({
      rules: [rule("R", {}, 2)],
      people: [person("ida")],
      rows: [row("ida", day)],
    });
    expect(kindsOf(few)).toEqual(["R nobody"]);
  });

  it("is nobody, where who is on duty never held what it asks for", () => {
    const facts = world({
      rules: [rule("R")],
      people: [person("omar", [])],
      rows: [row("omar", day)],
    });
    expect(kindsOf(facts)).toEqual(["R nobody"]);
  });

  it("is unqualified, where who is on duty falls short of something", () => {
    const short = (who: ReturnType<typeof person>) =>
      kindsOf(world({ rules: [rule("R")], people: [who], rows: [row(who.id, day)] }));
    const suspended = credential("CRED-X", undefined, { counts: "no", state: "suspended" });
    expect(short(person("omar", [suspended]))).toEqual(["R unqualified"]);
    expect(short(person("omar", ["CRED-X"], { licences: [] }))).toEqual(["R unqualified"]);
  });

  it("is expiring, where validity ends between now and the shift, or during it", () => {
    const until = (end: number) => person("ida", [credential("CRED-X", hours(-9, end))]);
    const facts = (end: number) =>
      world({
        rules: [rule("R")],
        people: [until(end)],
        rows: [row("ida", hours(6, 24))],
        knownAt: hours(-1).start,
      });
    expect(kindsOf(facts(3))).toEqual(["R nobody expiring"]);
    expect(ruleGapsOver(facts(9), hours(6, 24))).toMatchObject([
      { kinds: ["expiring"], ...hours(9, 24) },
    ]);
    expect(kindsOf(facts(-2))).toEqual(["R nobody unqualified"]);
  });

  it("is expiring, where validity ended earlier in the same shift, looked back upon", () => {
    const facts = world({
      rules: [rule("R")],
      people: [person("ida", [credential("CRED-X", hours(-9, 9))])],
      rows: [row("ida", hours(6, 24))],
      knownAt: hours(30).start,
    });
    expect(ruleGapsOver(facts, hours(10, 24))).toMatchObject([{ kinds: ["expiring"] }]);
  });

  it("is expiring for an appointed person, too", () => {
    const post = { unitId: "unit", post: "unit_director", during: hours(-99) };
    const facts = world({
      rules: [rule("R", { presence: "named", post: "unit_director" })],
      people: [person("ida", [credential("CRED-X", hours(-9, 5))], { appointments: [post] })],
    });
    expect(kindsOf(facts)).toEqual(["R expiring"]);
  });

  it("is unknown, where the record cannot tell", () => {
    const stale = source([], { checks: [] });
    expect(kindsOf(world({ rules: [rule("R")], sources: [stale] }))).toEqual(["R unknown"]);
  });
});

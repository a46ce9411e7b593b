import fc from "fast-check";
import { expect, it } from "vitest";
import { answerAt } from "#app/domain/coverage/answer.ts";
import { coverageOver } from "#app/domain/coverage/coverage.ts";
import { askedAt } from "#app/domain/coverage/demand.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { prepare } from "#app/domain/coverage/prepare.ts";
import { unknown, yes } from "#app/domain/coverage/qualification.ts";
import { holdsAnybody, rollAt, standingFor } from "#app/domain/coverage/roll.ts";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { allCanBeMet } from "./brute-force.ts";
import {
  credential,
  h,
  hours,
  person,
  publication,
  row,
  rule,
  source,
  within,
  world,
} from "./small-world.ts";

const ids = ["a", "b", "c", "d"];
const codes = ["CRED-X", "CRED-Y"];
const span = fc
  .tuple(fc.nat(30), fc.integer({ min: 1, max: 16 }))
  .map(([start, length]) => hours(start, start + length));
const presence = fc.constantFrom("on_site", "on_call", "remote" as const);

const rules = fc.array(
  fc.record({
    code: fc.constantFrom(...codes),
    presence,
    min: fc.integer({ min: 1, max: 2 }),
    severity: fc.constantFrom("block", "block", "warn" as const),
    isDay: fc.boolean(),
    isConditional: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);
const rows = fc.array(
  fc.record({
    who: fc.constantFrom(...ids, "?Dr Who"),
    shift: span,
    presence,
    role: fc.constantFrom("attending", "attending", "fellow", "not_counted" as const),
    responseMinutes: fc.constantFrom(10, 40),
  }),
  { maxLength: 8 },
);
const holdings = fc.array(
  fc.record({
    who: fc.constantFrom(...ids),
    code: fc.constantFrom(...codes),
    during: span,
    counts: fc.constantFrom("yes", "yes", "unknown" as const),
  }),
  { maxLength: 8 },
);

const worlds = fc
  .record({
    rules,
    rows,
    later: fc.option(fc.record({ rows, period: span })),
    holdings,
    knownAt: fc.integer({ min: 0, max: 40 }),
    age: fc.nat(12),
    kind: fc.constantFrom("pushed", "pulled" as const),
    elsewhere: fc.array(
      fc.record({ personId: fc.constantFrom(...ids), during: span, fresh: fc.boolean() }),
      { maxLength: 2 },
    ),
    counts: fc.array(fc.record({ at: fc.nat(30), ecmo: fc.nat(1) }), { maxLength: 2 }),
  })
  .map((w): UnitFacts => {
    const published = [
      publication(
        w.rows.map((r) => row(r.who, r.shift, r)),
        { period: hours(2, 30) },
      ),
      ...(w.later
        ? [
            publication(
              w.later.rows.map((r) => row(r.who, r.shift, r)),
              {
                entrySeq: 2,
                period: w.later.period,
              },
            ),
          ]
        : []),
    ];
    return world({
      knownAt: h(w.knownAt),
      rules: w.rules.map((r, i) =>
        rule(
          `R${i}`,
          {
            anyOf: [r.code],
            presence: r.presence,
            severity: r.severity,
            window: r.isDay ? "day" : "24x7",
            ...(r.presence === "on_site" ? {} : within(30)),
            ...(r.isConditional ? { when: { count: "ecmo_patients", above: 0 } as const } : {}),
          },
          r.min,
        ),
      ),
      sources: [source(published, { kind: w.kind, checks: [h(w.knownAt - w.age)] })],
      states: w.counts.map(({ at, ecmo }) => ({
        recordedAt: h(at),
        validUntil: h(at + 6),
        counts: { ecmo_patients: ecmo },
      })),
      elsewhere: w.elsewhere.map((each) => ({ ...each, unitCode: "s", site: "south" })),
      people: ids.map((id) =>
        person(
          id,
          w.holdings
            .filter(({ who }) => who === id)
            .map(({ code, during, counts }, i) =>
              credential(code, during, { id: `${id}${i}`, counts }),
            ),
        ),
      ),
    });
  });

const window = hours(0, 40);
const moments = fc.integer({ min: 0, max: 40 * 60 - 1 }).map((m) => instant(h(0) + m * 60_000));

it("tiles the window: stretches adjoin, cover it whole, and differ from their neighbours", () => {
  fc.assert(
    fc.property(worlds, (facts) => {
      const found = coverageOver(facts, window);
      expect([found[0]?.start, found.at(-1)?.end]).toEqual([window.start, window.end]);
      for (const [i, next] of found.slice(1).entries()) {
        const { start, end, ...said } = found[i]!;
        expect(end).toBe(next.start);
        expect(start).toBeLessThan(end);
        expect({ ...said, start: 0, end: 0 }).not.toEqual({ ...next, start: 0, end: 0 });
      }
    }),
  );
});

it("answers bedside and calendar alike, at any minute and on both sides of every edge", () => {
  fc.assert(
    fc.property(worlds, fc.array(moments, { maxLength: 12 }), (facts, minutes) => {
      const found = coverageOver(facts, window);
      const edges = found.flatMap(({ start, end }) => [start, end - 1] as Instant[]);
      for (const at of [...minutes, ...edges]) {
        const bedside = answerAt(facts, at);
        const isWanting = (severity: string) =>
          bedside.rules
            .filter((r) => r.severity === severity && ["no", "unknown"].includes(r.answer))
            .map(({ id }) => id);
        expect({
          answer: bedside.answer,
          unmet: isWanting("block"),
          warned: isWanting("warn"),
        }).toEqual({ ...found.find((s) => holds(s, at)), start: undefined, end: undefined });
      }
    }),
    { numRuns: 300 },
  );
});

it("holds until it says: no rule's answer changes before", () => {
  fc.assert(
    fc.property(worlds, moments, (facts, at) => {
      const answer = answerAt(facts, at);
      const end = answer.holdsUntil ?? h(60);
      const told = (then: Instant) => answerAt(facts, then).rules.map((r) => [r.answer, r.metBy]);
      for (const share of [0.25, 0.5, 0.75]) {
        const then = instant(Math.floor(at + (end - at) * share));
        expect(told(then)).toEqual(told(at));
      }
      expect(told(instant(end - 1))).toEqual(told(at));
    }),
    { numRuns: 200 },
  );
});

it("is yes exactly when proven people can meet all block rules together, no when nobody could", () => {
  fc.assert(
    fc.property(worlds, moments, (facts, at) => {
      const prepared = prepare(facts);
      const { present, places } = rollAt(prepared, at);
      const asked = askedAt(prepared, at).filter(
        ({ placed, applies }) => applies >= unknown && placed.rule.severity === "block",
      );
      const isPossible = (rules: typeof asked, least: 1 | 2) =>
        [true, false].every((near) =>
          allCanBeMet(
            rules
              .filter(({ placed }) => (placed.rule.presence === "on_site") === near)
              .map(({ placed, min }) => ({
                min,
                candidates: [...present.keys()].filter(
                  (i) => standingFor(present[i]!, placed.index) >= least,
                ),
              })),
            present.length,
            near ? 1 : 2,
          ),
        );
      const known = places.some(holdsAnybody) ? [] : asked.filter(({ applies }) => applies === yes);
      const expected = isPossible(asked, yes)
        ? "yes"
        : isPossible(known, unknown)
          ? "unknown"
          : "no";
      expect(answerAt(facts, at).answer).toBe(asked.length === 0 ? "unknown" : expected);
    }),
    { numRuns: 1000 },
  );
});

it("gives every rule that is not met a reason, and everyone who meets one a shift", () => {
  fc.assert(
    fc.property(worlds, moments, (facts, at) => {
      const { rules: told, people } = answerAt(facts, at);
      for (const each of told) {
        const isOpen = each.answer === "no" || each.answer === "unknown";
        expect(each.reasons.length > 0).toBe(isOpen);
        expect(each.metBy.length).toBe(each.answer === "yes" ? each.required : 0);
        for (const id of each.metBy)
          expect(people.find((p) => p.id === id)?.shifts).not.toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

function withRows(
  facts: UnitFacts,
  more: UnitFacts["sources"][number]["publications"][number]["assignments"],
) {
  const sources = facts.sources.map((each) => ({
    ...each,
    publications: each.publications.map((p) => ({
      ...p,
      assignments: [...p.assignments, ...more],
    })),
  }));
  return { ...facts, sources };
}
const order = ["no", "unknown", "yes"];

it("never loses by one more qualified person on the roster", () => {
  fc.assert(
    fc.property(worlds, moments, presence, (facts, at, where) => {
      const people = new Map(facts.people).set("z", person("z", codes));
      const registrations = [
        ...facts.registrations,
        { registration: "REG:z", personId: "z", during: hours(-9) },
      ];
      const more = withRows({ ...facts, people, registrations }, [
        row("z", window, { presence: where }),
      ]);
      const [before, after] = [facts, more].map((each) => order.indexOf(answerAt(each, at).answer));
      expect(after).toBeGreaterThanOrEqual(before!);
    }),
    { numRuns: 300 },
  );
});

it("never gains by a revocation", () => {
  fc.assert(
    fc.property(worlds, moments, fc.constantFrom(...ids), (facts, at, id) => {
      const people = new Map(facts.people).set(id, person(id, []));
      const [before, after] = [facts, { ...facts, people }].map((each) =>
        order.indexOf(answerAt(each, at).answer),
      );
      expect(after).toBeLessThanOrEqual(before!);
    }),
    { numRuns: 300 },
  );
});

it("never turns yes into anything else for an unmatched row, nor anything into yes", () => {
  fc.assert(
    fc.property(worlds, moments, presence, (facts, at, where) => {
      const more = withRows(facts, [row("?Dr New", window, { presence: where })]);
      const [before, after] = [answerAt(facts, at).answer, answerAt(more, at).answer];
      expect(after).toBe(before === "no" ? (after === "no" ? "no" : "unknown") : before);
    }),
    { numRuns: 300 },
  );
});

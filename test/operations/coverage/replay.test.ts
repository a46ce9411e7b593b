import fc from "fast-check";
import { expect, it } from "vitest";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { replay } from "#app/operations/coverage/replay/replay.server.ts";
import { allUnits } from "#db/store/unit-lookup.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house } = await freshHouse({ world: "demo" });
const ctx = () => contextAs(house, system);
const window = interval(later(anchor, -380 * day), anchor);

const units = await house.db.transaction((tx) => allUnits(tx));

it.each(units.map(({ code }) => code))(
  "replays %s as it was answered at each instant by what was known then, and as it is by what is known now",
  async (code) => {
    const unit = units.find((each) => each.code === code)!;
    const { told, today: now } = await house.db.transaction((tx) =>
      replay(tx, house.content, unit, window, anchor),
    );
    expect(told[0]?.start).toBe(window.start);
    expect(told.at(-1)?.end).toBe(window.end);
    const edges = told.map(({ start }) => start);
    const aimed = fc.constantFrom(...edges).chain((edge) => {
      return fc.constantFrom(-1, 0, 1).map((off) => later(edge, off));
    });
    const anywhere = fc
      .integer({ min: window.start, max: window.end - 1 })
      .map((ms) => ms as Instant);
    const recent = fc
      .integer({ min: later(anchor, -5 * day), max: window.end - 1 })
      .map((ms) => ms as Instant);
    await fc.assert(
      fc.asyncProperty(fc.oneof(aimed, aimed, anywhere, recent), async (at) => {
        fc.pre(window.start <= at && at < window.end);
        const asked = await answerCoverage(ctx(), { unitCode: code, at, knownAt: at });
        const stretch = told.find(({ start, end }) => start <= at && at < end)!;
        if (!asked.ok) throw new Error(asked.refusal.code);
        const said = (answer: string, rules: readonly { id: string; answer: string }[]) =>
          [answer, ...rules.map((rule) => `${rule.id} ${rule.answer}`)].join(", ");
        expect(said(stretch.answer, stretch.rules), formatInstant(at)).toBe(
          said(asked.value.answer, asked.value.rules),
        );
        const codes = (rule: { reasons: readonly { code: string }[] }) =>
          rule.reasons.map((reason) => reason.code);
        expect(stretch.rules.map(codes)).toEqual(asked.value.rules.map(codes));
        const today = await answerCoverage(ctx(), { unitCode: code, at });
        if (!today.ok) throw new Error(today.refusal.code);
        const later = now.find(({ start, end }) => start <= at && at < end)!;
        expect(said(later.answer, later.rules), `${formatInstant(at)}, as known now`).toBe(
          said(today.value.answer, today.value.rules),
        );
      }),
      { numRuns: 60 },
    );
  },
);

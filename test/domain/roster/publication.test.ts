import { expect, it } from "vitest";
import { matcherOf, onDuty } from "#app/domain/roster/duty.ts";
import {
  inForce,
  lastConfirmedAt,
  rowsInForce,
  staleFrom,
} from "#app/domain/roster/publication.ts";
import { h, hours, publication, row, source } from "#test/domain/coverage/small-world.ts";

it("lets the latest known publication rule at each instant of its period", () => {
  const found = inForce([
    publication([], { entrySeq: 3, period: hours(4, 6) }),
    publication([], { entrySeq: 1, period: hours(0, 10) }),
    publication([], { entrySeq: 2, period: hours(8, 14) }),
  ]);
  expect(found.map(({ during, publication: { entrySeq } }) => [during, entrySeq])).toEqual([
    [hours(0, 4), 1],
    [hours(4, 6), 3],
    [hours(6, 8), 1],
    [hours(8, 14), 2],
  ]);
});

it("cuts a row to where its publication rules, on both sides of a correction", () => {
  const long = row("ida", hours(-2, 20));
  const rows = rowsInForce(
    inForce([
      publication([long], { period: hours(0, 10) }),
      publication([], { entrySeq: 2, period: hours(4, 6) }),
    ]),
  );
  expect(rows.map(({ during }) => during)).toEqual([hours(0, 4), hours(6, 10)]);
  expect(rows[0]?.assignment.shift).toEqual(hours(-2, 20));
});

it("takes publishing for a confirmation, and is stale once older than its age", () => {
  const published = [publication([], { recordedAt: h(3) })];
  expect(lastConfirmedAt(source(published, { checks: [h(1), h(2)] }))).toBe(h(3));
  expect(staleFrom(source(published, { checks: [h(5)] }), 10)).toBe(h(5) + 11);
  expect(lastConfirmedAt(source([]))).toBeNull();
});

it("matches a registration to whoever holds it at the instant", () => {
  const matcher = matcherOf([
    { registration: "REG:1", personId: "ida", during: hours(0, 4) },
    { registration: "REG:1", personId: "omar", during: hours(4) },
  ]);
  expect([3, 4].map((hour) => matcher("REG:1", h(hour)))).toEqual(["ida", "omar"]);
  expect(matcher("REG:1", h(-1))).toBeNull();
  expect(matcher(null, h(1))).toBeNull();
});

it("gathers a person's rows, the unmatched by name, and sends people on leave home", () => {
  const matcher = matcherOf(
    ["ida", "omar"].map((id) => ({ registration: `REG:${id}`, personId: id, during: hours(0) })),
  );
  const during = hours(0, 8);
  const present = [
    row("?Dr A", during),
    row("omar", during),
    row("ida", during),
    row("ida", during, { presence: "on_call" }),
    row("?Dr A", hours(0, 9)),
    row("omar", hours(0, 2), { role: "not_counted" }),
  ].map((assignment) => ({ assignment, during: assignment.shift }));
  const found = onDuty(present, matcher, h(1));
  expect(found.map(({ key, rows }) => [key, rows.length])).toEqual([
    ["ida", 2],
    ["?Dr A", 2],
  ]);
});

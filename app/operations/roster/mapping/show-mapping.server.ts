import { allow, type Result, refuse } from "#app/domain/result.ts";
import { alike } from "#app/domain/roster/alike.ts";
import { keyOf, nameKey } from "#app/domain/roster/mapping.ts";
import type { OpenWords } from "#app/domain/roster/match.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { everything } from "#db/store/known.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { type MappingLine, mappingsOf } from "#db/store/roster-mappings.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { unitShifts } from "../unit-shifts.server.ts";
import type { NameQuestion } from "./ask-words.server.ts";
import { type KnownPerson, knownPeople } from "./known-people.server.ts";
import { shiftsUnder } from "./restate-names.server.ts";

export type TaughtWord = MappingLine & {
  /** Null: the portal itself. */
  readonly author: string | null;
  /** Whose registration it is; null where it names nobody. */
  readonly personName: string | null;
};
export type MappingView = {
  readonly unit: UnitRow;
  /** What holds now, by kind and in order of the words. */
  readonly words: readonly TaughtWord[];
  readonly people: readonly KnownPerson[];
  /** Names that stand on the roster from now on and match nobody, with whom they may mean. */
  readonly open: readonly NameQuestion[];
};

/** So far ahead the roster is looked at for names that match nobody; so many of them are asked about. */
const aheadDays = 90;
const askedMost = 60;

async function unmatchedOn(tx: Transaction, unit: UnitRow, now: Instant): Promise<OpenWords[]> {
  const { seq } = await headOf(tx);
  const shifts = await unitShifts(tx, unit, interval(now, later(now, aheadDays * day)), seq);
  const found = new Map<string, OpenWords & { beside: string[] }>();
  for (const { shift } of shifts) {
    if (shift.registration !== null || shift.nameText === null) continue;
    const key = nameKey(shift.nameText);
    const before = found.get(key) ?? { given: shift.nameText, rows: 0, firstRow: 0, beside: [] };
    const isNew = shift.assignment !== null && !before.beside.includes(shift.assignment);
    const beside = isNew ? [...before.beside, shift.assignment ?? ""].slice(0, 3) : before.beside;
    found.set(key, { ...before, rows: before.rows + 1, beside });
  }
  return [...found.values()].sort((a, b) => b.rows - a.rows).slice(0, askedMost);
}

function withSuggestions(open: readonly OpenWords[], people: readonly KnownPerson[]) {
  return open.map((each) => ({ ...each, suggestions: alike(each.given, people) }));
}

/** What a unit has taught of its rosters' words, with who said so and when. */
export function showMapping(ctx: Context, unitCode: string): Promise<Result<MappingView>> {
  return ask<MappingView>(ctx, "roster.map", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const latest = new Map<string, MappingLine>();
    for (const each of await mappingsOf(tx, unit.id, everything)) latest.set(keyOf(each), each);
    const lines = [...latest.values()].filter((each) => each.meaning !== "forget");
    const named = [...new Set(lines.flatMap((each) => each.registration ?? []))];
    const held = await registrationsHeld(tx, named, everything);
    const holder = new Map(held.map((each) => [each.registration, each.personId]));
    const authors = lines.flatMap((each) => each.recordedBy ?? []);
    const names = await namesOf(tx, [...authors, ...holder.values()]);
    const words = lines.map((each) => ({
      ...each,
      author: (each.recordedBy && names.get(each.recordedBy)) ?? null,
      personName: names.get(holder.get(each.registration ?? "") ?? "") ?? null,
    }));
    words.sort((a, b) => a.kind.localeCompare(b.kind) || a.given.localeCompare(b.given));
    const people = await knownPeople(tx, unit, now);
    const open = await unmatchedOn(tx, unit, now);
    return allow({ unit, words, people, open: withSuggestions(open, people) });
  });
}

/** How many published shifts a change of what a name means would change, at most. */
export function countUnderName(
  ctx: Context,
  unitCode: string,
  given: string,
): Promise<Result<{ readonly all: number; readonly coming: number }>> {
  return ask(ctx, "roster.map", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    return unit ? allow(await shiftsUnder(tx, unit, nameKey(given), now)) : refuse("no_such_unit");
  });
}

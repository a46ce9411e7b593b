import { allow, type Result, refuse } from "#app/domain/result.ts";
import { alike, type GuessedRole, guessDuty, type Suggestion } from "#app/domain/roster/alike.ts";
import { mappingOf, nameKey, namesIn, wordsKey } from "#app/domain/roster/mapping.ts";
import type { Matched, OpenWords } from "#app/domain/roster/match.ts";
import type { RosterPresence } from "#app/domain/roster/shift.ts";
import { day, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { dutiesWritten, mappingsOf, type WrittenDuty } from "#db/store/roster-mappings.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { type KnownPerson, knownPeople } from "./known-people.server.ts";

export type NameQuestion = OpenWords & { readonly suggestions: readonly Suggestion[] };
export type DutyQuestion = OpenWords & {
  readonly suggestion: SuggestedDuty;
};
export type SuggestedDuty = {
  readonly role: GuessedRole;
  readonly presence: RosterPresence;
  /** Null: on site, or nothing is known to go by. */
  readonly responseMinutes: number | null;
};
export type Questions = {
  readonly names: readonly NameQuestion[];
  readonly duties: readonly DutyQuestion[];
  /** How many more there are: asked once these are answered. */
  readonly more: number;
  readonly people: readonly KnownPerson[];
};

/** So many names and so many assignments are asked about on one page. */
const askedAtOnce = 60;

/** What a file's unknown words may mean, for a person to say: every answer is a suggestion until then. */
export function askWords(
  ctx: Context,
  unitCode: string,
  { unmatchedNames, unmappedAssignments }: Pick<Matched, "unmatchedNames" | "unmappedAssignments">,
): Promise<Result<Questions>> {
  return ask<Questions>(ctx, "roster.map", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const people = await knownPeople(tx, unit, now);
    const namesakes = await namesakesOf(tx, unit.id);
    const names = unmatchedNames.slice(0, askedAtOnce).map((each) => ({
      ...each,
      suggestions: suggestionsFor(each.given, people, namesakes),
    }));
    const written = await dutiesWritten(tx, unit.id, later(now, -90 * day));
    const duties = unmappedAssignments.slice(0, askedAtOnce).map((each) => ({
      ...each,
      suggestion: suggestedDuty(each.given, written),
    }));
    const all = unmatchedNames.length + unmappedAssignments.length;
    return allow({ names, duties, more: all - names.length - duties.length, people });
  });
}

/** What the unit's own rosters lately called so, else what the words usually mean. */
function suggestedDuty(given: string, written: readonly WrittenDuty[]): SuggestedDuty {
  const key = wordsKey(given);
  const same = key && written.find((each) => wordsKey(each.given ?? "") === key);
  const { role, presence } = same || guessDuty(given);
  if (presence === "on_site") return { role, presence, responseMinutes: null };
  const alikeDuty = written.filter((each) => each.presence === presence);
  const usual = alikeDuty.find((each) => each.role === role) ?? alikeDuty[0];
  return { role, presence, responseMinutes: (same || usual)?.responseMinutes ?? null };
}

/** Who the same name was taught to be, whatever identifier stood beside it. */
async function namesakesOf(tx: Transaction, unitId: string): Promise<Map<string, string>> {
  const { names } = mappingOf(await mappingsOf(tx, unitId, everything));
  const found = new Map<string, string>();
  for (const [key, meaning] of names)
    if (meaning.meaning === "use") found.set(withoutIdentifier(key), meaning.registration);
  return found;
}

function suggestionsFor(
  given: string,
  people: readonly KnownPerson[],
  namesakes: ReadonlyMap<string, string>,
): Suggestion[] {
  const namesake = namesakes.get(withoutIdentifier(nameKey(given)));
  const others = alike(given, people).filter((each) => each.registration !== namesake);
  return namesake ? [{ registration: namesake, isClose: true }, ...others] : others;
}

function withoutIdentifier(key: string): string {
  return namesIn(key.replace(/\([^()]*\)\s*$/, "")).join(" ");
}

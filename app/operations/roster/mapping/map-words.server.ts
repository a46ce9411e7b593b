import { v7 as uuidv7 } from "uuid";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { keyOf, type MappingFact, nameKey } from "#app/domain/roster/mapping.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { insertMappings, mappingsOf } from "#db/store/roster-mappings.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { type Renamed, restateNames } from "./restate-names.server.ts";

export type Taught = {
  /** Words whose meaning changed. */
  readonly changed: number;
  /** Publications that were made again, and shifts in them that are another person's or nobody's now. */
  readonly restated: { readonly publications: number; readonly shifts: number };
};

/**
 * Records what words of a unit's rosters mean: all of them in one act, by whoever is signed in. What says
 * nothing new is left out. Rows in force under a name that means somebody else now are published again, so that
 * answers change for later knowledge only.
 *
 * @param since  Which rows in force are understood anew: all, or those that count from now on.
 * @returns Refusals `registration_not_held` and `mapping_incomplete`, each naming the words.
 */
export function mapWords(
  ctx: Context,
  unitCode: string,
  words: readonly MappingFact[],
  since: "ever" | "now" = "ever",
): Promise<Result<Taught>> {
  return act<Taught>(ctx, "roster.map", unitTarget(unitCode), async (turn) => {
    const { tx, now, record } = turn;
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const wrong = words.find((each) => !isComplete(each));
    if (wrong) return refuse("mapping_incomplete", { given: wrong.given });
    const named = [...new Set(words.flatMap((each) => each.registration ?? []))];
    const held = new Set((await registrationsHeld(tx, named, everything)).map(registrationOf));
    const unknown = words.find((each) => each.registration && !held.has(each.registration));
    if (unknown)
      return refuse("registration_not_held", { registration: unknown.registration ?? "" });
    const known = new Map(
      (await mappingsOf(tx, unit.id, everything)).map((each) => [keyOf(each), meaningOf(each)]),
    );
    const news = words.filter((each) => (known.get(keyOf(each)) ?? nothing) !== meaningOf(each));
    if (news.length > 0) {
      const entrySeq = await record({ unitId: unit.id, words: news.map((each) => ({ ...each })) });
      await insertMappings(
        tx,
        news.map((each) => ({ id: uuidv7(), unitId: unit.id, ...each, entrySeq })),
      );
    }
    const renamed = news.flatMap(renamedBy);
    const restated = await restateNames(turn, unit, renamed, since === "now" ? now : null);
    return allow({ changed: news.length, restated });
  });
}

function registrationOf({ registration }: { readonly registration: string }): string {
  return registration;
}

function renamedBy({ kind, given, meaning, registration }: MappingFact): Renamed[] {
  if (kind !== "name") return [];
  const key = nameKey(given);
  if (meaning === "forget") return [{ key, becomes: "nobody" }];
  return [{ key, becomes: registration === null ? "left_out" : { registration } }];
}

/** Names are somebody, assignments are something; whatever else is said of them leaves the rest empty. */
function isComplete({
  kind,
  meaning,
  registration,
  role,
  presence,
  ...rest
}: MappingFact): boolean {
  const isEmpty = role === null && presence === null && rest.responseMinutes === null;
  if (meaning !== "use") return registration === null && isEmpty;
  if (kind === "name") return registration !== null && isEmpty;
  return registration === null && role !== null && presence !== null;
}

const forgotten = { meaning: "forget", registration: null, role: null, presence: null } as const;
const nothing = meaningOf({ ...forgotten, responseMinutes: null });

function meaningOf({
  meaning,
  registration,
  role,
  presence,
  responseMinutes,
}: Omit<MappingFact, "kind" | "given">) {
  return JSON.stringify([meaning, registration, role, presence, responseMinutes]);
}

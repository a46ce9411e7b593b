import { allow, type Result, refuse } from "#app/domain/result.ts";
import { planOf, type RosterPlan } from "#app/domain/roster/plan.ts";
import { inForce } from "#app/domain/roster/publication.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { listTokens } from "#db/store/people/tokens.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import {
  countPublications,
  findPublication,
  type PublicationEntry,
  publicationEntries,
  publishedOver,
} from "#db/store/roster-history.server.ts";
import { publicationsOver } from "#db/store/rosters.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type SourceInForce, sourceInForce } from "./in-force.server.ts";

export type HistoryLine = PublicationEntry & {
  /** Who published it, in words. */
  readonly by: string;
  /** Against what its source said of the period before. */
  readonly counts: RosterPlan["counts"];
};
export type History = {
  readonly unit: UnitRow;
  readonly total: number;
  readonly lines: readonly HistoryLine[];
};

/** What was published for a unit: by whom, when, for which time, and how much it changed. */
export function listPublications(
  ctx: Context,
  unitCode: string,
  place: (total: number) => { readonly from: number; readonly size: number },
): Promise<Result<History>> {
  return ask<History>(ctx, "roster.read", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const total = await countPublications(tx, unit.id);
    const entries = await publicationEntries(tx, unit.id, place(total));
    const by = await actorNames(tx, entries);
    const lines: HistoryLine[] = [];
    for (const entry of entries) {
      const { counts } = (await diffOf(tx, unit, entry)).plan;
      lines.push({ ...entry, by: by(entry), counts });
    }
    return allow({ unit, total, lines });
  });
}

export type PublicationDetail = {
  readonly unit: UnitRow;
  readonly entry: PublicationEntry;
  readonly by: string;
  readonly plan: RosterPlan;
  /** The source had said something of every instant of the period before. */
  readonly wasCovered: boolean;
  /** Published later by the same source for some of the same time. */
  readonly later: readonly (PublicationEntry & { readonly by: string })[];
  /** Names of those whom registrations in it mean, by registration and start of the shift. */
  readonly nameOf: (shift: RosterShift) => string | null;
};

/** One publication, with what it changed. @returns Refusal `not_found`. */
export function showPublication(
  ctx: Context,
  unitCode: string,
  id: string,
): Promise<Result<PublicationDetail>> {
  return ask<PublicationDetail>(ctx, "roster.read", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    const entry = unit && (await findPublication(tx, unit.id, id));
    if (!unit || !entry) return refuse("not_found");
    const { plan, before } = await diffOf(tx, unit, entry);
    const over = await publishedOver(tx, entry);
    const by = await actorNames(tx, [entry, ...over]);
    return allow({
      unit,
      entry,
      by: by(entry),
      plan,
      wasCovered: before.isCovered,
      later: over.map((each) => ({ ...each, by: by(each) })),
      nameOf: await holderNames(
        tx,
        plan.changes.map(({ shift }) => shift),
      ),
    });
  });
}

/** What a publication changed: its shifts against what its source said of the period just before. */
async function diffOf(
  tx: Transaction,
  unit: UnitRow,
  { id, source, period, entrySeq, recordedAt }: PublicationEntry,
): Promise<{ readonly plan: RosterPlan; readonly before: SourceInForce }> {
  const before = await sourceInForce(tx, unit, source, period, entrySeq - 1);
  const through = await publicationsOver(tx, [unit.id], period, entrySeq);
  const own = through.find((each) => each.id === id);
  const listed = (own ? inForce([own]) : []).flatMap(({ publication }) =>
    publication.assignments.map(({ id: _, ...shift }) => shift),
  );
  const here = listed.filter(({ shift }) => overlaps(shift, period));
  return { plan: planOf(here, before.shifts, recordedAt as Instant), before };
}

/** People by name, machines by what their token is called. */
export async function actorNames(
  tx: Transaction,
  entries: readonly Pick<PublicationEntry, "actorKind" | "actorId">[],
) {
  const ids = (kind: string) =>
    entries.flatMap(({ actorKind, actorId }) => (actorKind === kind && actorId ? [actorId] : []));
  const persons = await namesOf(tx, ids("person"));
  const tokens = ids("machine").length > 0 ? await listTokens(tx) : [];
  return ({ actorKind, actorId }: (typeof entries)[number]): string => {
    if (actorKind === "system" || actorId === null) return "The portal";
    if (actorKind === "person") return persons.get(actorId) ?? actorId;
    const token = tokens.find((each) => each.id === actorId);
    return `${token?.name ?? actorId} (system)`;
  };
}

/** Names of those whom registrations mean at a shift. */
export async function holderNames(tx: Transaction, shifts: readonly RosterShift[]) {
  const written = [...new Set(shifts.flatMap(({ registration }) => registration ?? []))];
  const held = await registrationsHeld(tx, written, everything);
  const people = await personsById(tx, [...new Set(held.map((each) => each.personId))]);
  return ({ registration, shift }: RosterShift): string | null => {
    const holder = held.find(
      (each) => each.registration === registration && overlaps(each.during, shift),
    );
    return (holder && people.get(holder.personId)?.name) ?? null;
  };
}

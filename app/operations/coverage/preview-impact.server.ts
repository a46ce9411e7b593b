import type { Content } from "#app/domain/content.ts";
import { type Change, impactBetween, type LostCover } from "#app/domain/coverage/impact.ts";
import type { HolderRecord } from "#app/domain/credential/holder.ts";
import {
  asIfProlonged,
  asIfResumed,
  asIfStopped,
  timelinesOf,
} from "#app/domain/credential/timeline.ts";
import type { Json } from "#app/domain/ledger/canonical.ts";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { rightsOf } from "#db/store/coverage.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { unitsNamingAnywhere } from "#db/store/rosters.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { allUnits } from "#db/store/unit-lookup.server.ts";
import { factsOf, standingRules } from "./facts.server.ts";

export type Impact = {
  readonly from: Instant;
  readonly to: Instant;
  readonly lost: readonly (LostCover & {
    readonly unitCode: string;
    readonly unitName: string;
    readonly timeZone: string;
  })[];
};

/**
 * What is looked at: that a credential stops counting, that it is taken up again (what comes back), that
 * it is not renewed (from its end on), or that a licence or an outside credential ends.
 */
export type Asked =
  | { readonly what: "stops" | "resumes"; readonly id: string }
  | { readonly what: "lapses"; readonly id: string; readonly end: Instant }
  | { readonly what: "licence"; readonly jurisdiction: string }
  | { readonly what: "outside"; readonly id: string };

/** Months by which a lapse is compared with a renewal: longer than any window looked at. */
const prolonged = 12;

/**
 * Which future stretches of which units lose cover, or get it back with `resumes`: at every unit that
 * names the person on a roster or appoints them. Called inside an ask or act whose permit covers it.
 *
 * @param through  The last entry that was known; by default all that is recorded.
 */
export async function impactOn(
  tx: Transaction,
  content: Content,
  personId: string,
  asked: Asked,
  now: Instant,
  { daysAhead = 30, through }: { readonly daysAhead?: number; readonly through?: number } = {},
): Promise<Impact> {
  const from = asked.what === "lapses" ? (Math.max(now, asked.end) as Instant) : now;
  const window = interval(from, later(from, daysAhead * day));
  const seq = through ?? (await headOf(tx)).seq;
  const record = (await holderRecords(tx, [personId], seq)).get(personId);
  const units = await dutyUnits(tx, personId, window, seq);
  const known = { knownAt: now, knownThrough: seq };
  const facts = record ? await factsOf(tx, content, units, window, known) : [];
  const [before, after] = record ? changesFor(content, record, asked, from) : [asIs, asIs];
  const lost = impactBetween(facts, personId, before, after, window).flatMap((each) => {
    const unit = units.find((candidate) => candidate.id === each.unitId);
    return unit
      ? [{ ...each, unitCode: unit.code, unitName: unit.name, timeZone: unit.timeZone }]
      : [];
  });
  return { from: window.start, to: window.end, lost };
}

const asIs: Change = (person) => person;

/** The person as they would be otherwise, and as they would be then. */
function changesFor(
  content: Content,
  record: HolderRecord,
  asked: Asked,
  from: Instant,
): readonly [Change, Change] {
  const holding =
    (other: HolderRecord): Change =>
    (person) => ({
      ...person,
      credentials: timelinesOf(other, standingRules(content), later(from, 1)),
    });
  switch (asked.what) {
    case "stops":
      return [asIs, holding(asIfStopped(record, asked.id, from))];
    case "resumes":
      return [holding(asIfResumed(record, asked.id, from)), asIs];
    case "lapses":
      return [holding(asIfProlonged(record, asked.id, prolonged)), asIs];
    case "outside": {
      const external = record.external.flatMap((each) => {
        if (each.id !== asked.id) return [each];
        const end = Math.min(each.during.end, from) as Instant;
        return end > each.during.start ? [{ ...each, during: { ...each.during, end } }] : [];
      });
      return [asIs, holding({ ...record, external })];
    }
    case "licence":
      return [asIs, withoutLicence(asked.jurisdiction)];
  }
}

function withoutLicence(jurisdiction: string): Change {
  return (person) => ({
    ...person,
    licences: person.licences.filter((each) => each.jurisdiction !== jurisdiction),
  });
}

/** Every unit that names a person on a roster within the window, or appoints them. */
export async function dutyUnits(tx: Transaction, personId: string, window: Interval, seq: number) {
  const held = await registrationsOf(tx, [personId], seq);
  const naming = await unitsNamingAnywhere(
    tx,
    held.map((each) => each.registration),
    window,
  );
  const rights = (await rightsOf(tx, [personId], seq)).get(personId);
  for (const { unitId } of rights?.appointments ?? []) naming.add(unitId);
  return (await allUnits(tx)).filter((unit) => naming.has(unit.id));
}

/** As it goes on record with an act: which stretches at which units, and how many. */
export function impactFact({ from, to, lost }: Impact): Json {
  return {
    from: formatInstant(from),
    to: formatInstant(to),
    stretches: lost.length,
    units: new Set(lost.map((each) => each.unitId)).size,
    lost: lost.map((each) => ({
      unit: each.unitId,
      from: formatInstant(each.start),
      to: formatInstant(each.end),
      before: each.before,
      after: each.after,
      rules: [...each.rules, ...each.warned],
    })),
  };
}

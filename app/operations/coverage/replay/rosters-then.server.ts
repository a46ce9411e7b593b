import type { Content } from "#app/domain/content.ts";
import type {
  Assignment,
  ElsewhereDuty,
  RegistrationFact,
  RosterSource,
} from "#app/domain/coverage/facts.ts";
import type { Confirmed } from "#app/domain/coverage/replay.ts";
import type { RosterPresence, ShiftRole } from "#app/domain/roster/shift.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Interval, interval, overlaps } from "#app/domain/time/interval.ts";
import { recordedBy } from "#db/store/replay/recorded.server.ts";
import type { ShiftRow } from "#db/store/replay/rosters.server.ts";
import { settingsBy } from "#db/store/replay/unit.server.ts";
import { ageLimits } from "../settings.server.ts";
import { onSiteThere } from "./elsewhere.server.ts";
import type { Replayable, SourceHistory } from "./record.server.ts";

/** A unit's rosters that rule somewhere in a stretch, with their shifts in it. */
export function sourcesIn(
  { sources }: Replayable,
  unitId: string,
  during: Interval,
): RosterSource[] {
  return [...sources.values()]
    .filter((each) => each.unitId === unitId)
    .flatMap((each) => sourceIn(each, during) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sourceIn(history: SourceHistory, during: Interval): RosterSource | null {
  const publications = history.heads
    .filter(({ id }) => history.ruling.get(id)?.some((span) => overlaps(span, during)))
    .map(({ id, entrySeq, recordedAt, period }) => {
      const rows = history.shifts.get(id) ?? [];
      const inside = rows.map(shiftOf).filter(({ shift }) => overlaps(shift, during));
      return { id, entrySeq, recordedAt, period, assignments: inside };
    });
  const kind = kindAt(history, during.start);
  if (publications.length === 0 || !kind) return null;
  return { name: history.source, kind, publications, checks: [] };
}

function kindAt({ heads }: SourceHistory, at: Instant): RosterSource["kind"] | null {
  return recordedBy(heads, at).at(-1)?.kind ?? null;
}

const shifts = new WeakMap<ShiftRow, Assignment>();

function shiftOf(row: ShiftRow): Assignment {
  const before = shifts.get(row);
  if (before) return before;
  const { id, registration, nameText, responseMinutes, assignment, contact, reference } = row;
  const shift: Assignment = {
    ...{ id, registration, nameText, responseMinutes, assignment, contact, reference },
    role: row.role as ShiftRole,
    presence: row.presence as RosterPresence,
    shift: interval(row.startsAt, row.endsAt),
  };
  shifts.set(row, shift);
  return shift;
}

/** Duties of the same people on other units' rosters, each with the roster that says so. */
export function elsewhereIn(
  record: Replayable,
  during: Interval,
  registrations: readonly RegistrationFact[],
  near: readonly string[],
): { duties: ElsewhereDuty[]; keys: Map<ElsewhereDuty, string> } {
  const keys = new Map<ElsewhereDuty, string>();
  for (const history of record.sources.values()) {
    if (near.includes(history.unitId)) continue;
    const other = recordedBy(record.history.units, during.start).find(
      ({ id }) => id === history.unitId,
    );
    const source = sourceIn(history, during);
    if (!other || !source) continue;
    for (const duty of onSiteThere(source, registrations)) {
      const named = { ...duty, unitCode: other.code, site: other.site, fresh: true };
      keys.set(named, `${history.unitId}/${history.source}`);
    }
  }
  return { duties: [...keys.keys()], keys };
}

/**
 * The rosters whose age matters somewhere in a stretch, with when each was confirmed.
 *
 * @param wanted  Ids of units, or keys of single rosters, whose age matters.
 */
export function confirmedIn(
  content: Content,
  { sources, history }: Replayable,
  { start, end }: Interval,
  wanted: ReadonlySet<string>,
): Confirmed[] {
  return [...sources].flatMap(([key, each]): Confirmed[] => {
    const kind = kindAt(each, start);
    if (!kind || !(wanted.has(key) || wanted.has(each.unitId))) return [];
    const rules = [...each.ruling.values()].flat();
    if (!rules.some((span) => overlaps(span, { start, end }))) return [];
    const { [kind]: maxAgeMs } = ageLimits(content, settingsBy(history, each.unitId, start));
    return [{ key, checks: each.checks, maxAgeMs }];
  });
}

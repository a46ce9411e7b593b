import type { Content } from "#app/domain/content.ts";
import type { UnitFacts, UnitState } from "#app/domain/coverage/facts.ts";
import type { Epoch } from "#app/domain/coverage/replay.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { cutAt, type Interval, interval } from "#app/domain/time/interval.ts";
import { adoptionsFrom, profilesFrom } from "#db/store/coverage.server.ts";
import { registrationsBy } from "#db/store/replay/people.server.ts";
import { recordedBy, standingBy } from "#db/store/replay/recorded.server.ts";
import { settingsBy } from "#db/store/replay/unit.server.ts";
import { ruleSetsOf } from "../rule-sets.server.ts";
import { ageLimits, settingsOf } from "../settings.server.ts";
import { type PersonAt, personsOf, presentIn } from "./people-then.server.ts";
import type { Replayable, SourceHistory } from "./record.server.ts";
import {
  agedDuties,
  confirmedIn,
  elsewhereIn,
  type Knowing,
  kindChanges,
  sourcesIn,
  type ToldDuty,
} from "./rosters-then.server.ts";

/** The window cut wherever the record learnt something besides rosters, each stretch with what was known in it. */
export function epochsOf(content: Content, record: Replayable): Epoch[] {
  const worked = { personAt: personsOf(content, record), rulesAt: rulesOf(content, record) };
  return cutAt(learntAt(record), record.window).map((during) => {
    const at = during.start;
    const { facts, told } = factsIn(content, record, during, { at, knowing: "told" }, worked);
    const keys = new Map(told.map(({ duty, history }) => [duty, keyOf(history)]));
    const near = [record.unit.id, ...facts.hubs.map(({ unitId }) => unitId)];
    const sources = confirmedIn(content, record, during, new Set([...near, ...keys.values()]));
    return { during, facts, sources, sourceOf: (duty) => keys.get(duty) ?? "" };
  });
}

/** What is known of the whole window now. */
export function factsNow(content: Content, record: Replayable, knownAt: Instant): UnitFacts {
  const worked = { personAt: personsOf(content, record), rulesAt: rulesOf(content, record) };
  const known = { at: knownAt, knowing: "today" } as const;
  const { facts, told } = factsIn(content, record, record.window, known, worked);
  return { ...facts, elsewhere: agedDuties(content, record, told, knownAt) };
}

function keyOf({ unitId, source }: SourceHistory): string {
  return `${unitId}/${source}`;
}

type RulesAt = (at: Instant) => Pick<UnitFacts, "ruleSets"> & Pick<UnitFacts["unit"], "profiles">;

/** Tier, services and rules as known at an instant; worked out anew only where one of them changed. */
function rulesOf(content: Content, { unit, history }: Replayable): RulesAt {
  const known = new Map<string, ReturnType<RulesAt>>();
  return (at) => {
    const rows = recordedBy(history.profiles, at);
    const adopted = recordedBy(history.adoptions, at);
    const key = `${rows.length} ${adopted.length}`;
    const before = known.get(key);
    if (before) return before;
    const profiles = profilesFrom(rows).get(unit.id) ?? [];
    const found = { profiles, ruleSets: ruleSetsOf(content, profiles, adoptionsFrom(adopted)) };
    known.set(key, found);
    return found;
  };
}

/** When something was recorded that bears on the answer from that very instant on; rosters are cut already. */
function learntAt({ history, people, sources }: Replayable): Instant[] {
  const { settings, profiles, adoptions, hubs, units } = history;
  const facts = [settings, profiles, adoptions, hubs, units, ...Object.values(people)].flat();
  const fed = [...sources.values()].flatMap(kindChanges);
  return [...facts.map(({ recordedAt }) => recordedAt), ...fed];
}

type Known = { readonly at: Instant; readonly knowing: Knowing };

/** The facts of a stretch by what was known at an instant; its rosters as they ruled in it. */
function factsIn(
  content: Content,
  record: Replayable,
  during: Interval,
  known: Known,
  { personAt, rulesAt }: { readonly personAt: PersonAt; readonly rulesAt: RulesAt },
): { readonly facts: UnitFacts; readonly told: readonly ToldDuty[] } {
  const { unit, history, people } = record;
  const { at, knowing } = known;
  const { profiles, ruleSets } = rulesAt(at);
  const hubs = hubsIn(content, record, during, known);
  const sources = sourcesIn(record, unit.id, during, knowing);
  const registrations = registrationsBy(people, at);
  const present = presentIn([...sources, ...hubs.flatMap((hub) => hub.sources)], registrations);
  const held = registrations.filter(({ personId }) => present.has(personId));
  const posted = standingBy(people.appointments, at).filter((row) => row.unitId === unit.id);
  const ids = new Set([...present, ...posted.map(({ personId }) => personId)]);
  const told = elsewhereIn(record, during, { registrations: held, hubs }, known);
  const facts: UnitFacts = {
    knownAt: at,
    unit: { ...unit, profiles },
    ruleSets,
    settings: settingsOf(content, settingsBy(history, unit.id, at)),
    sources,
    states: statesIn(history.states, during),
    people: new Map([...ids].map((id) => [id, personAt(id, at)])),
    registrations: held,
    elsewhere: told.map(({ duty }) => duty),
    hubs,
  };
  return { facts, told };
}

function hubsIn(
  content: Content,
  record: Replayable,
  during: Interval,
  { at, knowing }: Known,
): UnitFacts["hubs"] {
  const { history } = record;
  return standingBy(history.hubs, at).flatMap(({ hubUnitId, startsAt, endsAt }) => {
    const hub = recordedBy(history.units, at).find(({ id }) => id === hubUnitId);
    if (!hub) return [];
    return [
      {
        unitId: hubUnitId,
        code: hub.code,
        site: hub.site,
        during: interval(startsAt, endsAt),
        sources: sourcesIn(record, hubUnitId, during, knowing),
        maxAgeMs: ageLimits(content, settingsBy(history, hubUnitId, at)),
      },
    ];
  });
}

/** Reports that may hold in a stretch: those made in it, and of each count the last before it. */
function statesIn(rows: Replayable["history"]["states"], { start, end }: Interval): UnitState[] {
  const before = recordedBy(rows, start);
  const last = [
    before.findLast(({ ecmoPatients }) => ecmoPatients !== null),
    before.findLast(({ bedsOccupied }) => bedsOccupied !== null),
  ].flatMap((row) => row ?? []);
  const made = rows.filter(({ recordedAt }) => start < recordedAt && recordedAt < end);
  const wanted = [...new Set([...last, ...made])].sort((a, b) => a.entrySeq - b.entrySeq);
  return wanted.map(({ recordedAt, validUntil, ecmoPatients, bedsOccupied }) => ({
    recordedAt,
    validUntil,
    counts: {
      ...(ecmoPatients === null ? {} : { ecmo_patients: ecmoPatients }),
      ...(bedsOccupied === null ? {} : { beds_occupied: bedsOccupied }),
    },
  }));
}

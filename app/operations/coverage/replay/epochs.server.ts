import type { Content } from "#app/domain/content.ts";
import type { UnitFacts, UnitState } from "#app/domain/coverage/facts.ts";
import type { Epoch } from "#app/domain/coverage/replay.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { cutAt, holds, type Interval, interval } from "#app/domain/time/interval.ts";
import { adoptionsFrom, profilesFrom } from "#db/store/coverage.server.ts";
import { registrationsBy } from "#db/store/replay/people.server.ts";
import { recordedBy, standingBy } from "#db/store/replay/recorded.server.ts";
import { settingsBy } from "#db/store/replay/unit.server.ts";
import { ruleSetsOf } from "../rule-sets.server.ts";
import { ageLimits, settingsOf } from "../settings.server.ts";
import { type PersonAt, personsOf, presentIn } from "./people-then.server.ts";
import type { Replayable } from "./record.server.ts";
import { confirmedIn, elsewhereIn, sourcesIn } from "./rosters-then.server.ts";

/** The window cut wherever the record learnt something, each stretch with what was known in it. */
export function epochsOf(content: Content, record: Replayable): Epoch[] {
  const personAt = personsOf(content, record);
  const rulesAt = rulesOf(content, record);
  return cutAt(learntAt(record), record.window).map((during) =>
    epochOf(content, record, during, { personAt, rulesAt }),
  );
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

/** When something was recorded that bears on the answer from that very instant on. */
function learntAt({ history, people, sources }: Replayable): Instant[] {
  const { settings, profiles, adoptions, hubs, units } = history;
  const facts = [settings, profiles, adoptions, hubs, units, ...Object.values(people)].flat();
  // What is published for later begins to matter when its period does, which is an edge of its own.
  const heads = [...sources.values()]
    .flatMap((each) => each.heads)
    .filter(({ period, recordedAt }) => holds(period, recordedAt));
  return [...facts, ...heads].map(({ recordedAt }) => recordedAt);
}

function epochOf(
  content: Content,
  record: Replayable,
  during: Interval,
  { personAt, rulesAt }: { readonly personAt: PersonAt; readonly rulesAt: RulesAt },
): Epoch {
  const { unit, history, people } = record;
  const at = during.start;
  const own = settingsBy(history, unit.id, at);
  const { profiles, ruleSets } = rulesAt(at);
  const hubs = hubsAt(content, record, during);
  const near = [unit.id, ...hubs.map((hub) => hub.unitId)];
  const sources = sourcesIn(record, unit.id, during);
  const registrations = registrationsBy(people, at);
  const present = presentIn([...sources, ...hubs.flatMap((hub) => hub.sources)], registrations);
  const held = registrations.filter(({ personId }) => present.has(personId));
  const posted = standingBy(people.appointments, at).filter((row) => row.unitId === unit.id);
  const ids = new Set([...present, ...posted.map(({ personId }) => personId)]);
  const { duties, keys } = elsewhereIn(record, during, held, near);
  const facts: UnitFacts = {
    knownAt: at,
    unit: { ...unit, profiles },
    ruleSets,
    settings: settingsOf(content, own),
    sources,
    states: statesIn(history.states, during),
    people: new Map([...ids].map((id) => [id, personAt(id, at)])),
    registrations: held,
    elsewhere: duties,
    hubs,
  };
  const confirmed = confirmedIn(content, record, during, new Set([...near, ...keys.values()]));
  return { during, facts, sources: confirmed, sourceOf: (duty) => keys.get(duty) ?? "" };
}

function hubsAt(content: Content, record: Replayable, during: Interval): UnitFacts["hubs"] {
  const { history } = record;
  const agreed = standingBy(history.hubs, during.start);
  return agreed.flatMap(({ hubUnitId, startsAt, endsAt }) => {
    const hub = recordedBy(history.units, during.start).find(({ id }) => id === hubUnitId);
    if (!hub) return [];
    return [
      {
        unitId: hubUnitId,
        code: hub.code,
        site: hub.site,
        during: interval(startsAt, endsAt),
        sources: sourcesIn(record, hubUnitId, during),
        maxAgeMs: ageLimits(content, settingsBy(history, hubUnitId, during.start)),
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

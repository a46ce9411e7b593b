import { forever, type Instant } from "../time/instant.ts";
import { cutAt, holds, type Interval, intersect, joinWhen, union } from "../time/interval.ts";
import type { HolderRecord, OwnCredential, Prerequisites } from "./holder.ts";
import { type RenewalFigures, statesOver } from "./lifecycle.ts";
import { entrustmentTimelines, externalTimeline } from "./outside.ts";
import type { CredentialTimeline, StateStretch } from "./standing.ts";

export type StandingRules = {
  readonly prerequisites: ReadonlyMap<string, Prerequisites>;
  readonly renewal: RenewalFigures;
};

/**
 * Every credential, outside credential and entrustment of one person over time, as known at `knownAt`.
 *
 * @throws RangeError if credentials require each other in a circle: a bug, since content is checked.
 * @source domain rule: a credential whose prerequisites do not all count is `limited`
 */
export function timelinesOf(
  record: HolderRecord,
  rules: StandingRules,
  knownAt: Instant = forever,
): CredentialTimeline[] {
  return [
    ...ownTimelines(record.own, rules, knownAt),
    ...record.external.filter((each) => each.recordedAt <= knownAt).map(externalTimeline),
    ...entrustmentTimelines(record.entrustments.filter((each) => each.recordedAt <= knownAt)),
  ];
}

/** The same record had the credential been revoked at `at`: for showing what that would change. */
export function asIfStopped(record: HolderRecord, credential: string, at: Instant): HolderRecord {
  const event = { kind: "revoked", effectiveAt: at, recordedAt: at, reason: null } as const;
  const own = record.own.map((each) =>
    each.id === credential ? { ...each, events: [...each.events, event] } : each,
  );
  return { ...record, own };
}

function ownTimelines(
  credentials: readonly OwnCredential[],
  { prerequisites, renewal }: StandingRules,
  knownAt: Instant,
): CredentialTimeline[] {
  const found = new Map<string, readonly CredentialTimeline[]>();
  const open = new Set<string>();
  const ofCode = (code: string): readonly CredentialTimeline[] => {
    const known = found.get(code);
    if (known) return known;
    if (open.has(code)) throw new RangeError(`${code} requires itself`);
    open.add(code);
    const needs = prerequisites.get(code);
    const timelines = credentials
      .filter((each) => each.code === code)
      .map((each): CredentialTimeline => {
        const states = statesOver(each.validity, each.events, renewal, knownAt);
        const plain = states.map((slice): StateStretch => {
          const counts = slice.state === "issued" || slice.state === "renewal_due" ? "yes" : "no";
          return { ...slice, counts };
        });
        const stretches = needs ? limit(plain, metDuring(needs, ofCode)) : plain;
        return { id: each.id, code, kind: "own", validity: each.validity, stretches };
      });
    open.delete(code);
    found.set(code, timelines);
    return timelines;
  };
  return [...new Set(credentials.map((each) => each.code))].flatMap(ofCode);
}

/** When all prerequisites count, sorted and disjoint; undefined where there are none. */
function metDuring(
  needs: Prerequisites,
  ofCode: (code: string) => readonly CredentialTimeline[],
): Interval[] | undefined {
  const counting = (codes: readonly string[]) =>
    union(
      codes
        .flatMap(ofCode)
        .flatMap((timeline) => timeline.stretches)
        .filter((stretch) => stretch.counts === "yes"),
    );
  const parts = needs.requires.map((code) => counting([code]));
  if (needs.requiresAny.length > 0) parts.push(counting(needs.requiresAny));
  if (parts.length === 0) return undefined;
  return parts.reduce((met, part) =>
    met.flatMap((a) => part.flatMap((b) => intersect(a, b) ?? [])),
  );
}

/** Takes the counting from where prerequisites are missing; what does not count anyway stays as it is. */
function limit(stretches: readonly StateStretch[], met: Interval[] | undefined): StateStretch[] {
  if (!met) return [...stretches];
  const edges = met.flatMap((each) => [each.start, each.end]);
  const cut = stretches.flatMap((stretch) => {
    if (stretch.counts === "no") return [stretch];
    return cutAt(edges, stretch).map((slice): StateStretch => {
      const whole = met.some((each) => holds(each, slice.start));
      return whole ? { ...stretch, ...slice } : { ...slice, state: "limited", counts: "no" };
    });
  });
  return joinWhen(cut, (a, b) => a.state === b.state && a.counts === b.counts);
}

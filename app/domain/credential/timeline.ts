import { forever, type Instant } from "../time/instant.ts";
import { cutAt, holds, type Interval, joinWhen, union } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import type { HolderRecord, OwnCredential, Prerequisites } from "./holder.ts";
import { type RenewalFigures, statesOver } from "./lifecycle.ts";
import { entrustmentTimelines, externalTimeline } from "./outside.ts";
import { type CredentialTimeline, type StateStretch, stretchAt } from "./standing.ts";

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
  return changed(record, credential, (each) => ({ ...each, events: [...each.events, event] }));
}

/** The same record had the credential been taken up again at `at`. */
export function asIfResumed(record: HolderRecord, credential: string, at: Instant): HolderRecord {
  const event = { kind: "reinstated", effectiveAt: at, recordedAt: at, reason: null } as const;
  return changed(record, credential, (each) => ({ ...each, events: [...each.events, event] }));
}

/** The same record were the credential valid for so many months more. */
export function asIfProlonged(
  record: HolderRecord,
  credential: string,
  months: number,
): HolderRecord {
  return changed(record, credential, (each) => {
    const { start, end } = each.validity;
    return { ...each, validity: { start, end: addMonths(end, months) } };
  });
}

function changed(
  record: HolderRecord,
  credential: string,
  change: (own: OwnCredential) => OwnCredential,
): HolderRecord {
  return {
    ...record,
    own: record.own.map((each) => (each.id === credential ? change(each) : each)),
  };
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
        const stretches = needs ? limit(plain, partsOf(needs, ofCode)) : plain;
        return { id: each.id, code, kind: "own", validity: each.validity, stretches };
      });
    open.delete(code);
    found.set(code, timelines);
    return timelines;
  };
  return [...new Set(credentials.map((each) => each.code))].flatMap(ofCode);
}

/** A part that must count: any one of `codes`, and when one of them does. */
type Part = {
  readonly codes: readonly string[];
  readonly counting: readonly Interval[];
  readonly timelines: readonly CredentialTimeline[];
};

function partsOf(
  needs: Prerequisites,
  ofCode: (code: string) => readonly CredentialTimeline[],
): Part[] {
  const groups = needs.requires.map((code) => [code]);
  if (needs.requiresAny.length > 0) groups.push([...needs.requiresAny]);
  return groups.map((codes) => {
    const timelines = codes.flatMap(ofCode);
    const stretches = timelines.flatMap((timeline) => timeline.stretches);
    return { codes, timelines, counting: union(stretches.filter((each) => each.counts === "yes")) };
  });
}

/** Takes the counting from where parts are missing; what does not count anyway stays as it is. */
function limit(stretches: readonly StateStretch[], parts: readonly Part[]): StateStretch[] {
  // Between these nothing about any part changes, its own cause included.
  const edges = parts.flatMap((part) =>
    part.timelines.flatMap(({ stretches }) => stretches.flatMap((each) => [each.start, each.end])),
  );
  const cut = stretches.flatMap((stretch) => {
    if (stretch.counts === "no") return [stretch];
    return cutAt(edges, stretch).map((slice): StateStretch => {
      const missing = parts.filter((part) => !part.counting.some((c) => holds(c, slice.start)));
      if (missing.length === 0) return { ...stretch, ...slice };
      const causes = missing.flatMap((part) => causesIn(part, slice.start));
      return { ...slice, state: "limited", counts: "no", parts: [...new Set(causes)].sort() };
    });
  });
  return joinWhen(
    cut,
    (a, b) => a.state === b.state && a.counts === b.counts && String(a.parts) === String(b.parts),
  );
}

/** What a missing part comes down to: where it is limited itself, whatever limits it. */
function causesIn({ codes, timelines }: Part, at: Instant): readonly string[] {
  return codes.flatMap((code) => {
    const here = timelines
      .filter((timeline) => timeline.code === code)
      .flatMap((timeline) => stretchAt(timeline, at) ?? []);
    const limited = here.find((each) => each.state === "limited");
    return limited?.parts ?? [code];
  });
}

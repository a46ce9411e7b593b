import { forever, type Instant } from "../time/instant.ts";
import { cutAt, holds, type Interval, intersect, joinWhen, union } from "../time/interval.ts";
import { type CredentialEvent, type RenewalFigures, statesOver } from "./lifecycle.ts";
import type { CredentialTimeline, StateStretch } from "./standing.ts";

export type OwnCredential = {
  readonly id: string;
  readonly code: string;
  readonly validity: Interval;
  readonly events: readonly CredentialEvent[];
};

/** An outside credential. Day-precise validity has been resolved to instants in its authority's zone. */
export type ExternalCredential = {
  readonly id: string;
  readonly code: string;
  readonly during: Interval;
  readonly evidence: "attested" | "verified";
  readonly recordedAt: Instant;
  /** Past it, nobody knows whether it still counts; null where none is set. */
  readonly reverifyBy: Instant | null;
  /** False where the source could not be read. */
  readonly readable: boolean;
};

/** A committee's decision that a fellow is entrusted with an EPA at a level. */
export type EntrustmentDecision = {
  readonly id: string;
  readonly epa: string;
  readonly level: number;
  readonly during: Interval;
  readonly recordedAt: Instant;
};

/** All that one person ever held, as the record has it. */
export type HolderRecord = {
  readonly own: readonly OwnCredential[];
  readonly external: readonly ExternalCredential[];
  readonly entrustments: readonly EntrustmentDecision[];
};

/** Which other credentials must count for one to count, from the curriculum. */
export type Prerequisites = {
  readonly requires: readonly string[];
  readonly requiresAny: readonly string[];
};

export type StandingRules = {
  readonly prerequisites: ReadonlyMap<string, Prerequisites>;
  readonly renewal: RenewalFigures;
};

/** The lowest entrustment level that gives standing on a roster, and its EPA: FELLOW-L3. */
const rosterLevel = 3;
const rosterEpa = "EPA-01";

/** The code that an entrustment counts as: FELLOW-L3 for EPA-01 at level 3, else EPA-07-L4 and the like. */
export function entrustmentCode(epa: string, level: number): string {
  return epa === rosterEpa ? `FELLOW-L${level}` : `${epa}-L${level}`;
}

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

function externalTimeline(each: ExternalCredential): CredentialTimeline {
  const { during, evidence } = each;
  const slices = cutAt(each.reverifyBy === null ? [] : [each.reverifyBy], during);
  const stretches = slices.map((slice): StateStretch => {
    if (evidence === "attested") return { ...slice, state: "attested", counts: "no" };
    const overdue = each.reverifyBy !== null && slice.start >= each.reverifyBy;
    return { ...slice, state: "issued", counts: overdue || !each.readable ? "unknown" : "yes" };
  });
  const joined = joinWhen(stretches, (a, b) => a.state === b.state && a.counts === b.counts);
  return timeline(each.id, each.code, "external", during, joined);
}

/** The latest decision about an EPA rules from its beginning, so that trust can also be taken back. */
function entrustmentTimelines(decisions: readonly EntrustmentDecision[]): CredentialTimeline[] {
  return decisions.flatMap((decision) => {
    const end = decisions
      .filter((other) => other.epa === decision.epa && other.recordedAt > decision.recordedAt)
      .reduce((least, other) => Math.min(least, other.during.start), decision.during.end) as Instant;
    if (end <= decision.during.start) return [];
    const during = { start: decision.during.start, end };
    const levels = [];
    for (let l = Math.min(rosterLevel, decision.level); l <= decision.level; l++) levels.push(l);
    return levels.map((level) => {
      const stretch: StateStretch = { ...during, state: "issued", counts: "yes" };
      return timeline(decision.id, entrustmentCode(decision.epa, level), "own", during, [stretch]);
    });
  });
}

function timeline(
  id: string,
  code: string,
  kind: "own" | "external",
  validity: Interval,
  within: readonly StateStretch[],
): CredentialTimeline {
  const after: StateStretch[] =
    validity.end === forever
      ? []
      : [{ start: validity.end, end: forever, state: "expired", counts: "no" }];
  return { id, code, kind, validity, stretches: [...within, ...after] };
}

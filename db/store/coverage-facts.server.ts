import type postgres from "postgres";
import type { RegistrationFact, UnitState } from "#app/domain/coverage/facts.ts";
import type { UnitTier } from "#app/domain/coverage/rule.ts";
import type { HolderRecord } from "#app/domain/credential/holder.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { rawOf, type Transaction } from "../client.server.ts";
import { factsFrom, type RawFacts } from "./coverage-rows.server.ts";
import { factsSql, type Who } from "./coverage-sql.server.ts";
import type { SourcedPublication } from "./rosters.server.ts";
import type { UnitRow } from "./unit-lookup.server.ts";

export type FactsWanted = {
  readonly unitIds: readonly string[];
  readonly window: Interval;
  /** For `present`: who is on duty then. */
  readonly at: Instant;
  readonly knownThrough: number;
  readonly who: Who;
};

/** What the record says about units, their rosters and the people on them, in the rows' own words. */
export type CoverageFacts = {
  readonly head: { readonly seq: number; readonly recordedAt: Instant };
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly hubs: readonly {
    readonly unitId: string;
    readonly hubUnitId: string;
    during: Interval;
  }[];
  readonly profiles: readonly {
    readonly unitId: string;
    readonly tier: UnitTier;
    readonly services: string[];
    readonly startsAt: Instant;
    readonly endsAt: Instant | null;
  }[];
  readonly adoptions: readonly {
    readonly unitId: string;
    readonly ruleSet: string;
    readonly version: string;
    readonly rules: unknown;
    readonly effectiveAt: Instant;
  }[];
  readonly states: ReadonlyMap<string, readonly UnitState[]>;
  readonly overrides: readonly UnitOverride[];
  readonly publications: readonly SourcedPublication[];
  readonly checks: readonly {
    readonly unitId: string;
    readonly source: string;
    /** Null: what was published of it says again what was said before, and nobody looked. */
    readonly checkedAt: Instant | null;
    /** How its latest publication came, whether or not it matters in the window. */
    readonly kind: SourcedPublication["kind"] | null;
  }[];
  readonly people: ReadonlyMap<string, PersonRows>;
  /** In order of recording. */
  readonly registrations: readonly RegistrationFact[];
};

export type UnitOverride = {
  readonly unitId: string;
  readonly doctor: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
};

export type PersonRows = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly licences: { readonly jurisdiction: string; during: Interval; readable: boolean }[];
  readonly privileges: { readonly unitId: string; readonly code: string; during: Interval }[];
  /** At the units asked about and their hubs. */
  readonly appointments: { readonly unitId: string; readonly post: string; during: Interval }[];
  readonly record: Mutable<HolderRecord>;
};
export type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K];
};

/** The statement and the values of a question about units: the portal sends it, a bench sends it bare. */
export function factsStatement({ unitIds, window, at, knownThrough, who }: FactsWanted) {
  const inSeconds = (instant: number) => instant / 1_000;
  const reach = later(window.start, -8 * day);
  const values = [
    `{${unitIds.join(",")}}`,
    knownThrough,
    ...[reach, window.start, window.end, at].map(inSeconds),
  ];
  return { text: texts[who], values };
}
const texts = {
  present: factsSql("present"),
  rostered: factsSql("rostered"),
  eligible: factsSql("eligible"),
};

/** All of it in one prepared statement, and so in one snapshot, however many units there are. */
export async function readCoverageFacts(
  sql: postgres.Sql,
  wanted: FactsWanted,
): Promise<CoverageFacts> {
  const { text, values } = factsStatement(wanted);
  const [raw] = await sql.unsafe<RawFacts[]>(text, values, { prepare: true });
  if (!raw) throw new Error("no row of facts");
  return factsFrom(raw);
}

/**
 * The same in the snapshot of a transaction. For few units one plan serves every time, so none is made:
 * making one takes longer than the reading does. It is sent together, and costs no round trip.
 */
export async function readCoverageFactsIn(
  tx: Transaction,
  wanted: FactsWanted,
): Promise<CoverageFacts> {
  const sql = rawOf(tx);
  if (wanted.unitIds.length > planAnewFrom) return readCoverageFacts(sql, wanted);
  const [, facts] = await Promise.all([
    sql.unsafe("set local plan_cache_mode = force_generic_plan"),
    readCoverageFacts(sql, wanted),
    sql.unsafe("set local plan_cache_mode = auto"),
  ]);
  return facts;
}
const planAnewFrom = 100;

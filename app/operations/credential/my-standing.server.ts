import { kindOfCode, nameOfCode } from "#app/domain/content.ts";
import { type Reliance, relianceOn } from "#app/domain/coverage/reliance.ts";
import {
  type Counts,
  type CredentialState,
  type CredentialTimeline,
  countsUntil,
  stretchAt,
} from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, forever, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { type Credential, credentialsOf } from "#db/store/credential/credentials.server.ts";
import { type Dispute, disputesBy } from "#db/store/credential/disputes.server.ts";
import { type EventRow, eventsOf } from "#db/store/credential/events.server.ts";
import {
  type OutsideCredential,
  outsideCredentialsOf,
} from "#db/store/external-credentials.server.ts";
import { everything } from "#db/store/known.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf, standingRules } from "../coverage/facts.server.ts";
import { dutyUnits } from "../coverage/preview-impact.server.ts";
import { type LicenceStanding, licenceStandings } from "./licence-standing.server.ts";

/** Where one credential is relied upon. */
export type ReliedUpon = {
  readonly unitCode: string;
  readonly unitName: string;
  readonly jurisdiction: string;
  readonly timeZone: string;
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly nextShift: { readonly start: Instant; readonly end: Instant } | null;
  readonly shifts: number;
};

export type HeldStanding = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: "own" | "external" | "standing";
  /** Null: signed off and prepared, not issued; or renewed and not begun. */
  readonly state: CredentialState | null;
  readonly counts: Counts;
  readonly since: Instant | null;
  /** Null: nothing known ends it. */
  readonly until: Instant | null;
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
  readonly timeZone: string;
  /** Of a limited one: names of what it lacks. */
  readonly lacks: readonly string[];
  /** Why it is suspended or revoked; the code of the closed list. */
  readonly reason: string | null;
  readonly programme: string | null;
  readonly issued: boolean;
  readonly outside: OutsideCredential | null;
  readonly reliedUpon: readonly ReliedUpon[];
};

export type MyStanding = {
  readonly held: readonly HeldStanding[];
  readonly licences: readonly LicenceStanding[];
  readonly disputes: readonly Dispute[];
  readonly now: Instant;
  readonly daysAhead: number;
};

const daysAhead = 30;

/** All that the person who asks holds: what it is now, why it counts or not, and who relies on it. */
export function myStanding(ctx: Context): Promise<Result<MyStanding>> {
  const personId = ctx.actor.id ?? undefined;
  return ask<MyStanding>(ctx, "credential.mine", { personId }, async ({ tx, now }) => {
    if (!personId) return refuse("not_permitted");
    const record = (await holderRecords(tx, [personId], everything)).get(personId);
    const timelines = record ? timelinesOf(record, standingRules(ctx.content)) : [];
    const own = await credentialsOf(tx, personId);
    const outside = await outsideCredentialsOf(tx, personId, everything);
    const relied = await reliedUpon(ctx, tx, personId, now);
    const held: HeldStanding[] = [];
    for (const timeline of timelines) {
      const row = own.find((each) => each.id === timeline.id) ?? null;
      const events = row ? await eventsOf(tx, row.id) : [];
      const from = outside.find((each) => each.id === timeline.id) ?? null;
      held.push(heldOf(ctx, timeline, { row, events, outside: from, relied, now }));
    }
    const licences = await licenceStandings(tx, personId, now);
    const disputes = await disputesBy(tx, personId);
    return allow({ held: held.sort(byWeight), licences, disputes, now, daysAhead });
  });
}

type Around = {
  readonly row: Credential | null;
  readonly events: readonly EventRow[];
  readonly outside: OutsideCredential | null;
  readonly relied: (code: string) => readonly ReliedUpon[];
  readonly now: Instant;
};

function heldOf({ content }: Context, timeline: CredentialTimeline, around: Around): HeldStanding {
  const { row, events, outside, relied, now } = around;
  const { id, code, validity } = timeline;
  const found = stretchAt(timeline, now);
  const held = found?.state === "suspended" || found?.state === "revoked" ? found.state : null;
  const finite = (at: Instant) => (at === forever ? null : at);
  return {
    id,
    code,
    name: nameOfCode(content, code),
    kind:
      kindOfCode(content, code) === "standing" || !(row || outside) ? "standing" : timeline.kind,
    state: found?.state ?? null,
    counts: found?.counts ?? "no",
    since: found?.start ?? null,
    // While it counts, until it stops; otherwise until its state changes.
    until: found?.counts === "yes" ? countsUntil(timeline, now) : found ? finite(found.end) : null,
    validFrom: validity.start,
    validUntil: finite(validity.end),
    timeZone: row?.timeZone ?? "UTC",
    lacks: (found?.parts ?? []).map((part) => `${nameOfCode(content, part)} (${part})`),
    reason: held ? (events.findLast((each) => each.kind === held)?.reason ?? null) : null,
    programme: row?.programmeName ?? null,
    issued: row?.issued ?? true,
    outside,
    reliedUpon: relied(code),
  };
}

/** What counts stands first; by name within. */
function byWeight(a: HeldStanding, b: HeldStanding): number {
  const weight = { yes: 0, unknown: 1, no: 2 } as const;
  return weight[a.counts] - weight[b.counts] || a.name.localeCompare(b.name);
}

/** By code: the units that have the person on duty in the days ahead and ask for it. */
async function reliedUpon({ content }: Context, tx: Transaction, personId: string, now: Instant) {
  const window = interval(now, later(now, daysAhead * day));
  const { seq } = await headOf(tx);
  const units = await dutyUnits(tx, personId, window, seq);
  const known = { knownAt: now, knownThrough: seq };
  const facts = await factsOf(tx, content, units, window, known);
  const found = relianceOn(facts, personId, window);
  return (code: string): ReliedUpon[] =>
    found.flatMap((each) => {
      const unit = units.find((one) => one.id === each.unitId);
      const rules = each.asked.get(code);
      return unit && rules ? [atUnit(unit, each, rules)] : [];
    });
}

type Unit = Awaited<ReturnType<typeof dutyUnits>>[number];

function atUnit(unit: Unit, { shifts }: Reliance, rules: ReliedUpon["rules"]): ReliedUpon {
  const { code: unitCode, name: unitName, jurisdiction, timeZone } = unit;
  const [nextShift = null] = shifts;
  return { unitCode, unitName, jurisdiction, timeZone, rules, nextShift, shifts: shifts.length };
}

import type { Content } from "#app/domain/content.ts";
import { type Concerns, concernsOf } from "#app/domain/coverage/concerns.ts";
import type { PersonFacts } from "#app/domain/coverage/facts.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { RosterPlan } from "#app/domain/roster/plan.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { rightsOf } from "#db/store/coverage.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf, type Known, standingRules } from "../coverage/facts.server.ts";
import { onSiteElsewhere } from "./on-site-elsewhere.server.ts";

export type JudgedPlan = Concerns & {
  /** "AUTHORITY:number" → name, of everybody whom the shifts name. */
  readonly names: ReadonlyMap<string, string>;
};

/** Which shifts of a plan would not count though they read well, and who is meant by each registration. */
export function judgePlan(
  ctx: Context,
  unitCode: string,
  period: Interval,
  plan: RosterPlan,
): Promise<Result<JudgedPlan>> {
  return ask<JudgedPlan>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const { seq } = await headOf(tx);
    const known = { knownAt: now, knownThrough: seq };
    const shifts = plan.changes.map((each) => each.shift);
    const stays = plan.changes.flatMap((each) => (each.kind === "removed" ? [] : [each.shift]));
    const named = [...new Set(shifts.flatMap((each) => each.registration ?? []))];
    const registrations = await registrationsHeld(tx, named, seq);
    const people = await peopleOf(tx, ctx.content, registrations, known);
    const [facts] = await factsOf(tx, ctx.content, [unit], period, known);
    if (!facts) return refuse("no_such_unit");
    const elsewhere = await onSiteElsewhere(tx, unit.id, registrations, period, seq);
    const concerns = concernsOf({ ...facts, people, registrations, elsewhere }, stays);
    const names = new Map(
      registrations.map((each) => [each.registration, people.get(each.personId)?.name ?? ""]),
    );
    return allow({ ...concerns, names });
  });
}

/** What these people may do, as an answer would know it. */
async function peopleOf(
  tx: Transaction,
  content: Content,
  registrations: readonly { readonly personId: string; readonly registration: string }[],
  { knownAt, knownThrough }: Known,
): Promise<Map<string, PersonFacts>> {
  const ids = [...new Set(registrations.map((each) => each.personId))];
  const persons = await personsById(tx, ids);
  const records = await holderRecords(tx, ids, knownThrough);
  const rights = await rightsOf(tx, ids, knownThrough);
  const rules = standingRules(content);
  const written = new Map(registrations.map((each) => [each.personId, each.registration]));
  const found = new Map<string, PersonFacts>();
  for (const [id, { name, phone }] of persons) {
    const record = records.get(id);
    const held = rights.get(id);
    if (!record || !held) continue;
    const credentials = timelinesOf(record, rules, knownAt);
    const registration = written.get(id) ?? null;
    found.set(id, { id, name, registration, contact: phone, ...held, credentials });
  }
  return found;
}

import { z } from "zod";
import { type Content, nameOfCode } from "#app/domain/content.ts";
import { renewalPhase, renewalTimes } from "#app/domain/credential/renewal-times.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { credentialsOf } from "#db/store/credential/credentials.server.ts";
import {
  findStatement,
  type GivenStatement,
  insertStatement,
  statementsAt,
} from "#db/store/credential/statements.server.ts";
import { everything } from "#db/store/known.server.ts";
import { unitTargetById } from "#db/store/people/places.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { publicationsOver } from "#db/store/rosters.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { privilegesAt } from "#db/store/units.server.ts";
import { act } from "../act.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { standingsAt } from "./standing.server.ts";

export const StatePractice = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  personId: z.uuid(),
  credentialCode: z.string().min(1).max(40),
  openRestriction: z.enum(["yes", "no"]).transform((word) => word === "yes"),
});

/** Who practised here within so long is known here. */
const knownFor = 365 * day;

/**
 * The head of a unit says whether anything restricts a holder's practice there. The latest word of each
 * unit stands. Refusals: `own_record`, `no_such_credential`, `not_known_here`.
 */
export function statePractice(ctx: Context, given: z.output<typeof StatePractice>) {
  const target = (tx: Transaction) => unitTargetById(tx, given.unitId);
  return act<{ id: string }>(ctx, "practice.state", target, async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (given.personId === ctx.actor.id) return refuse("own_record");
    if (await findStatement(tx, given.id)) return allow({ id: given.id });
    const held = await credentialsOf(tx, given.personId);
    if (!held.some((each) => each.issued && each.code === given.credentialCode)) {
      return refuse("no_such_credential");
    }
    const known = await peopleOf(tx, given.unitId, now);
    if (!known.includes(given.personId)) return refuse("not_known_here");
    const fact = { ...given, statedBy: ctx.actor.id };
    await insertStatement(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id: given.id });
  });
}

export type StatementNeeded = {
  readonly credentialId: string;
  readonly personId: string;
  readonly personName: string;
  readonly code: string;
  readonly name: string;
  readonly validUntil: Instant;
  /** What was said here since the window opened. */
  readonly said: GivenStatement | null;
};

export type UnitStatements = {
  readonly unit: UnitRow;
  readonly needed: readonly StatementNeeded[];
  readonly now: Instant;
};

/** Holders known in a unit whose credential can be renewed now, and what its head said about each. */
export function unitStatements(ctx: Context, code: string): Promise<Result<UnitStatements>> {
  return ask<UnitStatements>(ctx, "practice.state", unitTarget(code), async ({ tx, now }) => {
    const unit = await findUnit(tx, code);
    if (!unit) return refuse("no_such_unit");
    const needed = await statementsNeeded(tx, ctx.content, unit.id, ctx.actor.id, now);
    return allow({ unit, needed, now });
  });
}

/** The same for whoever heads the unit, who says nothing about themselves; the first to end first. */
export async function statementsNeeded(
  tx: Transaction,
  content: Content,
  unitId: string,
  headId: string | null,
  now: Instant,
): Promise<StatementNeeded[]> {
  const people = (await peopleOf(tx, unitId, now)).filter((id) => id !== headId);
  const said = await statementsAt(tx, unitId);
  const standings = await standingsAt(tx, content, people, now);
  const figures = standingRules(content).renewal;
  const needed: StatementNeeded[] = [];
  for (const personId of people) {
    for (const each of await credentialsOf(tx, personId)) {
      const times = renewalTimes({ start: each.validFrom, end: each.validUntil }, figures);
      const phase = renewalPhase(times, now);
      const gone = standings.get(each.id)?.state === "revoked" || !each.issued;
      if (gone || (phase !== "open" && phase !== "grace")) continue;
      const about = said.filter(
        (one) => one.personId === personId && one.credentialCode === each.code,
      );
      const latest = about.findLast((one) => one.statedAt >= times.opensAt) ?? null;
      const { id: credentialId, personName, code, validUntil } = each;
      const name = nameOfCode(content, code);
      needed.push({ credentialId, personId, personName, code, name, validUntil, said: latest });
    }
  }
  return needed.sort((a, b) => a.validUntil - b.validUntil);
}

/** Everybody with a privilege of the unit now, or on its roster within the last year. */
async function peopleOf(tx: Transaction, unitId: string, now: Instant): Promise<string[]> {
  const privileges = await privilegesAt(tx, unitId, everything);
  const window = interval(later(now, -knownFor), now);
  const published = await publicationsOver(tx, [unitId], window, everything);
  const named = published.flatMap((each) =>
    each.assignments.flatMap((one) => (one.shift.start <= now ? (one.registration ?? []) : [])),
  );
  const held = await registrationsHeld(tx, [...new Set(named)], everything);
  return [
    ...new Set([
      ...privileges.filter((each) => holds(each.during, now)).map((each) => each.personId),
      ...held.map((each) => each.personId),
    ]),
  ];
}

import { z } from "zod";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { logRoles } from "#app/domain/curriculum/schema.ts";
import { allow, type Refused, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { readLocal, startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  findMaintenance,
  findMaintenanceRow,
  insertMaintenance,
} from "#db/store/credential/maintenance.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { placesOf, usualZone } from "../people/scope-names.server.ts";
import { confirmersFor, mayProctor } from "./entitled-confirmers.server.ts";

export const LogMaintenance = z.object({
  /** Made with the form, so that a repeated send is recognised. */
  id: z.uuid(),
  activity: z.string().min(1).max(64),
  role: z.enum(logRoles),
  /** "2026-03-31" */
  day: z.iso
    .date("Choose a date.")
    .refine((text) => text >= "1950-01-01" && text < "2200-01-01", "Check the year."),
  simulated: z.stringbool().default(false),
  scenario: z.string().max(64).optional(),
  proctored: z.stringbool().default(false),
  confirmerId: z.uuid(),
});
type Given = z.output<typeof LogMaintenance>;

/**
 * A holder logs a case that keeps a credential. It counts once the person it names has confirmed it.
 *
 * Refusals, with their field: `unknown_activity`, `day_unreadable`, `case_in_future`,
 * `scenario_not_offered`, `confirmer_not_entitled`, `proctor_not_entitled`; `same_id_other_content`.
 */
export function logMaintenance(ctx: Context, given: Given) {
  const personId = ctx.actor.id ?? undefined;
  return act<{ id: string }>(ctx, "maintenance.log", { personId }, async ({ tx, now, record }) => {
    if (!personId) return refuse("person_needed");
    const at = await startOfDay(tx, given.day);
    if (at === null) return wrong("day_unreadable", "day");
    const activity = findActivity(ctx.content.current, given.activity);
    if (!activity) return wrong("unknown_activity", "activity", given.activity);
    const fact = {
      ...{ id: given.id, personId, activity: given.activity, role: given.role, performedAt: at },
      simulated: given.simulated || activity.kind === "simulation",
      scenario: given.scenario ?? null,
      proctored: given.proctored,
      confirmerId: given.confirmerId,
    };
    const before = await findMaintenanceRow(tx, given.id);
    if (before)
      return saysTheSame(before, fact) ? allow({ id: given.id }) : refuse("same_id_other_content");
    if (at > now) return wrong("case_in_future", "day");
    if (fact.scenario !== null && !activity.scenarios.includes(fact.scenario)) {
      return wrong("scenario_not_offered", "scenario", fact.scenario);
    }
    const entitled = await judgeConfirmer(ctx, tx, fact, now);
    if (!entitled.ok) return entitled;
    await insertMaintenance(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id: given.id });
  });
}

/** Days of holders are read where the portal's units are. */
async function startOfDay(tx: Transaction, day: string): Promise<Instant | null> {
  const zone = usualZone(await placesOf(tx));
  const noon = readLocal(`${day}T12:00`, zone);
  return noon?.kind === "exact" ? startOfLocalDay(noon.at, zone) : null;
}

type Fact = {
  readonly personId: string;
  readonly activity: string;
  readonly performedAt: Instant;
  readonly proctored: boolean;
  readonly confirmerId: string;
};

async function judgeConfirmer(
  ctx: Context,
  tx: Transaction,
  fact: Fact,
  now: Instant,
): Promise<Result<undefined>> {
  const confirmers = await confirmersFor(tx, fact.personId, now);
  if (!confirmers.some((each) => each.id === fact.confirmerId)) {
    return wrong("confirmer_not_entitled", "confirmerId");
  }
  if (!fact.proctored || (await mayProctor(ctx, tx, fact.confirmerId, fact))) return allow();
  return wrong("proctor_not_entitled", "confirmerId");
}

function saysTheSame(before: Record<string, unknown>, fact: Record<string, unknown>): boolean {
  return Object.entries(fact).every(([key, value]) => before[key] === value);
}

function wrong(code: string, field: string, given?: string): Refused {
  return refuse(code, given === undefined ? { field } : { field, given });
}

export const WithdrawMaintenance = z.object({ id: z.uuid(), caseId: z.uuid() });

/** The holder takes back a case; a confirmed one too, since nobody must keep what was not so. */
export function withdrawMaintenance(ctx: Context, given: z.output<typeof WithdrawMaintenance>) {
  const personId = ctx.actor.id ?? undefined;
  return act<{ id: string }>(ctx, "maintenance.log", { personId }, async ({ tx, record }) => {
    const again = await findMaintenanceRow(tx, given.id);
    if (again) return allow({ id: given.id });
    const found = await findMaintenance(tx, given.caseId);
    if (!found || found.personId !== personId) return refuse("no_such_case");
    const { activity, role, performedAt, simulated, scenario, proctored, confirmerId } = found;
    const fact = {
      ...{ id: given.id, personId, activity, role, performedAt, simulated, scenario, proctored },
      ...{ confirmerId, supersedes: found.id, voided: true },
    };
    await insertMaintenance(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id: given.id });
  });
}

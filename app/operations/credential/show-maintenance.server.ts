import { nameOfCode } from "#app/domain/content.ts";
import type { MaintenanceLine } from "#app/domain/credential/maintenance.ts";
import type { RenewalPhase } from "#app/domain/credential/renewal-times.ts";
import type { Activity } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { credentialsOf } from "#db/store/credential/credentials.server.ts";
import {
  type LoggedMaintenance,
  maintenanceOfPerson,
} from "#db/store/credential/maintenance.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { placesOf, usualZone } from "../people/scope-names.server.ts";
import { type Confirmer, confirmersFor } from "./entitled-confirmers.server.ts";
import { renewalProgressOf } from "./renewal-progress.server.ts";
import { standingsAt } from "./standing.server.ts";

export type KeptCredential = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly validUntil: Instant;
  readonly timeZone: string;
  readonly phase: RenewalPhase;
  readonly maintenance: readonly (MaintenanceLine & { readonly name: string })[];
};

export type MyMaintenance = {
  readonly credentials: readonly KeptCredential[];
  readonly logged: readonly LoggedMaintenance[];
  /** Activities that feed what the holder must keep up, those logged last first. */
  readonly activities: readonly Activity[];
  readonly confirmers: readonly Confirmer[];
  readonly timeZone: string;
  readonly now: Instant;
};

/** What a holder must keep up, what they logged for it, and what the form for one more case needs. */
export function myMaintenance(ctx: Context): Promise<Result<MyMaintenance>> {
  const personId = ctx.actor.id ?? undefined;
  return ask<MyMaintenance>(ctx, "maintenance.log", { personId }, async ({ tx, now }) => {
    if (!personId) return refuse("not_permitted");
    const standings = await standingsAt(tx, ctx.content, [personId], now);
    const all = await credentialsOf(tx, personId);
    const kept: KeptCredential[] = [];
    for (const each of all) {
      const state = standings.get(each.id)?.state;
      if (!each.issued || !state || state === "expired" || state === "revoked") continue;
      const progress = await renewalProgressOf(tx, ctx.content, each, now);
      // Once its successor runs, nobody keeps up the old one.
      if (progress.renewedBy && progress.renewedBy.validFrom <= now) continue;
      const { id, code, validUntil, timeZone } = each;
      const { phase, maintenance } = progress;
      const name = nameOfCode(ctx.content, code);
      kept.push({ id, code, name, validUntil, timeZone, phase, maintenance });
    }
    const logged = await maintenanceOfPerson(tx, personId);
    return allow({
      credentials: kept,
      logged,
      activities: activitiesFor(ctx, kept, logged),
      confirmers: await confirmersFor(tx, personId, now),
      timeZone: usualZone(await placesOf(tx)),
      now,
    });
  });
}

function activitiesFor(
  { content }: Context,
  kept: readonly KeptCredential[],
  logged: readonly LoggedMaintenance[],
): Activity[] {
  const wanted = new Set(kept.flatMap((each) => each.maintenance.map((line) => line.competency)));
  const last = logged.map((each) => each.activity);
  const rank = (code: string) => (last.includes(code) ? last.indexOf(code) : last.length);
  return content.current.catalogue.activities
    .filter((each) => each.competencies.some((code) => wanted.has(code)))
    .sort((a, b) => rank(a.code) - rank(b.code) || a.name.localeCompare(b.name));
}

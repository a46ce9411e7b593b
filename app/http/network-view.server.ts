import { z } from "zod";
import { byTierAndUrgency, filtered, talliesBy, tallyOf } from "#app/domain/coverage/network.ts";
import { unitTiers } from "#app/domain/coverage/rule.ts";
import { parseInstant } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import { listStaffing, type StaffingLine } from "#app/operations/coverage/list-staffing.server.ts";
import { listShockTeams } from "#app/operations/coverage/shock-team/list-shock-teams.server.ts";
import { orRefuse } from "./context.server.ts";

/** An empty choice is none, and what cannot be read is none either: a filter never hides a unit unseen. */
const Choice = z.object({
  region: z.string().min(1).optional().catch(undefined),
  tier: z.enum(unitTiers).optional().catch(undefined),
  answer: z.enum(["yes", "no", "unknown"]).optional().catch(undefined),
});

/** Every unit that the asker may see, those that the address chooses, and how many there are of what. */
export async function networkOf(ctx: Context, request: Request) {
  const list = orRefuse(ctx, request, await listStaffing(ctx, {}));
  const given = Object.fromEntries(new URL(request.url).searchParams);
  const chosen = Choice.parse(given);
  const { region, tier } = chosen;
  const inRegion = filtered(list.units, { region });
  const tiers = [...unitTiers].reverse();
  return {
    at: parseInstant(list.at),
    chosen,
    /** Of everything, for the choice itself. */
    regions: talliesBy(list.units, (unit) => unit.region),
    /** Of the region that is shown. */
    tiers: talliesBy(inRegion, (unit) => unit.tier, tiers),
    all: tallyOf(filtered(inRegion, { tier })),
    units: byTierAndUrgency(filtered(list.units, chosen)),
  };
}

/** The lines with the answer of each unit's shock team beside its own. */
export async function withTeams(ctx: Context, request: Request, units: readonly StaffingLine[]) {
  const codes = units.map(({ code }) => code);
  const teams = orRefuse(ctx, request, await listShockTeams(ctx, codes));
  return units.map(({ holdsUntil, ...unit }) => ({
    ...unit,
    until: holdsUntil === null ? null : parseInstant(holdsUntil),
    team: teams.get(unit.code) ?? ("unknown" as const),
  }));
}

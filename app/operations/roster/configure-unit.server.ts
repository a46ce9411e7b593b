import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { serviceNames, type UnitTier, unitTiers } from "#app/domain/coverage/rule.ts";
import { raisedAges } from "#app/domain/coverage/settings-check.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { profilesOf } from "#db/store/coverage.server.ts";
import { everything } from "#db/store/known.server.ts";
import { unitTargetById } from "#db/store/people/places.server.ts";
import { findUnitById, type UnitRow, type UnitSettings } from "#db/store/unit-lookup.server.ts";
import { insertProfile, insertSetting } from "#db/store/units.server.ts";
import { act, type Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write it as 08:00.");
const Minutes = z.coerce.number().int().positive();

export const ConfigureUnit = z.object({
  unitId: z.uuid(),
  tier: z.enum(unitTiers),
  services: z.array(z.enum(serviceNames)).default([]),
  contact: z.string().trim().min(1).max(100),
  dayStartsAt: Clock.optional(),
  dayEndsAt: Clock.optional(),
  serviceHours: z
    .array(z.object({ weekday: z.number().int().min(1).max(7), startsAt: Clock, endsAt: Clock }))
    .optional(),
  defaultResponseMinutes: z.coerce.number().int().min(0).max(1_440).optional(),
  /** How old a source may be; above what content says only with a reason. */
  maxAgeMinutes: z
    .object({ pulled: Minutes, pushed: Minutes, uploaded: Minutes, state: Minutes })
    .partial()
    .optional(),
  reason: z.string().trim().max(500).optional(),
});
type Wish = z.output<typeof ConfigureUnit>;

/** What a unit is and sets for itself from now on: new facts, so the past is judged by what held then. */
export function configureUnit(ctx: Context, wish: Wish) {
  const target = (tx: Transaction) => unitTargetById(tx, wish.unitId);
  return act(ctx, "unit.configure", target, async (turn) => {
    const unit = (await findUnitById(turn.tx, wish.unitId)) as UnitRow;
    const settings = settingsOf(unit.settings, wish);
    const fits = judgeAges(ctx, settings, wish.reason);
    if (!fits.ok) return fits;
    await enterProfile(turn, wish);
    if (JSON.stringify(settings) !== JSON.stringify(unit.settings)) {
      const fact = { id: uuidv7(), unitId: wish.unitId, settings, reason: wish.reason ?? null };
      await insertSetting(turn.tx, { ...fact, entrySeq: await turn.record(fact) });
    }
    return allow({ code: unit.code });
  });
}

async function enterProfile({ tx, now, record }: Turn, { unitId, tier, services }: Wish) {
  const before = (await profilesOf(tx, [unitId], everything)).get(unitId) ?? [];
  const present = before.find(({ during }) => during.start <= now && now < during.end);
  if (present && isSame(present, { tier, services })) return;
  const fact = { id: uuidv7(), unitId, tier, services, startsAt: now };
  await insertProfile(tx, { ...fact, entrySeq: await record(fact) });
}

type Profile = { readonly tier: UnitTier; readonly services: Iterable<string> };

function isSame(a: Profile, b: Profile): boolean {
  const text = ({ tier, services }: Profile) => [tier, ...[...services].sort()].join(" ");
  return text(a) === text(b);
}

function settingsOf(before: UnitSettings, wish: Wish): UnitSettings {
  const { contact, dayStartsAt, dayEndsAt, serviceHours, maxAgeMinutes } = wish;
  const response = wish.defaultResponseMinutes;
  const others = before.defaultResponse ?? {};
  return {
    ...before,
    contact,
    ...(dayStartsAt && { dayStartsAt }),
    ...(dayEndsAt && { dayEndsAt }),
    ...(serviceHours && { serviceHours }),
    ...(response !== undefined && { defaultResponse: { ...others, "": response } }),
    ...(maxAgeMinutes && { maxAgeMinutes: { ...before.maxAgeMinutes, ...maxAgeMinutes } }),
  };
}

/** Younger data may be asked for freely; older data only with a reason. */
function judgeAges(
  { content }: Context,
  { maxAgeMinutes = {} }: UnitSettings,
  reason: string | undefined,
): Result<undefined> {
  const raised = raisedAges(maxAgeMinutes, content.staffing.maxAgeMinutes);
  return raised.length > 0 && !reason ? refuse("reason_required") : allow();
}

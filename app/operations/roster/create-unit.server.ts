import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { serviceNames, unitTiers } from "#app/domain/coverage/rule.ts";
import { Zone } from "#app/domain/people/validity.ts";
import { allow, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { appointment } from "#db/schema/roster.ts";
import { insertRow } from "#db/store/corrections.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { scopeTarget } from "#db/store/people/places.server.ts";
import { findUnit } from "#db/store/unit-lookup.server.ts";
import {
  insertAdoption,
  insertProfile,
  insertSetting,
  insertUnit,
} from "#db/store/units.server.ts";
import { act, type Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { PlaceCode } from "../people/create-organisation.server.ts";
import { Jurisdiction } from "../people/record-licence.server.ts";

export const CreateUnit = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  code: PlaceCode,
  name: z.string().trim().min(1).max(200),
  /** Units of one site are under one roof: a person can serve both. */
  site: z.string().trim().min(1).max(200),
  region: z.string().trim().min(1).max(200),
  /** Licences of this jurisdiction count here. */
  jurisdiction: Jurisdiction,
  timeZone: Zone,
  tier: z.enum(unitTiers),
  services: z.array(z.enum(serviceNames)).default([]),
  /** How the unit is reached: a telephone number, as it is dialled. */
  contact: z.string().trim().min(1).max(100),
  directorId: z.uuid().optional(),
  /** Minutes that an on-call row without a response of its own is read as. */
  defaultResponseMinutes: z.coerce.number().int().min(0).max(1_440).optional(),
});
type Wish = z.output<typeof CreateUnit>;

/**
 * Adds a unit, held from now on to the current release of the standards, with its tier and services and,
 * where named, its director.
 */
export function createUnit(ctx: Context, wish: Wish) {
  const target = (tx: Transaction) => scopeTarget(tx, "organisation", wish.organisationId);
  return act(ctx, "unit.create", target, async (turn) => {
    const taken = await findUnit(turn.tx, wish.code);
    if (taken?.id === wish.id) return allow({ id: wish.id, code: wish.code });
    if (taken) return refuse("code_taken", { code: wish.code });
    if (wish.directorId && !(await findPerson(turn.tx, wish.directorId)))
      return refuse("no_such_person");
    await enterUnit(turn, wish);
    await enterAdoption(ctx, turn, wish.id);
    if (wish.directorId) await enterDirector(ctx, turn, wish.id, wish.directorId);
    return allow({ id: wish.id, code: wish.code });
  });
}

async function enterUnit({ tx, now, record }: Turn, wish: Wish) {
  const { tier, services, directorId: _, defaultResponseMinutes, ...place } = wish;
  const fact = { ...place, startsAt: now };
  await insertUnit(tx, { ...fact, entrySeq: await record(fact) });
  const profile = { id: uuidv7(), unitId: wish.id, tier, services, startsAt: now };
  await insertProfile(tx, { ...profile, entrySeq: await record(profile) });
  const settings =
    defaultResponseMinutes === undefined ? {} : { defaultResponse: { "": defaultResponseMinutes } };
  const setting = { id: uuidv7(), unitId: wish.id, settings };
  await insertSetting(tx, { ...setting, entrySeq: await record(setting) });
}

async function enterAdoption({ content }: Context, { tx, now, record }: Turn, unitId: string) {
  const { version } = content.current;
  const fact = { id: uuidv7(), unitId, ruleSet: "standards", version, effectiveAt: now };
  await insertAdoption(tx, { ...fact, entrySeq: await record(fact) });
}

async function enterDirector(
  { actor }: Context,
  { tx, now, record }: Turn,
  unitId: string,
  personId: string,
) {
  const fact = { id: uuidv7(), personId, unitId, post: "unit_director", startsAt: now };
  const entrySeq = await record(fact);
  await insertRow(tx, appointment, { ...fact, appointedBy: actor.id, entrySeq });
}

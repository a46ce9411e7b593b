import { v7 as uuidv7 } from "uuid";
import { day, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { giveGrant } from "#app/operations/people/give-grant.server.ts";
import { recordLicence } from "#app/operations/people/record-licence.server.ts";
import { recordRegistration } from "#app/operations/people/record-registration.server.ts";
import { createUnit } from "#app/operations/roster/create-unit.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { allowed, organisation, unitWish } from "#test/operations/people/world.ts";
import { type SignOffWorld, signOffWorld } from "../signoff/world.ts";

export type LifeWorld = SignOffWorld & {
  readonly unitId: string;
  readonly licenceId: string;
  /** Puts the senior person on call in the unit for so many days from now. */
  rostered(days: number): Promise<void>;
  /** What a rule of the unit says now or then. */
  rule(id: string, at?: Instant): Promise<string | undefined>;
};

const registration = "GMC:7012345";
const header = "registration,role,presence,start,end,response_minutes";
const local = (at: Instant) => new Date(at).toISOString().slice(0, 16);

/** A unit with VA-ECMO whose roster the senior person is on; the director also heads the unit. */
export async function lifeWorld(): Promise<LifeWorld> {
  const world = await signOffWorld();
  const { house, clock, people } = world;
  const founding = contextAs(house, system);
  const organisationId = await organisation(house, "harbour");
  const services = ["va_ecmo_service" as const];
  const wish = { ...unitWish(organisationId, "harbour"), tier: "none" as const, services };
  const { id: unitId } = allowed(await createUnit(founding, { ...wish, timeZone: "UTC" }));
  const grant = { id: uuidv7(), role: "unit_lead" as const, scopeKind: "unit" as const };
  const leads = { personId: people.ecmo, grant: { ...grant, scopeId: unitId } };
  allowed(await giveGrant(founding, leads));
  const ctx = await world.as("registrar");
  const held = { personId: people.senior, validFrom: "2020-01-01", timeZone: "UTC" };
  const registered = { id: uuidv7(), authority: "GMC", number: "7012345", ...held };
  allowed(await recordRegistration(ctx, registered));
  const licenceId = uuidv7();
  const licence = { id: licenceId, jurisdiction: "DE", number: "L1", source: "The register" };
  allowed(await recordLicence(ctx, { ...held, ...licence, outcome: "verified" }));
  clock.advance(minute);
  return {
    ...world,
    unitId,
    licenceId,
    async rostered(days) {
      const from = later(clock.now(), -day);
      const rows = Array.from({ length: days }, (_, i) => {
        const start = local(later(from, i * day));
        const end = local(later(from, (i + 1) * day));
        return `${registration},attending,on_call,${start},${end},20`;
      });
      const text = new TextEncoder().encode([header, ...rows].join("\n"));
      const raw = readRoster("text/csv", text);
      if ("unreadable" in raw) throw new Error(raw.unreadable.code);
      const period = interval(from, later(from, days * day));
      const place = { unitCode: "harbour", source: "roster", kind: "pushed" as const };
      const now = contextAs(house, system);
      const done = allowed(await publishRoster(now, { ...place, period, raw, reason: "t" }, null));
      if ("rows" in done) throw new Error(JSON.stringify(done.rows));
      clock.advance(minute);
    },
    async rule(id, at) {
      const asked = { unitCode: "harbour", ...(at === undefined ? {} : { at }) };
      const found = allowed(await answerCoverage(contextAs(house, system), asked));
      return found.rules.find((each) => each.id === id)?.answer;
    },
  };
}

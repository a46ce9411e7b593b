import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { network } from "#test/operations/coverage/network.ts";

export type Size = { readonly units: number; readonly shifts: number };

const roles = ["attending", "attending", "intensivist", "surgeon", "interventionist", "resident"];
const held = ["BASE-CARD", "ALS", "EXT-ICM", "EXT-CT-SURGEON", "EXT-IC"];
const shiftHours = 12;

/** A network through the house's own operations: every unit has six people who share its shifts. */
export async function loadNetwork(house: House, { units, shifts }: Size, name = "bench") {
  const net = await network(house, name);
  const perUnit = Math.max(1, Math.round(shifts / units));
  const codes: string[] = [];
  const start = (Math.floor(house.clock.now() / hour) * hour - 24 * hour) as Instant;
  for (let u = 0; u < units; u++) {
    const code = `${name}-${u}`;
    const services = u % 4 === 0 ? ["va_ecmo_service"] : [];
    const tier = (["basic", "intermediate", "advanced"] as const)[u % 3];
    await net.addUnit({ code, tier, services });
    codes.push(code);
    for (const [p] of roles.entries()) {
      const own = p === 0 && u % 10 === 0 ? ["CRED-HEM"] : [];
      await net.addPerson({
        name: `Dr ${u}-${p}`,
        registration: registrationOf(code, p),
        external: held,
        own,
      });
    }
    await publish(house, code, perUnit, start);
  }
  const token = await net.addToken(["staffing:read"]);
  return {
    net,
    codes,
    token,
    path: (n: number) => `/api/v1/units/${name}-${(n * 7) % units}/staffing`,
  };
}

const registrationOf = (unitCode: string, p: number) => `BNCH:${unitCode}-${p}`;

async function publish(house: House, unitCode: string, count: number, start: Instant) {
  const slots = Math.ceil(count / roles.length);
  const rows = Array.from({ length: count }, (_, i) => {
    const [slot, p] = [Math.floor(i / roles.length), i % roles.length];
    const at = (n: number) => new Date(start + n * shiftHours * hour).toISOString();
    const isNear = p < 3;
    const fields = {
      registration: registrationOf(unitCode, p),
      role: roles[p] ?? "attending",
      presence: isNear ? "on_site" : "on_call",
      start: at(slot),
      end: at(slot + 1),
      responseMinutes: isNear ? "" : "20",
    };
    return { row: i + 2, fields };
  });
  const period = interval(start, later(start, slots * shiftHours * hour));
  const roster = { unitCode, source: "roster", kind: "pushed" as const, period };
  const body = { ...roster, raw: { rows, errors: [] }, reason: "bench" };
  const done = await publishRoster(contextAs(house, system), body, null);
  if (!done.ok || "rows" in done.value) throw new Error(JSON.stringify(done));
}

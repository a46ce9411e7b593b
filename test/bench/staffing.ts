import type { House } from "#app/operations/context.server.ts";
import { bareEndpoint } from "./bare.ts";
import { engineTimes } from "./engine.ts";
import { hammer, type Measured } from "./load.ts";
import { loadNetwork, type Size } from "./load-network.ts";
import { portalEndpoint } from "./portal.ts";
import { row, say } from "./table.ts";

type Plan = {
  readonly size: Size;
  readonly load: { readonly connections: number; readonly seconds: number };
};

/** The staffing answer through the whole portal, beside a bare endpoint that runs the same statements. */
export async function benchStaffing(house: House, url: string, { size, load }: Plan) {
  say(`Loading ${size.units} units and ${size.shifts} shifts`);
  const network = await loadNetwork(house, size);
  const portal = await portalEndpoint(house);
  const statements = await portal.statementsOf(network.path(0), network.token);
  const bare = await bareEndpoint(url, statements, load.connections);
  const headers = { Authorization: `Bearer ${network.token}` };
  say(`Asking for ${load.seconds} s each, over ${load.connections} connections`);
  const path = network.path;
  const results: Record<string, Measured> = {
    "GET staffing, portal": await hammer({ ...load, origin: portal.origin, path, headers }),
    [`bare node:http, same ${statements.length} statements`]: await hammer({
      ...load,
      origin: bare.origin,
      path,
      headers: {},
    }),
  };
  const engine = await engineTimes(house, network.codes);
  await Promise.all([portal.close(), bare.close()]);
  return { size, load, results, engine, share: report(results, engine) };
}

/** @returns the portal's rate as a share of the bare one's. */
function report(
  results: Record<string, Measured>,
  engine: Awaited<ReturnType<typeof engineTimes>>,
): number {
  row(["", "per second", "p50 ms", "p95 ms", "p99 ms", "not 200"]);
  for (const [name, { perSecond, p50, p95, p99, failed }] of Object.entries(results))
    row([name, perSecond.toFixed(0), p50.toFixed(1), p95.toFixed(1), p99.toFixed(1), failed]);
  const [portal, bare] = Object.values(results);
  const share = (portal?.perSecond ?? 0) / (bare?.perSecond ?? 1);
  say(`The portal answers at ${(share * 100).toFixed(0)} % of the rate of its bare statements.`);
  row(["engine alone, one answer", "", engine.answerMs.toFixed(2), "", "", ""]);
  row(["engine alone, 30 days of coverage", "", engine.coverageMs.toFixed(1), "", "", ""]);
  return share;
}

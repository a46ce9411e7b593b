import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pino from "pino";
import { openHouse } from "#app/start.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { bareEndpoint } from "./bare.ts";
import { engineTimes } from "./engine.ts";
import { hammer, type Measured } from "./load.ts";
import { loadNetwork } from "./load-network.ts";
import { portalEndpoint } from "./portal.ts";

const { values } = parseArgs({
  options: {
    units: { type: "string", default: "200" },
    shifts: { type: "string", default: "20000" },
    connections: { type: "string", default: "16" },
    seconds: { type: "string", default: "8" },
  },
});
const size = { units: Number(values.units), shifts: Number(values.shifts) };
const load = { connections: Number(values.connections), seconds: Number(values.seconds) };

const folder = mkdtempSync(join(tmpdir(), "systole-bench-"));
chmodSync(folder, 0o711);
const log = pino({ level: "error" }, pino.destination(2));
const embedded = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: folder, log });
const url = process.env.DATABASE_URL ?? embedded?.url ?? "";

/** The staffing answer through the whole portal, beside a bare endpoint that runs the same statements. */
try {
  await migrate(url);
  const { house, close } = await openHouse({
    databaseUrl: url,
    publicOrigin: "http://localhost",
    signingKeyFile: join(folder, "signing-key.json"),
    logLevel: "error",
    demonstration: false,
    demoPassword: null,
    poolSize: load.connections,
  });
  say(`Loading ${size.units} units and ${size.shifts} shifts`);
  const network = await loadNetwork(house, size);
  const portal = await portalEndpoint(house);
  const statements = await portal.statementsOf(network.path(0), network.token);
  const bare = await bareEndpoint(url, statements, load.connections);
  const headers = { Authorization: `Bearer ${network.token}` };
  say(`Asking for ${load.seconds} s each, over ${load.connections} connections`);
  const results: Record<string, Measured> = {
    "GET staffing, portal": await hammer({
      ...load,
      origin: portal.origin,
      path: network.path,
      headers,
    }),
    [`bare node:http, same ${statements.length} statements`]: await hammer({
      ...load,
      origin: bare.origin,
      path: network.path,
      headers: {},
    }),
  };
  const engine = await engineTimes(house, network.codes);
  report(results, engine);
  await Promise.all([portal.close(), bare.close()]);
  await close();
} finally {
  await embedded?.stop();
  rmSync(folder, { recursive: true, force: true });
}

function report(
  results: Record<string, Measured>,
  engine: Awaited<ReturnType<typeof engineTimes>>,
) {
  const row = (cells: readonly (string | number)[]) =>
    say(
      cells
        .map((each, i) => (i === 0 ? String(each).padEnd(44) : String(each).padStart(12)))
        .join(""),
    );
  row(["", "per second", "p50 ms", "p95 ms", "p99 ms", "not 200"]);
  for (const [name, { perSecond, p50, p95, p99, failed }] of Object.entries(results))
    row([name, perSecond.toFixed(0), p50.toFixed(1), p95.toFixed(1), p99.toFixed(1), failed]);
  const [portal, bare] = Object.values(results);
  const share = (portal?.perSecond ?? 0) / (bare?.perSecond ?? 1);
  say(`The portal answers at ${(share * 100).toFixed(0)} % of the rate of its bare statements.`);
  row(["engine alone, one answer", "", engine.answerMs.toFixed(2), "", "", ""]);
  row(["engine alone, 30 days of coverage", "", engine.coverageMs.toFixed(1), "", "", ""]);
  const machine = { cpus: cpus().length, node: process.version };
  say(JSON.stringify({ machine, size, load, results, engine, share }));
}

function say(line: string) {
  process.stdout.write(`${line}\n`);
}

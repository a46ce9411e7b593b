import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pino from "pino";
import { openHouse } from "#app/start.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { benchCredentials } from "./credentials.ts";
import { benchStaffing } from "./staffing.ts";
import { say } from "./table.ts";
import { benchTraining } from "./training.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    units: { type: "string", default: "200" },
    shifts: { type: "string", default: "20000" },
    connections: { type: "string", default: "16" },
    seconds: { type: "string", default: "8" },
    fellows: { type: "string", default: "60" },
    cases: { type: "string", default: "150000" },
  },
});
const size = { units: Number(values.units), shifts: Number(values.shifts) };
const load = { connections: Number(values.connections), seconds: Number(values.seconds) };
const cohort = { fellows: Number(values.fellows), cases: Number(values.cases) };

const folder = mkdtempSync(join(tmpdir(), "systole-bench-"));
chmodSync(folder, 0o711);
const log = pino({ level: "error" }, pino.destination(2));
const embedded = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: folder, log });
const url = process.env.DATABASE_URL ?? embedded?.url ?? "";

/** The hot paths beside their raw limits, as tables and, last, as one line of JSON. */
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
  const wanted = (part: string) => values.only === undefined || values.only === part;
  const machine = { cpus: cpus().length, node: process.version };
  const figures = {
    machine,
    ...(wanted("staffing") ? { staffing: await benchStaffing(house, url, { size, load }) } : {}),
    ...(wanted("credentials") ? { credentials: await benchCredentials(house) } : {}),
    ...(wanted("training") ? { training: await benchTraining(house, cohort) } : {}),
  };
  say(JSON.stringify(figures));
  await close();
} finally {
  await embedded?.stop();
  rmSync(folder, { recursive: true, force: true });
}

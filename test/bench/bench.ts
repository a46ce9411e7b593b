import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import pino from "pino";
import postgres from "postgres";
import { openHouse } from "#app/start.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { benchCompliance, startOf, yearBefore } from "./compliance.ts";
import { benchCredentials } from "./credentials.ts";
import { loadBusy } from "./load-busy.ts";
import { benchRosters } from "./roster-import.ts";
import { benchStaffing } from "./staffing.ts";
import { say } from "./table.ts";
import { benchTraining } from "./training.ts";

/** A region, and a nation: what an answer costs must not grow with the record. */
const sizes = [
  { units: 50, shifts: 20_000 },
  { units: 5_000, shifts: 2_000_000 },
];

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    /** `small` or `large`; both by default. */
    size: { type: "string" },
    /** Where records are kept, to be measured again without loading them. */
    keep: { type: "string" },
    connections: { type: "string", default: "16" },
    seconds: { type: "string", default: "8" },
    fellows: { type: "string", default: "60" },
    cases: { type: "string", default: "150000" },
  },
});
const load = { connections: Number(values.connections), seconds: Number(values.seconds) };
const cohort = { fellows: Number(values.fellows), cases: Number(values.cases) };
const wantedSizes = sizes.filter((_, i) => !values.size || values.size === ["small", "large"][i]);

const folder = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), "systole-bench-"));
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o711);
const log = pino({ level: "error" }, pino.destination(2));
const embedded = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: folder, log });
const url = process.env.DATABASE_URL ?? embedded?.url ?? "";

/** The hot paths beside their raw limits, as tables and, last, as one line of JSON. */
try {
  const wanted = (part: string) => values.only === undefined || values.only === part;
  const machine = { cpus: cpus().length, node: process.version };
  const staffing = wanted("staffing") ? await staffingOfEverySize() : [];
  const compliance = wanted("compliance") ? await complianceOfAYear() : null;
  const { house, close } = await opened(url, load.connections);
  const figures = {
    machine,
    ...(wanted("staffing") ? { staffing } : {}),
    ...(compliance ? { compliance } : {}),
    ...(wanted("credentials") ? { credentials: await benchCredentials(house) } : {}),
    ...(wanted("rosters") ? { rosters: await benchRosters(house) } : {}),
    ...(wanted("training") ? { training: await benchTraining(house, cohort) } : {}),
  };
  say(JSON.stringify(figures));
  await close();
} finally {
  await embedded?.stop();
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}

/** Each network in a database of its own. */
async function staffingOfEverySize() {
  const measured = [];
  for (const size of wantedSizes) {
    const own = await databaseFor(`bench_${size.units}_${size.shifts}`);
    const { house, close } = await opened(own);
    const tidy = () => asOwner(own, (sql) => sql.unsafe("vacuum analyze"));
    measured.push(await benchStaffing(house, own, { size, load, tidy }));
    await close();
  }
  costs(measured);
  return measured;
}

/** A record of its own, told from the beginning of the year that is then asked about. */
async function complianceOfAYear() {
  const own = await databaseFor("bench_compliance");
  const { house, close } = await opened(own);
  const year = yearBefore(house.clock.now());
  const [known] = await house.sql<{ units: number }[]>`select count(*)::int as units from unit`;
  if (!known?.units) {
    await loadBusy({ ...house, clock: { now: () => startOf(year) } }, 367);
    await asOwner(own, (sql) => sql.unsafe("vacuum analyze"));
  }
  const measured = await benchCompliance(house, own);
  await close();
  return measured;
}

function costs(measured: readonly Awaited<ReturnType<typeof benchStaffing>>[]) {
  const [small, large] = measured;
  if (!small || !large) return;
  say("");
  for (const name of ["first asked, portal", "asked again, portal"]) {
    const times = (small.results[name]?.perSecond ?? 0) / (large.results[name]?.perSecond ?? 1);
    say(
      `${name}: an answer of the large network costs ${times.toFixed(2)} times that of the small`,
    );
  }
}

async function databaseFor(name: string): Promise<string> {
  await asOwner(url, async (sql) => {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql.unsafe(`create database ${name}`);
  });
  const own = new URL(url);
  own.pathname = `/${name}`;
  await migrate(own.href);
  return own.href;
}

async function asOwner(address: string, work: (sql: postgres.Sql) => Promise<unknown>) {
  const sql = postgres(address, { max: 1, onnotice: () => {} });
  await work(sql);
  await sql.end();
}

async function opened(databaseUrl: string, poolSize?: number) {
  if (databaseUrl === url) await migrate(url);
  return openHouse({
    databaseUrl,
    publicOrigin: "http://localhost",
    signingKeyFile: join(folder, "signing-key.json"),
    logLevel: "error",
    demonstration: false,
    demoPassword: null,
    ...(poolSize ? { poolSize } : {}),
  });
}

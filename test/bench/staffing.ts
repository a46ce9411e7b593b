import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { day, formatInstant, hour, later } from "#app/domain/time/instant.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { readyLines } from "#app/operations/coverage/keep-lines-ready.server.ts";
import { recordState } from "#app/operations/coverage/record-state.server.ts";
import { ensureToken } from "#app/operations/people/issue-token.server.ts";
import { bareEndpoint, bareSql, type Reads } from "./bare.ts";
import { engineTimes } from "./engine.ts";
import { hammer, type Load, type Measured, oneByOne } from "./load.ts";
import { loadBulk, loadedSize, type Size } from "./load-bulk.ts";
import { portalEndpoint } from "./portal.ts";
import { row, say } from "./table.ts";

type Plan = {
  readonly size: Size;
  readonly load: Pick<Load, "connections" | "seconds">;
  readonly tidy: () => Promise<void>;
};

/** So many questions are asked of units whose answers are not in memory; as many before, to warm up. */
const firstQuestions = 5_000;

/** A house that can forget its answers, as a process has none that has just started. */
function forgetful(house: House) {
  const again = { ...house };
  const forget = () => {
    again.db = Object.create(house.db);
  };
  return { house: again, forget };
}

/** As many connections as the portal's own hot reads have. */
const sqlConnections = 4;

/**
 * The staffing answer through the whole portal, beside its raw limits: the same statements behind a bare
 * node:http endpoint, and in a bare loop. Once from memory, as nearly all are asked; once each for the
 * first time, when everything is read.
 */
export async function benchStaffing(house: House, url: string, plan: Plan) {
  const { size, load } = plan;
  await fill(house, plan);
  const token = await tokenOf(house);
  const path = (n: number) => `/api/v1/units/bulk-${(n * 7) % size.units}/staffing`;
  const headers = { Authorization: `Bearer ${token}` };
  const asked = { ...load, path, headers };
  const bare = { url, token, connections: sqlConnections };
  const results: Record<string, Measured> = {};
  head(`${size.units} units, ${size.shifts} shifts, ${load.connections} connections`);
  const note = (name: string, measured: Measured) => {
    results[name] = measured;
    line(name, measured);
  };
  const behindHttp = async (reads: Reads, more: Partial<Load>) => {
    const endpoint = await bareEndpoint(bare, reads);
    const measured = await hammer({ ...asked, ...more, origin: endpoint.origin });
    await endpoint.close();
    return measured;
  };
  const memory = forgetful(house);
  const portal = await portalEndpoint(memory.house);
  const afresh = (n: number) => {
    if (n % size.units === 0) memory.forget();
    return path(n);
  };
  const first = { ...asked, questions: firstQuestions, origin: portal.origin };
  await hammer({ ...first, path: afresh });
  note("first asked, portal", await hammer({ ...first, path: afresh }));
  const firstOnly = { questions: firstQuestions };
  note("first asked, bare node:http", await behindHttp("desk and facts", firstOnly));
  await hammer({ ...asked, questions: size.units, origin: portal.origin });
  note("asked again, portal", await hammer({ ...asked, origin: portal.origin }));
  note("asked again, bare node:http", await behindHttp("desk", {}));
  note("asked again, portal, second run", await hammer({ ...asked, origin: portal.origin }));
  const sql = bareSql(bare);
  const code = (n: number) => `bulk-${(n * 11) % size.units}`;
  note("bare loop, desk statement", await oneByOne(300, (n) => sql.ask(code(n), "desk")));
  note("bare loop, with facts", await oneByOne(300, (n) => sql.ask(code(n), "desk and facts")));
  const get = async (address: string) => {
    const reply = await fetch(portal.origin + address, { headers });
    if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  const { codes, rules } = await unitsOfTen(get, size);
  const window = monthFrom(house);
  const ofMonth = (n: number) => get(`/api/v1/units/${codes[n % codes.length]}/coverage?${window}`);
  await oneByOne(100, ofMonth);
  note(`30 days, ${rules} rules, portal`, await oneByOne(100, ofMonth));
  const ids = await house.sql<
    { id: string }[]
  >`select id from unit where code in ${house.sql(codes)}`;
  const monthSql = (n: number) => sql.coverage(ids[n % ids.length]?.id ?? "");
  await oneByOne(100, monthSql);
  note("30 days, bare loop", await oneByOne(100, monthSql));
  const all = () => get("/api/v1/staffing");
  memory.forget();
  note(
    "all units judged once, as after a start",
    await oneByOne(1, () => readyLines(memory.house)),
  );
  note("all units in one call, portal", await oneByOne(5, all));
  const recorded = async (n: number) => (await reportState(house, `bulk-${n}`)) && all();
  note("all units, each time after an entry", await oneByOne(10, recorded));
  const engine = await engineTimes(house, codes);
  line("30 days, engine alone", { ...none, p50: engine.coverageMs });
  await Promise.all([portal.close(), sql.close()]);
  return { size, load, results, engine, shares: shares(results) };
}

const none: Measured = {
  perSecond: Number.NaN,
  p50: Number.NaN,
  p95: Number.NaN,
  p99: Number.NaN,
  failed: 0,
};

async function fill(house: House, { size, tidy }: Plan) {
  const found = await loadedSize(house);
  if (found.units === size.units && found.shifts >= size.shifts) return;
  if (found.units > 0) throw new Error("this record holds another network: choose another folder");
  say(`Loading ${size.units} units and ${size.shifts} shifts`);
  await loadBulk(house, size);
  await tidy();
}

async function tokenOf(house: House): Promise<string> {
  const token = `sys_${randomBytes(32).toString("base64url")}`;
  const wish = {
    id: uuidv7(),
    name: "Bench",
    scopes: ["staffing:read" as const],
    unitIds: null,
    days: 1,
  };
  const done = await ensureToken(contextAs(house, system), wish, token);
  if (!done.ok) throw new Error(done.refusal.code);
  return token;
}

/** Something is recorded, so that what was found about the unit has to be found anew. */
async function reportState(house: House, unitCode: string): Promise<boolean> {
  const validUntil = later(house.clock.now(), hour);
  const report = { unitCode, ecmoPatients: 1, bedsOccupied: 8, validUntil };
  const done = await recordState(contextAs(house, system), report);
  if (!done.ok) throw new Error(done.refusal.code);
  return true;
}

/** Units whose tier, guard and services give them about ten rules. */
async function unitsOfTen(
  get: (address: string) => Promise<{ rules: unknown[] }>,
  { units }: Size,
) {
  const kinds = [...Array(12).keys()];
  const counts = await Promise.all(
    kinds.map(async (u) => (await get(`/api/v1/units/bulk-${u}/staffing`)).rules.length),
  );
  const nearest = kinds.reduce((a, b) => (off(counts[b]) < off(counts[a]) ? b : a));
  const codes = [...Array(units).keys()]
    .filter((u) => u % 12 === nearest)
    .slice(0, 20)
    .map((u) => `bulk-${u}`);
  return { codes, rules: counts[nearest] ?? 0 };
}

const off = (rules = 0) => Math.abs(rules - 10);

function monthFrom(house: House): string {
  const from = house.clock.now();
  const times = { from: formatInstant(from), to: formatInstant(later(from, 30 * day)) };
  return new URLSearchParams(times).toString();
}

/** The portal's rate as a share of its raw limit's, and its slowest hundredth as a multiple. */
function shares(results: Record<string, Measured>) {
  const of = (when: string) => {
    const [portal, bare] = [results[`${when}, portal`], results[`${when}, bare node:http`]];
    const [rate, p99] = [
      (portal?.perSecond ?? 0) / (bare?.perSecond ?? 1),
      (portal?.p99 ?? 0) / (bare?.p99 ?? 1),
    ];
    say(`${when}: ${rate.toFixed(2)} of the bare rate, ${p99.toFixed(2)} times its p99`);
    return { rate, p99 };
  };
  return { first: of("first asked"), again: of("asked again") };
}

function head(title: string) {
  say("");
  row([title, "per second", "p50 ms", "p95 ms", "p99 ms", "not 200"]);
}

function line(name: string, { perSecond, p50, p95, p99, failed }: Measured) {
  const shown = [perSecond.toFixed(0), ...[p50, p95, p99].map((each) => each.toFixed(1))];
  row([name, ...shown.map((each) => (each === "NaN" ? "" : each)), failed]);
}

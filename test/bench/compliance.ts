import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { showCompliance } from "#app/operations/coverage/compliance.server.ts";
import { appRole } from "#db/client.server.ts";
import { busyUnit } from "./load-busy.ts";
import { row, say } from "./table.ts";

/** A whole year of a busy unit, with what is known now beside it. */
const limitMs = 1_500;
const runs = 7;

/** The last whole year. */
export function yearBefore(now: Instant): number {
  return localParts(now, "UTC").year - 1;
}

/** The first instant of a year that every zone of Europe has begun by then. */
export function startOf(year: number): Instant {
  return instant(Date.UTC(year - 1, 11, 31, 20));
}

/**
 * A year of compliance through the operation, beside its own statements, one after another, in a bare
 * client: medians, in ms.
 */
export async function benchCompliance(house: House, url: string) {
  const year = yearBefore(house.clock.now());
  const connection = { role: appRole, TimeZone: "UTC" };
  const sent: { text: string; values: never[] }[] = [];
  const spied = postgres(url, {
    ...{ max: 1, connection, onnotice: () => {} },
    debug: (_id, text, values) => void sent.push({ text, values: values as never[] }),
  });
  await ask({ ...house, db: drizzle(spied) } as House, year);
  await spied.end();
  const statements = sent.filter(({ text }) => /^\s*(select|with)\b/i.test(text));
  const bare = postgres(url, { max: 1, connection, onnotice: () => {} });
  const sql = await median(async () => {
    for (const { text, values } of statements) await bare.unsafe(text, values, { prepare: true });
  });
  await bare.end();
  const before = process.cpuUsage();
  const whole = await median(() => ask(house, year));
  const { user, system: kernel } = process.cpuUsage(before);
  const cpu = (user + kernel) / 1_000 / runs;
  say(`A year of a busy unit's compliance; ms, at most ${limitMs}`);
  row(["", "whole", "of it CPU", "bare SQL", "statements"]);
  row([busyUnit, whole.toFixed(0), cpu.toFixed(0), sql.toFixed(0), statements.length]);
  return { limitMs, wholeMs: whole, cpuMs: cpu, bareSqlMs: sql, statements: statements.length };
}

async function ask(house: House, year: number) {
  const shown = await showCompliance(contextAs(house, system), busyUnit, year);
  if (!shown.ok) throw new Error(shown.refusal.code);
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

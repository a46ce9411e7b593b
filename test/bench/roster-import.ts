import type { ServerBuild } from "@remix-run/node";
import { formatInstant, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { localText } from "#app/domain/time/wall-time.ts";
import { listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import type { House } from "#app/operations/context.server.ts";
import * as unitRoster from "#app/routes/api/unit-roster.ts";
import { network } from "#test/operations/coverage/network.ts";
import { row, say } from "./table.ts";

const rows = 20_000;
const people = 200;
const shiftHours = 12;
const limitMs = 3_000;
const zone = "Europe/Berlin";
const slots = rows / people;

/** A year of a very large unit as one file: planned, committed, and sent once more. */
export async function benchRosters(house: House) {
  const net = await network(house, "import");
  for (let p = 0; p < people; p++)
    await net.addPerson({ name: `Dr ${p}`, registration: `IMPT:${p}`, external: ["ALS"] });
  const token = await net.addToken(["roster:write"]);
  const start = later((Math.ceil(house.clock.now() / hour) * hour) as Instant, 24 * hour);
  const open = await rosterEndpoint(house);
  const files = { "text/csv": csvFile(start), "text/calendar": calendarFile(start) };
  say(`A roster of ${rows} rows through the portal; ms, at most ${limitMs} together`);
  row(["", "dry run", "commit", "again", "MB"]);
  const results: Record<string, { plan: number; commit: number; again: number }> = {};
  for (const [type, body] of Object.entries(files)) {
    const code = `import-${type.replace("/", "-")}`;
    await net.addUnit({ code, tier: "basic", timeZone: zone });
    const put = (dryRun: boolean) => timedPut({ ...open, code, token, type, body, start, dryRun });
    const [plan, commit, again] = [await put(true), await put(false), await put(false)];
    results[type] = { plan, commit, again };
    row([
      type,
      plan.toFixed(0),
      commit.toFixed(0),
      again.toFixed(0),
      (body.length / 1e6).toFixed(1),
    ]);
  }
  await open.close();
  return { rows, limitMs, results };
}

async function rosterEndpoint(house: House) {
  const path = "api/v1/units/:unit/roster";
  const build = { routes: { [path]: { id: path, path, module: unitRoster } } };
  const portal = portalListener({
    house,
    build: build as unknown as ServerBuild,
    mode: "production",
    trustProxy: false,
  });
  const open = await listen(
    (incoming, outgoing) => void portal(incoming, outgoing),
    "localhost",
    0,
  );
  return { origin: `http://localhost:${open.port}`, close: open.close };
}

type Put = {
  readonly origin: string;
  readonly code: string;
  readonly token: string;
  readonly type: string;
  readonly body: string;
  readonly start: Instant;
  readonly dryRun: boolean;
};

async function timedPut({ origin, code, token, type, body, start, dryRun }: Put): Promise<number> {
  const to = later(start, slots * shiftHours * hour);
  const period = `from=${formatInstant(start)}&to=${formatInstant(to)}`;
  const began = performance.now();
  const reply = await fetch(`${origin}/api/v1/units/${code}/roster?${period}&dryRun=${dryRun}`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": type },
    body,
  });
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(`${reply.status}: ${text.slice(0, 500)}`);
  return performance.now() - began;
}

const shifts = Array.from({ length: rows }, (_, i) => ({
  slot: Math.floor(i / people),
  p: i % people,
}));

export function csvFile(start: Instant): string {
  const at = (n: number) => localText(later(start, n * shiftHours * hour), zone);
  const times = Array.from({ length: slots + 1 }, (_, n) => at(n));
  const lines = shifts.map(
    ({ slot, p }) =>
      `IMPT:${p},attending,on_call,${times[slot]},${times[slot + 1]},20,Night ${p % 7},,r${slot}`,
  );
  const header =
    "registration,role,presence,start,end,response_minutes,assignment,contact,reference";
  return `${[header, ...lines].join("\n")}\n`;
}

export function calendarFile(start: Instant): string {
  const at = (n: number) =>
    `${localText(later(start, n * shiftHours * hour), zone).replace(/[-:]/g, "")}00`;
  const times = Array.from({ length: slots + 1 }, (_, n) => at(n));
  const events = shifts.map(({ slot, p }) =>
    [
      "BEGIN:VEVENT",
      `UID:${slot}-${p}@import.example`,
      `DTSTAMP:20261101T000000Z`,
      `SUMMARY:IMPT:${p} Night ${p % 7}`,
      "CATEGORIES:attending,on_call",
      "DESCRIPTION:Response minutes: 20",
      `DTSTART;TZID=${zone}:${times[slot]}`,
      `DTEND;TZID=${zone}:${times[slot + 1]}`,
      "END:VEVENT",
    ].join("\r\n"),
  );
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...events, "END:VCALENDAR", ""].join("\r\n");
}

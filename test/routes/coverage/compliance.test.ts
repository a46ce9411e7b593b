import { parse } from "csv-parse/sync";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { day, formatInstant, hour, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { adoptRules } from "#app/operations/coverage/rule-adopt.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import * as page from "#app/routes/coverage/compliance.tsx";
import { loader as csv } from "#app/routes/coverage/compliance-csv.ts";
import { loader as missesCsv } from "#app/routes/coverage/misses-csv.ts";
import { network } from "#test/operations/coverage/network.ts";
import { browser } from "#test/routes/roster/pages.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
clock.moveTo(later(anchor, -20 * day));
const net = await network(house);
let lead: Awaited<ReturnType<typeof browser>>;
const here = "/units/ward/compliance";

/** Twelve days of a unit whose intensivist is there by day and reached by night, on every third in vain. */
beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward" });
  await net.addPerson({ name: "Ida", registration: "GMC:1", external: ["EXT-ICM"] });
  const ulla = await net.addLead("Ulla Unit", ward);
  const ctx = () => contextAs(house, system);
  const { rules } = house.content.tiers.templates[0]!;
  const change = {
    kind: "add",
    rules: rules.map((rule, i) => ({ ...rule, id: `U${i + 1}` })),
  } as const;
  const wish = { id: uuidv7(), unitCode: "ward", change, basedOn: "0", effectiveAt: null };
  expect((await adoptRules(ctx(), wish)).ok).toBe(true);
  const start = later(clock.now(), hour);
  const period = interval(start, later(start, 12 * day));
  const rows = Array.from({ length: 24 }, (_, n) => {
    const [from, to] = [later(start, n * 12 * hour), later(start, (n + 1) * 12 * hour)];
    const near = n % 2 === 0 ? "on_site," : "on_call,";
    const minutes = n % 2 === 0 ? "" : n % 3 === 0 ? "30" : "5";
    return `GMC:1,intensivist,${near}${formatInstant(from)},${formatInstant(to)},${minutes}`;
  });
  const text = ["registration,role,presence,start,end,response_minutes", ...rows].join("\n");
  const raw = readRoster("text/csv", new TextEncoder().encode(text));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const what = { unitCode: "ward", source: "roster", kind: "pushed", period, raw } as const;
  expect((await publishRoster(ctx(), { ...what, reason: null }, null)).ok).toBe(true);
  clock.moveTo(anchor);
  lead = await browser(house, ulla);
});

type Line = Readonly<Record<string, string>>;
async function linesOf(loader: typeof csv, path: string): Promise<Line[]> {
  const reply = (await lead.visit(loader, path)) as Response;
  return parse(await reply.text(), { columns: true }) as Line[];
}

/** The share as a reader works it out from the minutes beside it. */
function shareOf(line: Line, when: "then" | "now"): string {
  const minutes = (name: string) => Number(line[`${name}_minutes_as_known_${when}`]);
  const [met, not, unknown] = ["met", "not_met", "unknown"].map(minutes) as [
    number,
    number,
    number,
  ];
  return met + not + unknown === 0 ? "" : (met / (met + not + unknown)).toFixed(5);
}

it.each(["", "&by=week", "&by=day"])(
  "gives the minutes that every share follows from%s",
  async (by) => {
    const lines = await linesOf(csv, `${here}.csv?year=2026${by}`);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      expect(shareOf(line, "then")).toBe(line.share_met_as_known_then);
      expect(shareOf(line, "now")).toBe(line.share_met_as_known_now);
    }
    expect(lines.some((line) => Number(line.unknown_minutes_as_known_then) > 0)).toBe(true);
  },
);

it("adds weeks up to the year, to the minute", async () => {
  const [year] = await linesOf(csv, `${here}.csv?year=2026`);
  const weeks = await linesOf(csv, `${here}.csv?year=2026&by=week`);
  const own = weeks.filter(({ kind }) => kind === "answer");
  const sum = own.reduce((all, line) => all + Number(line.unknown_minutes_as_known_then), 0);
  expect(sum).toBeCloseTo(Number(year?.unknown_minutes_as_known_then), 2);
});

it("makes one figure of Leapfrog's two rules, and says what it does not measure", async () => {
  const shown = (await lead.visit(
    page.loader,
    `${here}?year=2026&rule=standard:S-LEAPFROG`,
  )) as Exclude<Awaited<ReturnType<typeof page.loader>>, Response>;
  const [answer, leapfrog, ...rules] = shown.rows;
  expect(leapfrog).toMatchObject({ kind: "standard", title: "Leapfrog, ICU physician staffing" });
  expect(leapfrog?.measures).toContain("does not say how many calls were answered");
  expect(rules.map(({ id }) => id)).toEqual(["U1", "U2"]);
  // The unit has no other rules, so its answer is the standard's.
  expect(leapfrog?.told).toEqual(answer?.told);
  expect(rules.map(({ told }) => told.share)).not.toContain(leapfrog?.told.share);
  expect(leapfrog?.parts.map(({ part }) => part)).toContain("weekend_night");
  expect(shown.days.some(({ tally }) => tally.no > 0)).toBe(true);
});

it("says of every miss how long it was what by what is known now", async () => {
  const misses = await linesOf(missesCsv, "/units/ward/misses.csv?year=2026");
  expect(misses.length).toBeGreaterThan(3);
  for (const miss of misses) expect(shareOf(miss, "now")).toBe(miss.share_met_as_known_now);
});

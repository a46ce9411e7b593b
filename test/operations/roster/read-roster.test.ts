import { expect, it } from "vitest";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";

const rows = (many: number) => {
  const row = "GMC:1,attending,on_site,2026-11-21T08:00Z,2026-11-21T20:00Z\n";
  return new TextEncoder().encode(`registration,role,presence,start,end\n${row.repeat(many)}`);
};

it("reads a roster of many thousand rows, and refuses one that no unit can mean", () => {
  const year = readRoster("text/csv", rows(20_000));
  expect("rows" in year && year.rows.length).toBe(20_000);
  expect(readRoster("text/csv", rows(50_001))).toEqual({
    unreadable: { code: "too_many_rows", detail: { max: 50_000 } },
  });
});

import { expect, it } from "vitest";
import type { Instant } from "#app/domain/time/instant.ts";
import { hour, parseInstant } from "#app/domain/time/instant.ts";
import { sendWeeklyReports } from "#app/operations/coverage/report/send-weekly-reports.server.ts";
import { freshHouse } from "#test/setup/house.ts";
import { gapWorld } from "./gap-world.ts";

const { house, clock } = await freshHouse();
const world = await gapWorld(house, clock);
const at = (text: string) => parseInstant(text) as Instant;
const mails = async () => house.sql`select to_address as to, subject, body from mail_outbox`;

it("tells of the week on Monday morning by the unit's clock, once, to who leads it", async () => {
  // From Saturday 03:12 UTC on somebody is there; what comes has a hole of ten hours.
  await world.publish([
    [-24, 100],
    [110, 300],
    [300, 490],
    [490, 680],
    [680, 720],
  ]);
  clock.moveTo(at("2026-11-23T05:59:00Z"));
  expect(await sendWeeklyReports(house)).toBe(0);
  clock.advance(2 * 60_000);
  const written = await Promise.all([sendWeeklyReports(house), sendWeeklyReports(house)]);
  expect(written.reduce((a, b) => a + b, 0)).toBe(1);
  expect(await sendWeeklyReports(house)).toBe(0);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: "lead-unit@north.test",
    subject: "Unit unit: the week 2026-W47",
  });
  const lines = String(mail?.body).split("\n");
  expect(lines).toContain("- R1, A cardiologist on site: yes 43 h 48 min, unknown 5 d 4 h 12 min");
  expect(lines).toContain("- 1 because nobody is on duty who could meet it");
  expect(lines).toContain("- Thu 26 Nov 08:12 to Thu 26 Nov 18:12, 10 h: R1");
});

it("is not made up for after two days", async () => {
  clock.moveTo(at("2026-12-02T06:01:00Z"));
  clock.advance(hour);
  expect(await sendWeeklyReports(house)).toBe(0);
});

import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import {
  dayInWords,
  digestDue,
  digestText,
  isoWeek,
} from "#app/domain/training/assessment/digest.ts";

const { feedback } = loadContent();
const at = (text: string) => parseInstant(text) as Instant;
const berlin = "Europe/Berlin";

describe("when a digest goes out", () => {
  const due = (text: string, zone = berlin) => digestDue(feedback, zone, at(text))?.week ?? null;

  it("is Monday at six on the programme's clock, in summer and in winter", () => {
    expect(due("2026-11-23T04:59:59Z")).toBeNull();
    expect(due("2026-11-23T05:00:00Z")).toBe("2026-W48");
    expect(due("2026-07-06T03:59:59Z")).toBeNull();
    expect(due("2026-07-06T04:00:00Z")).toBe("2026-W28");
    expect(due("2026-11-23T05:00:00Z", "America/New_York")).toBeNull();
    expect(due("2026-11-23T11:00:00Z", "America/New_York")).toBe("2026-W48");
  });

  it("can be made up for on Monday and Tuesday, and no later", () => {
    expect(due("2026-11-25T04:59:59Z")).toBe("2026-W48");
    expect(due("2026-11-25T05:00:00Z")).toBeNull();
    expect(due("2026-11-29T22:00:00Z")).toBeNull();
  });

  it("counts as news what came since the one before, also over a change of the clock", () => {
    const due = digestDue(feedback, berlin, at("2026-10-26T06:00:00Z"));
    expect(due).toMatchObject({
      at: at("2026-10-26T05:00:00Z"),
      since: at("2026-10-19T04:00:00Z"),
    });
  });
});

it("names the ISO week of a local day, over the turn of the year", () => {
  expect(isoWeek(at("2026-12-31T12:00:00Z"), "UTC")).toBe("2026-W53");
  expect(isoWeek(at("2027-01-03T12:00:00Z"), "UTC")).toBe("2026-W53");
  expect(isoWeek(at("2027-01-04T12:00:00Z"), "UTC")).toBe("2027-W01");
  expect(isoWeek(at("2024-12-30T12:00:00Z"), "UTC")).toBe("2025-W01");
  expect(isoWeek(at("2026-11-22T23:30:00Z"), berlin)).toBe("2026-W48");
  expect(dayInWords(at("2026-11-22T23:30:00Z"), berlin)).toBe("23 November 2026");
});

describe("the text of a digest", () => {
  const line = { text: "Something waits", link: "https://systole.example/assess" };

  it("is nothing where there is nothing to say", () => {
    expect(
      digestText("Ada", [{ title: "Asked of you:", lines: [] }], "https://x.example"),
    ).toBeNull();
  });

  it("leaves out parts without lines, and counts what would be too long", () => {
    const parts = [
      { title: "Empty:", lines: [] },
      { title: "Full:", lines: Array.from({ length: 20 }, () => line) },
    ];
    const text = digestText("Ada", parts, "https://x.example/home") ?? "";
    expect(text).not.toContain("Empty:");
    expect(text.match(/Something waits/g)).toHaveLength(12);
    expect(text).toContain("- and 8 more\n  https://x.example/home");
  });
});

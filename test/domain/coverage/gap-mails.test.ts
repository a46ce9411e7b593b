import { expect, it } from "vitest";
import { type AlertLine, alertMail } from "#app/domain/coverage/gap/alert-mail.ts";
import type { RuleGap } from "#app/domain/coverage/gap/rule-gaps.ts";
import { reportText } from "#app/domain/coverage/gap/weekly-report.ts";
import { hour, type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const at = (text: string) => parseInstant(text) as Instant;
const unit = { name: "North", zone: "Europe/Berlin" };
const night = interval(at("2026-11-25T19:00:00Z"), at("2026-11-26T07:00:00Z"));
const whole = { isCutAtStart: false, isCutAtEnd: false };

function line(rule: string, more: Partial<AlertLine> = {}): AlertLine {
  const link = `https://p.example/gaps/${rule}`;
  const said = { rule, title: `Rule ${rule}`, why: "somebody's validity ends", link };
  return { ...night, ...whole, stage: "72h", ...said, ...more };
}

it("tells each stretch once with its date and zone, then what is missing, why, and where to decide", () => {
  const mail = alertMail([line("A13"), line("G2")], { unit, page: "https://p.example/all" });
  expect(mail.subject).toBe("North: 2 gaps, within 72 hours");
  expect(mail.body.split("\n")).toEqual([
    "North has 2 gaps that no decision covers. Times are on the unit's clock, Europe/Berlin.",
    "",
    "Within 72 hours",
    "",
    "Wed 25 Nov 20:00 to Thu 26 Nov 08:00, 12 h",
    "- A13, Rule A13: somebody's validity ends",
    "  https://p.example/gaps/A13",
    "- G2, Rule G2: somebody's validity ends",
    "  https://p.example/gaps/G2",
    "",
    "Open a link to see who could cover it, to fill the shift, or to record a decision. Until then a gap",
    "is told of again as it comes nearer.",
  ]);
});

it("does not give the edge of what was looked at for the beginning or end of a gap", () => {
  const texts = [
    line("A", { isCutAtStart: true }),
    line("A", { isCutAtEnd: true }),
    line("A", { isCutAtStart: true, isCutAtEnd: true }),
  ].map((each) => alertMail([each], { unit, page: "" }).body.split("\n")[4]);
  expect(texts).toEqual([
    "open already, until Thu 26 Nov 08:00",
    "from Wed 25 Nov 20:00, and beyond Thu 26 Nov 08:00",
    "open already, and beyond Thu 26 Nov 08:00",
  ]);
});

it("writes a week out where it was not met, and counts the rest", () => {
  const hoursOf = (yes: number, no: number, unknown: number) => {
    return { yes: yes * hour, no: no * hour, unknown: unknown * hour };
  };
  const rule = (id: string, no: number) => {
    return { rule: id, title: `Rule ${id}`, ...hoursOf(168 - no, no, 0) };
  };
  const gap = (id: string): RuleGap => ({
    ...night,
    ...whole,
    ...{ rule: id, title: id, severity: "block", index: 0, answer: "no", kinds: ["nobody"] },
    reasons: [],
  });
  const week = interval(at("2026-11-15T23:00:00Z"), at("2026-11-22T23:00:00Z"));
  const text = reportText({
    ...{ unit, week: { week: "2026-W47", window: week }, page: "https://p.example/all" },
    hours: { all: hoursOf(156, 12, 0), rules: [rule("A1", 0), rule("A2", 12), rule("A3", 0)] },
    ...{ gaps: [gap("A13"), gap("G2")], kindWords: () => "nobody is there", waiting: [] },
  });
  expect(text.split("\n").slice(3)).toEqual([
    "Last week",
    "- Every required rule met: yes 6 d 12 h, no 12 h",
    "- A2, Rule A2: yes 6 d 12 h, no 12 h",
    "- 2 rules were met all the time.",
    "",
    "Gaps of the next 28 days",
    "- 2 because nobody is there",
    "- Wed 25 Nov 20:00 to Thu 26 Nov 08:00, 12 h: A13, G2",
    "",
    "Each gap with who could cover it, and where to decide:",
    "https://p.example/all",
  ]);
});

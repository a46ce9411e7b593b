import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { reviewMail, reviewMoment } from "#app/domain/coverage/review-news.ts";
import { day, hour, instant, later } from "#app/domain/time/instant.ts";

const began = instant(Date.UTC(2026, 10, 22, 3, 12));
const at = (hours: number) => later(began, hours * hour);
const times = { since: at(12), remindAt: at(36), dueAt: at(72) };
const letter = { kind: "override" as const, unit: "North", hours: 72, link: "https://s.test/o/1" };

it("tells when it falls due, once more from the reminder to the deadline, and late if nobody was", () => {
  const told = [0, 11, 12, 35, 36, 71, 72, 72 + 24 * 14].map((h) => reviewMoment(times, at(h)));
  expect(told).toEqual([null, null, "due", "due", "reminder", "reminder", "due", null]);
});

it("reminds within the time for the review, by figures of content", () => {
  const { staffing, shockTeam } = loadContent();
  const { emergency } = shockTeam;
  expect(staffing.overrideReviewRemindHours.value).toBeLessThan(staffing.overrideReviewHours.value);
  expect(emergency.reviewRemindHours.value).toBeLessThan(emergency.reviewHours.value);
  // An override has ended, and so is due, before its reminder.
  expect(staffing.overrideHoursMax.value).toBeLessThan(staffing.overrideReviewRemindHours.value);
  expect(staffing.overrideReviewHours.value * hour).toBe(3 * day);
});

it("says the unit and where to look, and nothing of what happened", () => {
  const first = reviewMail(letter, "Uwe", "due");
  expect(first.subject).toBe("North: a review is due");
  expect(first.body.split("\n")).toContain("https://s.test/o/1");
  const again = reviewMail({ ...letter, kind: "activation" }, "Uwe", "reminder");
  expect(again.subject).toBe("North: a review still waits");
  for (const { body } of [first, again]) expect(body).not.toMatch(/SCAI|ECMO|reason/);
});

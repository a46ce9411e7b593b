import { expect, it } from "vitest";
import { type SeatView, TeamSeats } from "#app/components/team-seats.tsx";
import { type ShareBar, TeamShare } from "#app/components/team-share.tsx";
import { spreadWords, TeamTimes } from "#app/components/team-times.tsx";
import { html, words } from "./render.ts";

const seat: SeatView = {
  seat: "lead",
  title: "Shock-team lead",
  addWhen: null,
  respondMinutes: 15,
  answer: "yes",
  people: [
    {
      name: "Dr Ida",
      contact: "+49 30 5550 (1)",
      place: "on call, 15 min",
      until: Date.UTC(2026, 10, 22, 7),
    },
  ],
  reasons: [],
};

it("says for each seat who, how to reach them, within how long and until when", () => {
  const page = <TeamSeats seats={[seat]} zone="Europe/Berlin" />;
  expect(words(page)).toBe(
    "Yes Shock-team lead within 15 min Dr Ida on call, 15 min, until Sun 22 Nov 2026, 08:00 CET +49 30 5550 (1)",
  );
  expect(html(page)).toContain('href="tel:+493055501"');
});

it("says why a seat is open, and when it joins a call", () => {
  const open: SeatView = {
    ...seat,
    answer: "no",
    people: [],
    addWhen: "VA-ECMO is considered",
    reasons: ["Nobody who could meet this is on duty."],
  };
  const read = words(<TeamSeats seats={[open]} zone="Europe/Berlin" />);
  expect(read).toContain("No Shock-team lead within 15 min. VA-ECMO is considered");
  expect(read).toContain("Nobody who could meet this is on duty.");
});

it("draws a month below the target otherwise than one that reached it, and says how many did", () => {
  const months: ShareBar[] = [
    { month: "2026-09", cases: 0, full: 0, share: null },
    { month: "2026-10", cases: 4, full: 4, share: 100 },
    { month: "2026-11", cases: 4, full: 3, share: 75 },
  ];
  const picture = html(<TeamShare months={months} target={100} />);
  expect(picture.match(/team-share-bar/g)).toHaveLength(2);
  expect(picture.match(/data-full/g)).toHaveLength(1);
  expect(picture).toContain("1 of 2 months with such cases reached 100 %.");
  expect(picture).toContain("3/4");
});

it("draws a range and its median for each month whose times are known, and the same in words", () => {
  const toDevice = { cases: 2, median: 46, least: 30, most: 62 };
  const months = [
    { month: "2026-10", toDevice },
    { month: "2026-11", toDevice: null },
  ];
  const picture = html(<TeamTimes months={months} />);
  expect(picture.match(/team-times-range/g)).toHaveLength(1);
  expect(picture).toContain("Known in 1 of 2 months.");
  expect(spreadWords(toDevice)).toBe("46 (30 to 62)");
  expect(spreadWords({ cases: 1, median: 45, least: 45, most: 45 })).toBe("45");
  expect(spreadWords(null)).toBe("–");
});

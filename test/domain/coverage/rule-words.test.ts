import { expect, it } from "vitest";
import { type RuleWording, ruleInWords } from "#app/domain/coverage/rule-words.ts";
import { figure, rule } from "#test/world/oracle/small-unit.ts";

const words: RuleWording = {
  code: (code) => code,
  privilege: (code) => code,
  role: (role) => role.replace("_", " "),
  post: () => "Director of ECMO",
  count: () => "Beds occupied",
  service: () => "ECPR service",
  day: "08:00 to 18:00",
};
const said = (but: Parameters<typeof rule>[1]) => ruleInWords(rule("U1", but), words);

it("says a rule in one sentence: how many, with what, where, when, and only if", () => {
  expect(
    said({
      min: figure(2),
      roles: ["attending", "heart_failure"],
      anyOf: ["CRED-CIS", "EXT-ICM"],
      allOf: ["BASE-CARD"],
      presence: "on_call",
      responseMinutes: figure(1),
      window: [
        { weekdays: [1, 2, 3, 4, 5], from: "16:00", to: "08:00" },
        { weekdays: [6, 7], from: "08:00", to: "20:00" },
      ],
      when: { count: "beds_occupied", above: 8 },
    }),
  ).toBe(
    "At least 2 people rostered as attending or heart failure with CRED-CIS or EXT-ICM, and with BASE-CARD, " +
      "on call within 1 minute, on Monday to Friday from 16:00 to 08:00 the next day and on " +
      "Saturday and Sunday from 08:00 to 20:00, only while “Beds occupied” is above 8.",
  );
});

it("says at all hours, by day, and who is appointed; a formula; and who is admitted beside doctors", () => {
  expect(said({ window: "day" })).toBe(
    "At least 1 doctor with BASE-CARD, on site, by day (08:00 to 18:00).",
  );
  const named = { presence: "named", post: "ecmo_director" } as const;
  expect(said(named)).toBe(
    "At least 1 person with BASE-CARD, appointed as “Director of ECMO”, at all hours.",
  );
  const formula = { minFormula: { count: "beds_occupied", per: figure(10) } } as const;
  expect(said({ ...formula, privileges: { "BASE-CARD": "BASE-CARD" } })).toBe(
    "At least 1 doctor for every 10 of “Beds occupied” with BASE-CARD and this unit's privilege " +
      "for it, on site, at all hours.",
  );
});

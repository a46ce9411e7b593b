import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import type { Assignment } from "#app/domain/coverage/facts.ts";
import { seatsOf, shockTeamAt } from "#app/domain/coverage/shock-team.ts";
import {
  always,
  h,
  hours,
  person,
  publication,
  row,
  rule,
  source,
  type World,
  world,
} from "./small-world.ts";

const { shockTeam: standard } = loadContent();
const shift = hours(0, 12);
const team = (w: World, at = 6, isNow = false) =>
  shockTeamAt(world(w), h(at), { standard, version: "1", isNow });
const call = { presence: "on_call", responseMinutes: 15 } as const;
const seat = (answer: ReturnType<typeof team>, id: string) =>
  answer.rules.find((each) => each.id === id);

const people = [
  person("ida", ["CRED-STL", "BASE-CARD"]),
  person("omar", ["EXT-IC"]),
  person("sue", ["EXT-CT-SURGEON"]),
  person("cy", ["CRED-CIS", "CRED-ECP", "CRED-CCE"]),
];
const rows = people.map(({ id }) => row(id, shift, call));

describe("the shock team now", () => {
  it("is yes when four different people can take the seats that every call has", () => {
    const answer = team({ people, rows });
    expect(answer.answer).toBe("yes");
    expect(seatsOf(standard).always.map(({ seat: id }) => seat(answer, id)?.metBy)).toEqual([
      ["ida"],
      ["omar"],
      ["sue"],
      ["cy"],
    ]);
  });

  it("lets nobody take two of these seats, so three people are no team", () => {
    const three = [person("ida", ["CRED-STL", "BASE-CARD", "CRED-CIS"]), ...people.slice(1, 3)];
    const answer = team({ people: three, rows: three.map(({ id }) => row(id, shift, call)) });
    expect(answer.answer).toBe("no");
    expect(seat(answer, "critical_care")?.reasons[0]?.code).toBe("already_counted");
  });

  it("judges a seat that joins by itself: somebody of the call may take it, and it moves no answer", () => {
    const answer = team({ people, rows });
    expect(seat(answer, "ecmo")?.metBy).toEqual(["cy"]);
    expect(seat(answer, "imaging")?.metBy).toEqual(["cy"]);
    expect(seat(answer, "palliative")).toMatchObject({ answer: "no" });
    expect(answer.answer).toBe("yes");
  });

  it("counts nobody who cannot answer within the minutes of the seat", () => {
    const slow = rows.map((each) =>
      each.registration === "REG:omar" ? { ...each, responseMinutes: 16 } : each,
    );
    const answer = team({ people, rows: slow });
    expect(answer.answer).toBe("no");
    expect(seat(answer, "interventional")?.reasons.map(({ code }) => code)).toContain(
      "response_too_slow",
    );
  });

  it("counts people of the hub, who join by telephone", () => {
    const [, ...here] = rows;
    const hub = {
      unitId: "hub",
      code: "hub",
      site: "south",
      during: always,
      sources: [source([publication([rows[0] as Assignment])])],
      maxAgeMs: world().settings.maxAgeMs,
    };
    expect(team({ people, rows: here }).answer).toBe("no");
    expect(team({ people, rows: here, hubs: [hub] }).answer).toBe("yes");
  });

  it("is unknown where no roster is published, and while a row is matched to nobody", () => {
    expect(team({ people, sources: [] }).answer).toBe("unknown");
    expect(team({ people, rows: [...rows.slice(1), row("?Dr Who", shift, call)] }).answer).toBe(
      "unknown",
    );
  });

  it("leaves the unit's own rules out, and the unit's own answer its capacity", () => {
    const own = { people, rows, rules: [rule("R", { anyOf: ["NOBODY"] })] };
    expect(team(own).rules.map(({ id }) => id)).not.toContain("R");
    expect(team(own).answer).toBe("yes");
  });

  it("holds until the first hand-over of anybody who may be asked", () => {
    expect(team({ people, rows }).holdsUntil).toBe(h(12));
  });

  it("turns no yes into anything else when somebody is added", () => {
    const more = person("pat", ["EXT-PALL", "CRED-STL", "BASE-CARD"]);
    const added = { people: [...people, more], rows: [...rows, row("pat", shift, call)] };
    expect(team(added).answer).toBe("yes");
    expect(seat(team(added), "palliative")?.answer).toBe("yes");
  });
});

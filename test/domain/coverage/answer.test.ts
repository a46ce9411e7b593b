import { describe, expect, it } from "vitest";
import { answerAt } from "#app/domain/coverage/answer.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { forever, hour, minute } from "#app/domain/time/instant.ts";
import {
  credential,
  dawn,
  h,
  hours,
  perCount,
  person,
  publication,
  row,
  rule,
  source,
  strip,
  type World,
  within,
  world,
} from "./small-world.ts";

const x = rule("R");
const call = rule("R", { presence: "on_call", ...within(30) });
const onCall = { presence: "on_call", responseMinutes: 20 } as const;
const night = hours(0, 12);

/** The first rule's answer and its reason codes at hour 6. */
function judged(w: World, at = 6) {
  const { answer, rules } = answerAt(world({ rules: [x], ...w }), h(at));
  return [answer, ...(rules[0]?.reasons ?? []).map(({ code }) => code)];
}

describe("who counts", () => {
  it("is yes, by name, when a proven person is where the rule wants them", () => {
    const answer = answerAt(
      world({ rules: [x], people: [person("ida")], rows: [row("ida", night)] }),
      h(6),
    );
    expect(answer).toMatchObject({
      answer: "yes",
      rules: [{ metBy: ["ida"], reasons: [], required: 1 }],
    });
    expect(answer.people).toMatchObject([
      {
        id: "ida",
        shifts: [{ ...night, role: "attending" }],
        credentials: [{ code: "CRED-X", state: "issued" }],
      },
    ]);
  });

  it("is a plain no when a fresh roster has nobody on it", () => {
    expect(judged({})).toEqual(["no", "nobody_rostered"]);
  });

  it("asks for licence, credential, base credential and local privilege, each with its own reason", () => {
    const rows = [row("ida", night)];
    const card = rule("R", { allOf: ["BASE-CARD"] });
    const can = rule("R", { privileges: { "CRED-X": "cannulate" } });
    const here = { unitId: "unit", code: "cannulate", during: night };
    const cases: [StaffingRule, ReturnType<typeof person>, string[]][] = [
      [x, person("ida", []), ["no", "rostered_not_qualified"]],
      [x, person("ida", ["CRED-X"], { licences: [] }), ["no", "licence_not_active"]],
      [card, person("ida"), ["no", "not_a_cardiologist"]],
      [card, person("ida", ["CRED-X", "BASE-CARD"]), ["yes"]],
      [can, person("ida"), ["no", "no_local_privilege"]],
      [can, person("ida", ["CRED-X"], { privileges: [here] }), ["yes"]],
      [
        can,
        person("ida", ["CRED-X"], { privileges: [{ ...here, unitId: "other" }] }),
        ["no", "no_local_privilege"],
      ],
    ];
    for (const [asked, who, expected] of cases) {
      expect(judged({ rules: [asked], people: [who], rows })).toEqual(expected);
    }
  });

  it.each(["expired", "in_grace", "limited", "suspended", "revoked"] as const)(
    "names a credential that is %s, as evidence",
    (state) => {
      const held = credential("CRED-X", hours(-9), { id: "c1", state, counts: "no" });
      const facts = world({
        rules: [x],
        people: [person("ida", [held])],
        rows: [row("ida", night)],
      });
      expect(answerAt(facts, h(6)).rules[0]?.reasons).toMatchObject([
        { code: `credential_${state}`, practitioner: "ida", credential: "c1" },
      ]);
    },
  );

  it("does not know where a source could not be read or a re-verification is overdue", () => {
    const overdue = credential("CRED-X", hours(-9), { counts: "unknown" });
    const rows = [row("ida", night)];
    expect(judged({ people: [person("ida", [overdue])], rows })).toEqual([
      "unknown",
      "source_unreadable",
    ]);
    const licences = [{ jurisdiction: "DE", during: night, readable: false }];
    expect(judged({ people: [person("ida", ["CRED-X"], { licences })], rows })).toEqual([
      "unknown",
      "source_unreadable",
    ]);
  });

  it("ends cover at the instant that validity ends, and announces it on the nominal shift", () => {
    const held = credential("CRED-X", hours(-9, 2));
    const facts = world({ rules: [x], people: [person("ida", [held])], rows: [row("ida", night)] });
    expect(strip(facts, night)).toEqual([
      [0, 2, "yes"],
      [2, 12, "no"],
    ]);
    const { notices, holdsUntil } = answerAt(facts, h(1));
    expect(notices).toMatchObject([{ code: "validity_ends_mid_shift", practitioner: "ida" }]);
    expect(holdsUntil).toBe(h(2));
  });
});

describe("where they are", () => {
  const people = [person("ida")];

  it("lets a nearer person meet a farther requirement, never the reverse", () => {
    expect(judged({ rules: [call], people, rows: [row("ida", night)] })).toEqual(["yes"]);
    expect(judged({ people, rows: [row("ida", night, onCall)] })).toEqual(["no", "not_on_site"]);
    const remote = { presence: "remote", responseMinutes: 5 } as const;
    expect(judged({ rules: [call], people, rows: [row("ida", night, remote)] })).toEqual([
      "no",
      "not_on_site",
    ]);
  });

  it("asks for a response time of at most the rule's", () => {
    const at = (responseMinutes: number) => [
      row("ida", night, { presence: "on_call", responseMinutes }),
    ];
    expect(judged({ rules: [call], people, rows: at(30) })).toEqual(["yes"]);
    expect(judged({ rules: [call], people, rows: at(31) })).toEqual(["no", "response_too_slow"]);
  });

  it("admits fellows and residents only where the rule names them", () => {
    const rows = [row("ida", night, { role: "fellow" })];
    expect(judged({ people, rows })).toEqual(["no", "role_not_admitted"]);
    const open = rule("R", { roles: ["attending", "fellow", "resident"] });
    expect(judged({ rules: [open], people, rows })).toEqual(["yes"]);
  });

  it("takes a person on leave off every other row of the unit while it lasts", () => {
    const rows = [row("ida", night), row("ida", hours(4, 8), { role: "not_counted" })];
    expect(strip(world({ rules: [x], people, rows }), night)).toEqual([
      [0, 4, "yes"],
      [4, 8, "no"],
      [8, 12, "yes"],
    ]);
  });

  it("counts nobody who is on site at two sites, and does not know if the other roster is stale", () => {
    const also = { personId: "ida", unitCode: "south-icu", site: "south", during: hours(4, 8) };
    const rows = [row("ida", night)];
    const booked = { people, rows, elsewhere: [{ ...also, fresh: true }] };
    expect(judged(booked)).toEqual(["no", "double_booked"]);
    expect(judged(booked, 9)).toEqual(["yes"]);
    expect(judged({ ...booked, elsewhere: [{ ...also, fresh: false }] })).toEqual([
      "unknown",
      "double_booked",
    ]);
    const { notices } = answerAt(world({ rules: [x], ...booked }), h(6));
    expect(notices).toMatchObject([{ code: "double_booked", values: { elsewhere: "south-icu" } }]);
  });

  it("counts somebody who is on site in two units of one site", () => {
    const elsewhere = [
      { personId: "ida", unitCode: "n2", site: "north", during: night, fresh: true },
    ];
    expect(judged({ people, rows: [row("ida", night)], elsewhere })).toEqual(["yes"]);
  });

  it("counts somebody on call here who is on site elsewhere, with a notice", () => {
    const elsewhere = [
      { personId: "ida", unitCode: "s", site: "south", during: night, fresh: true },
    ];
    const facts = world({ rules: [call], people, rows: [row("ida", night, onCall)], elsewhere });
    expect(answerAt(facts, h(6))).toMatchObject({
      answer: "yes",
      notices: [{ code: "on_site_elsewhere" }],
    });
  });

  it("says so, too, of somebody on call here who is on site at the hub", () => {
    const hub = {
      ...{ unitId: "hub", code: "hub-icu", site: "west", during: hours(0) },
      sources: [source([publication([row("ida", night)])])],
      maxAgeMs: world({}).settings.maxAgeMs,
    };
    const here = { rules: [call], people, rows: [row("ida", night, onCall)] };
    expect(answerAt(world(here), h(6)).notices).toEqual([]);
    expect(answerAt(world({ ...here, hubs: [hub] }), h(6))).toMatchObject({
      answer: "yes",
      notices: [{ code: "on_site_elsewhere", values: { elsewhere: "hub-icu" } }],
    });
  });

  it("has exactly one of two adjoining shifts on at the hand-over", () => {
    const rows = [row("ida", hours(0, 6)), row("omar", hours(6, 12))];
    const facts = world({ rules: [x], people: [...people, person("omar")], rows });
    expect(answerAt(facts, h(6)).people.map(({ id }) => id)).toEqual(["omar"]);
    expect(strip(facts, night)).toEqual([[0, 12, "yes"]]);
  });
});

describe("rosters", () => {
  const people = [person("ida")];

  it("lets the latest publication rule where its period reaches, and shows the nominal shift", () => {
    const sources = [
      source([
        publication([row("ida", night)]),
        publication([], { entrySeq: 2, period: hours(8, 20) }),
      ]),
    ];
    const facts = world({ rules: [x], people, sources });
    expect(strip(facts, night)).toEqual([
      [0, 8, "yes"],
      [8, 12, "no"],
    ]);
    expect(answerAt(facts, h(6)).people[0]?.shifts[0]).toMatchObject(night);
  });

  it("lets each source replace only its own rows", () => {
    const sources = [
      source([publication([row("ida", night)])]),
      source([publication([], { entrySeq: 2 })], { name: "surgeons" }),
    ];
    expect(judged({ people, sources })).toEqual(["yes"]);
  });

  it("knows nothing beyond the horizon and in a hole between publications", () => {
    const sources = [
      source([
        publication([row("ida", hours(0, 4))], { period: hours(0, 4) }),
        publication([row("ida", hours(6, 8))], { entrySeq: 2, period: hours(6, 8) }),
      ]),
    ];
    const facts = world({ rules: [x], people, sources });
    expect(strip(facts, hours(0, 10)).map(([, , answer]) => answer)).toEqual([
      "yes",
      "unknown",
      "yes",
      "unknown",
    ]);
    expect(judged({ people, sources }, 5)).toEqual(["unknown", "roster_absent"]);
  });

  it("stops trusting a feed once it is older than its age, and not a millisecond before", () => {
    const sources = [
      source([publication([row("ida", night)], { recordedAt: h(1) })], { kind: "pulled" }),
    ];
    const late = (knownAt: number, at: number) =>
      answerAt(world({ rules: [x], people, sources, knownAt: knownAt as never }), at as never);
    const last = h(2);
    expect(late(last, last).answer).toBe("yes");
    expect(late(last + 1, last + 1).answer).toBe("unknown");
    expect(late(last + 1, last + 1).rules[0]?.reasons).toMatchObject([
      { code: "roster_stale" },
      {},
    ]);
    expect(late(last + 1, last).answer).toBe("yes");
    expect(late(last, h(9)).answer).toBe("yes");
    expect(late(last + 1, h(9)).answer).toBe("unknown");
  });

  it("shows in the calendar from when on a past feed was too old", () => {
    const published = [publication([row("ida", night)], { recordedAt: h(1) })];
    const sources = [source(published, { kind: "pulled" })];
    const facts = world({ rules: [x], people, sources, knownAt: h(9) });
    const edge = 2 + 1 / hour;
    expect(strip(facts, night)).toEqual([
      [0, edge, "yes"],
      [edge, 12, "unknown"],
    ]);
  });

  it("lets a later check heal the past only for a later knownAt", () => {
    const published = [publication([row("ida", night)], { recordedAt: h(0) })];
    const before = source(published, { kind: "pulled" });
    const healed = source(published, { kind: "pulled", checks: [h(7)] });
    expect(judged({ people, sources: [before], knownAt: h(6) })[0]).toBe("unknown");
    expect(judged({ people, sources: [healed], knownAt: h(7) })[0]).toBe("yes");
  });

  it("minds staleness in holdsUntil only when asked about now", () => {
    const sources = [
      source([publication([row("ida", night)], { recordedAt: h(1) })], { kind: "pulled" }),
    ];
    const facts = world({ rules: [x], people, sources, knownAt: h(1.5) });
    expect(answerAt(facts, h(1.5)).holdsUntil).toBe(h(12));
    const now = answerAt(facts, h(1.5), { isNow: true });
    expect(now.holdsUntil).toBe(h(2) + 1);
    expect(now.data).toEqual({ rosterReceivedAt: h(1), rosterSource: "rota", staleAfter: h(2) });
  });

  it("matches rows to registrations as they are at the instant", () => {
    const registrations = [{ registration: "REG:ida", personId: "ida", during: hours(4) }];
    const facts = world({ rules: [x], people, registrations, rows: [row("ida", night)] });
    expect(strip(facts, night)).toEqual([
      [0, 4, "unknown"],
      [4, 12, "yes"],
    ]);
  });

  it("has null for holdsUntil when nothing known will change the answer", () => {
    expect(answerAt(world({ rules: [x], sources: [] }), h(1)).holdsUntil).toBeNull();
  });
});

describe("unmatched rows", () => {
  it("turn a no that they could have met into unknown, and nothing else", () => {
    expect(judged({ rows: [row("?Dr A", night)] })).toEqual(["unknown", "unmatched_shift"]);
    expect(judged({ rows: [row("?Dr A", night, { role: "fellow" })] })).toEqual([
      "no",
      "nobody_rostered",
    ]);
    expect(judged({ rows: [row("?Dr A", night, onCall)] })).toEqual(["no", "nobody_rostered"]);
  });

  it("are one person where they bear one name", () => {
    const two = rule("R", {}, 2);
    const again = row("?Dr A", hours(0, 13));
    expect(judged({ rules: [two], rows: [row("?Dr A", night), again] })[0]).toBe("no");
    expect(judged({ rules: [two], rows: [row("?Dr A", night), row("?Dr B", night)] })[0]).toBe(
      "unknown",
    );
  });
});

describe("rules", () => {
  const ecmo = (value: number) => [
    { recordedAt: h(0), validUntil: h(9), counts: { ecmo_patients: value } },
  ];
  const when = rule("R", { when: { count: "ecmo_patients", above: 0 } });

  it("take no part where their condition is known false, and are unknown where it is unknown", () => {
    expect(answerAt(world({ rules: [when], states: ecmo(0) }), h(6)).rules[0]?.answer).toBe(
      "not-applicable",
    );
    expect(judged({ rules: [when], states: ecmo(1) })).toEqual(["no", "nobody_rostered"]);
    expect(judged({ rules: [when] })).toEqual(["unknown", "condition_unknown", "nobody_rostered"]);
    const met = { rules: [when], people: [person("ida")], rows: [row("ida", night)] };
    expect(judged(met)).toEqual(["yes"]);
  });

  it("believe a reported count until its own end, and at most 12 hours", () => {
    expect(judged({ rules: [when], states: ecmo(1) }, 9)[0]).toBe("unknown");
    const long = [{ ...ecmo(1)[0]!, validUntil: h(30) }];
    expect(judged({ rules: [when], states: long }, 11.9)[0]).toBe("no");
    expect(judged({ rules: [when], states: long }, 12)[0]).toBe("unknown");
  });

  it("hold past the end of a report that a later one replaced", () => {
    const [first] = ecmo(1);
    const states = [first!, { ...first!, recordedAt: h(2), validUntil: h(11) }];
    expect(answerAt(world({ rules: [when], states }), h(3)).holdsUntil).toBe(h(11));
    const beds = { ...first!, recordedAt: h(2), validUntil: h(11), counts: { beds_occupied: 3 } };
    expect(answerAt(world({ rules: [when], states: [first!, beds] }), h(3)).holdsUntil).toBe(h(9));
  });

  it("work out people needed from a count, none for a count of none", () => {
    const ratio = rule("R", perCount("beds_occupied", 10));
    const beds = (value: number) => [
      { recordedAt: h(0), validUntil: h(9), counts: { beds_occupied: value } },
    ];
    const facts = (value: number) =>
      answerAt(world({ rules: [ratio], states: beds(value) }), h(6)).rules[0];
    expect(facts(0)?.answer).toBe("not-applicable");
    expect(facts(10)?.required).toBe(1);
    expect(facts(11)?.required).toBe(2);
    expect(judged({ rules: [ratio], people: [person("ida")], rows: [row("ida", night)] })[0]).toBe(
      "unknown",
    );
  });

  it("keep to the unit's day, as the clock on its wall shows it", () => {
    const daily = rule("R", { window: "day" });
    const facts = world({ rules: [daily], timeZone: "Europe/Berlin" });
    expect(strip(facts, hours(0, 24))).toEqual([
      [0, 7, "unknown"],
      [7, 17, "no"],
      [17, 24, "unknown"],
    ]);
  });

  it("say that there is no rule set, rather than yes", () => {
    expect(answerAt(world(), h(1))).toMatchObject({
      answer: "unknown",
      notices: [{ code: "no_rule_set" }],
    });
    expect(judged({ rules: [rule("R", { severity: "warn" })] })[0]).toBe("unknown");
  });

  it("ask named people by appointment, on shift or not, and use nobody up", () => {
    const director = rule("D", { presence: "named", post: "unit_director" });
    const post = { unitId: "unit", post: "unit_director", during: hours(0, 8) };
    const people = [person("ida", ["CRED-X"], { appointments: [post] })];
    const facts = world({ rules: [director, x], people, rows: [row("ida", night)] });
    expect(answerAt(facts, h(6)).rules.map(({ metBy }) => metBy)).toEqual([["ida"], ["ida"]]);
    expect(judged({ rules: [director], people }, 9)).toEqual(["no", "nobody_appointed"]);
    expect(judged({ rules: [director], people, sources: [] })).toEqual(["yes"]);
    expect(answerAt(world({ rules: [director], people }), h(1)).holdsUntil).toBe(h(8));
  });

  it("never count one person for two on-site rules, nor for three on call", () => {
    const [a, b, c] = ["A", "B", "C"].map((id) => rule(id, { presence: "on_call", ...within(30) }));
    const people = [person("ida")];
    const near = answerAt(
      world({ rules: [x, rule("S")], people, rows: [row("ida", night)] }),
      h(6),
    );
    expect(near.rules.map(({ answer }) => answer)).toEqual(["yes", "no"]);
    expect(near.rules[1]?.reasons).toMatchObject([
      { code: "already_counted", practitioner: "ida" },
    ]);
    const far = answerAt(
      world({ rules: [a!, b!, c!], people, rows: [row("ida", night, onCall)] }),
      h(6),
    );
    expect(far.rules.map(({ answer }) => answer)).toEqual(["yes", "yes", "no"]);
  });

  it("let somebody on site meet one rule there and two on call besides", () => {
    const far = ["A", "B"].map((id) => rule(id, { presence: "on_call" }));
    expect(
      judged({ rules: [x, ...far], people: [person("ida")], rows: [row("ida", night)] }),
    ).toEqual(["yes"]);
  });

  it("match the guard on its own, and only where there is a VA-ECMO service", () => {
    const guarded = {
      rules: [x],
      guard: [rule("G1")],
      people: [person("ida")],
      rows: [row("ida", night)],
    };
    expect(answerAt(world(guarded), h(6)).rules.map(({ metBy }) => metBy)).toEqual([
      ["ida"],
      ["ida"],
    ]);
    expect(answerAt(world({ guard: [rule("G1")] }), h(6)).answer).toBe("no");
    expect(answerAt(world({ guard: [rule("G1")], services: [] }), h(6)).rules).toEqual([]);
  });

  it("place a rule of unknown condition after those whose condition is known", () => {
    const facts = world({ rules: [when, x], people: [person("ida")], rows: [row("ida", night)] });
    expect(answerAt(facts, h(6)).rules.map(({ answer }) => answer)).toEqual(["unknown", "yes"]);
    const later = rule("W", { severity: "warn" });
    const warned = world({
      rules: [when, later],
      people: [person("ida")],
      rows: [row("ida", night)],
    });
    expect(answerAt(warned, h(6)).rules.map(({ answer }) => answer)).toEqual(["yes", "unknown"]);
  });
});

describe("hubs", () => {
  const remote = rule("H", {
    presence: "remote",
    ...within(15),
    privileges: { "CRED-X": "advise" },
  });
  const privileges = [{ unitId: "hub", code: "advise", during: night }];
  const people = [person("ida", ["CRED-X"], { privileges })];
  const hub = (rows = [row("ida", night)], during = hours(0)) => ({
    unitId: "hub",
    code: "hub",
    site: "south",
    during,
    maxAgeMs: { pulled: hour, pushed: 24 * hour, uploaded: hour, state: hour },
    sources: [source([publication(rows)])],
  });

  it("lend their people to remote rules alone, with the hub's privileges", () => {
    expect(judged({ rules: [remote], people, hubs: [hub()] })).toEqual(["yes"]);
    expect(judged({ people, hubs: [hub()] })).toEqual(["no", "nobody_rostered"]);
    expect(judged({ rules: [remote], people, hubs: [hub([row("ida", night)], hours(8))] })[0]).toBe(
      "no",
    );
    const facts = world({ rules: [remote], people, hubs: [hub()] });
    expect(answerAt(facts, h(6)).people[0]?.shifts[0]).toMatchObject({
      unitId: "hub",
      responseMinutes: 0,
    });
  });

  it("leave it unknown where their roster is absent or stale, or names somebody unmatched", () => {
    const absent = { ...hub(), sources: [] };
    expect(judged({ rules: [remote], people, hubs: [absent] })).toEqual([
      "unknown",
      "roster_absent",
    ]);
    expect(judged({ rules: [remote], people, hubs: [hub()], knownAt: h(30) }, 29)).toEqual([
      "unknown",
      "roster_stale",
    ]);
    expect(judged({ rules: [remote], hubs: [hub([row("?Dr A", night)])] })).toEqual([
      "unknown",
      "unmatched_shift",
    ]);
  });
});

describe("nights on which the clocks change", () => {
  it.each([
    ["Europe/Berlin", "2026-03-28T19:00:00Z", 11],
    ["Europe/Berlin", "2026-10-24T18:00:00Z", 13],
    ["America/New_York", "2026-03-08T01:00:00Z", 11],
    ["America/New_York", "2026-11-01T00:00:00Z", 13],
    ["Australia/Lord_Howe", "2026-10-03T09:30:00Z", 11.5],
    ["Australia/Lord_Howe", "2026-04-04T09:00:00Z", 12.5],
    ["Asia/Tokyo", "2026-03-28T11:00:00Z", 12],
  ])(
    "cover 20:00 to 08:00 in %s (%s) without a hole, and then the day rule begins",
    (timeZone, from, long) => {
      const start = (Date.parse(from) - dawn) / hour;
      const shift = hours(start, start + long);
      const facts = world({
        rules: [rule("N"), rule("D", { window: "day" }, 2)],
        people: [person("ida")],
        sources: [
          source([
            publication([row("ida", shift)], {
              period: hours(start, start + 24),
              recordedAt: shift.start,
            }),
          ]),
        ],
        timeZone,
        knownAt: shift.start,
      });
      expect(strip(facts, hours(start, start + long + 1))).toEqual([
        [start, start + long, "yes"],
        [start + long, start + long + 1, "no"],
      ]);
      expect(answerAt(facts, shift.start).holdsUntil).toBe(shift.end);
      expect(answerAt(facts, (shift.end - minute) as never).rules[1]?.answer).toBe(
        "not-applicable",
      );
      expect(shift.end).not.toBe(forever);
    },
  );
});

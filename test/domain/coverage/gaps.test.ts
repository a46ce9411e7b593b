import { describe, expect, it } from "vitest";
import { gapsOver } from "#app/domain/coverage/gaps.ts";
import { impactOf } from "#app/domain/coverage/impact.ts";
import { asIfStopped, timelinesOf } from "#app/domain/credential/timeline.ts";
import { credential, h, hours, person, row, rule, world } from "./small-world.ts";

const asked = [rule("R")];
const day = hours(0, 24);

describe("gaps", () => {
  it("are the longest stretches that are not yes, with the rules that cause them and why", () => {
    const facts = world({
      rules: asked,
      people: [person("ida"), person("omar", [])],
      rows: [
        row("ida", hours(0, 8)),
        row("omar", hours(8, 10)),
        row("?Dr A", hours(10, 12)),
        row("ida", hours(12, 24)),
      ],
    });
    const [gap, ...others] = gapsOver(facts, day);
    expect(others).toEqual([]);
    expect(gap).toMatchObject({ ...hours(8, 12), answer: "no" });
    expect(gap?.causes).toMatchObject([
      {
        rule: "R",
        answer: "no",
        reasons: [{ code: "rostered_not_qualified" }, { code: "unmatched_shift" }],
      },
    ]);
  });

  it("tell every reason that holds anywhere in them, also where the answer stays the same", () => {
    const facts = world({
      rules: asked,
      people: [person("ida", []), person("omar", [])],
      rows: [row("ida", hours(0, 8)), row("omar", hours(8, 16)), row("ida", hours(16, 24))],
    });
    const [gap] = gapsOver(facts, day);
    expect(gap).toMatchObject({ ...day, answer: "no" });
    expect(gap?.causes[0]?.reasons.map((each) => each.practitioner)).toEqual(["ida", "omar"]);
  });

  it("name who qualifies for all of it and is on site nowhere", () => {
    const ends = person("ends", [credential("CRED-X", hours(-9, 11))]);
    const names = ["free", "here", "away", "leave", "call"];
    const facts = world({
      rules: [rule("R", {}, 2)],
      people: [ends, ...names.map((id) => person(id))],
      rows: [
        row("here", hours(8, 12)),
        row("leave", hours(9, 10), { role: "not_counted" }),
        row("call", hours(8, 12), { presence: "on_call" }),
      ],
      elsewhere: [
        { personId: "away", unitCode: "s", site: "south", during: hours(11, 13), fresh: true },
      ],
    });
    expect(gapsOver(facts, hours(8, 12))[0]?.causes[0]?.couldCover).toEqual(["call", "free"]);
  });

  it("name nobody who is on duty for the rule already", () => {
    const facts = world({
      rules: [rule("R", { presence: "on_call" }, 2)],
      people: [person("ida"), person("omar")],
      rows: [row("ida", hours(8, 12), { presence: "on_call" })],
    });
    expect(gapsOver(facts, hours(8, 12))[0]?.causes[0]?.couldCover).toEqual(["omar"]);
  });

  it("are none where the answer is yes throughout", () => {
    expect(
      gapsOver(world({ rules: asked, people: [person("ida")], rows: [row("ida", day)] }), day),
    ).toEqual([]);
  });
});

describe("the impact of a credential that stops counting", () => {
  const renewal = { windowBeforeMonths: 6, graceAfterMonths: 6 };
  const prerequisites = new Map([["CRED-TOP", { requires: ["CRED-X"], requiresAny: [] }]]);
  const rules = { prerequisites, renewal };
  const issued = { kind: "issued", effectiveAt: h(-9), recordedAt: h(-9), reason: null } as const;
  const held = (id: string, code: string) => ({
    id,
    code,
    validity: hours(-9, 9000),
    events: [issued],
  });
  const record = {
    own: [held("c1", "CRED-X"), held("c2", "CRED-TOP")],
    external: [],
    entrustments: [],
  };

  it("is every stretch that loses cover, also by what requires the credential", () => {
    const facts = world({
      rules: [rule("R", { anyOf: ["CRED-TOP"] })],
      people: [person("ida", timelinesOf(record, rules))],
      rows: [row("ida", hours(0, 8)), row("ida", hours(12, 20))],
    });
    const after = timelinesOf(asIfStopped(record, "c1", h(6)), rules);
    expect(impactOf([facts], "ida", after, day)).toEqual([
      { ...hours(6, 8), unitId: "unit", before: "yes", after: "no", rules: ["R"], warned: [] },
      { ...hours(12, 20), unitId: "unit", before: "yes", after: "no", rules: ["R"], warned: [] },
    ]);
  });

  it("is nothing where others keep the unit covered", () => {
    const facts = world({
      rules: asked,
      people: [person("ida"), person("omar")],
      rows: [row("ida", day), row("omar", day)],
    });
    expect(impactOf([facts], "ida", [], day)).toEqual([]);
    expect(impactOf([facts], "omar", [], day)).toEqual([]);
  });
});

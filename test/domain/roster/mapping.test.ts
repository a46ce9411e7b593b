import { describe, expect, it } from "vitest";
import { alike, guessDuty } from "#app/domain/roster/alike.ts";
import { type MappingFact, mappingOf, nameKey } from "#app/domain/roster/mapping.ts";
import { matchRows, personText, unmappedErrors } from "#app/domain/roster/match.ts";
import type { FileRow } from "#app/domain/roster/roster-file.ts";

const fact = (change: Partial<MappingFact>): MappingFact => ({
  kind: "name",
  given: "",
  meaning: "use",
  registration: null,
  role: null,
  presence: null,
  responseMinutes: null,
  ...change,
});
const day = fact({ kind: "assignment", given: "CICU Day", role: "attending", presence: "on_site" });
const call = fact({
  ...{ kind: "assignment", given: "CICU Call", role: "attending", presence: "on_call" },
  responseMinutes: 30,
});
const ida = fact({ given: "Berg, Ida", registration: "GMC:1" });
let line = 0;
const row = (name: string | null, assignment: string, more: Partial<FileRow> = {}): FileRow => ({
  row: ++line,
  name,
  identifiers: [],
  ...more,
  fields: { assignment, start: "2026-12-01T08:00", end: "2026-12-01T20:00", ...more.fields },
});
const nobody = () => false;
const match = (rows: readonly FileRow[], facts: readonly MappingFact[], isHeld = nobody) =>
  matchRows(rows, mappingOf(facts), isHeld as (registration: string) => boolean);

describe("a name", () => {
  it.each([
    ["Berg, Ida", "Dr. Ida  Berg"],
    ["BERG, IDA", "ida berg, MD"],
    ["Prof. Dr. med. Ida Berg", "Berg, Dr Ida"],
    ["Berg, Ida (A17)", "Dr Ida Berg (a17)"],
  ])("is the same one however it is written: %s and %s", (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  it.each([
    ["Müller", "Muller"],
    ["Ida Berg", "Ida Berg (17)"],
    ["Ida Berg (16)", "Ida Berg (17)"],
    ["Ida Berg", "I Berg"],
  ])("is another one where that may be another person: %s and %s", (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });

  it("carries what tells two of one name apart, as people write it", () => {
    const identifiers = ["0b8d2f0e-6f7e-4f0a-9d6d-1d1f2b1c3a55", "A17"];
    expect(personText({ name: " Berg,  Ida ", identifiers })).toBe("Berg, Ida (A17)");
    expect(personText({ name: null, identifiers: ["ida@x.example"] })).toBe("ida@x.example");
  });
});

describe("a row of a file", () => {
  it("means what its unit has taught of its name and its assignment", () => {
    const { rows } = match([row("Dr Ida Berg", "cicu  call")], [call, ida]);
    expect(rows).toMatchObject([
      {
        fields: {
          ...{ registration: "GMC:1", role: "attending", presence: "on_call" },
          ...{ responseMinutes: "30", assignment: "cicu  call" },
        },
      },
    ]);
    expect(rows[0]?.nameText).toBe("Dr Ida Berg");
  });

  it("keeps the name of somebody whom nobody was matched to, and asks who it is once", () => {
    const found = match(
      [row("Omar Said", "CICU Day"), row("Said, Omar", "CICU Call")],
      [day, call],
    );
    expect(found.rows.map((each) => [each.fields.registration, each.nameText])).toEqual([
      ["", "Omar Said"],
      ["", "Said, Omar"],
    ]);
    expect(found.unmatchedNames).toMatchObject([
      { given: "Omar Said", rows: 2, beside: ["CICU Day", "CICU Call"] },
    ]);
  });

  it("is the person whose registration stands among its identifiers, if anybody holds it", () => {
    const rows = [row("Berg, I", "CICU Day", { identifiers: ["77", "GMC:1"] })];
    const held = match(rows, [day], ((each: string) => each === "GMC:1") as never);
    expect(held.rows[0]?.fields.registration).toBe("GMC:1");
    expect(held.unmatchedNames).toEqual([]);
    expect(match(rows, [day]).rows[0]).toMatchObject({ nameText: "Berg, I (77)" });
  });

  it("is left out where its person or its assignment is no physician's, or to be ignored", () => {
    const nurse = fact({ given: "Nurse Joy", meaning: "not_a_physician" });
    const open = fact({ given: "OPEN", meaning: "ignore" });
    const chaplain = fact({ kind: "assignment", given: "Chaplain", meaning: "not_a_physician" });
    const found = match(
      [row("Joy, Nurse", "CICU Day"), row("Open", "CICU Day"), row("Ida Berg", "chaplain")],
      [day, nurse, open, chaplain],
    );
    expect(found).toMatchObject({ rows: [], leftOut: { not_a_physician: 2, ignore: 1 } });
  });

  it("cannot be published until its assignment is known, which is asked once, with its names", () => {
    const found = match([row("Ida Berg", "Night A"), row("Omar Said", "night a")], [ida]);
    expect(found).toMatchObject({ rows: [], unmatchedNames: [{ given: "Omar Said" }] });
    expect(unmappedErrors(found)).toMatchObject([
      { field: "assignment", code: "assignment_not_mapped", detail: { given: "Night A", rows: 2 } },
    ]);
  });

  it("that says its role and its presence needs no teaching, and is not overruled by any", () => {
    const fields = { registration: "GMC:9", role: "surgeon", presence: "on_call" };
    const own = row(null, "CICU Day", { fields });
    expect(match([own], [day]).rows[0]?.fields).toMatchObject(fields);
  });
});

it("forgets what is to be forgotten, and takes the latest of what was taught", () => {
  const forget = fact({ given: "ida berg", meaning: "forget" });
  const other = fact({ given: "Ida Berg", registration: "GMC:2" });
  expect([...mappingOf([ida, forget]).names]).toEqual([]);
  expect(mappingOf([ida, forget, other]).names.get(nameKey("Berg, Ida"))).toMatchObject({
    registration: "GMC:2",
  });
});

describe("a suggestion", () => {
  const people = [
    { registration: "GMC:1", name: "Dr Ida Berg", email: "ida@x.example" },
    { registration: "GMC:2", name: "Dr Omar Müller", email: null },
    { registration: "GMC:3", name: "Dr Ines Berg", email: null },
  ];
  const of = (given: string) =>
    alike(given, people).map((each) => `${each.registration}${each.isClose ? " close" : ""}`);

  it("names whoever is called alike, and stands chosen only where one alone fits wholly", () => {
    expect(of("Berg, Ida")).toEqual(["GMC:1 close", "GMC:3"]);
    expect(of("O. Muller")).toEqual(["GMC:2 close"]);
    expect(of("Mueller, Omar")).toEqual(["GMC:2 close"]);
    expect(of("I Berg")).toEqual(["GMC:1", "GMC:3"]);
    expect(of("Berg")).toEqual(["GMC:1", "GMC:3"]);
    expect(of("Somebody Else")).toEqual([]);
  });

  it("goes by an e-mail address before any name", () => {
    expect(of("Bergmann, Ida (ida@x.example)")).toEqual(["GMC:1 close"]);
  });

  it("of an assignment reads its usual words", () => {
    expect(guessDuty("CICU Attending Night")).toEqual({ role: "attending", presence: "on_site" });
    expect(guessDuty("STEMI backup call")).toEqual({
      role: "interventionist",
      presence: "on_call",
    });
    expect(guessDuty("CT Surgery call")).toEqual({ role: "surgeon", presence: "on_call" });
    expect(guessDuty("Vacation").role).toBe("not_counted");
    expect(guessDuty("Cardiology call, week 2").role).toBe("attending");
    expect(guessDuty("Charge nurse, ICU").role).toBe("not_a_physician");
    expect(guessDuty("Ward clerk").role).toBe("not_a_physician");
  });

  it("of which nothing is known is left to a person, who is nobody's attending by default", () => {
    expect(guessDuty("Team B night").role).toBeNull();
  });
});

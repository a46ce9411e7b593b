import { describe, expect, it } from "vitest";
import { guessColumns, isIdentifying } from "#app/domain/training/transfer/columns.ts";
import { provenOrder, questionsOf } from "#app/domain/training/transfer/questions.ts";
import { frame, judged, mappingWith, okafor, sheetOf } from "./world.ts";

const intubation = "2025-03-04 | 22:10 | Tracheal intubation | Supervised primary | ";
const kinds = (lines: readonly string[], ...rest: [Parameters<typeof judged>[1]?]) =>
  judged(lines, ...rest).map((each) => each.kind);
const refusals = (lines: readonly string[], ...rest: [Parameters<typeof judged>[1]?]) =>
  judged(lines, ...rest).map((each) => (each.kind === "refused" ? each.refusal.code : each.kind));

describe("a row of a past log", () => {
  it("comes in as a case would be logged, at night by the programme's clock", () => {
    const [row] = judged([intubation]);
    expect(row).toMatchObject({
      kind: "accepted",
      entry: {
        id: "case-2",
        activity: "tracheal-intubation",
        role: "supervised_primary",
        setting: "cicu",
        performedAt: Date.parse("2025-03-04T21:10:00Z"),
        datePrecision: "minute",
        atNight: true,
        supervisorId: null,
      },
    });
  });

  it("may lie before the fellowship, but not in the future nor after the fellowship", () => {
    const before = "2019-03-04 | 10:00 | Tracheal intubation | Primary | ";
    const ahead = "2027-03-04 | 10:00 | Tracheal intubation | Primary | ";
    expect(refusals([before, ahead])).toEqual(["accepted", "case_in_future"]);
    const ended = { ...frame, during: { ...frame.during, end: frame.during.start } };
    const [after] = judged(
      ["2026-03-04 | 10:00 | Tracheal intubation | Primary | "],
      mappingWith(),
      ended,
    );
    expect(after).toMatchObject({ kind: "refused", refusal: { code: "outside_fellowship" } });
  });

  it("without a time of day is a day, and no night is made of it", () => {
    const [row] = judged(["2025-03-04 |  | Tracheal intubation | Primary | "]);
    expect(row).toMatchObject({ entry: { datePrecision: "day", atNight: false } });
  });

  it("is refused with its column where a word, a date or a time means nothing", () => {
    const rows = judged([
      "2025-03-04 | 10:00 | Heart swap | Primary | ",
      "03/04/2024 | 10:00 | Tracheal intubation | Primary | ",
      "2025-03-04 | soon | Tracheal intubation | Primary | ",
      "2025-03-04 | 10:00 | Tracheal intubation |  | ",
      "=1+1 | 10:00 | Tracheal intubation | Primary | ",
    ]);
    expect(
      rows.map((each) => (each.kind === "refused" ? [each.field, each.refusal.code] : [])),
    ).toEqual([
      ["activity", "word_not_matched"],
      ["date", "date_ambiguous"],
      ["time", "clock_unreadable"],
      ["role", "cell_empty"],
      ["date", "formula_cell"],
    ]);
  });

  it("is skipped where its word is to be skipped, and read as what the word was said to be", () => {
    const words = { activity: { "heart swap": "skip", tube: "tracheal-intubation" } };
    const mapping = mappingWith({ words: { role: {}, setting: {}, supervisor: {}, ...words } });
    const lines = ["Heart swap", "Tube!"].map(
      (each) => `2025-03-04 | 10:00 | ${each} | Primary | `,
    );
    expect(kinds(lines, mapping)).toEqual(["skipped", "accepted"]);
  });

  it.each([
    "Ada Okafor",
    "Okafor, Ada",
    "Dr. med. Ada OKAFOR",
    "ada@north.example",
    "7012345",
    "GMC:7012345",
  ])("names the supervisor that it calls %s", (name) => {
    const mapping = mappingWith();
    const [row] = judged([`2025-03-04 | 10:00 | Tracheal intubation | Primary | ${name}`], {
      ...mapping,
      columns: { ...mapping.columns, supervisor: "Supervisor" },
    });
    expect(row).toMatchObject({ entry: { supervisorId: okafor.id } });
  });

  it("keeps a case without a detail that has no place, and names it; never without its complication", () => {
    const mapping = mappingWith();
    const header = "Date | Time | Procedure | Role | Devices | Complications";
    const withDetails = {
      ...mapping,
      columns: { ...mapping.columns, devices: "Devices", complications: "Complications" },
    };
    const rows = judged(
      [
        "2025-03-04 | 10:00 | Tracheal intubation | Primary | Video laryngoscope; Spoon | none",
        "2025-03-05 | 10:00 | Tracheal intubation | Primary |  | Hypotension",
      ],
      withDetails,
      {},
      header,
    );
    expect(rows[0]).toMatchObject({
      kind: "accepted",
      entry: { devices: ["video_laryngoscope"] },
      leftOut: [{ field: "devices", word: "Spoon" }],
    });
    expect(rows[1]?.kind).toBe("refused");
  });
});

describe("a duplicate", () => {
  it("is the same activity, part and time within the file, unless they are said to differ", () => {
    expect(judged([intubation, intubation])[1]).toEqual({ kind: "duplicate", line: 3, of: 2 });
    const other = intubation.replace("22:10", "23:10");
    expect(kinds([intubation, other])).toEqual(["accepted", "accepted"]);
    const different = mappingWith({ alike: "different" });
    expect(kinds([intubation, intubation], different)).toEqual(["accepted", "accepted"]);
  });

  it("is a case that is in the log already, as exactly as the coarser of the two is dated", () => {
    const [first] = judged([intubation]);
    if (first?.kind !== "accepted") throw new Error("not accepted");
    const again = judged([intubation], mappingWith(), { log: [first.entry] });
    expect(again).toEqual([{ kind: "duplicate", line: 2, of: null }]);
    const dayOnly = intubation.replace("22:10", "");
    expect(judged([dayOnly], mappingWith(), { log: [first.entry] })[0]?.kind).toBe("duplicate");
    const otherPart = intubation.replace("Supervised primary", "Assistant");
    expect(judged([otherPart], mappingWith(), { log: [first.entry] })[0]?.kind).toBe("accepted");
  });

  it("explains one row for each case of the log, not all that look like it", () => {
    const [first] = judged([intubation]);
    if (first?.kind !== "accepted") throw new Error("not accepted");
    const mapping = mappingWith({ alike: "different" });
    const rows = judged([intubation, intubation], mapping, { log: [first.entry] });
    expect(rows.map((each) => each.kind)).toEqual(["duplicate", "accepted"]);
  });
});

describe("columns", () => {
  it("are guessed in several languages, our own export and the ACVC log among them", () => {
    expect(guessColumns(["Datum", "Uhrzeit", "Eingriff", "Rolle", "Betreuer"])).toEqual({
      date: "Datum",
      time: "Uhrzeit",
      activity: "Eingriff",
      role: "Rolle",
      supervisor: "Betreuer",
    });
    expect(guessColumns(["date", "time", "activity_code", "activity"])).toMatchObject({
      activity: "activity_code",
    });
    expect(guessColumns(["Topic", "Date", "Level II: supervisor name"])).toMatchObject({
      activity: "Topic",
      date: "Date",
      supervisor: "Level II: supervisor name",
    });
  });

  it.each([
    "MRN",
    "Patient name",
    "Patient Unique Identifier",
    "DOB",
    "Date of birth",
    "Initials",
    "Fallnummer",
    "Geburtsdatum",
    "Comments",
    "Free text",
    "Hospital number",
    "Age",
    "Diagnosis",
  ])("that could identify a patient are known: %s", (name) =>
    expect(isIdentifying(name)).toBe(true),
  );

  it.each([
    "Date",
    "Procedure",
    "Supervisor",
    "Role",
    "Hospital",
    "Location",
    "SCAI stage",
    "Complications",
  ])("that identify nobody are read: %s", (name) => expect(isIdentifying(name)).toBe(false));
});

describe("what only the fellow can say", () => {
  it("is asked once for each unknown word, the most frequent first", () => {
    const sheet = sheetOf(
      "Date | Time | Procedure | Role",
      "03/04/2024 | | Tube | Primary",
      "2024-05-01 | | tube | Primary",
      "2024-05-02 | | Spell | Primary",
      "2024-05-03 | | Tracheal intubation | Primary",
    );
    const { words, unanswered, ambiguous } = questionsOf(sheet, mappingWith(), frame.dictionary);
    expect(words.activity).toEqual([
      { word: "Tube", rows: 2, meaning: null },
      { word: "Spell", rows: 1, meaning: null },
    ]);
    expect(unanswered).toBe(2);
    expect(ambiguous).toEqual({ rows: 1, example: "03/04/2024" });
  });

  it("is proven for dates where another one of the file can be read one way only", () => {
    const dates = (...all: string[]) => provenOrder(sheetOf("Date | Procedure", ...all), "Date");
    expect(dates("03/04/2024 | a", "25/04/2024 | b")).toBe("dmy");
    expect(dates("03/04/2024 | a", "04/25/2024 | b")).toBe("mdy");
    expect(dates("25/04/2024 | a", "04/25/2024 | b")).toBeNull();
    expect(dates("03/04/2024 | a")).toBeNull();
  });
});

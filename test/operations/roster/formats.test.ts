import { join } from "node:path";
import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { calendar, codeOf, errorsOf, event, fileOf, reading, span, timesOf } from "./files.ts";

const header = "registration,role,presence,start,end,response_minutes";
const row = "GMC:1,attending,on_site,2026-11-23T08:00,2026-11-23T20:00,";
const own = `${header}\n${row}\n`;
const amionRow = (...cells: readonly string[]) => cells.map((each) => `"${each}"`).join(",");
const preamble = [
  "Northfield Heart Centre CICU",
  "As of 11-22-26 at 14:05",
  "Field 1: name of staff",
  "Field 2: id of staff, Field 3: backup id",
  "Field 4: name of assignment",
  "",
];
const amion = (...rows: readonly string[]) => [...preamble, ...rows, ""].join("\r\n");
const dayShift = amionRow(
  "Brandt, Ida",
  "12",
  "4711",
  "CICU attending",
  "3",
  "",
  "11-23-26",
  "700",
  "1900",
);

it("reads our own table with a row for each shift, said by itself", () => {
  expect(fileOf(own)).toEqual({
    format: "systole",
    errors: [],
    notes: [],
    rows: [
      {
        row: 2,
        name: null,
        identifiers: [],
        fields: {
          registration: "GMC:1",
          role: "attending",
          presence: "on_site",
          start: "2026-11-23T08:00",
          end: "2026-11-23T20:00",
          responseMinutes: "",
        },
      },
    ],
  });
});

const utf16 = (text: string, isBig: boolean, mark: boolean) => {
  const units = [...(mark ? "\ufeff" : ""), ...text].flatMap((each) => {
    const code = each.charCodeAt(0);
    return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8];
  });
  return new Uint8Array(units);
};
const latin = (text: string) => new Uint8Array([...text].map((each) => each.charCodeAt(0)));

it.each<[string, string | Uint8Array]>([
  ["commas", own],
  ["semicolons", own.replaceAll(",", ";")],
  ["tabs", own.replaceAll(",", "\t")],
  ["bars", own.replaceAll(",", "|")],
  ["a byte-order mark", `\ufeff${own}`],
  ["line ends of Windows", own.replaceAll("\n", "\r\n")],
  ["line ends of old Macs", own.replaceAll("\n", "\r")],
  ["UTF-16, little end first", utf16(own, false, true)],
  ["UTF-16, big end first", utf16(own, true, true)],
  ["UTF-16 without its mark", utf16(own, false, false)],
])("reads our own table with %s", (_, body) => {
  expect(fileOf(body)).toMatchObject({
    format: "systole",
    rows: [{ fields: { role: "attending" } }],
  });
});

it("reads names that Windows-1252 writes in one byte", () => {
  const file = fileOf(latin(amion(dayShift.replace("Brandt, Ida", "M\u00fcller, Zo\u00eb"))));
  expect(file.rows[0]?.name).toBe("Müller, Zoë");
});

it("reads JSON by its first sign, whatever it is called", () => {
  const body = JSON.stringify({ shifts: [{ registration: "GMC:1", role: "attending" }] });
  expect(fileOf(body, { contentType: "text/plain" })).toMatchObject({
    format: "json",
    rows: [{ row: 1, fields: { registration: "GMC:1" }, name: null }],
  });
});

it("reads Amion's report behind its preamble", () => {
  const file = fileOf(amion(dayShift));
  expect(file).toEqual({
    format: "amion",
    errors: [],
    notes: [],
    rows: [
      {
        row: 7,
        name: "Brandt, Ida",
        identifiers: ["12", "4711"],
        fields: {
          assignment: "CICU attending",
          start: "2026-11-23T07:00",
          end: "2026-11-23T19:00",
        },
      },
    ],
  });
});

it.each([
  ["0", "700", "2026-11-23T00:00/2026-11-23T07:00"],
  ["700", "700", "2026-11-23T07:00/2026-11-24T07:00"],
  ["1900", "700", "2026-11-23T19:00/2026-11-24T07:00"],
  ["30", "0", "2026-11-23T00:30/2026-11-24T00:00"],
  ["0700", "2400", "2026-11-23T07:00/2026-11-24T00:00"],
  ["0", "0", "2026-11-23T00:00/2026-11-24T00:00"],
  ["07:00", "19:30", "2026-11-23T07:00/2026-11-23T19:30"],
])("reads Amion's clock from %s to %s", (start, end, want) => {
  const line = amionRow("Ida", "1", "", "CICU", "2", "", "11-23-26", start, end);
  expect(timesOf(amion(line))).toEqual([want]);
});

it("reads Amion's tabs, and its ten columns with the division", () => {
  const tabs = amion(dayShift).replaceAll('","', "\t").replaceAll('"', "");
  expect(fileOf(tabs).rows).toMatchObject([{ name: "Brandt, Ida" }]);
  const ten = amion(`"Cardiology",${dayShift}`);
  expect(fileOf(ten).rows).toMatchObject([
    { fields: { assignment: "Cardiology: CICU attending" } },
  ]);
  const more = amion(`${dayShift},"pager 4411","+1 555 0100"`);
  expect(fileOf(more).rows).toMatchObject([{ name: "Brandt, Ida" }]);
});

it("reads one person with two assignments of Amion as two rows, and leaves out a shift of nobody", () => {
  const file = fileOf(
    amion(
      dayShift,
      dayShift.replace("CICU attending", "ECMO"),
      dayShift.replace("Brandt, Ida", "").replace('"12","4711"', '"",""'),
    ),
  );
  expect(file.rows.map((each) => each.fields.assignment)).toEqual(["CICU attending", "ECMO"]);
  expect(file.notes).toEqual([{ code: "open_shifts_left_out", detail: { count: 1 } }]);
});

it.each([
  ["11-31-26", "700", "1900", ["8 start not_a_date"]],
  ["11-23-26", "760", "1900", ["8 start not_a_clock_time"]],
  ["11-23-26", "700", "2501", ["8 end not_a_clock_time"]],
  ["11-23-26", "seven", "", ["8 start not_a_clock_time", "8 end not_a_clock_time"]],
])("names what is wrong in a row of Amion's: %s %s %s", (date, start, end, want) => {
  const line = amionRow("Ida", "1", "", "CICU", "2", "", date, start, end);
  expect(errorsOf(amion(dayShift, line))).toEqual(want);
});

it("names a row of Amion's that is too short, and one without its date", () => {
  const short = amionRow("Ida", "1", "CICU");
  const undated = dayShift.replace("11-23-26", "soon");
  expect(errorsOf(amion(dayShift, short, undated))).toEqual([
    "8 row wrong_width",
    "9 start not_a_date",
  ]);
});

it("tells Amion's answer that there is no schedule from an empty one", () => {
  expect(codeOf("NOFI=No file\n")).toBe("amion_no_file");
  expect(fileOf(amion())).toMatchObject({ format: "amion", rows: [], errors: [] });
});

it("leaves out what an export holds outside the period, by the unit's clock", () => {
  const of = (date: string) => dayShift.replace("11-23-26", date);
  const period = span("2026-11-23T06:00:00Z", "2026-11-23T18:00:00Z");
  const file = fileOf(amion(of("11-22-26"), of("11-23-26"), of("11-24-26")), { period });
  expect(file.rows.map((each) => each.fields.start)).toEqual(["2026-11-23T07:00"]);
  expect(file.notes).toEqual([{ code: "outside_period_left_out", detail: { count: 2 } }]);
  expect(fileOf(amion(of("11-22-26")), { period: null }).rows).toHaveLength(1);
});

const qgendaHeader =
  "ScheduleKey,StaffKey,ScheduleDate,StartDate,StartTime,EndDate,EndTime,TaskName,StaffFName,StaffLName,StaffId,Npi,Email,IsPublished,IsStruck";
const task =
  "k1,s1,11/23/2026,11/23/2026,07:00,11/23/2026,19:00,CICU attending,Ida,Brandt,12,1234567893,Ida@ward.example,True,False";
const qgenda = (...rows: readonly string[]) => [qgendaHeader, ...rows].join("\n");

it("reads a schedule of QGenda", () => {
  expect(fileOf(qgenda(task))).toEqual({
    format: "qgenda",
    errors: [],
    notes: [],
    rows: [
      {
        row: 2,
        name: "Ida Brandt",
        identifiers: ["NPI:1234567893", "12", "ida@ward.example", "s1"],
        fields: {
          assignment: "CICU attending",
          start: "2026-11-23T07:00",
          end: "2026-11-23T19:00",
          reference: "k1",
        },
      },
    ],
  });
});

it("leaves out what QGenda struck, has not published, or gave to nobody", () => {
  const file = fileOf(
    qgenda(
      task,
      task.replace("True,False", "True,True"),
      task.replace("True,False", "False,False"),
      "k4,,11/23/2026,11/23/2026,07:00,11/23/2026,19:00,CICU attending,,,,,,True,False",
    ),
  );
  expect(file.rows).toHaveLength(1);
  expect(file.notes.map((each) => each.code).sort()).toEqual([
    ...["open_shifts_left_out", "struck_left_out", "unpublished_left_out"],
  ]);
});

it.each([
  [
    "Date,Start Time,End Time,Task Abbrev,Staff Abbrev",
    "2026-11-23,7:00 PM,7:00 AM,N,IB",
    "2026-11-23T19:00/2026-11-24T07:00",
  ],
  [
    "Date,StartTime,EndTime,Task,Staff",
    "11/23/26,0700,1900,Day,Ida",
    "2026-11-23T07:00/2026-11-23T19:00",
  ],
  [
    "StartDate,StartTime,EndDate,EndTime,TaskName,StaffLName",
    "2026-11-23T00:00:00,07:00:00,2026-11-24T00:00:00,07:00:00,Day,Brandt",
    "2026-11-23T07:00/2026-11-24T07:00",
  ],
  [
    "StartDate,StartTime,EndDate,EndTime,TaskName,StaffLName",
    "11/23/2026 12:00:00 AM,12:00 AM,11/23/2026,12:00 PM,Day,Brandt",
    "2026-11-23T00:00/2026-11-23T12:00",
  ],
  [
    "Date,StartTime,EndTime,TaskName,StaffLName",
    "11/23/2026,,,Vacation,Brandt",
    "2026-11-23T00:00/2026-11-24T00:00",
  ],
])("reads the columns that a customer of QGenda chose: %s", (columns, line, want) => {
  expect(timesOf(`${columns}\n${line}`)).toEqual([want]);
});

it("names what is wrong in a row of QGenda's", () => {
  const bad = task.replaceAll("11/23/2026", "23/11/2026").replace("07:00", "late");
  expect(errorsOf(qgenda(task, bad, "k9,s1"))).toEqual([
    ...["3 start not_a_date", "3 end not_a_date", "3 start not_a_clock_time"],
    "4 row wrong_width",
  ]);
});

it("refuses cells that a spreadsheet would run, and takes a plus or minus off", () => {
  const formula = dayShift.replace("Brandt, Ida", "=HYPERLINK(1)");
  const at = dayShift.replace("CICU attending", "@SUM(A1)");
  expect(errorsOf(amion(formula, at))).toEqual(["7 row formula_cell", "8 assignment formula_cell"]);
  const file = fileOf(amion(dayShift.replace("CICU attending", "-2+3 night")));
  expect(file.rows[0]?.fields.assignment).toBe("2+3 night");
  expect(file.notes).toEqual([{ code: "cells_neutralised", detail: { count: 1 } }]);
  const long = dayShift.replace("Brandt, Ida", "I".repeat(121));
  expect(errorsOf(amion(long))).toEqual(["7 row too_long"]);
});

const zip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]);

it.each<[string, string | Uint8Array, string]>([
  ["a page", "<!DOCTYPE html><html><body>Sign in</body></html>", "html_not_a_roster"],
  ["a page that begins with a remark", "<!-- login --><html></html>", "html_not_a_roster"],
  ["XML", '<?xml version="1.0"?><roster/>', "html_not_a_roster"],
  ["nothing", "", "file_empty"],
  ["blanks", " \r\n\t\n", "file_empty"],
  ["a workbook", zip, "file_is_excel"],
  ["an old workbook", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "file_is_excel"],
  ["a PDF", "%PDF-1.7", "file_is_pdf"],
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0, 0, 13]), "file_not_text"],
  ["another table", "name,shift\nIda,night", "unknown_columns"],
  ["a table of one column", "roster\nIda", "unknown_columns"],
  ["JSON that is none", "{", "not_json"],
  ["JSON of another kind", '{"events":[]}', "no_shifts"],
  ["a quote that never ends", `${header}\n"GMC:1,attending`, "not_csv"],
])("refuses %s", (_, body, code) => {
  expect(codeOf(body)).toBe(code);
  expect(codeOf(body, { fileName: "roster.csv", contentType: "text/csv" })).toBe(code);
});

it("refuses what is too large before it looks into it, and more rows than a unit can mean", () => {
  expect(reading(new Uint8Array(50 * 1024 * 1024).fill(65))).toEqual({
    unreadable: { code: "file_too_large", detail: { megabytes: 10 } },
  });
  expect(codeOf(`${header}\n${`${row}\n`.repeat(50_001)}`)).toBe("too_many_rows");
});

it("has words for whatever it says", () => {
  const { copy } = loadContent(join(process.cwd(), "content"));
  const bodies = [
    own,
    amion(dayShift),
    qgenda(task),
    calendar(event("DTSTART:x")),
    "<html>",
    "",
    "%PDF",
  ];
  for (const body of bodies) {
    const read = reading(body);
    const said = "unreadable" in read ? [read.unreadable] : [...read.errors, ...read.notes];
    for (const { code } of said) expect(Object.hasOwn(copy.rows, code), code).toBe(true);
  }
});

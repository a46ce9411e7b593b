import { describe, expect, it } from "vitest";
import { readLogbook } from "#app/adapters/logbook-file/read-logbook.server.ts";
import { rowsMax } from "#app/domain/training/transfer/sheet.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const code = (sent: Uint8Array) => {
  const read = readLogbook(sent);
  return "unreadable" in read ? read.unreadable.code : "read";
};
const sheet = (sent: Uint8Array) => {
  const read = readLogbook(sent);
  if ("unreadable" in read) throw new Error(read.unreadable.code);
  return read.sheet;
};

const german = "Datum;Eingriff;Betreuer\n04.03.2025;Jugularvenenkatheter;Jörg Müller\n";

describe("a file is read whatever wrote it", () => {
  it.each([
    ["UTF-8", bytes(german)],
    ["UTF-8", bytes(`\ufeff${german}`)],
    ["UTF-16", Buffer.from(`\ufeff${german}`, "utf16le")],
    ["UTF-16", Buffer.from(german, "utf16le")],
    ["UTF-16", Buffer.from(`\ufeff${german}`, "utf16le").swap16()],
    ["Windows-1252", Buffer.from(german, "latin1")],
  ])("in %s", (encoding, sent) => {
    expect(sheet(sent)).toMatchObject({
      encoding,
      delimiter: "semicolon",
      header: ["Datum", "Eingriff", "Betreuer"],
      rows: [{ line: 2, cells: ["04.03.2025", "Jugularvenenkatheter", "Jörg Müller"] }],
    });
  });

  it.each([
    ["comma", ","],
    ["semicolon", ";"],
    ["tab", "\t"],
    ["bar", "|"],
  ])("with a %s between its columns", (name, by) => {
    const text = [
      ["Date", "Procedure"],
      ["2025-03-04", "Chest drain"],
    ]
      .map((row) => row.join(by))
      .join("\r\n");
    expect(sheet(bytes(text)).delimiter).toBe(name);
  });

  it("with delimiters and line ends inside quotes", () => {
    const read = sheet(bytes('Date,Procedure\n2025-03-04,"Chest drain, left\nlower"\n'));
    expect(read.rows[0]?.cells[1]).toBe("Chest drain, left\nlower");
  });
});

describe("a file that is none is refused with its reason", () => {
  const long = `Date,Procedure\n${"2025-03-04,Chest drain\n".repeat(rowsMax + 1)}`;
  it.each([
    ["file_empty", bytes("")],
    ["file_empty", bytes("\ufeff \n")],
    ["file_is_excel", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2])],
    ["file_is_excel", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2])],
    ["file_is_pdf", bytes("%PDF-1.7 …")],
    ["file_is_html", bytes("<!DOCTYPE html><html>…")],
    ["file_not_text", bytes("Date,Procedure\n\0\0,x\n")],
    ["delimiter_not_found", bytes("one column\nonly\n")],
    ["quotes_never_closed", bytes('Date,Procedure\n2025-03-04,"Chest drain\n2025-03-05,x\n')],
    ["no_rows", bytes("Date,Procedure\n")],
    ["columns_repeated", bytes("Date,Date\n1,2\n")],
    ["too_many_rows", bytes(long)],
    ["file_too_large", new Uint8Array(11 * 1024 * 1024).fill(65)],
  ])("%s", (expected, sent) => {
    expect(code(sent)).toBe(expected);
  });

  it("a row of another width is named, and the others are read", () => {
    const read = sheet(
      bytes("Date,Procedure\n2025-03-04,Chest drain,oops\n2025-03-05,Bronchoscopy\n"),
    );
    expect(read.misshapen).toEqual([{ line: 2, got: 3 }]);
    expect(read.rows).toHaveLength(1);
  });
});

it("never carries on what could identify a patient", () => {
  const text = "Date,MRN,Procedure,Patient name,Notes\n2025-03-04,4711,Chest drain,Erika M.,seen\n";
  const read = sheet(bytes(text));
  expect(read.header).toEqual(["Date", "Procedure"]);
  expect(read.ignored).toEqual(["MRN", "Patient name", "Notes"]);
  expect(JSON.stringify(read.rows)).not.toMatch(/4711|Erika|seen/);
});

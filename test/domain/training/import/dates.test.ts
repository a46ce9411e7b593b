import fc from "fast-check";
import { expect, it } from "vitest";
import { readDate, readTime } from "#app/domain/training/transfer/dates.ts";

const read = (date: string, time: string | null = null) => ({ kind: "read", date, time });

it.each([
  ["2024-04-03", read("2024-04-03")],
  ["2024-04-03 08:30", read("2024-04-03", "08:30")],
  ["2024-04-03T22:15:00", read("2024-04-03", "22:15")],
  ["3.4.2024", read("2024-04-03")],
  ["03.04.24, 7:05", read("2024-04-03", "07:05")],
  ["25/04/2024", read("2024-04-25")],
  ["04/25/2024", read("2024-04-25")],
  ["04/04/2024", read("2024-04-04")],
  ["3 Apr 2024", read("2024-04-03")],
  ["3. März 2024", read("2024-03-03")],
  ["April 3, 2024", read("2024-04-03")],
  ["29/02/2024 1:05 pm", read("2024-02-29", "13:05")],
])("reads %s", (text, expected) => {
  expect(readDate(text, null)).toEqual(expected);
});

it("reads a month alone as a month", () => {
  expect(readDate("2024-04", null)).toEqual({ ...read("2024-04-01"), monthOnly: true });
});

it.each(["30/02/2024", "2023-02-29", "yesterday", "1/2", "13/13/2024", "2024-04-03 25:00", ""])(
  "never guesses %s",
  (text) => {
    expect(readDate(text, null)).toEqual({ kind: "unreadable" });
  },
);

it("asks which comes first, day or month, and then takes the answer", () => {
  expect(readDate("03/04/2024", null)).toEqual({ kind: "ambiguous" });
  expect(readDate("03/04/2024", "dmy")).toEqual(read("2024-04-03"));
  expect(readDate("03/04/2024", "mdy")).toEqual(read("2024-03-04"));
});

it("reads back every day that it is written, in either order", () => {
  const day = fc.date({
    min: new Date("2000-01-01"),
    max: new Date("2030-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, fc.constantFrom("/", "-", " "), (at, by) => {
      const [y = "", m = "", d = ""] = at.toISOString().slice(0, 10).split("-");
      expect(readDate([d, m, y].join(by), "dmy")).toEqual(read(`${y}-${m}-${d}`));
      expect(readDate([m, d, y].join(by), "mdy")).toEqual(read(`${y}-${m}-${d}`));
    }),
  );
});

it.each([
  ["8:30", "08:30"],
  ["08.30 Uhr", "08:30"],
  ["12:10 am", "00:10"],
  ["12:10 PM", "12:10"],
  ["22h15", "22:15"],
  ["24:00", null],
  ["13:00 pm", null],
  ["soon", null],
])("reads the time of day %s as %s", (text, expected) => {
  expect(readTime(text)).toBe(expected);
});

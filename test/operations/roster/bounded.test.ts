import { expect, it } from "vitest";
import { readCsv } from "#app/adapters/roster/csv.server.ts";
import { readJson } from "#app/adapters/roster/json.server.ts";
import { calendar, codeOf, event } from "./files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const refused = { unreadable: { code: "too_many_rows", detail: { max: 50_000 } } };

it("reads no further in a table of ours than rows may be, so that a body of crumbs costs little", () => {
  const header = "registration,role,presence,start,end\n";
  expect(readCsv(bytes(header + "x\n".repeat(60_000)))).toEqual(refused);
});

it("looks at no entry of a JSON list that is too long", () => {
  expect(readJson(bytes(`{"shifts":[${"1,".repeat(200_000)}1]}`))).toEqual(refused);
});

it("tells no more people of a recurring event than rows may be", () => {
  const crowd = Array.from({ length: 10_000 }, (_, i) => `ATTENDEE:mailto:a${i}@ward.example`);
  const daily = ["DTSTART:20261101T080000Z", "DTEND:20261101T200000Z", "RRULE:FREQ=DAILY"];
  expect(codeOf(calendar(event(...daily, ...crowd)))).toBe("too_many_rows");
});

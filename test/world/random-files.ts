import { join } from "node:path";
import fc from "fast-check";
import { loadContent } from "#app/adapters/content.server.ts";
import { readRosterFile } from "#app/adapters/roster/read-roster-file.server.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const { copy } = loadContent(join(process.cwd(), "content"));
const period = interval(Date.UTC(2026, 10, 1) as Instant, Date.UTC(2027, 0, 1) as Instant);

/** Files as they should be, one of each kind. */
const good = [
  "registration,role,presence,start,end,response_minutes\nGMC:1,attending,on_call,2026-11-23T08:00,2026-11-23T20:00,20\n",
  'Ward\nAs of 11-22-26\n"Brandt, Ida",12,4,"CICU",3,"",11-23-26,700,1900\n"Omar",13,5,"CICU",3,"",11-23-26,1900,700\n',
  "ScheduleKey,Date,StartTime,EndTime,TaskName,StaffLName,StaffId,IsStruck\nk1,11/23/2026,07:00,19:00,CICU,Brandt,12,False\n",
  '{"shifts":[{"registration":"GMC:1","role":"attending","presence":"on_site","start":"2026-11-23T08:00","end":"2026-11-23T20:00"}]}',
  [
    "BEGIN:VCALENDAR",
    "X-WR-CALNAME:CICU",
    "BEGIN:VTIMEZONE",
    "TZID:Ward time",
    "BEGIN:STANDARD",
    "DTSTART:16011028T030000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
    "BEGIN:VEVENT",
    "UID:1@ward",
    "SUMMARY:Night: Dr Ida",
    'ATTENDEE;CN="Brandt, Ida";PARTSTAT=ACCEPTED:mailto:ida@ward.example',
    "CATEGORIES:attending,on call",
    "DESCRIPTION:Role: attending\\nsee GMC:7012345",
    "DTSTART;TZID=Ward time:20261123T200000",
    "DURATION:PT12H",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T000000Z",
    "EXDATE;TZID=Ward time:20261125T200000",
    "RDATE;VALUE=PERIOD:20261128T190000Z/PT1H",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:1@ward",
    "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261130T200000",
    "DTSTART;TZID=W. Europe Standard Time:20261130T210000",
    "DTEND:20261201T070000Z",
    "STATUS:CONFIRMED",
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\r\n"),
].map((text) => new TextEncoder().encode(text));

/** Bits of files that readers stumble over. */
const splinters = [
  ...[
    '"',
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\r\n ",
    ":",
    "=",
    "\0",
    "\ufeff",
    "BEGIN:VEVENT\r\n",
    "END:VCALENDAR",
  ],
  ...[
    "RRULE:FREQ=SECONDLY\r\n",
    "RRULE:FREQ=HOURLY;INTERVAL=1\r\n",
    "99999999999999999999",
    "00000000T000000",
  ],
  ...[
    "TZID=",
    "VALUE=DATE:",
    "P-1D",
    "{",
    "[",
    "]",
    "\ud800",
    "constructor",
    "__proto__",
    "NOFI=",
    "<html>",
  ],
].map((text) => new TextEncoder().encode(text));

type Edit = {
  readonly kind: number;
  readonly at: number;
  readonly other: number;
  readonly what: number;
};
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.nat(5),
  at: fc.nat(),
  other: fc.nat(),
  what: fc.nat(),
});

/** A good file with a few bytes changed, cut, doubled, moved, or something put between. */
export const mutatedFile = fc
  .tuple(fc.constantFrom(...good), fc.array(edit, { minLength: 1, maxLength: 8 }))
  .map(([file, edits]) => edits.reduce(edited, file));

function edited(bytes: Uint8Array, { kind, at, other, what }: Edit): Uint8Array {
  const size = bytes.length + 1;
  const [from, to] = [at % size, other % size].sort((a, b) => a - b) as [number, number];
  const [head, middle, tail] = [bytes.slice(0, from), bytes.slice(from, to), bytes.slice(to)];
  const splinter = splinters[what % splinters.length]!;
  if (kind === 0) return joined(head, tail);
  if (kind === 1) return joined(head, middle, middle, tail);
  if (kind === 2) return joined(head, splinter, middle, tail);
  if (kind === 3) return joined(tail, middle, head);
  if (kind === 4) return head.length > 0 ? head : tail;
  return joined(head, new Uint8Array([what % 256]), middle.slice(1), tail);
}

const sizeMost = 20_000;

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((each) => [...each])).slice(0, sizeMost);
}

/**
 * Reads a body and looks only at what every reading must be.
 * @returns Null, or what is wrong with the reading.
 */
export function filePart(bytes: Uint8Array): string | null {
  const how = { timeZone: "Europe/Berlin", period, contentType: null, fileName: null };
  const read = readRosterFile(bytes, how);
  const said = "unreadable" in read ? [read.unreadable] : [...read.errors, ...read.notes];
  const wordless = said.find(({ code }) => !Object.hasOwn(copy.rows, code));
  if (wordless) return `no words for ${wordless.code}`;
  if ("unreadable" in read) return null;
  const placeless = [...read.rows, ...read.errors].find(({ row }) => !(row >= 1));
  if (placeless) return `no line: ${JSON.stringify(placeless)}`;
  const half = read.rows.find(
    ({ fields }) => fields.start === undefined && read.format === "icalendar",
  );
  return half ? `no time: ${JSON.stringify(half)}` : null;
}

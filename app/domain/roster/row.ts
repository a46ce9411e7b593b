import { day, type Instant, instant, parseInstant } from "../time/instant.ts";
import { type Interval, interval, overlaps } from "../time/interval.ts";
import { localParts, readLocal } from "../time/wall-time.ts";
import { type RosterPresence, rosterPresences, type ShiftRole, shiftRoles } from "./shift.ts";

/** One row as text, in whatever format it came; `row` is what a person would call it (from 1). */
export type RawRow = {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<RosterField, string>>>;
  /** Whom the roster names where it gives no registration: kept as a name that matches nobody yet. */
  readonly nameText?: string | null;
};
export const rosterFields = [
  "registration",
  "role",
  "presence",
  "start",
  "end",
  "responseMinutes",
  "assignment",
  "contact",
  "reference",
] as const;
export type RosterField = (typeof rosterFields)[number];

/** What a roster says of one person for one stretch, read and bounded. */
export type RosterShift = {
  /** "AUTHORITY:number"; null where only a name is known. */
  readonly registration: string | null;
  /** The name as the roster has it, where it could not be matched; null where there is a registration. */
  readonly nameText: string | null;
  readonly role: ShiftRole;
  readonly presence: RosterPresence;
  readonly shift: Interval;
  readonly responseMinutes: number;
  readonly assignment: string | null;
  readonly contact: string | null;
  readonly reference: string | null;
};

export type RowError = {
  readonly row: number;
  readonly field: RosterField | "row";
  /** Worded in content/copy under `rows`. */
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
};

export type RowReading = {
  readonly timeZone: string;
  readonly period: Interval;
  readonly shiftDaysMax: number;
  /** Minutes by assignment, and `""` for every other one, where the unit has set them. */
  readonly defaultResponse: Readonly<Record<string, number>>;
  /** Local readings that were made already: a file says the same few thousand times again and again. */
  readonly known?: Map<string, ReturnType<typeof readLocal>>;
};

type Read<T> = { readonly value: T } | { readonly error: Omit<RowError, "row"> };

/**
 * Reads one row without guessing.
 * @returns The shift, or every bad field of the row.
 */
export function readRow(
  raw: RawRow,
  how: RowReading,
): { shift: RosterShift } | { errors: RowError[] } {
  const errors: RowError[] = [];
  const take = <T>(read: Read<T>): T | undefined => {
    if ("value" in read) return read.value;
    errors.push({ row: raw.row, ...read.error });
    return undefined;
  };
  const texts: Partial<Record<RosterField, string>> = {};
  const text = (field: RosterField) => texts[field] ?? "";
  for (const field of rosterFields) {
    const given = raw.fields[field]?.trim();
    if (!given) continue;
    texts[field] = given;
    if (/^[=@]/.test(given)) errors.push({ row: raw.row, field, code: "formula_cell" });
    if (unshowable.test(given)) errors.push({ row: raw.row, field, code: "not_plain_text" });
  }
  const who = take(readWho(text("registration"), raw.nameText));
  const role = take(readListed(text("role"), shiftRoles, "role"));
  const presence = take(readListed(text("presence"), rosterPresences, "presence"));
  const start = take(readTime(text("start"), "start", how));
  const end = take(readTime(text("end"), "end", how));
  const shift = start && end ? take(readShift(start, end, how)) : undefined;
  const minutes = presence
    ? take(readResponse(text("responseMinutes"), presence, text("assignment"), how))
    : undefined;
  for (const field of ["assignment", "contact", "reference"] as const) {
    if (text(field).length > 120)
      errors.push({ row: raw.row, field, code: "too_long", detail: { max: 120 } });
  }
  if (errors.length > 0 || !who || !role || !presence || !shift || minutes === undefined)
    return { errors };
  return {
    shift: {
      ...who,
      role,
      presence,
      shift,
      responseMinutes: minutes,
      assignment: text("assignment") || null,
      contact: text("contact") || null,
      reference: text("reference") || null,
    },
  };
}

/** Control characters and halves of a character: nobody typed them, and nothing can show or keep them. */
const unshowable = /[\p{Cc}\p{Cs}]/u;

/** The registration, or, where a roster has none, the name that it gives. */
function readWho(
  text: string,
  nameText: string | null | undefined,
): Read<Pick<RosterShift, "registration" | "nameText">> {
  const name = nameText?.trim().replace(/\s+/g, " ") ?? "";
  if (text === "" && name !== "") {
    if (unshowable.test(name)) return { error: { field: "registration", code: "not_plain_text" } };
    if (name.length > 120)
      return { error: { field: "registration", code: "too_long", detail: { max: 120 } } };
    return { value: { registration: null, nameText: name } };
  }
  const read = readRegistration(text);
  return "error" in read ? read : { value: { registration: read.value, nameText: null } };
}

/** "AUTHORITY:number"; whether anybody holds it is asked of the record, not of the text. */
function readRegistration(text: string): Read<string> {
  if (/^[A-Z][A-Z0-9-]{1,15}:[A-Za-z0-9./-]{1,32}$/.test(text)) return { value: text };
  return { error: { field: "registration", code: text === "" ? "missing" : "not_a_registration" } };
}

function readListed<T extends string>(
  text: string,
  list: readonly T[],
  field: RosterField,
): Read<T> {
  const found = list.find((each) => each === text);
  if (found !== undefined) return { value: found };
  if (text === "") return { error: { field, code: "missing" } };
  return {
    error: {
      field,
      code: "not_in_list",
      detail: { given: text.slice(0, 40), list: list.join(", ") },
    },
  };
}

/** RFC 3339 with offset, or a local clock reading of the unit ("2026-10-25T02:30" or with a space). */
function readTime(
  text: string,
  field: "start" | "end",
  { timeZone: zone, known }: RowReading,
): Read<{ at: Instant }> {
  if (text === "") return { error: { field, code: "missing" } };
  const exact = parseInstant(text);
  if (exact !== null) return { value: { at: exact } };
  const reading = known?.get(text) ?? readLocal(text.replace(" ", "T"), zone);
  known?.set(text, reading);
  if (reading === null)
    return { error: { field, code: "not_a_time", detail: { given: text.slice(0, 40) } } };
  if (reading.kind === "exact") return { value: { at: reading.at } };
  const [first, second] = [reading.earlier, reading.later].map((at) => withOffset(at, zone));
  const code = reading.kind === "twice" ? "time_happens_twice" : "time_does_not_exist";
  return {
    error: { field, code, detail: { given: text, zone, first: first ?? "", second: second ?? "" } },
  };
}

/** How the row could say which reading it means: the same clock with its offset. */
function withOffset(at: Instant, zone: string): string {
  const { offsetMinutes, ...local } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
  return `${local.year}-${two(local.month)}-${two(local.day)}T${two(local.hour)}:${two(local.minute)}${offset}`;
}

function readShift(start: { at: Instant }, end: { at: Instant }, how: RowReading): Read<Interval> {
  if (end.at === start.at) return { error: { field: "end", code: "no_length" } };
  if (end.at < start.at) return { error: { field: "end", code: "end_before_start" } };
  if (end.at - start.at > how.shiftDaysMax * day)
    return { error: { field: "end", code: "shift_too_long", detail: { days: how.shiftDaysMax } } };
  const shift = interval(instant(start.at), instant(end.at));
  if (!overlaps(shift, how.period)) return { error: { field: "start", code: "outside_period" } };
  return { value: shift };
}

function readResponse(
  text: string,
  presence: RosterPresence,
  assignment: string,
  { defaultResponse }: RowReading,
): Read<number> {
  const field = "responseMinutes";
  if (text !== "" && !/^\d{1,4}$/.test(text)) return { error: { field, code: "not_minutes" } };
  if (text !== "" && Number(text) > 1440) return { error: { field, code: "not_minutes" } };
  if (presence === "on_site")
    return text === "" || Number(text) === 0
      ? { value: 0 }
      : { error: { field, code: "on_site_has_no_response" } };
  if (text !== "") return { value: Number(text) };
  const standard = defaultResponse[assignment] ?? defaultResponse[""];
  return standard === undefined
    ? { error: { field, code: "response_needed" } }
    : { value: standard };
}

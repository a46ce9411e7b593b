import { day, type Instant, instant, parseInstant } from "../time/instant.ts";
import { type Interval, interval, overlaps } from "../time/interval.ts";
import { localParts, readLocal } from "../time/wall-time.ts";
import { type RosterPresence, rosterPresences, type ShiftRole, shiftRoles } from "./shift.ts";

/** One row as text, in whatever format it came; `row` is what a person would call it (from 1). */
export type RawRow = {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<RosterField, string>>>;
  /**
   * Whom the roster names where it gives no registration: alone it matches nobody yet; beside a registration
   * it is the name that was taught to mean it.
   */
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
  /**
   * The name as the roster has it, where nobody is known by it; beside a registration the name that was taught
   * to mean it, so that it can be taught anew. Null where the roster gave the registration itself.
   */
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
  /** Times that were read already: a file says the same few thousand of them again and again. */
  readonly known?: Map<string, TimeReading>;
};

type TimeReading = ReturnType<typeof readLocal>;

type Read<T> = { readonly value: T } | { readonly error: Omit<RowError, "row"> };

/**
 * Reads one row without guessing.
 * @returns The shift, or every bad field of the row.
 */
export function readRow(
  raw: RawRow,
  how: RowReading,
): { shift: RosterShift } | { errors: RowError[] } {
  const { row } = raw;
  const errors: RowError[] = [];
  const texts = textsOf(raw, errors);
  const { assignment = "" } = texts;
  const who = take(readWho(texts.registration ?? "", raw.nameText), row, errors);
  const role = take(readListed(texts.role ?? "", shiftRoles, "role"), row, errors);
  const presence = take(readListed(texts.presence ?? "", rosterPresences, "presence"), row, errors);
  const start = take(readTime(texts.start ?? "", "start", how), row, errors);
  const end = take(readTime(texts.end ?? "", "end", how), row, errors);
  const shift = start && end ? take(readShift(start, end, how), row, errors) : undefined;
  const minutes = presence
    ? take(readResponse(texts.responseMinutes ?? "", presence, assignment, how), row, errors)
    : undefined;
  for (const field of freeTexts)
    if ((texts[field]?.length ?? 0) > textMost)
      errors.push({ row, field, code: "too_long", detail: { max: textMost } });
  if (errors.length > 0 || !who || !role || !presence || !shift || minutes === undefined)
    return { errors };
  return {
    shift: {
      ...who,
      role,
      presence,
      shift,
      responseMinutes: minutes,
      assignment: assignment || null,
      contact: texts.contact || null,
      reference: texts.reference || null,
    },
  };
}

/** What was read, or else its error beside the row's others. */
function take<T>(read: Read<T>, row: number, errors: RowError[]): T | undefined {
  if ("value" in read) return read.value;
  errors.push({ row, ...read.error });
  return undefined;
}

/** The fields that say something, without outer blanks, each looked at for what no field may hold. */
function textsOf({ row, fields }: RawRow, errors: RowError[]) {
  const texts: Partial<Record<RosterField, string>> = {};
  for (const field of rosterFields) {
    const given = fields[field]?.trim();
    if (!given) continue;
    texts[field] = given;
    if (given.startsWith("=") || given.startsWith("@"))
      errors.push({ row, field, code: "formula_cell" });
    if (!printable.test(given) && unshowable.test(given))
      errors.push({ row, field, code: "not_plain_text" });
  }
  return texts;
}

const textMost = 120;
const freeTexts = ["assignment", "contact", "reference"] as const;
/** Most of what is written, found out at once. */
const printable = /^[ -~]*$/;

/** Control characters and halves of a character: nobody typed them, and nothing can show or keep them. */
const unshowable = /[\p{Cc}\p{Cs}]/u;

/** The registration, or, where a roster has none, the name that it gives. */
function readWho(
  text: string,
  nameText: string | null | undefined,
): Read<Pick<RosterShift, "registration" | "nameText">> {
  const name = nameText ? nameText.trim().replace(/\s+/g, " ") : "";
  const isName = name !== "" && name.length <= textMost && !unshowable.test(name);
  if (text === "" && name !== "") {
    if (isName) return { value: { registration: null, nameText: name } };
    if (unshowable.test(name)) return { error: { field: "registration", code: "not_plain_text" } };
    return { error: { field: "registration", code: "too_long", detail: { max: textMost } } };
  }
  if (registrationLike.test(text))
    return { value: { registration: text, nameText: isName ? name : null } };
  return { error: { field: "registration", code: text === "" ? "missing" : "not_a_registration" } };
}

/** "AUTHORITY:number"; whether anybody holds it is asked of the record, not of the text. */
const registrationLike = /^[A-Z][A-Z0-9-]{1,15}:[A-Za-z0-9./-]{1,32}$/;

function readListed<T extends string>(
  text: string,
  list: readonly T[],
  field: RosterField,
): Read<T> {
  const at = list.indexOf(text as T);
  if (at >= 0) return { value: list[at]! };
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
  const reading = known?.get(text) ?? readingOf(text, zone);
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

function readingOf(text: string, zone: string): TimeReading {
  const exact = parseInstant(text);
  return exact === null ? readLocal(text.replace(" ", "T"), zone) : { kind: "exact", at: exact };
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

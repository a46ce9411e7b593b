import type { LocalWindow } from "#app/domain/coverage/rule-window.ts";
import { rowsIn } from "#app/domain/typed-rows.ts";
import type { Typed } from "./form.server.ts";

type Fields = Readonly<Record<string, string>>;
export type Read<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly fields: Fields };

/** One text of a form, without the blanks around it. */
export function textIn(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === "string" ? value.trim() : "";
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const both = "Give both a beginning and an end.";

/**
 * Rows of hours, as many as a form sent: `weekdays1[]`, `from1`, `to1`, and on. A row with nothing in it
 * is none.
 */
export function hoursIn(typed: Typed): Read<{ readonly hours: LocalWindow[] }> {
  const fields: Record<string, string> = {};
  const hours: LocalWindow[] = [];
  for (let row = 1; row <= rowsIn(typed, "from"); row++) {
    const [from, to] = [textIn(typed, `from${row}`), textIn(typed, `to${row}`)];
    const days = typed[`weekdays${row}`] ?? [];
    const weekdays = [...new Set([days].flat().map(Number))].filter(
      (each) => each >= 1 && each <= 7,
    );
    if (!from && !to && weekdays.length === 0) continue;
    if (weekdays.length === 0) fields[`weekdays${row}`] = "Choose at least one day.";
    for (const [name, time] of [
      ["from", from],
      ["to", to],
    ] as const) {
      if (time === "") fields[`${name}${row}`] = both;
      else if (!clock.test(time)) fields[`${name}${row}`] = "Write it as 08:00.";
    }
    hours.push({ weekdays, from, to });
  }
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, hours };
}

/** The same where there must be some. */
export function someHoursIn(typed: Typed): ReturnType<typeof hoursIn> {
  const read = hoursIn(typed);
  const isEmpty = read.ok && read.hours.length === 0;
  return isEmpty
    ? { ok: false, fields: { from1: "Give the days, a beginning and an end." } }
    : read;
}

/** Hours as their rows show them. */
export function rowsOfHours(hours: readonly LocalWindow[]): Typed {
  const rows = hours.flatMap(({ weekdays, from, to }, i) => [
    [`weekdays${i + 1}`, weekdays.map(String)],
    [`from${i + 1}`, from],
    [`to${i + 1}`, to],
  ]);
  return Object.fromEntries(rows);
}

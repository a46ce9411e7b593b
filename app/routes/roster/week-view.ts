import { say } from "#app/domain/copy.ts";
import type { GridLine } from "#app/domain/roster/grid.ts";
import { whoOf } from "#app/domain/roster/plan.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { placeWords } from "#app/http/answer-view.server.ts";
import { personText } from "#app/http/person-text.server.ts";
import { shiftAddress } from "#app/http/shift-address.server.ts";
import { fieldTime, plainTime } from "#app/http/unit-time.server.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { Week, WeekShift } from "#app/operations/roster/show-week.server.ts";

export type WeekView = ReturnType<typeof weekView>;

/**
 * A week of a roster as its page needs it: words for people, and for each cell what its form begins with.
 * @param at  Names of cells: `<line>.<day>`, both from 0.
 */
export function weekView(ctx: Context, week: Week) {
  const { unit, window, lines, carried, people } = week;
  const zone = unit.timeZone;
  const days = week.days.map(({ start, parts }) => ({
    start,
    date: fieldTime(start, zone).slice(0, 10),
    parts,
  }));
  const edit = (each: WeekShift) =>
    `/units/${unit.code}/shifts/edit?${shiftAddress(each.source, each.shift)}`;
  const rows = lines.map((line, at) => ({
    key: line.key,
    name: nameOf(ctx, line),
    times: `${clockOf(line.startMinute)}–${clockOf(line.endMinute)}`,
    add: addFields(line),
    cells: line.cells.map((each, day) => ({
      id: `${at}.${day}`,
      shift: each && {
        ...shiftView(ctx, each, week),
        edit: edit(each),
        fields: fieldsOf(each, zone),
      },
    })),
  }));
  return {
    from: window.start,
    to: window.end,
    days,
    rows,
    carried: carried.map((each) => ({ ...shiftView(ctx, each, week), edit: edit(each) })),
    people: people.map(personText),
    unpublished: week.unpublished.map(({ start, end }) => ({ start, end })),
    ...waysOf(week),
  };
}

/** Addresses of the weeks around, by their first day. */
function waysOf({ unit, window }: Week) {
  const on = (days: number) =>
    fieldTime(startOfLocalDay(window.start, unit.timeZone, days), unit.timeZone).slice(0, 10);
  return { here: on(0), earlier: on(-7), later: on(7) };
}

function nameOf(
  { content }: Context,
  { role, presence, assignment, responseMinutes }: GridLine<unknown>,
) {
  const place = placeWords(content.copy, presence, responseMinutes);
  return { role: say(content.copy, `shift_roles.${role}`), place, assignment };
}

function shiftView(ctx: Context, each: WeekShift, { unit }: Week) {
  const { shift, role, presence, responseMinutes, assignment } = each.shift;
  return {
    who: each.name ?? each.shift.registration ?? each.shift.nameText ?? "",
    isMatched: each.name !== null,
    start: shift.start,
    end: shift.end,
    as: [
      say(ctx.content.copy, `shift_roles.${role}`),
      placeWords(ctx.content.copy, presence, responseMinutes),
      assignment,
    ]
      .flatMap((part) => part ?? [])
      .join(", "),
    clock: [shift.start, shift.end].map((at) => fieldTime(at, unit.timeZone).slice(11)).join("–"),
    source: each.source,
    isWhole: each.isWhole,
    hasBegun: shift.start < ctx.now,
    isRunning: shift.start < ctx.now && ctx.now < shift.end,
    mark: each.mark,
  };
}

/** What names the shift that stands there, and what its form begins with. */
function fieldsOf({ source, shift: each, name }: WeekShift, zone: string) {
  const { registration, shift } = each;
  return {
    source,
    address: shiftAddress(source, each),
    person: name !== null && registration ? personText({ name, registration }) : whoOf(each),
    start: timeText(shift.start, zone, shift.start),
    end: timeText(shift.end, zone, shift.start),
  };
}

function addFields(line: GridLine<unknown>) {
  return {
    role: line.role,
    presence: line.presence,
    assignment: line.assignment ?? "",
    responseMinutes: line.presence === "on_site" ? "" : String(line.responseMinutes),
    start: clockOf(line.startMinute),
    end: clockOf(line.endMinute),
  };
}

/** "20:00", or with its date and offset where the clock alone would not say which time is meant. */
function timeText(at: Instant, zone: string, start: Instant): string {
  const plain = plainTime(at, zone);
  const first = fieldTime(start, zone);
  const isNext = at !== start && plain.slice(11) <= first.slice(11);
  const day = fieldTime(startOfLocalDay(start, zone, isNext ? 1 : 0), zone).slice(0, 10);
  return plain.length === 16 && plain.startsWith(day) ? plain.slice(11) : plain;
}

function clockOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

import type { RosterField } from "#app/domain/roster/row.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { Context } from "#app/operations/context.server.ts";
import { changeShift, type ShiftChange } from "#app/operations/roster/change-shift.server.ts";
import { findShift } from "#app/operations/roster/find-shift.server.ts";
import type { Rosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { personOf } from "./person-text.server.ts";
import { shiftOfAddress } from "./shift-address.server.ts";
import { shiftReply } from "./shift-form.server.ts";
import { fieldTime, readUnitTime, thisMinute } from "./unit-time.server.ts";

const names = [
  ...(["cell", "address", "day", "role", "presence", "assignment", "responseMinutes"] as const),
  ...(["person", "start", "end", "reason", "scope"] as const),
];

/**
 * The form of one cell of a roster grid: a person and two times, on the cell's day. Times are clock
 * readings; an end at or before the start is on the next day.
 *
 * @returns Null when it was done; else what the form is to say, and its status.
 */
export async function saveCell(ctx: Context, { unit, people }: Rosterable, form: FormData) {
  const typed = Object.fromEntries(
    names.map((name) => [name, String(form.get(name) ?? "").slice(0, 500)]),
  ) as Record<(typeof names)[number], string>;
  const change = await changeOf(ctx, { unit, people }, form, typed);
  if ("fields" in change) return { reply: { ...change, words: null, typed }, status: 422 };
  const said = shiftReply(ctx, await changeShift(ctx, change), typed);
  if (!said) return null;
  // The grid calls them person and response; what else is wrong stands above the form.
  const { registration, start, end, reason, ...rest } = said.reply.fields;
  const beside = { person: registration, start, end, reason };
  const fields = Object.fromEntries(
    Object.entries(beside).flatMap(([name, words]) => (words ? [[name, words]] : [])),
  ) as Record<string, string>;
  const words = said.reply.words ?? Object.values(rest)[0] ?? null;
  return { ...said, reply: { ...said.reply, fields, words } };
}

async function changeOf(
  ctx: Context,
  { unit, people }: Rosterable,
  form: FormData,
  typed: Record<(typeof names)[number], string>,
): Promise<ShiftChange | { readonly fields: Record<string, string> }> {
  const asked = typed.address ? shiftOfAddress(typed.address) : null;
  const source = asked?.source ?? null;
  const from = typed.scope === "rest" ? thisMinute(ctx.now) : null;
  const reason = typed.reason.trim() || null;
  const base = { unitCode: unit.code, source, instead: asked?.key ?? null, reason, from };
  if (form.get("intent") === "remove") return { ...base, row: null };
  const who = personOf(typed.person, people);
  if (!who.ok) return { fields: { person: who.words } };
  const zone = unit.timeZone;
  const old = asked ? await findShift(ctx, unit.code, asked.source, asked.key) : null;
  const day = asked ? fieldTime(asked.key.start, zone).slice(0, 10) : typed.day;
  const times = timesOn(day, typed.start, typed.end, zone);
  const wrong = unreadable(times);
  if (wrong) return { fields: wrong };
  const given = asked
    ? { ...asked.key, ...(old?.ok ? keptOf(old.value.shift, asked.key.presence) : {}) }
    : typed;
  const isName = who.registration.startsWith("?");
  const fields: Partial<Record<RosterField, string>> = {
    registration: isName ? "" : who.registration,
    role: given.role,
    presence: given.presence,
    assignment: given.assignment ?? "",
    responseMinutes: "responseMinutes" in given ? given.responseMinutes : "",
    ...("contact" in given && sameWho(asked?.key, who.registration)
      ? { contact: given.contact }
      : {}),
    ...("reference" in given ? { reference: given.reference } : {}),
    ...times,
  };
  return { ...base, row: { row: 1, fields, nameText: isName ? who.registration.slice(1) : null } };
}

function sameWho(key: ShiftChange["instead"] | undefined, registration: string): boolean {
  return key?.registration === registration;
}

type Kept = { responseMinutes: number; contact: string | null; reference: string | null };

/** What the grid does not ask for stays; a telephone only with its person. */
function keptOf({ responseMinutes, contact, reference }: Kept, presence: string) {
  return {
    responseMinutes: presence === "on_site" ? "" : String(responseMinutes),
    contact: contact ?? "",
    reference: reference ?? "",
  };
}

/** "2000" and "8:00" are read as people write them; whatever is no time of day stays, to be refused in words. */
function timesOn(day: string, start: string, end: string, zone: string) {
  const [from, to] = [clockText(start), clockText(end)];
  const isClock = (text: string) => /^\d\d:\d\d$/.test(text);
  const isNext = isClock(from) && isClock(to) && to <= from;
  return {
    start: isClock(from) ? `${day}T${from}` : from,
    end: isClock(to) ? `${isNext ? nextDay(day, zone) : day}T${to}` : to,
  };
}

/** What is neither a time of day nor a date with one: said in the grid's own terms. */
function unreadable(times: { readonly start: string; readonly end: string }) {
  const bad = Object.entries(times).filter(([, text]) => !/^\d{4}-\d\d-\d\d[T ]/.test(text));
  if (bad.length === 0) return null;
  return Object.fromEntries(bad.map(([name]) => [name, "Write a time of day, such as 20:00."]));
}

function clockText(text: string): string {
  const found = /^([01]?\d|2[0-3])[:.h]?([0-5]\d)$/.exec(text.trim());
  return found ? `${found[1]!.padStart(2, "0")}:${found[2]}` : text.trim();
}

function nextDay(day: string, zone: string): string {
  const noon = readUnitTime(`${day}T12:00`, zone);
  return noon.ok ? fieldTime(startOfLocalDay(noon.at, zone, 1), zone).slice(0, 10) : day;
}

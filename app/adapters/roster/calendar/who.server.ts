import type { RosterField } from "#app/domain/roster/row.ts";
import { rosterPresences, shiftRoles } from "#app/domain/roster/shift.ts";
import type { Property } from "./property.server.ts";
import { plain, registrationsIn, withoutNumbers } from "./words.server.ts";

/** Somebody whom an event names. */
export type EventPerson = {
  readonly name: string | null;
  readonly registration: string | null;
  readonly identifiers: readonly string[];
};
/** Who an event is about, and as what; `declined` are those who said no. */
export type Who = {
  readonly people: readonly EventPerson[];
  readonly duty: Readonly<Partial<Record<RosterField, string>>>;
  readonly declined: number;
};

const columns: Readonly<Record<string, RosterField>> = {
  registration: "registration",
  role: "role",
  presence: "presence",
  response_minutes: "responseMinutes",
  assignment: "assignment",
  contact: "contact",
};

/** Of what is told by the same words the same is said: most of a calendar's events differ in their times alone. */
const known = { most: 5_000, length: 2_000 };

/** `whoOf` for the events of one calendar. @param calendar  Its own name, where it has one. */
export function whoReader(calendar: string | null): (properties: readonly Property[]) => Who {
  const whos = new Map<string, Who>();
  return (properties) => {
    let key = "";
    for (const { name, text } of properties) if (!tellsNothing.has(name)) key += `${text}\n`;
    const found = whos.get(key);
    if (found) return found;
    const who = whoOf(properties, calendar);
    if (whos.size < known.most && key.length <= known.length) whos.set(key, who);
    return who;
  };
}

/** Of what happens and when, not of whom. */
const tellsNothing = new Set(
  "UID SEQUENCE STATUS DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID".split(" "),
);

/**
 * Who is on duty by an event, and as what. People are its attendees, or whom a registration in its summary
 * names, or its summary. A duty is said in categories, in lines of the description such as `Role: attending`, or
 * in properties such as `X-ROLE`; else its first other category, its summary, or the calendar's name is the assignment.
 *
 * @param calendar  The calendar's own name, where it has one.
 */
function whoOf(properties: readonly Property[], calendar: string | null): Who {
  const textOf = (name: string) =>
    plain(properties.find((each) => each.name === name)?.values[0]).slice(0, 500);
  const description = String(
    properties.find((each) => each.name === "DESCRIPTION")?.values[0] ?? "",
  );
  const said = { ...saidIn(description), ...saidBy(properties) };
  const { duty: tagged, other } = taggedBy(properties);
  const summary = textOf("SUMMARY");
  const { registration: written, ...duty } = { ...tagged, ...said };
  const named = written ? [written] : registrationsIn(summary);
  const { attendees, declined } = attendeesOf(properties);
  const contact = duty.contact ?? (textOf("CONTACT").slice(0, 120) || undefined);
  const { people, assignment } = peopleOf(attendees, named, summary, calendar);
  const as = duty.assignment ?? other ?? assignment;
  return {
    people: attendees.length === 0 && declined > 0 ? [] : withMentioned(people, description),
    duty: { ...duty, ...(contact && { contact }), ...(as && { assignment: as.slice(0, 120) }) },
    declined,
  };
}

function peopleOf(
  attendees: readonly EventPerson[],
  beside: readonly string[],
  summary: string,
  calendar: string | null,
): { readonly people: readonly EventPerson[]; readonly assignment: string | null } {
  const [only] = attendees;
  if (only && attendees.length === 1 && beside.length === 1 && !only.registration)
    return { people: [{ ...only, registration: beside[0]! }], assignment: withoutNumbers(summary) };
  if (only) return { people: attendees, assignment: withoutNumbers(summary) ?? calendar };
  const rest = withoutNumbers(summary);
  if (beside.length > 0) {
    const people = beside.map((registration) => ({ name: null, registration, identifiers: [] }));
    return { people, assignment: rest ?? calendar };
  }
  if (!rest) return { people: [], assignment: calendar };
  const { name, assignment } = parted(rest);
  return {
    people: [{ name, registration: null, identifiers: [] }],
    assignment: assignment ?? calendar,
  };
}

/** One registration in the free text may be the only person's: whether it is, the record knows. */
function withMentioned(people: readonly EventPerson[], description: string) {
  const [only] = people;
  const mentioned = registrationsIn(description);
  if (!only || only.registration || people.length > 1 || mentioned.length !== 1) return people;
  return [{ ...only, identifiers: [...only.identifiers, ...mentioned] }];
}

/** "On call: Dr Ida Brandt" and "Dr Ida Brandt (on call)" say both; anything else is the name. */
function parted(summary: string): { name: string; assignment: string | null } {
  const [, before, after] = /^([^:]{2,60}):\s+(\S.*)$/.exec(summary) ?? [];
  if (before && after) return { name: after, assignment: before.trim() };
  const [, name, inside] = /^([^()]{2,80}?)\s*\(([^()]{2,60})\)$/.exec(summary) ?? [];
  if (name && inside) return { name, assignment: inside.trim() };
  return { name: summary, assignment: null };
}

function attendeesOf(properties: readonly Property[]) {
  const asked = properties.filter(({ name, params }) => {
    const isPerson = !/^(ROOM|RESOURCE|GROUP)$/i.test(params.cutype ?? "");
    return name === "ATTENDEE" && isPerson && !/^NON-PARTICIPANT$/i.test(params.role ?? "");
  });
  const coming = asked.filter(({ params }) => !/^DECLINED$/i.test(params.partstat ?? ""));
  return { attendees: coming.map(personOf), declined: asked.length - coming.length };
}

function personOf({ params, values }: Property): EventPerson {
  const address = plain(values[0]);
  const email = /^mailto:(.+@.+)$/i.exec(address)?.[1]?.toLowerCase() ?? null;
  const called = plain(params.cn).slice(0, 500).replace(/^"|"$/g, "");
  const registration =
    [params["x-registration"], called, decoded(address)].flatMap(registrationsIn)[0] ?? null;
  const name = withoutNumbers(called);
  return {
    name: name && name.toLowerCase() !== email ? name : null,
    registration,
    identifiers: email ? [email] : [],
  };
}

/** Roles and presences among the categories; the first that is neither names the assignment. */
function taggedBy(properties: readonly Property[]) {
  const duty: Partial<Record<RosterField, string>> = {};
  let other: string | null = null;
  const words = properties.filter((each) => each.name === "CATEGORIES");
  for (const word of words.flatMap((each) => each.values).map(plain)) {
    const key = keyOf(word);
    if (shiftRoles.some((each) => each === key)) duty.role = key;
    else if (rosterPresences.some((each) => each === key)) duty.presence = key;
    else other ??= word || null;
  }
  return { duty, other };
}

function saidIn(description: string): Partial<Record<RosterField, string>> {
  const said: Partial<Record<RosterField, string>> = {};
  for (const line of description.slice(0, 10_000).split("\n")) {
    const [, key = "", value = ""] =
      /^\s*([A-Za-z][A-Za-z _-]{2,20}?)\s*[:=]\s*(\S.*)$/.exec(line) ?? [];
    const field = columns[keyOf(key)];
    if (field && Object.hasOwn(columns, keyOf(key))) said[field] = saidValue(field, value);
  }
  return said;
}

function saidBy(properties: readonly Property[]): Partial<Record<RosterField, string>> {
  const said: Partial<Record<RosterField, string>> = {};
  for (const { name, values } of properties) {
    const key = keyOf(name.replace(/^X-/, ""));
    const field = name.startsWith("X-") && Object.hasOwn(columns, key) ? columns[key] : undefined;
    if (field) said[field] = saidValue(field, plain(values[0]));
  }
  return said;
}

function saidValue(field: RosterField, value: string): string {
  return field === "role" || field === "presence" ? keyOf(value) : plain(value).slice(0, 120);
}

function keyOf(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

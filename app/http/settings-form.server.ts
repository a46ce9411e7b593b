import { z } from "zod";
import type { LocalWindow } from "#app/domain/coverage/rule-window.ts";
import { ageKinds } from "#app/domain/coverage/settings-check.ts";
import { rowsIn } from "#app/domain/typed-rows.ts";
import type { OwnSettings } from "#app/operations/coverage/change-settings.server.ts";
import type { Typed } from "./form.server.ts";
import { hoursIn, type Read, rowsOfHours, someHoursIn, textIn } from "./hours-form.server.ts";

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write it as 08:00.");
const whole = "Write a whole number.";
const Minutes = z.coerce.number(whole).int(whole).positive("Use at least 1.").max(525_600);
const Response = z.coerce
  .number(whole)
  .int(whole)
  .min(0, "Use at least 0.")
  .max(1_440, "Use at most 1440.");

/** The settings as their form sends them, besides its rows of hours and of assignments. */
export const SettingsForm = z.object({
  dayStartsAt: Clock,
  dayEndsAt: Clock,
  service: z.enum(["unset", "none", "hours"]),
  pulled: Minutes.optional(),
  pushed: Minutes.optional(),
  uploaded: Minutes.optional(),
  state: Minutes.optional(),
  reason: z.string().trim().max(500).optional(),
  response: Response.optional(),
});
export type SettingsForm = z.output<typeof SettingsForm>;

type ServiceHours = OwnSettings["serviceHours"];

/**
 * The form as settings, or the words beside its fields.
 *
 * @param before  What is set: the same hours in another order are no change.
 */
export function settingsOfForm(
  form: SettingsForm,
  typed: Typed,
  before: OwnSettings,
): Read<{ readonly own: OwnSettings }> {
  const service = serviceIn(form, typed, before.serviceHours);
  const responses = responsesIn(typed);
  if (!service.ok || !responses.ok) {
    const fields = {
      ...(service.ok ? {} : service.fields),
      ...(responses.ok ? {} : responses.fields),
    };
    return { ok: false, fields };
  }
  const ages = ageKinds.flatMap((kind) => (form[kind] === undefined ? [] : [[kind, form[kind]]]));
  return {
    ok: true,
    own: {
      dayStartsAt: form.dayStartsAt,
      dayEndsAt: form.dayEndsAt,
      serviceHours: service.hours,
      maxAgeMinutes: Object.fromEntries(ages),
      defaultResponse: Object.fromEntries([
        ...(form.response === undefined ? [] : [["", form.response] as const]),
        ...responses.responses,
      ]),
    },
  };
}

function serviceIn(
  { service }: SettingsForm,
  typed: Typed,
  before: ServiceHours,
): Read<{ readonly hours: ServiceHours }> {
  if (service !== "hours") {
    const given = hoursIn(typed);
    // Hours that were set and are given up stand there still; new ones were meant.
    const isNew = !given.ok || !isSameHours(spread(given.hours), before ?? []);
    if (isNew && !(given.ok && given.hours.length === 0)) {
      return {
        ok: false,
        fields: { service: "Hours stand below: choose them, or empty the rows." },
      };
    }
    return { ok: true, hours: service === "unset" ? null : [] };
  }
  const read = someHoursIn(typed);
  if (!read.ok) return read;
  const hours = spread(read.hours);
  return { ok: true, hours: before && isSameHours(before, hours) ? before : inOrder(hours) };
}

type Hours = NonNullable<ServiceHours>;

function inOrder(hours: Hours): Hours {
  return [...hours].sort((a, b) => a.weekday - b.weekday || (a.startsAt < b.startsAt ? -1 : 1));
}

function spread(rows: readonly LocalWindow[]): Hours {
  return rows.flatMap(({ weekdays, from, to }) =>
    weekdays.map((weekday) => ({ weekday, startsAt: from, endsAt: to })),
  );
}

/** In whatever order and however often they are said. */
function isSameHours(a: Hours, b: Hours): boolean {
  const [one, other] = [a, b].map((hours) => {
    const said = hours.map(({ weekday, startsAt, endsAt }) => `${weekday} ${startsAt} ${endsAt}`);
    return [...new Set(said)].sort().join(", ");
  });
  return one === other;
}

/** Minutes by assignment: `assignment1`, `minutes1`, and on. */
function responsesIn(typed: Typed): Read<{ readonly responses: [string, number][] }> {
  const fields: Record<string, string> = {};
  const found = new Map<string, number>();
  for (let row = 1; row <= rowsIn(typed, "assignment"); row++) {
    const name = textIn(typed, `assignment${row}`);
    const written = textIn(typed, `minutes${row}`);
    if (!name && !written) continue;
    const minutes = Response.safeParse(written);
    if (!name || !written)
      fields[`minutes${row}`] = "Give both the assignment and its minutes, or neither.";
    else if (!minutes.success) fields[`minutes${row}`] = minutes.error.issues[0]?.message ?? whole;
    else if (found.has(name))
      fields[`assignment${row}`] = "Another row says it of this assignment.";
    else found.set(name, minutes.data);
  }
  return Object.keys(fields).length > 0
    ? { ok: false, fields }
    : { ok: true, responses: [...found] };
}

/** Settings as their form shows them; days of the same hours stand in one row. */
export function formOfSettings(own: OwnSettings, day: { from: string; to: string }): Typed {
  const { "": other, ...assignments } = own.defaultResponse ?? {};
  const service = own.serviceHours ?? null;
  const responses = Object.entries(assignments).flatMap(([name, minutes], i) => [
    [`assignment${i + 1}`, name],
    [`minutes${i + 1}`, String(minutes)],
  ]);
  const ages = Object.entries(own.maxAgeMinutes ?? {}).map(([kind, age]) => [kind, String(age)]);
  return {
    dayStartsAt: own.dayStartsAt ?? day.from,
    dayEndsAt: own.dayEndsAt ?? day.to,
    service: service === null ? "unset" : service.length === 0 ? "none" : "hours",
    response: other === undefined ? "" : String(other),
    ...rowsOfHours(together(service ?? [])),
    ...Object.fromEntries([...responses, ...ages]),
  };
}

function together(hours: Hours) {
  const found = new Map<string, { weekdays: number[]; from: string; to: string }>();
  for (const { weekday, startsAt: from, endsAt: to } of inOrder(hours)) {
    const row = found.get(`${from} ${to}`) ?? { weekdays: [], from, to };
    if (!row.weekdays.includes(weekday)) row.weekdays.push(weekday);
    found.set(`${from} ${to}`, row);
  }
  return [...found.values()];
}

import { z } from "zod";
import { ageKinds } from "#app/domain/coverage/settings-check.ts";
import type { OwnSettings } from "#app/operations/coverage/change-settings.server.ts";
import type { Typed } from "./form.server.ts";

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write it as 08:00.");
const whole = "Write a whole number.";
const Minutes = z.coerce.number(whole).int(whole).positive("Use at least 1.").max(525_600);
const Response = z.coerce.number(whole).int(whole).min(0, "Use at least 0.").max(1_440);

/** More assignments than any unit gives minutes of their own. */
export const responseRows = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
] as const;
export const weekdayNumbers = [1, 2, 3, 4, 5, 6, 7] as const;
/** Two spans a day: before and after a break. */
const spans = ["", "Again"] as const;

const each = <const N extends number, P extends string, T extends z.ZodType>(
  numbers: readonly N[],
  name: P,
  schema: T,
) =>
  Object.fromEntries(numbers.map((n) => [`${name}${n}`, schema.optional()])) as Record<
    `${P}${N}`,
    z.ZodOptional<T>
  >;

/** The settings as their form sends them. */
export const SettingsForm = z.object({
  dayStartsAt: Clock,
  dayEndsAt: Clock,
  service: z.enum(["unset", "hours"]),
  ...each(weekdayNumbers, "opens", Clock),
  ...each(weekdayNumbers, "closes", Clock),
  ...each(weekdayNumbers, "opensAgain", Clock),
  ...each(weekdayNumbers, "closesAgain", Clock),
  pulled: Minutes.optional(),
  pushed: Minutes.optional(),
  uploaded: Minutes.optional(),
  state: Minutes.optional(),
  reason: z.string().trim().max(500).optional(),
  response: Response.optional(),
  ...each(responseRows, "assignment", z.string().trim().max(120)),
  ...each(responseRows, "minutes", Response),
});
export type SettingsForm = z.output<typeof SettingsForm>;

/** The form as settings; null where the words stand beside a field. */
export function settingsOfForm(
  form: SettingsForm,
):
  | { readonly ok: true; readonly own: OwnSettings }
  | { readonly ok: false; readonly fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  for (const day of weekdayNumbers) {
    for (const span of spans)
      if (
        (form[`opens${span}${day}`] === undefined) !==
        (form[`closes${span}${day}`] === undefined)
      )
        fields[`closes${span}${day}`] = "Give both a beginning and an end, or neither.";
  }
  for (const row of responseRows) {
    if ((form[`assignment${row}`] === undefined) !== (form[`minutes${row}`] === undefined))
      fields[`minutes${row}`] = "Give both the assignment and its minutes, or neither.";
  }
  if (Object.keys(fields).length > 0) return { ok: false, fields };
  const responses = responseRows.flatMap((row) => {
    const [name, minutes] = [form[`assignment${row}`], form[`minutes${row}`]];
    return name !== undefined && minutes !== undefined ? [[name, minutes] as const] : [];
  });
  const ages = ageKinds.flatMap((kind) => (form[kind] === undefined ? [] : [[kind, form[kind]]]));
  return {
    ok: true,
    own: {
      dayStartsAt: form.dayStartsAt,
      dayEndsAt: form.dayEndsAt,
      serviceHours: form.service === "hours" ? hoursOf(form) : null,
      maxAgeMinutes: Object.fromEntries(ages),
      defaultResponse: Object.fromEntries([
        ...(form.response === undefined ? [] : [["", form.response] as const]),
        ...responses,
      ]),
    },
  };
}

function hoursOf(form: SettingsForm): NonNullable<OwnSettings["serviceHours"]> {
  return weekdayNumbers.flatMap((weekday) =>
    spans.flatMap((span) => {
      const startsAt = form[`opens${span}${weekday}`];
      const endsAt = form[`closes${span}${weekday}`];
      return startsAt && endsAt ? [{ weekday, startsAt, endsAt }] : [];
    }),
  );
}

/** Settings as their form shows them. */
export function formOfSettings(own: OwnSettings, day: { from: string; to: string }): Typed {
  const { "": other, ...assignments } = own.defaultResponse ?? {};
  const hours = weekdayNumbers.flatMap((weekday) => {
    const ofDay = (own.serviceHours ?? []).filter((each) => each.weekday === weekday);
    return spans.flatMap((span, i) => [
      [`opens${span}${weekday}`, ofDay[i]?.startsAt],
      [`closes${span}${weekday}`, ofDay[i]?.endsAt],
    ]);
  });
  const responses = Object.entries(assignments).flatMap(([name, minutes], i) => [
    [`assignment${i + 1}`, name],
    [`minutes${i + 1}`, String(minutes)],
  ]);
  const ages = Object.entries(own.maxAgeMinutes ?? {}).map(([kind, age]) => [kind, String(age)]);
  return {
    dayStartsAt: own.dayStartsAt ?? day.from,
    dayEndsAt: own.dayEndsAt ?? day.to,
    service: own.serviceHours ? "hours" : "unset",
    response: other === undefined ? "" : String(other),
    ...Object.fromEntries([...hours, ...responses, ...ages]),
  };
}

import { z } from "zod";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write it as 08:00.");

/** Hours by the clock on the unit's wall; `to` at or before `from` runs through midnight into the next day. */
export const LocalWindow = z.strictObject({
  /** ISO: Monday 1 … Sunday 7, of the day on which it begins. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  from: clockTime,
  to: clockTime,
});
export type LocalWindow = z.output<typeof LocalWindow>;

/** When a rule is asked: at all hours, in the unit's day or service hours, or in hours of its own. */
export const RuleWindow = z.union([
  z.enum(["24x7", "day", "service_hours"]),
  z.array(LocalWindow).min(1),
]);
export type RuleWindow = z.output<typeof RuleWindow>;

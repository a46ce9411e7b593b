/**
 * The local time of a case, read without the time-zone database, so that a page can say what follows from
 * it while somebody still chooses.
 */

/** A case is at night from 20:00 and before 08:00 on the programme's clock. */
const nightHours = { from: 20, until: 8 } as const;

/** What nobody ticks: it follows from the time. */
export type DerivedTime = { readonly atNight: boolean; readonly onWeekend: boolean };

/** @param weekday  ISO: Monday 1 … Sunday 7. */
export function derivedTime(hour: number, weekday: number): DerivedTime {
  const atNight = hour >= nightHours.from || hour < nightHours.until;
  return { atNight, onWeekend: weekday >= 6 };
}

/** Of a form's "2026-11-22T04:12"; null while it is no such time. */
export function derivedFromLocal(text: string): DerivedTime | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):\d\d/.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, date = 0, hour = 0] = found.slice(1).map(Number);
  return derivedTime(hour, weekdayOf(Date.UTC(year, month - 1, date)));
}

/** The day that begins at `midnight` in universal time: the first of 1970 was a Thursday, ISO 4. */
function weekdayOf(midnight: number): number {
  const days = Math.floor(midnight / 86_400_000);
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** How much later than its kept date a case can have been. */
const slackDays = { minute: 0, day: 1, month: 31 } as const;

/**
 * Whether a case is entered so long after it happened that its supervisor is told so. A date that is kept
 * as a day or a month reads as its end, in favour of the fellow.
 *
 * @param limitDays  Of the release's requirements.
 */
export function isLate(
  { performedAt, datePrecision, loggedAt }: Dated,
  limitDays: number,
): boolean {
  return loggedAt - performedAt > (limitDays + slackDays[datePrecision]) * 86_400_000;
}

type Dated = {
  readonly performedAt: number;
  readonly datePrecision: keyof typeof slackDays;
  readonly loggedAt: number;
};

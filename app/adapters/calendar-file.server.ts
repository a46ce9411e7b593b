import ical, { ICalEventStatus, ICalEventTransparency } from "ical-generator";

export type CalendarEvent = {
  readonly uid: string;
  readonly start: number;
  readonly end: number;
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly url: string | null;
  readonly sequence: number;
  /** In milliseconds: when it changed last, which is when it was stamped as well. */
  readonly changedAt: number;
  readonly isCancelled: boolean;
};

export type Calendar = {
  readonly name: string;
  readonly description: string;
  /** How often it is worth asking again. */
  readonly refreshSeconds: number;
  readonly events: readonly CalendarEvent[];
};

export const calendarType = "text/calendar; charset=utf-8";

/**
 * A calendar as iCalendar: all times in UTC, no METHOD, so that a feed is read as it stands.
 * @source RFC 5545; REFRESH-INTERVAL of RFC 7986, and X-PUBLISHED-TTL for those that read the older one
 */
export function calendarText({ name, description, refreshSeconds, events }: Calendar): string {
  const calendar = ical({
    prodId: { company: "Systole", product: "Rosters", language: "EN" },
    name,
    description,
    ttl: refreshSeconds,
  });
  for (const event of events) {
    calendar.createEvent({
      id: event.uid,
      start: new Date(event.start),
      end: new Date(event.end),
      stamp: new Date(event.changedAt),
      lastModified: new Date(event.changedAt),
      sequence: event.sequence,
      summary: event.summary,
      description: event.description ?? undefined,
      location: event.location ?? undefined,
      url: event.url ?? undefined,
      status: event.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: event.isCancelled
        ? ICalEventTransparency.TRANSPARENT
        : ICalEventTransparency.OPAQUE,
    });
  }
  return calendar.toString();
}

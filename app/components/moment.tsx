/**
 * Words for times as people read them, always with date and zone. Put together from parts, so that
 * server and browser write the same.
 */
const months =
  "January February March April May June July August September October November December".split(
    " ",
  );
const formats = new Map<string, Intl.DateTimeFormat>();

function parts(at: number, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    });
    formats.set(zone, format);
  }
  const read = format.formatToParts(at).map((part) => [part.type, part.value] as const);
  const words = Object.fromEntries(read);
  return {
    ...words,
    month: (words.month ?? "").slice(0, 3),
    weekday: (words.weekday ?? "").slice(0, 3),
  };
}

/** "25 Oct 2026" */
export function dayWords(at: number, zone: string): string {
  const { day, month, year } = parts(at, zone);
  return `${day} ${month} ${year}`;
}

/** "October 2026" */
export function monthWords(at: number, zone: string): string {
  const { month, year } = parts(at, zone);
  return `${months.find((name) => name.startsWith(month ?? "")) ?? month} ${year}`;
}

/** "Sun 25 Oct 2026, 20:00 CET" */
export function momentWords(at: number, zone: string): string {
  const { weekday, hour, minute, timeZoneName } = parts(at, zone);
  return `${weekday} ${dayWords(at, zone)}, ${hour}:${minute} ${timeZoneName}`;
}

/** "20:00" */
export function clockWords(at: number, zone: string): string {
  const { hour, minute } = parts(at, zone);
  return `${hour}:${minute}`;
}

/** "13 h", "45 min", "2 d 4 h"; from 48 hours on in days, each of 24 hours. */
export function lengthWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const days = minutes >= 2_880 ? Math.floor(minutes / 1_440) : 0;
  const hours = Math.floor((minutes - days * 1_440) / 60);
  const said = [
    days > 0 ? `${days} d` : null,
    hours > 0 ? `${hours} h` : null,
    minutes % 60 > 0 ? `${minutes % 60} min` : null,
  ].filter(Boolean);
  return said.length > 0 ? said.join(" ") : "under 1 min";
}

/** "Sun 25 Oct, 20:00–08:00 CET, 13 h"; the second day and a changed zone are said where they differ. */
export function spanWords(start: number, end: number, zone: string): string {
  const a = parts(start, zone);
  const b = parts(end, zone);
  const from = `${a.weekday} ${a.day} ${a.month}, ${a.hour}:${a.minute}`;
  const changed = a.timeZoneName === b.timeZoneName ? "" : ` ${a.timeZoneName}`;
  const overnight = end - start <= 86_400_000 || dayWords(start, zone) === dayWords(end, zone);
  const until = overnight ? "" : ` ${b.weekday} ${b.day} ${b.month},`;
  const to = `${overnight ? "" : " "}–${until}${until ? " " : ""}${b.hour}:${b.minute}`;
  return `${from}${changed}${to} ${b.timeZoneName}, ${lengthWords(end - start)}`;
}

/** A time for people, with the exact instant for machines. */
export function Moment({ at, zone }: { at: number; zone: string }) {
  return <time dateTime={utc(at)}>{momentWords(at, zone)}</time>;
}

/** RFC 3339 in UTC to the second. */
function utc(at: number): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: "UTC",
    dateStyle: "short",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  return `${format.format(at).replace(", ", "T")}Z`;
}

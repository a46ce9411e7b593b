import { day, hour, type Instant, minute } from "../../time/instant.ts";
import type { Interval } from "../../time/interval.ts";
import { localParts } from "../../time/wall-time.ts";

const weekdays = "Mon Tue Wed Thu Fri Sat Sun".split(" ");
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "Sun 22 Nov 20:00" on the clock of a place, as a mail writes it. */
export function momentText(at: Instant, zone: string): string {
  const { weekday, day: date, month, hour: hours, minute: minutes } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  const clock = `${two(hours)}:${two(minutes)}`;
  return `${weekdays[weekday - 1]} ${date} ${months[month - 1]} ${clock}`;
}

/** "Sun 22 Nov 20:00 to Mon 23 Nov 08:00, 12 h". */
export function spanText({ start, end }: Interval, zone: string): string {
  return `${momentText(start, zone)} to ${momentText(end, zone)}, ${lengthText(end - start)}`;
}

/** A stretch of which an end may lie beyond what was looked at. */
export type OpenSpan = Interval & { readonly isCutAtStart: boolean; readonly isCutAtEnd: boolean };

/** As `spanText`; "open already, and beyond Tue 22 Dec 16:41" where its ends are not known. */
export function openSpanText(span: OpenSpan, zone: string): string {
  const { start, end, isCutAtStart, isCutAtEnd } = span;
  if (!isCutAtStart && !isCutAtEnd) return spanText(span, zone);
  const from = isCutAtStart ? "open already" : `from ${momentText(start, zone)}`;
  const to = isCutAtEnd ? "and beyond" : "until";
  return `${from}, ${to} ${momentText(end, zone)}`;
}

/** "12 h", "45 min", "2 d 4 h"; from 48 hours on in days of 24 hours. */
export function lengthText(ms: number): string {
  const total = Math.round(ms / minute);
  const days = total >= (2 * day) / minute ? Math.floor(total / (day / minute)) : 0;
  const rest = total - days * (day / minute);
  const parts = [
    [days, "d"],
    [Math.floor(rest / (hour / minute)), "h"],
    [rest % (hour / minute), "min"],
  ] as const;
  const said = parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : []));
  return said.length > 0 ? said.join(" ") : "0 min";
}

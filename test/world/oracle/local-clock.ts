/** What the clock on the unit's wall shows. Weekday is ISO: Monday 1 … Sunday 7. */
export type ClockReading = { readonly weekday: number; readonly minute: number };

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const formatters = new Map<string, Intl.DateTimeFormat>();
const readings = new Map<string, ClockReading>();

/** Reads the wall clock of a zone at an instant (ms), through Intl alone: no calendar arithmetic. */
export function clockAt(at: number, zone: string): ClockReading {
  const wholeMinute = Math.floor(at / 60_000) * 60_000;
  const key = `${zone} ${wholeMinute}`;
  const seen = readings.get(key);
  if (seen) return seen;
  const part: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(wholeMinute)) part[type] = value;
  const reading = {
    weekday: weekdays.indexOf(part.weekday ?? "") + 1,
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
  if (readings.size > 50_000) readings.clear();
  readings.set(key, reading);
  return reading;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const made = formatters.get(zone);
  if (made) return made;
  const fresh = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(zone, fresh);
  return fresh;
}

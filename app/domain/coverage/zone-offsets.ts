import { day, type Instant, minute } from "../time/instant.ts";
import { localParts } from "../time/wall-time.ts";

const minutesPerDay = 1440;

/** Offsets of one zone, each clock change looked up once. */
export type Offsets = {
  /** Minutes east of UTC. */
  readonly at: (at: Instant) => number;
  /** Offsets at both ends of a UTC day, and the instant between them at which they change. */
  readonly around: (date: number) => readonly [number, number, Instant | null];
};

const knownZones = new Map<string, Offsets>();

/** A zone's clock is the same for every unit in it. */
export function offsetsOf(zone: string): Offsets {
  const offsets = knownZones.get(zone) ?? zoneOffsets(zone);
  knownZones.set(zone, offsets);
  return offsets;
}

/** Clock changes are looked up once for each UTC day, since asking the time-zone database is slow. */
function zoneOffsets(zone: string): Offsets {
  const starts = new Map<number, number>();
  const changes = new Map<number, Instant>();
  const read = (ms: number) => localParts(ms as Instant, zone).offsetMinutes;
  const startOf = (date: number) => {
    const known = starts.get(date);
    if (known !== undefined) return known;
    const offset = read(date * day);
    starts.set(date, offset);
    return offset;
  };
  const changeOn = (date: number, before: number) => {
    const known = changes.get(date);
    if (known !== undefined) return known;
    let [low, high] = [date * minutesPerDay, (date + 1) * minutesPerDay];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (read(middle * minute) === before) low = middle;
      else high = middle;
    }
    changes.set(date, (high * minute) as Instant);
    return (high * minute) as Instant;
  };
  const around = (date: number) => {
    const [before, after] = [startOf(date), startOf(date + 1)];
    return [before, after, before === after ? null : changeOn(date, before)] as const;
  };
  return {
    around,
    at: (at) => {
      const [before, after, change] = around(Math.floor(at / day));
      return change !== null && at >= change ? after : before;
    },
  };
}

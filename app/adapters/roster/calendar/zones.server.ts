import { findIana } from "windows-iana";
import { day, type Instant, instant, minute } from "#app/domain/time/instant.ts";
import { isZone, localParts } from "#app/domain/time/wall-time.ts";
import type { Spend } from "./recurrence.server.ts";
import type { Wall } from "./times.server.ts";
import { type Observance, offsetsOf } from "./zone-rules.server.ts";

export type Zone = {
  readonly name: string;
  /**
   * The instant that a clock reading means. One that the clock skips is read with the offset before the
   * gap, one that it shows twice is the first: `isPlain` is false for both.
   *
   * @source RFC 5545 section 3.3.5
   */
  readonly read: (wall: Wall) => { readonly at: Instant; readonly isPlain: boolean };
  readonly wallAt: (at: Instant) => Wall;
};

export const utc: Zone = {
  name: "UTC",
  read: (wall) => ({ at: instant(wall), isPlain: true }),
  wallAt: (at) => at,
};

const rememberedMost = 20_000;

/** @param offsetAt  Milliseconds east of UTC at an instant. */
export function zoneOf(name: string, offsetAt: (at: number) => number): Zone {
  const known = new Map<number, number>();
  const remembered = (at: number) => {
    const found = known.get(at);
    if (found !== undefined) return found;
    const offset = offsetAt(at);
    if (known.size < rememberedMost) known.set(at, offset);
    return offset;
  };
  return {
    name,
    wallAt: (at) => at + remembered(at),
    read(wall) {
      const date = Math.floor(wall / day);
      const before = remembered((date - 1) * day);
      const after = remembered((date + 2) * day);
      if (before === after) return { at: instant(wall - before), isPlain: true };
      const [first, second] = [wall - before, wall - after];
      const isFirst = offsetAt(first) === before;
      const isSecond = offsetAt(second) === after;
      if (isFirst === isSecond) return { at: instant(first), isPlain: false };
      return { at: instant(isFirst ? first : second), isPlain: true };
    },
  };
}

export function ianaZone(name: string): Zone {
  return zoneOf(name, (at) => localParts(at as Instant, name).offsetMinutes * minute);
}

/** What a file says of one of its zones: its rules, and a name that others know it by. */
export type ZoneDefinition = { readonly alias: string | null; readonly observances: Observance[] };

/** Zones that a file has used already, by what they are made of: a file may define the same one often. */
export type KnownZones = Map<string, Zone | null>;

/**
 * Finds the zones that a file names: IANA names first, also behind a maker's prefix or as Windows calls
 * them, since makers cut their own rules short; then the rules in the file, then a plain offset.
 *
 * @returns null for a name that says nothing.
 */
export function zoneFinder(
  definitions: ReadonlyMap<string, ZoneDefinition>,
  spend: Spend,
  shared: KnownZones,
) {
  const found = new Map<string, Zone | null>();
  return (tzid: string): Zone | null => {
    const known = found.get(tzid);
    if (known !== undefined) return known;
    const defined = definitions.get(tzid);
    const key = JSON.stringify([tzid, defined]);
    const zone = shared.has(key) ? (shared.get(key) ?? null) : find(tzid, defined, spend);
    shared.set(key, zone);
    found.set(tzid, zone);
    return zone;
  };
}

function find(tzid: string, defined: ZoneDefinition | undefined, spend: Spend): Zone | null {
  const name = ianaName(tzid) ?? ianaName(defined?.alias ?? "");
  if (name !== null) return name === "UTC" ? utc : ianaZone(name);
  const offsets = defined ? offsetsOf(defined.observances, spend) : null;
  if (offsets) return zoneOf(tzid, offsets);
  const fixed = fixedOffset(tzid);
  return fixed === null ? null : zoneOf(tzid, () => fixed);
}

function ianaName(given: string): string | null {
  const name = given.replace(/^"|"$/g, "").trim();
  if (name === "" || name.length > 100) return null;
  if (/^(UTC|Z|GMT|Etc\/UTC|tzone:\/\/Microsoft\/Utc)$/i.test(name)) return "UTC";
  if (isZone(name)) return name;
  const parts = name.split("/").filter((each) => each !== "");
  for (const many of [3, 2]) {
    const last = parts.slice(-many).join("/");
    if (parts.length > many && isZone(last)) return last;
  }
  return findIana(name).find(isZone) ?? shownZone(name);
}

/**
 * The zone behind a name as Windows shows it: "(UTC+01:00) Amsterdam, Berlin, Rome", "Eastern Time (US &
 * Canada)". The first of its towns that is a zone of its own says which.
 */
function shownZone(name: string): string | null {
  const plain = name.replace(/^\((?:UTC|GMT)[^)]{0,8}\)\s*/i, "");
  const [, region] = /^(\w{4,12}) Time \((?:US & )?Canada\)$/i.exec(plain) ?? [];
  if (region) return findIana(`${region} Standard Time`).find(isZone) ?? null;
  const words = plain.slice(plain.indexOf(":") + 1).split(",");
  return words.map((each) => towns().get(each.trim().toLowerCase())).find(Boolean) ?? null;
}

let knownTowns: ReadonlyMap<string, string> | null = null;

function towns(): ReadonlyMap<string, string> {
  knownTowns ??= new Map(
    Intl.supportedValuesOf("timeZone")
      .filter((each) => each.includes("/"))
      .map((each) => [each.split("/").at(-1)!.replaceAll("_", " ").toLowerCase(), each]),
  );
  return knownTowns;
}

/** "GMT+0100", "UTC-05:00", "+02:00". */
function fixedOffset(name: string): number | null {
  const [, sign, hours, minutes = "0"] =
    /^(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d\d)?$/i.exec(name.trim()) ?? [];
  if (!sign || Number(hours) > 14 || Number(minutes) > 59) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute;
}

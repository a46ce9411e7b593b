import type { Component } from "./content-lines.server.ts";
import { type Property, propertiesOf } from "./property.server.ts";
import { readRule } from "./recurrence.server.ts";
import { readWritten } from "./times.server.ts";
import type { Observance } from "./zone-rules.server.ts";
import type { ZoneDefinition } from "./zones.server.ts";

/** Every VTIMEZONE of a file by its TZID; one whose rules cannot be read defines nothing. */
export function zoneDefinitions(components: readonly Component[]): Map<string, ZoneDefinition> {
  const found = new Map<string, ZoneDefinition>();
  for (const component of components) {
    const { properties } = propertiesOf(component);
    const tzid = textOf(properties, "TZID");
    if (!tzid) continue;
    const observances = component.children.flatMap((child) => observanceOf(child) ?? []);
    const known = found.get(tzid)?.observances ?? [];
    const alias = textOf(properties, "X-LIC-LOCATION");
    found.set(tzid, { alias, observances: [...known, ...observances] });
  }
  return found;
}

function textOf(properties: readonly Property[], name: string): string | null {
  const found = properties.find((each) => each.name === name);
  return found ? String(found.values[0]).trim() : null;
}

function observanceOf(component: Component): Observance | null {
  if (component.name !== "STANDARD" && component.name !== "DAYLIGHT") return null;
  const { properties } = propertiesOf(component);
  const start = readWritten(onTheDay(properties.find((each) => each.name === "DTSTART")));
  const from = offsetOf(textOf(properties, "TZOFFSETFROM"));
  const to = offsetOf(textOf(properties, "TZOFFSETTO"));
  if (!start || from === null || to === null) return null;
  const rules = properties.flatMap(({ name, values }) => {
    const rule = name === "RRULE" ? readRule(values[0]) : null;
    return rule && !("fault" in rule) ? [rule] : [];
  });
  const dates = properties
    .filter((each) => each.name === "RDATE")
    .flatMap((each) => each.values.flatMap((value) => readWritten(value) ?? []))
    .map(({ kind, wall }) => (kind === "utc" ? wall + from : wall));
  return { start: start.wall, from, to, rules, dates };
}

/** Makers write years such as 0001 or 1601 for "since ever". */
function onTheDay(property: Property | undefined): unknown {
  const text = String(property?.values[0] ?? "");
  return Number(text.slice(0, 4)) < 1601 ? `1601${text.slice(4)}` : text;
}

/** "+01:00" or "-03:30:15" in milliseconds. */
function offsetOf(text: string | null): number | null {
  const [, sign, h, m, s = "0"] = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(text ?? "") ?? [];
  if (!sign) return null;
  return (sign === "-" ? -1_000 : 1_000) * (Number(h) * 3_600 + Number(m) * 60 + Number(s));
}

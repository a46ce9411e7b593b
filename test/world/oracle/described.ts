import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { clockNights } from "../random-units.ts";
import { iso } from "./compare.ts";

/** A unit as text, one fact a line, instants in hours from its clock night: for reading a failure. */
export function described(facts: UnitFacts, at: number): string {
  const { settings, unit } = facts;
  const nights = clockNights.filter(({ zone }) => zone === unit.timeZone);
  const jump = nights.reduce((a, b) =>
    Math.abs(b.jump - at) < Math.abs(a.jump - at) ? b : a,
  ).jump;
  const plain = (value: unknown): unknown => {
    if (typeof value === "number" && value > 1e12) {
      return Number.isFinite(value) ? `${(value - jump) / 3_600_000}h` : "∞";
    }
    if (value instanceof Set) return [...value];
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    if ("start" in value && "end" in value && Object.keys(value).length === 2) {
      return `[${plain(value.start)}, ${plain(value.end)})`;
    }
    const kept = Object.entries(value).filter(([, each]) => each !== null);
    return Object.fromEntries(kept.map(([key, each]) => [key, plain(each)]));
  };
  const lines = (name: string, values: Iterable<unknown>) =>
    [...values].map((each) => `${name} ${JSON.stringify(plain(each))}`);
  return [
    `${unit.timeZone} jump ${iso(jump)} at ${plain(at)} ` +
      `(${iso(at)}) knownAt ${plain(facts.knownAt)}`,
    ...lines("profile", unit.profiles),
    ...lines("settings", [settings]),
    ...lines("ruleSet", facts.ruleSets),
    ...lines("source", facts.sources),
    ...lines("state", facts.states),
    ...lines("person", facts.people.values()),
    ...lines("registration", facts.registrations),
    ...lines("elsewhere", facts.elsewhere),
    ...lines("hub", facts.hubs),
  ].join("\n");
}

import { holds, type Instant, type Interval, joinWhen, overlaps } from "../time/interval.ts";
import { coverageOver, type Stretch } from "./coverage.ts";
import { reasonsFor } from "./explain.ts";
import type { UnitFacts } from "./facts.ts";
import { type Prepared, type PreparedPerson, prepare } from "./prepare.ts";
import { qualifications, yes } from "./qualification.ts";
import type { Reason } from "./reason.ts";
import { type ThreeValued, verdictAt } from "./verdict.ts";

/** A longest stretch whose answer is not yes. */
export type Gap = Interval & {
  /** `no` if it is no at any instant of it. */
  readonly answer: Exclude<ThreeValued, "yes">;
  readonly causes: readonly GapCause[];
};

export type GapCause = {
  readonly rule: string;
  readonly title: string;
  readonly answer: Exclude<ThreeValued, "yes">;
  /** Each reason once, in the order in which it first occurs in the gap. */
  readonly reasons: readonly Reason[];
  /** Ids of people who qualify for the rule during the whole gap and are on site nowhere in it. */
  readonly couldCover: readonly string[];
};

/** The gaps of a window, each with the rules that cause it and who could fill them. */
export function gapsOver(
  facts: UnitFacts,
  window: Interval,
  stretches: readonly Stretch[] = coverageOver(facts, window),
): Gap[] {
  const open = stretches.filter(({ answer }) => answer !== "yes");
  return joinWhen<Interval>(
    open.map(({ start, end }) => ({ start, end })),
    () => true,
  ).map((gap) => {
    const within = open.filter((each) => overlaps(each, gap));
    const answer = within.some((each) => each.answer === "no") ? "no" : "unknown";
    return { ...gap, answer, causes: causesOf(prepare(facts), gap, within) };
  });
}

function causesOf(prepared: Prepared, gap: Interval, within: readonly Stretch[]): GapCause[] {
  const causes = new Map<number, GapCause>();
  for (const { start } of within) {
    const verdict = verdictAt(prepared, start);
    for (const rule of verdict.rules) {
      const { answer, placed } = rule;
      if (placed.rule.severity === "warn" || answer === "yes" || answer === "not-applicable") {
        continue;
      }
      const reasons = reasonsFor(prepared, verdict.roll, rule, start);
      const before = causes.get(placed.index);
      causes.set(placed.index, {
        rule: placed.rule.id,
        title: placed.rule.title,
        answer: before?.answer === "no" ? "no" : answer,
        reasons: distinct([...(before?.reasons ?? []), ...reasons]),
        couldCover: before?.couldCover ?? peopleFor(prepared, placed.index, gap),
      });
    }
  }
  return [...causes].sort(([a], [b]) => a - b).map(([, cause]) => cause);
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((each) => [JSON.stringify(each), each])).values()];
}

/** An appointment cannot be filled for a night: for named rules nobody is proposed. */
function peopleFor(prepared: Prepared, index: number, gap: Interval): string[] {
  const placed = prepared.rules[index]!;
  if (placed.rule.presence === "named") return [];
  const busy = busyDuring(prepared, gap);
  const qualifiesAt = (person: PreparedPerson, at: Instant) =>
    qualifications(prepared, person, 0, at)[index] === yes;
  return [...prepared.people.values()]
    .filter((person) => !busy.has(person.facts.id))
    .filter((person) => {
      const edges = person.edges.filter((edge) => holds(gap, edge));
      return [gap.start, ...edges].every((at) => qualifiesAt(person, at));
    })
    .map((person) => person.facts.id)
    .sort();
}

/** Who is on site anywhere, or on leave here, at any time of the gap; and who is not registered then. */
function busyDuring(prepared: Prepared, gap: Interval): ReadonlySet<string> {
  const { facts, places } = prepared;
  const free = new Set(
    facts.registrations
      .filter(({ during }) => during.start <= gap.start && gap.end <= during.end)
      .map(({ personId }) => personId),
  );
  const busy = new Set([...prepared.people.keys()].filter((id) => !free.has(id)));
  const isKept = ({ presence, role }: { readonly presence: string; readonly role: string }) =>
    presence === "on_site" || role === "not_counted";
  for (const { assignment, during } of places.flatMap(({ rows }) => rows)) {
    if (!overlaps(during, gap) || !isKept(assignment)) continue;
    const id = prepared.matcher(
      assignment.registration,
      Math.max(during.start, gap.start) as Instant,
    );
    if (id !== null) busy.add(id);
  }
  for (const each of facts.elsewhere) if (overlaps(each.during, gap)) busy.add(each.personId);
  return busy;
}

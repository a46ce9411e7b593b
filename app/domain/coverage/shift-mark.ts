import { countingEdges, stretchAt } from "../credential/standing.ts";
import type { Assignment } from "../roster/publication.ts";
import type { RosterPresence, ShiftRole } from "../roster/shift.ts";
import { holds, type Instant, type Interval, overlaps } from "../time/interval.ts";
import { fits } from "./placed-rule.ts";
import type { Prepared, PreparedPerson } from "./prepare.ts";
import { type Kleene, licensedAt, no, qualifications, unknown, yes } from "./qualification.ts";

/** How a person on a roster stands to what their role is there for, over a whole shift. */
export const suitabilities = [
  "qualified",
  /** Qualified when it begins, and not to its end, or the other way round. */
  "in_part",
  /** Not for what the role is there for, yet some rule of the unit may be met by this shift. */
  "otherwise",
  "not_qualified",
  "unknown",
  "unmatched",
  /** Nothing is asked of this role here: leave, or a role that no rule admits. */
  "not_asked",
] as const;
export type Suitability = (typeof suitabilities)[number];

export type ShiftMark = {
  readonly suits: Suitability;
  /** Ids of the unit's rules that the person may meet by this shift all the time, in content order. */
  readonly meets: readonly string[];
  /** Of `in_part`: when it changes first. */
  readonly changesAt: Instant | null;
  /** The person is on site elsewhere, has another shift here, or is on leave at the same time. */
  readonly clash: "elsewhere" | "twice" | "away" | null;
};

/** Codes that a role is there to hold, any one of (content/standards/staffing.yaml#roleMeans). */
export type RoleMeans = Readonly<Partial<Record<ShiftRole, readonly string[]>>>;
/** A shift as it is asked about: whose it is may be tried before it is anybody's. */
export type TriedShift = Interval & {
  readonly role: ShiftRole;
  readonly presence: RosterPresence;
  readonly responseMinutes: number;
};

/**
 * Marks a shift for whoever makes the roster. It judges by the same standing as answers do, and decides
 * none: an answer rests on the rules alone.
 *
 * @param personId  Who holds the registration during the shift; null where nobody is known to.
 */
export function markOf(
  prepared: Prepared,
  means: RoleMeans,
  shift: TriedShift,
  personId: string | null,
): ShiftMark {
  if (personId === null) return { suits: "unmatched", meets: [], changesAt: null, clash: null };
  const person = prepared.people.get(personId);
  const clash = clashOf(prepared, personId, shift);
  if (!person || shift.role === "not_counted")
    return { suits: person ? "not_asked" : "not_qualified", meets: [], changesAt: null, clash };
  const admitted = prepared.rules.filter(
    (placed) => holds(placed.set.during, shift.start) && fits(asRow(shift), 0, placed),
  );
  const codes = means[shift.role];
  const edges = edgesOf(person, codes ?? []).filter((at) => shift.start < at && at < shift.end);
  const instants = [shift.start, ...edges];
  const qualified = instants.map((at) => qualifications(prepared, person, 0, at));
  const meets = admitted
    .filter(({ index }) => qualified.every((list) => list[index] === yes))
    .map(({ rule }) => rule.id);
  const judged = instants.map((at, i): Kleene => {
    if (codes) return holdsAny(prepared, person, codes, at);
    return Math.max(no, ...admitted.map(({ index }) => qualified[i]![index]!)) as Kleene;
  });
  const changed = judged.findIndex((value) => value !== judged[0]);
  const own = !codes && admitted.length === 0 ? "not_asked" : suitsBy(judged);
  const suits = own === "not_qualified" && meets.length > 0 ? "otherwise" : own;
  return { suits, meets, changesAt: changed < 0 ? null : instants[changed]!, clash };
}

function suitsBy(judged: readonly Kleene[]): Suitability {
  if (judged.every((value) => value === yes)) return "qualified";
  if (judged.includes(unknown) && !judged.includes(no)) return "unknown";
  return judged.every((value) => value === no) ? "not_qualified" : "in_part";
}

/** Licence and any one of the codes, as at the bedside; also of codes that no rule here asks for. */
function holdsAny(
  { facts }: Prepared,
  person: PreparedPerson,
  codes: readonly string[],
  at: Instant,
): Kleene {
  let best: Kleene = no;
  for (const timeline of person.facts.credentials) {
    if (!codes.includes(timeline.code)) continue;
    const counts = stretchAt(timeline, at)?.counts;
    if (counts === "yes") best = yes;
    else if (counts === "unknown" && best === no) best = unknown;
  }
  return Math.min(best, licensedAt(person, facts.unit.jurisdiction, at)) as Kleene;
}

function edgesOf(person: PreparedPerson, codes: readonly string[]): Instant[] {
  const own = person.facts.credentials.filter((each) => codes.includes(each.code));
  return [...new Set([...person.edges, ...own.flatMap(countingEdges)])].sort((a, b) => a - b);
}

/** What else the person is rostered for while the shift lasts; leave weighs most, then two places. */
function clashOf(prepared: Prepared, personId: string, shift: TriedShift): ShiftMark["clash"] {
  const others = prepared.places[0]!.rows.filter(
    (row) =>
      overlaps(row.during, shift) &&
      !isSame(row.assignment, shift) &&
      prepared.matcher(row.assignment.registration, startOf(row.during, shift)) === personId,
  );
  if (shift.role === "not_counted") return null;
  if (others.some(({ assignment }) => assignment.role === "not_counted")) return "away";
  const isThere = shift.presence === "on_site";
  const elsewhere = prepared.elsewhere.get(personId) ?? [];
  if (
    isThere &&
    elsewhere.some((each) => isElsewhere(prepared, each) && overlaps(each.during, shift))
  )
    return "elsewhere";
  return others.length > 0 ? "twice" : null;
}

function isElsewhere(prepared: Prepared, duty: { readonly site: string }): boolean {
  return duty.site !== prepared.facts.unit.site;
}

function startOf(during: Interval, shift: Interval): Instant {
  return holds(during, shift.start) ? shift.start : during.start;
}

function isSame({ role, presence, shift }: Assignment, tried: TriedShift): boolean {
  return (
    role === tried.role &&
    presence === tried.presence &&
    shift.start === tried.start &&
    shift.end === tried.end
  );
}

/** What the rules look at in a row. */
function asRow(shift: TriedShift): Assignment {
  const { role, presence, responseMinutes } = shift;
  const row = { id: "", registration: null, nameText: null, assignment: null };
  const rest = { contact: null, reference: null, shift };
  return { ...row, ...rest, role, presence, responseMinutes };
}

import type { Instant } from "../time/interval.ts";
import { isInReach, isNear, isQuick, type PlacedRule } from "./placed-rule.ts";
import type { Prepared, PreparedPerson } from "./prepare.ts";
import { no, unknown, yes } from "./qualification.ts";
import type { Reason, ReasonCode } from "./reason.ts";
import { holdsAnybody, type Present, type Roll } from "./roll.ts";
import { rosterPresences } from "./rule.ts";
import { qualificationReason, type Shortfall } from "./shortfall.ts";
import { isPost, type RuleVerdict } from "./verdict.ts";

/**
 * Why a rule is not plainly met: what is wrong with the data first, then for each person on duty the
 * one reason that stands nearest to being qualified. Never empty for a rule that is no or unknown.
 */
export function reasonsFor(
  prepared: Prepared,
  roll: Roll,
  verdict: RuleVerdict,
  at: Instant,
): Reason[] {
  if (verdict.answer === "yes" || verdict.answer === "not-applicable") return [];
  const reasons: Reason[] = verdict.applies === unknown ? [{ code: "condition_unknown" }] : [];
  if (verdict.placed.rule.presence === "named") {
    return [...reasons, ...namedReasons(prepared, verdict, at)];
  }
  const missing = rosterReasons(roll, verdict.placed);
  const holdsUnseen = missing.length > 0;
  reasons.push(...missing);
  const asked = roll.present.flatMap((each) => personReason(prepared, each, verdict, at) ?? []);
  // Somebody proven is no reason; too few of them, or nobody at all, is one.
  const isExplained = reasons.length > 0 || asked.length > 0;
  reasons.push(...asked);
  const values = { found: verdict.proven.length, required: requiredOf(verdict) };
  const isShort = values.found < values.required && values.found > 0;
  const isEmpty = values.found === 0 && asked.length === 0 && !holdsUnseen;
  // Some of those who might do are not proven, and yet even they are needed elsewhere.
  if (verdict.isUsedUp && values.found < values.required) {
    return [...reasons, { code: "already_counted", values: { ...values, hoped: 1 } }];
  }
  if (!isExplained || isShort || isEmpty) reasons.push({ code: "nobody_rostered", values });
  return reasons;
}

/** People asked for; 1 where the count that it depends on is unknown. */
export function requiredOf({ min }: { readonly min: number }): number {
  return Number.isFinite(min) ? min : 1;
}

function namedReasons(prepared: Prepared, verdict: RuleVerdict, at: Instant): Reason[] {
  const held = prepared.appointed.filter(({ facts }) =>
    facts.appointments.some((post) => isPost(prepared, verdict, post, at)),
  );
  const lacking = held
    .filter(({ facts }) => !verdict.proven.includes(facts.id))
    .map((person) => qualificationReason(prepared, person, verdict.placed, 0, at).reason);
  const values = { post: verdict.placed.rule.post ?? "", required: requiredOf(verdict) };
  return held.length < requiredOf(verdict)
    ? [...lacking, { code: "nobody_appointed", values }]
    : lacking;
}

function rosterReasons({ places }: Roll, { rule }: PlacedRule): Reason[] {
  const asked = rule.presence === "remote" ? places : places.slice(0, 1);
  return asked.filter(holdsAnybody).flatMap((state): Reason[] => {
    if (state.absent) return [{ code: "roster_absent" }];
    return state.stale.map(({ source }) => ({
      code: "roster_stale",
      values: { source: source.name },
    }));
  });
}

/** Null for people who neither are where the rule wants them nor ever could have met it. */
function personReason(
  prepared: Prepared,
  { key, person, rows }: Present,
  verdict: RuleVerdict,
  at: Instant,
): Reason | null {
  const { placed } = verdict;
  const isFitting = rows.some(({ row }) => row.fits[placed.index]);
  if (!person) {
    return isFitting ? { code: "unmatched_shift", values: { name: key.slice(1) } } : null;
  }
  const practitioner = person.facts.id;
  if (verdict.proven.includes(practitioner)) {
    const isNeeded = verdict.isUsedUp || verdict.proven.length >= verdict.min;
    return isNeeded ? { code: "already_counted", practitioner } : null;
  }
  const judged = nearestRow(prepared, person, rows, placed, at);
  if (!judged) return null;
  if (!isFitting) {
    const misplaced = misplacement(judged.each.row, placed);
    const isHere =
      misplaced === "role_not_admitted" &&
      isInReach(judged.each.row.assignment, judged.each.row.place, placed);
    if (judged.counts !== no || isHere) return { code: misplaced, practitioner };
    return judged.reason.code === "rostered_not_qualified" || !judged.reason.credential
      ? null
      : judged.reason;
  }
  if (judged.counts !== yes) return judged.reason;
  if (judged.each.alsoAt !== null) {
    return { code: "double_booked", practitioner, values: { elsewhere: judged.each.alsoAt } };
  }
  return { code: "roster_stale", practitioner };
}

type Row = Present["rows"][number]["row"];
type Judged = Shortfall & { readonly each: Present["rows"][number] };

/**
 * Of a person's rows the one that brings them nearest: of those that fit the rule where any does, else of
 * those that are here. Null for people who are neither.
 */
function nearestRow(
  prepared: Prepared,
  person: PreparedPerson,
  rows: Present["rows"],
  placed: PlacedRule,
  at: Instant,
): Judged | null {
  const isFitting = rows.some(({ row }) => row.fits[placed.index]);
  let nearest: Judged | null = null;
  for (const each of rows) {
    const { row } = each;
    const isHere = row.place === 0 || placed.rule.presence === "remote";
    if (isFitting ? !row.fits[placed.index] : !isHere) continue;
    const { counts, reason } = qualificationReason(prepared, person, placed, row.place, at);
    const judged = { each, counts, reason };
    if (nearest === null || inOrderOfNearness(judged, nearest) < 0) nearest = judged;
  }
  return nearest;
}

function inOrderOfNearness(a: Judged, b: Judged): number {
  return b.counts - a.counts || b.each.proof - a.each.proof || inOrder(a.each.row, b.each.row);
}

/** Of rows that bring a person equally near, the nearest and quickest is spoken of: the same every time. */
function inOrder({ assignment: a }: Row, { assignment: b }: Row): number {
  const [here, there] = [a, b].map(({ presence }) => rosterPresences.indexOf(presence));
  return here! - there! || a.responseMinutes - b.responseMinutes || (a.role < b.role ? -1 : 1);
}

function misplacement({ assignment, place }: Row, placed: PlacedRule): ReasonCode {
  if (!isNear(assignment, place, placed)) return "not_on_site";
  return isQuick(assignment, placed) ? "role_not_admitted" : "response_too_slow";
}

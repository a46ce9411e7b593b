import { type Instant, later } from "../../time/instant.ts";
import type { Prepared, PreparedPerson } from "../prepare.ts";
import { no, qualifications, yes } from "../qualification.ts";
import type { Roll } from "../roll.ts";
import { qualificationReason } from "../shortfall.ts";
import { isPost, type RuleVerdict } from "../verdict.ts";

/**
 * What a gap of a rule comes from: one closed list, worded in content/copy under `gap_kinds`.
 * `nobody`: nobody is on duty who could meet it, or too few. `unqualified`: somebody is on duty for it who
 * falls short: a credential that does not count, no licence, no privilege, no cardiologist. `expiring`: their
 * validity ends before or during the gap. `unknown`: the record cannot tell.
 */
export const gapKinds = ["nobody", "unqualified", "expiring", "unknown"] as const;
export type GapKind = (typeof gapKinds)[number];

/**
 * Why a rule is not met at an instant.
 *
 * @param since  When the stretch in which it is not met began: whoever qualified until then has lapsed.
 */
export function kindAt(
  prepared: Prepared,
  roll: Roll,
  verdict: RuleVerdict,
  at: Instant,
  since: Instant,
): GapKind {
  if (verdict.answer === "unknown") return "unknown";
  const { index, rule } = verdict.placed;
  const before = [prepared.facts.knownAt, later(since, -1), later(at, -1)];
  const lacking = rule.presence === "named" ? holders(prepared, verdict, at) : [];
  for (const { person, rows } of roll.present) {
    if (!person) continue;
    for (const { row, qualified } of rows) {
      if (!row.fits[index] || qualified?.[index] !== no) continue;
      lacking.push({ person, place: row.place, since: row.assignment.shift.start });
    }
  }
  if (lacking.length === 0) return "nobody";
  const hasLapsed = lacking.some((each) =>
    [...before, each.since].some(
      (then) => then < at && qualifications(prepared, each.person, each.place, then)[index] === yes,
    ),
  );
  if (hasLapsed) return "expiring";
  const isShort = lacking.some(({ person, place }) => {
    const { reason } = qualificationReason(prepared, person, verdict.placed, place, at);
    return reason.code !== "rostered_not_qualified" || reason.credential !== undefined;
  });
  return isShort || rule.presence === "named" ? "unqualified" : "nobody";
}

type Lacking = { readonly person: PreparedPerson; readonly place: number; readonly since: Instant };

/** Who holds the post that a named rule asks for, and does not qualify. */
function holders(prepared: Prepared, verdict: RuleVerdict, at: Instant): Lacking[] {
  return prepared.appointed.flatMap((person) => {
    const post = person.facts.appointments.find((each) => isPost(prepared, verdict, each, at));
    const counts = qualifications(prepared, person, 0, at)[verdict.placed.index];
    return post && counts === no ? [{ person, place: 0, since: post.during.start }] : [];
  });
}

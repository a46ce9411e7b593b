import { findActivity } from "#app/domain/curriculum/release.ts";
import type { Role } from "#app/domain/people/roles.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import { entitlement } from "#app/domain/training/entitlement.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { allGrants } from "#db/store/people/grants.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { loadAssessorRecord } from "#db/store/training/evidence.server.ts";
import type { Context } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";

/** Who answers for what happens in a unit or in training. */
const confirmingRoles: readonly Role[] = [
  "assessor",
  "programme_director",
  "ecmo_director",
  "mcs_director",
  "unit_lead",
];

export type Confirmer = { readonly id: string; readonly name: string };

/** Everybody who may be named to confirm a holder's case, by name; never the holder. */
export async function confirmersFor(
  tx: Transaction,
  personId: string,
  now: Instant,
): Promise<Confirmer[]> {
  const grants = await allGrants(tx);
  const ids = grants
    .filter((each) => confirmingRoles.includes(each.role) && holds(each.during, now))
    .map((each) => each.personId)
    .filter((id) => id !== personId);
  const names = await namesOf(tx, [...new Set(ids)]);
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether somebody could have judged on that day what the activity needs: whoever proctors must. */
export async function mayProctor(
  { content }: Context,
  tx: Transaction,
  confirmerId: string,
  { activity, performedAt }: { readonly activity: string; readonly performedAt: Instant },
): Promise<boolean> {
  const release = content.current;
  const subjects = findActivity(release, activity)?.competencies ?? [];
  const record = await loadAssessorRecord(tx, confirmerId, everything, standingRules(content));
  return subjects.some((code) => entitlement(release, record, code, performedAt) !== null);
}

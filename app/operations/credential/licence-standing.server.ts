import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { licencesOf } from "#db/store/people/licences.server.ts";

/** What one licence is at an instant. `unknown`: its authority's register could not be read. */
export type LicenceStanding = {
  readonly id: string;
  readonly jurisdiction: string;
  readonly state: "issued" | "expired" | "unknown" | "not_begun";
  readonly counts: "yes" | "no" | "unknown";
  readonly from: Instant;
  /** Null: open. */
  readonly until: Instant | null;
  readonly source: string;
  readonly checkedAt: Instant;
};

/**
 * A holder's licences now. A licence that was suspended or given up has an end: from then on none of the
 * holder's credentials counts at a unit of its jurisdiction, though each keeps its own state.
 */
export async function licenceStandings(
  tx: Transaction,
  personId: string,
  now: Instant,
): Promise<LicenceStanding[]> {
  const licences = await licencesOf(tx, personId, everything);
  return licences.map(({ id, jurisdiction, during, outcome, source, checkedAt }) => {
    const state = stateOf(during, outcome, now);
    const counts = state === "issued" ? "yes" : state === "unknown" ? "unknown" : "no";
    const until = Number.isFinite(during.end) ? during.end : null;
    return { id, jurisdiction, state, counts, from: during.start, until, source, checkedAt };
  });
}

function stateOf(
  during: { readonly start: Instant; readonly end: Instant },
  outcome: "verified" | "unreadable",
  now: Instant,
): LicenceStanding["state"] {
  if (now < during.start) return "not_begun";
  if (now >= during.end) return "expired";
  return outcome === "unreadable" ? "unknown" : "issued";
}

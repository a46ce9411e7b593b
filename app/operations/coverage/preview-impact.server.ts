import type { Content } from "#app/domain/content.ts";
import { impactOf, type LostCover } from "#app/domain/coverage/impact.ts";
import type { CredentialEvent } from "#app/domain/credential/lifecycle.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { unitsNamingAnywhere } from "#db/store/rosters.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { allUnits } from "#db/store/unit-lookup.server.ts";
import { factsOf, standingRules } from "./facts.server.ts";

export type Impact = {
  readonly from: Instant;
  readonly to: Instant;
  readonly lost: readonly (LostCover & {
    readonly unitCode: string;
    readonly unitName: string;
    readonly timeZone: string;
  })[];
};

/**
 * Which future stretches of which units would lose cover if the credential stopped counting at `from`.
 * Called inside an ask or act whose permit covers the credential.
 *
 * @param kind  What is about to be done to it.
 */
export async function impactOfStopping(
  tx: Transaction,
  content: Content,
  holder: { readonly personId: string; readonly credentialId: string },
  kind: Extract<CredentialEvent["kind"], "suspended" | "revoked">,
  from: Instant,
  daysAhead = 30,
): Promise<Impact> {
  const window = interval(from, later(from, daysAhead * day));
  const { seq } = await headOf(tx);
  const record = (await holderRecords(tx, [holder.personId], seq)).get(holder.personId);
  const held = await registrationsOf(tx, [holder.personId], seq);
  const naming = await unitsNamingAnywhere(
    tx,
    held.map((each) => each.registration),
    window,
  );
  const every = await allUnits(tx);
  const units = every.filter((unit) => naming.has(unit.id));
  const known = { knownAt: from, knownThrough: seq };
  const facts = await factsOf(tx, content, units, window, known);
  if (!record) return { from: window.start, to: window.end, lost: [] };
  const event: CredentialEvent = { kind, effectiveAt: from, recordedAt: from, reason: null };
  const own = record.own.map((each) =>
    each.id === holder.credentialId ? { ...each, events: [...each.events, event] } : each,
  );
  const after = timelinesOf({ ...record, own }, standingRules(content), later(from, 1));
  const lost = impactOf(facts, holder.personId, after, window).flatMap((each) => {
    const unit = units.find((candidate) => candidate.id === each.unitId);
    return unit
      ? [{ ...each, unitCode: unit.code, unitName: unit.name, timeZone: unit.timeZone }]
      : [];
  });
  return { from: window.start, to: window.end, lost };
}

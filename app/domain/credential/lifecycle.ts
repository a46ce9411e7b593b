import { forever, type Instant } from "../time/instant.ts";
import { cutAt, type Interval, interval, joinWhen } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import type { CredentialState } from "./standing.ts";

export const credentialEventKinds = ["issued", "suspended", "reinstated", "revoked"] as const;
export type CredentialEventKind = (typeof credentialEventKinds)[number];

/** What was done to a credential of ours. It takes effect at `effectiveAt`, whenever it was recorded. */
export type CredentialEvent = {
  readonly kind: CredentialEventKind;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  /** A code of the closed list of reasons; null for issuing. */
  readonly reason: string | null;
};

/** Months before the end of validity in which renewal is due, and after it in which it may be made up. */
export type RenewalFigures = {
  readonly windowBeforeMonths: number;
  readonly graceAfterMonths: number;
};

/** What events and validity alone can make of a credential; `limited` needs its prerequisites. */
export type OwnState = Exclude<CredentialState, "limited" | "attested">;

/**
 * Says what one credential of ours is at every instant, from its first validity on.
 *
 * Revocation is final. A suspension lasts until it is lifted and shows over expiry, so that nobody
 * reads a suspended credential as one that merely ran out. Events recorded after `knownAt` are unknown.
 *
 * @returns Stretches that tile from the later of issue and validity; empty before it was issued.
 * @source content/curriculum/…/requirements.yaml#renewal
 */
export function statesOver(
  validity: Interval,
  events: readonly CredentialEvent[],
  renewal: RenewalFigures,
  knownAt: Instant = forever,
): (Interval & { readonly state: OwnState })[] {
  const known = inOrder(events.filter((event) => event.recordedAt <= knownAt));
  const issued = known.find((event) => event.kind === "issued");
  if (!issued) return [];
  const start = Math.max(validity.start, issued.effectiveAt) as Instant;
  const phases = phasesOf(validity, renewal);
  const edges = [...phases.map((p) => p.from), ...known.map((event) => event.effectiveAt)];
  const stretches = cutAt(edges, interval(start)).map((slice) => ({
    ...slice,
    state: held(known, slice.start) ?? phaseAt(phases, slice.start),
  }));
  return joinWhen(stretches, (a, b) => a.state === b.state);
}

/** By effect; at the same instant, the one recorded last has the last word. */
function inOrder(events: readonly CredentialEvent[]): CredentialEvent[] {
  return [...events].sort((a, b) => a.effectiveAt - b.effectiveAt || a.recordedAt - b.recordedAt);
}

/** What events impose at an instant, or null where validity alone decides. */
function held(ordered: readonly CredentialEvent[], at: Instant): "suspended" | "revoked" | null {
  let state: "suspended" | null = null;
  for (const event of ordered) {
    if (event.effectiveAt > at) break;
    if (event.kind === "revoked") return "revoked";
    if (event.kind === "suspended") state = "suspended";
    if (event.kind === "reinstated") state = null;
  }
  return state;
}

type Phase = { readonly from: Instant; readonly state: OwnState };

function phasesOf(validity: Interval, renewal: RenewalFigures): Phase[] {
  const issued: Phase = { from: validity.start, state: "issued" };
  if (validity.end === forever) return [issued];
  return [
    issued,
    { from: addMonths(validity.end, -renewal.windowBeforeMonths), state: "renewal_due" },
    { from: validity.end, state: "in_grace" },
    { from: addMonths(validity.end, renewal.graceAfterMonths), state: "expired" },
  ];
}

/** The last phase begun; a validity shorter than the renewal window is due from its first instant. */
function phaseAt(phases: readonly Phase[], at: Instant): OwnState {
  return phases.findLast((phase) => phase.from <= at)?.state ?? "issued";
}

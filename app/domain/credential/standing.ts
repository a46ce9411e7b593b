import type { Instant, Interval } from "../time/interval.ts";

/** One closed list everywhere. `attested` occurs with outside credentials only. */
export const credentialStates = [
  "issued",
  "renewal_due",
  "in_grace",
  "limited",
  "expired",
  "suspended",
  "revoked",
  "attested",
] as const;
export type CredentialState = (typeof credentialStates)[number];

/** What one credential is over time: stretches tile from its first validity; before it, it is nothing. */
export type CredentialTimeline = {
  readonly id: string;
  /** CRED-…, BASE-CARD, EXT-…, ALS, or an entrustment such as FELLOW-L3. */
  readonly code: string;
  readonly kind: "own" | "external";
  readonly validity: Interval;
  readonly stretches: readonly StateStretch[];
};

/** `unknown`: past its re-verify date or its source could not be read. */
export type Counts = "yes" | "no" | "unknown";

export type StateStretch = Interval & {
  readonly state: CredentialState;
  readonly counts: Counts;
  /** Of `limited`: codes of the parts that do not count themselves, down to the first cause. */
  readonly parts?: readonly string[];
};

/** What the credential is at an instant, or null before it was anything. */
export function stretchAt(timeline: CredentialTimeline, at: Instant): StateStretch | null {
  for (const stretch of timeline.stretches) {
    if (stretch.start <= at && at < stretch.end) return stretch;
  }
  return null;
}

/** Until when what it counts as at an instant stays so, whatever its state is called; null: for good. */
export function countsUntil(timeline: CredentialTimeline, at: Instant): Instant | null {
  const found = stretchAt(timeline, at);
  if (!found) return null;
  let { end } = found;
  for (const stretch of timeline.stretches) {
    if (stretch.start === end && stretch.counts === found.counts) end = stretch.end;
  }
  return Number.isFinite(end) ? end : null;
}

/** Where a credential begins or stops to count; changes of state that leave that alone are no edges. */
export function countingEdges(timeline: CredentialTimeline): Instant[] {
  const edges: Instant[] = [];
  let before: Counts = "no";
  let end: Instant | null = null;
  for (const stretch of timeline.stretches) {
    if (end !== null && stretch.start > end && before !== "no") edges.push(end);
    if (end !== null && stretch.start > end) before = "no";
    if (stretch.counts !== before) edges.push(stretch.start);
    before = stretch.counts;
    end = stretch.end;
  }
  if (end !== null && before !== "no" && Number.isFinite(end)) edges.push(end);
  return edges;
}

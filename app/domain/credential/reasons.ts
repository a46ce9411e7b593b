/** Why standing is taken or given back. Closed lists, worded in content/copy under `event_reasons`. */
export const suspensionReasons = [
  "under_investigation",
  "licence_restricted",
  "health",
  "complication_review",
  "holder_request",
] as const;

export const reinstatementReasons = [
  "investigation_closed",
  "cleared",
  "recorded_in_error",
] as const;

export const revocationReasons = [
  "issued_in_error",
  "false_evidence",
  "competence_withdrawn",
  "licence_lost",
  "holder_request",
] as const;

export const dismissalReasons = ["not_founded", "suspension_enough", "proposed_in_error"] as const;

export type SuspensionReason = (typeof suspensionReasons)[number];
export type ReinstatementReason = (typeof reinstatementReasons)[number];
export type RevocationReason = (typeof revocationReasons)[number];
export type DismissalReason = (typeof dismissalReasons)[number];

/** How a registrar answers a holder who disputes what stands about them. */
export const disputeOutcomes = ["record_corrected", "record_stands"] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

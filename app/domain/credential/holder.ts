import type { Instant, Interval } from "../time/interval.ts";
import type { CredentialEvent } from "./lifecycle.ts";

export type OwnCredential = {
  readonly id: string;
  readonly code: string;
  readonly validity: Interval;
  readonly events: readonly CredentialEvent[];
};

/** An outside credential. Day-precise validity has been resolved to instants in its authority's zone. */
export type ExternalCredential = {
  readonly id: string;
  readonly code: string;
  readonly during: Interval;
  readonly evidence: "attested" | "verified";
  readonly recordedAt: Instant;
  /** Past it, nobody knows whether it still counts; null where none is set. */
  readonly reverifyBy: Instant | null;
  /** False where the source could not be read. */
  readonly readable: boolean;
};

/** A committee's decision that a fellow is entrusted with an EPA at a level. */
export type EntrustmentDecision = {
  readonly id: string;
  readonly epa: string;
  readonly level: number;
  readonly during: Interval;
  readonly recordedAt: Instant;
};

/** All that one person ever held, as the record has it. */
export type HolderRecord = {
  readonly own: readonly OwnCredential[];
  readonly external: readonly ExternalCredential[];
  readonly entrustments: readonly EntrustmentDecision[];
};

/** Which other credentials must count for one to count, from the curriculum. */
export type Prerequisites = {
  readonly requires: readonly string[];
  readonly requiresAny: readonly string[];
};

/** Why a rule is not met: one closed list. */
export const reasonCodes = [
  "nobody_rostered",
  "rostered_not_qualified",
  "credential_expired",
  "credential_in_grace",
  "credential_limited",
  "credential_suspended",
  "credential_revoked",
  "no_local_privilege",
  "licence_not_active",
  "not_a_cardiologist",
  "not_on_site",
  "response_too_slow",
  "already_counted",
  "double_booked",
  "role_not_admitted",
  "nobody_appointed",
  "condition_unknown",
  "source_unreadable",
  "roster_absent",
  "roster_stale",
  "unmatched_shift",
  "no_rule_set",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** A reason as codes and values; whoever shows it finds the words. */
export type Reason = {
  readonly code: ReasonCode;
  readonly practitioner?: string;
  readonly credential?: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

const keys = new WeakMap<Reason, string>();

/** The same text for reasons that say the same. */
export function reasonKey(reason: Reason): string {
  const before = keys.get(reason);
  if (before !== undefined) return before;
  const key = JSON.stringify(reason);
  keys.set(reason, key);
  return key;
}

import { z } from "zod";
import { StaffingRule } from "#app/domain/coverage/rule.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { ruleVersionsOf } from "#db/store/rule-versions.server.ts";

export type RuleVersion = {
  readonly id: string;
  readonly version: string;
  readonly rules: readonly StaffingRule[];
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  readonly actorKind: string;
  readonly actorId: string | null;
};

/** How a unit's own rules are called beside those of its tier. */
export function ownSetOf({ code }: { readonly code: string }): string {
  return `unit-${code}`;
}

/** Every version of a unit's own rules, the first recorded first. */
export async function ownVersions(
  tx: Transaction,
  unit: { readonly id: string; readonly code: string },
): Promise<RuleVersion[]> {
  const rows = await ruleVersionsOf(tx, unit.id, ownSetOf(unit));
  return rows.map((row) => ({ ...row, rules: z.array(StaffingRule).parse(row.rules) }));
}

/** The version that was recorded last: what a change begins from, also where it is still to come. */
export function latestOf(versions: readonly RuleVersion[]): {
  readonly version: string;
  readonly rules: readonly StaffingRule[];
} {
  return versions.at(-1) ?? { version: "0", rules: [] };
}

/** Which of the versions holds at an instant: the one recorded last of those effective by then. */
export function inForceAt(versions: readonly RuleVersion[], at: Instant): RuleVersion | null {
  return versions.findLast(({ effectiveAt }) => effectiveAt <= at) ?? null;
}

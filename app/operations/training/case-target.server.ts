import type { Target } from "#app/domain/people/grant.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { findCase } from "#db/store/training/cases.server.ts";
import { fellowshipTarget } from "#db/store/training/fellowships.server.ts";

/** Whom a permit about a case is about; `no_such_case` where there is none. */
export async function caseTarget(tx: Transaction, caseId: string): Promise<Result<Target>> {
  const found = await findCase(tx, caseId);
  return found ? fellowshipTarget(tx, found.fellowshipId) : refuse("no_such_case");
}

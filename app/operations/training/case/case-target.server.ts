import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { findCase, type LoggedCase } from "#db/store/training/cases.server.ts";
import { fellowshipTarget } from "#db/store/training/fellowships.server.ts";
import { findVersion } from "#db/store/training/logbook.server.ts";

/** Whom a permit about a case is about, corrected since or not; `no_such_case` where there is none. */
export async function caseTarget(tx: Transaction, caseId: string): Promise<Result<Target>> {
  const found = await findVersion(tx, caseId);
  return found ? fellowshipTarget(tx, found.fellowshipId) : refuse("no_such_case");
}

/**
 * The case as it stands under this id, withdrawn or not. Whoever still has an older version before them is
 * told so: `case_corrected_meanwhile`.
 */
export async function standingCase(tx: Transaction, caseId: string): Promise<Result<LoggedCase>> {
  const found = await findCase(tx, caseId);
  if (found) return allow(found);
  const before = await findVersion(tx, caseId);
  return refuse(before ? "case_corrected_meanwhile" : "no_such_case");
}

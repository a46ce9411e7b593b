import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { findPersonByEmail } from "#db/store/people/persons.server.ts";
import type { House } from "../context.server.ts";
import { isRecordEmpty } from "../ledger/is-record-empty.server.ts";

export type DemonstrationState = "empty" | "demonstration" | "own record";

/** What the record holds: nothing yet, the demonstration, or a record that no demonstration may touch. */
export async function demonstrationState(house: House): Promise<DemonstrationState> {
  if (await isRecordEmpty(house)) return "empty";
  const [account] = demonstrationAccounts;
  const found =
    account && (await house.db.transaction((tx) => findPersonByEmail(tx, account.email)));
  return found ? "demonstration" : "own record";
}

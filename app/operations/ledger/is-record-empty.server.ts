import { headOf } from "#db/ledger.server.ts";
import type { House } from "../context.server.ts";

/** Nothing was ever entered: the one state in which a demonstration may be loaded. */
export async function isRecordEmpty({ db }: House): Promise<boolean> {
  return (await headOf(db)).seq === 0;
}

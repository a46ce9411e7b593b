import { type Result, refuse } from "#app/domain/result.ts";
import { isDatabaseAway } from "#db/away.server.ts";

export { isDatabaseAway };

/**
 * For work on the workspace tables that goes through neither door: a database out of reach is refused as
 * `record_away`, as there.
 */
export async function unlessAway<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    if (isDatabaseAway(thrown)) return refuse("record_away");
    throw thrown;
  }
}

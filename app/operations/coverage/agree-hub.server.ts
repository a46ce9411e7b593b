import { z } from "zod";
import { Validity, validityOf } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { forever } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { findHubAgreement, insertHubAgreement } from "#db/store/coverage.server.ts";
import { unitTargetById } from "#db/store/people/places.server.ts";
import { findUnitById } from "#db/store/unit-lookup.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";

export const AgreeHub = Validity.extend({
  id: z.uuid(),
  unitId: z.uuid(),
  /** Whose people may meet what the unit needs at a distance. */
  hubUnitId: z.uuid(),
});

/** A unit and a hub agree: while it holds, people on the hub's roster meet the unit's remote rules. */
export function agreeHub(
  ctx: Context,
  input: z.output<typeof AgreeHub>,
): Promise<Result<{ readonly id: string }>> {
  const { id, unitId, hubUnitId } = input;
  const target = (tx: Transaction) => unitTargetById(tx, unitId);
  return act(ctx, "hub.agree", target, async ({ tx, record }) => {
    if (await findHubAgreement(tx, id)) return allow({ id });
    if (unitId === hubUnitId || !(await findUnitById(tx, hubUnitId))) return refuse("no_such_unit");
    const during = validityOf(input);
    if (!during) return refuse("ends_before_it_starts");
    const endsAt = during.end === forever ? null : during.end;
    const fact = { id, unitId, hubUnitId, startsAt: during.start, endsAt };
    await insertHubAgreement(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

import { z } from "zod";
import { Validity, validityOf } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { forever, type Interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { hubAgreement } from "#db/schema/coverage.ts";
import { findRow, insertRow } from "#db/store/corrections.server.ts";
import { hubAgreementsAt } from "#db/store/hub-agreements.server.ts";
import { everything } from "#db/store/known.server.ts";
import { unitTargetById } from "#db/store/people/places.server.ts";
import { findUnitById } from "#db/store/unit-lookup.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { type Correction, correct } from "../people/correction.server.ts";

export const AgreeHub = Validity.extend({
  id: z.uuid(),
  unitId: z.uuid(),
  /** Whose people may meet what the unit needs at a distance. */
  hubUnitId: z.uuid(),
});
type Input = z.output<typeof AgreeHub>;

/**
 * A unit and a hub agree: while it holds, people on the hub's roster meet the unit's remote rules.
 *
 * Refusals: `no_such_unit`, `ends_before_it_starts`, `period_overlaps` (with the same hub).
 */
export function agreeHub(ctx: Context, input: Input): Promise<Result<{ readonly id: string }>> {
  const { id, unitId, hubUnitId } = input;
  const target = (tx: Transaction) => unitTargetById(tx, unitId);
  return act(ctx, "hub.agree", target, async ({ tx, record }) => {
    if (await findRow(tx, hubAgreement, id)) return allow({ id });
    if (unitId === hubUnitId || !(await findUnitById(tx, hubUnitId))) return refuse("no_such_unit");
    const during = validityOf(input);
    if (!during) return refuse("ends_before_it_starts", { field: "validThrough" });
    if (await isAgreed(tx, input, during)) return refuse("period_overlaps");
    const endsAt = during.end === forever ? null : during.end;
    const fact = { id, unitId, hubUnitId, startsAt: during.start, endsAt };
    await insertRow(tx, hubAgreement, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

async function isAgreed(tx: Transaction, { unitId, hubUnitId }: Input, during: Interval) {
  const standing = await hubAgreementsAt(tx, unitId, everything);
  return standing.some((each) => each.hubUnitId === hubUnitId && overlaps(each.during, during));
}

/** Ends or voids an agreement with a hub. */
export function correctHub(ctx: Context, correction: Correction) {
  return correct(
    ctx,
    {
      deed: "hub.agree",
      table: hubAgreement,
      target: (tx, row) => unitTargetById(tx, row.unitId),
    },
    correction,
  );
}

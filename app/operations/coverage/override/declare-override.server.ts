import { z } from "zod";
import { overridePeriod } from "#app/domain/coverage/override.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { holds, type Interval } from "#app/domain/time/interval.ts";
import { everything } from "#db/store/known.server.ts";
import { findOverride, insertOverride } from "#db/store/overrides.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { plainOf } from "./override-words.server.ts";

export const DeclareOverride = z.object({
  /** Made with the form, so that a repeated send is recognised. */
  id: z.uuid(),
  /** A registration that the doctor holds: "AUTHORITY:number". */
  doctor: z.string().min(1).max(60),
  reason: z.string().trim().min(10, "Say in a sentence why the unit goes on.").max(500),
  hours: z.coerce.number(),
});

/**
 * A named doctor takes responsibility while the answer is not yes. It begins now, ends by itself, changes
 * no answer, and has to be reviewed. The same id sent again is answered the same and leaves nothing more.
 *
 * @returns Refusals `override_too_long`, `override_needs_hours`, `doctor_not_registered`,
 * `free_text_identifies`, `same_id_other_content`.
 */
export function declareOverride(
  ctx: Context,
  unitCode: string,
  input: z.output<typeof DeclareOverride>,
): Promise<Result<{ readonly id: string; readonly during: Interval }>> {
  const { id, doctor, hours } = input;
  return act(ctx, "override.declare", unitTarget(unitCode), async ({ tx, now, record }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const held = await registrationsHeld(tx, [doctor], everything);
    const doctorId = held.find((each) => holds(each.during, now))?.personId;
    if (!doctorId) return refuse("doctor_not_registered", { field: "doctor" });
    const before = await findOverride(tx, id);
    if (before) {
      const isSame = before.unitId === unit.id && before.doctorId === doctorId;
      return isSame && before.reason === input.reason
        ? allow({ id, during: before.during })
        : refuse("same_id_other_content");
    }
    const period = overridePeriod(now, hours, ctx.content.staffing.overrideHoursMax.value);
    if (!period.ok) return period;
    const reason = plainOf(input.reason, "reason");
    if (!reason.ok) return reason;
    const during = period.value;
    const fact = { id, unitId: unit.id, doctorId, reason: reason.value };
    const from = { from: formatInstant(during.start), to: formatInstant(during.end) };
    const entrySeq = await record({ ...fact, ...from });
    await insertOverride(tx, { ...fact, during, entrySeq });
    return allow({ id, during });
  });
}

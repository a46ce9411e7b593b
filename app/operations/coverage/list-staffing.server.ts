import { z } from "zod";
import { unitTiers } from "#app/domain/coverage/rule.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { unitsKnown } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { staffingLines } from "./staffing-lines.server.ts";

const InstantText = z.iso.datetime({ offset: true });

/** The body of `GET /api/v1/staffing`. */
export const StaffingList = z.object({
  at: InstantText,
  knownAt: InstantText,
  ledgerSeq: z.number().int(),
  contentRelease: z.string(),
  units: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      tier: z.enum(unitTiers),
      region: z.string(),
      timeZone: z.string(),
      answer: z.enum(["yes", "no", "unknown"]),
      /** Ids of the applicable block rules that are not yes. */
      unmet: z.array(z.string()),
      holdsUntil: InstantText.nullable(),
    }),
  ),
});
export type StaffingList = z.output<typeof StaffingList>;
export type StaffingLine = StaffingList["units"][number];

/** Every unit that the caller may ask about, with its answer at one instant. */
export function listStaffing(
  ctx: Context,
  question: { readonly at?: Instant | null; readonly knownAt?: Instant | null },
): Promise<Result<StaffingList>> {
  return ask<StaffingList>(ctx, "coverage.list", {}, async (view) => {
    const asked = await asOf(view, question);
    if (!asked.ok) return asked;
    const known = asked.value;
    const units = (await unitsKnown(view.tx, known.knownThrough)).filter(
      ({ id, organisationId }) =>
        permit(ctx.actor, "coverage.ask", { unitId: id, organisationId }, view.now).ok,
    );
    const ids = units.map((unit) => unit.id);
    const lines = await staffingLines(ctx, view.tx, ids, known);
    return allow({
      at: formatInstant(known.at),
      knownAt: formatInstant(known.knownAt),
      ledgerSeq: known.knownThrough,
      contentRelease: ctx.content.current.version,
      units: ids.flatMap((id) => {
        const line = lines.get(id);
        return line ? { ...line, unmet: [...line.unmet] } : [];
      }),
    });
  });
}

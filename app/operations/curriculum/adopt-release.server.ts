import { z } from "zod";
import { isReleased } from "#app/domain/content.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { findProgramme, scopeTarget } from "#db/store/people/places.server.ts";
import {
  findAdoption,
  insertAdoption,
  releaseAt,
} from "#db/store/training/release-adoptions.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";

export const AdoptRelease = z.object({
  id: z.uuid(),
  programmeId: z.uuid(),
  release: z.string().min(1).max(32),
  effectiveAt: z
    .number()
    .int()
    .transform((ms) => ms as Instant),
});

/**
 * A programme adopts a release for those who begin from an instant on. Whoever began earlier stays on
 * theirs. Never back-dated: `adoption_in_past`. A proposed release can still change: `release_only_proposed`.
 */
export function adoptRelease(
  ctx: Context,
  input: z.output<typeof AdoptRelease>,
): Promise<Result<undefined>> {
  const { id, programmeId, release, effectiveAt } = input;
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return act(ctx, "release.adopt", target, async ({ tx, now, record }) => {
    if (await findAdoption(tx, id)) return allow();
    const programme = await findProgramme(tx, programmeId);
    if (!programme) return refuse("no_such_programme");
    if (!ctx.content.releases.has(release)) return refuse("no_such_release");
    if (!isReleased(ctx.content, release)) return refuse("release_only_proposed");
    if (effectiveAt <= now) return refuse("adoption_in_past", { field: "firstDay" });
    if ((await releaseAt(tx, programme, effectiveAt)) === release) {
      return refuse("release_adopted_already");
    }
    const entrySeq = await record({ ...input });
    await insertAdoption(tx, { ...input, entrySeq });
    return allow();
  });
}

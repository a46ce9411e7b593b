import { z } from "zod";
import { isReleased } from "#app/domain/content.ts";
import { Zone } from "#app/domain/people/validity.ts";
import { allow, refuse } from "#app/domain/result.ts";
import {
  findProgramme,
  insertProgramme,
  listProgrammes,
  scopeTarget,
} from "#db/store/people/places.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { PlaceCode } from "./create-organisation.server.ts";

export const CreateProgramme = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  code: PlaceCode,
  name: z.string().trim().min(1).max(200),
  timeZone: Zone,
  /** The release that new fellows start on; by default the current one. */
  release: z.string().optional(),
});

/** Adds an accredited training programme to an organisation. */
export function createProgramme(ctx: Context, input: z.output<typeof CreateProgramme>) {
  const target = (tx: Parameters<typeof scopeTarget>[0]) =>
    scopeTarget(tx, "organisation", input.organisationId);
  return act(ctx, "programme.create", target, async ({ tx, record }) => {
    if (await findProgramme(tx, input.id)) return allow({ id: input.id });
    const others = await listProgrammes(tx);
    if (others.some((each) => each.code === input.code))
      return refuse("code_taken", { code: input.code });
    const release = input.release ?? ctx.content.current.version;
    if (!isReleased(ctx.content, release)) return refuse("no_such_release");
    const fact = { ...input, release };
    await insertProgramme(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id: input.id });
  });
}

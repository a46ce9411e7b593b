import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import {
  findOrganisation,
  insertOrganisation,
  listOrganisations,
} from "#db/store/people/places.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";

/** A short name for addresses and files; it never changes. */
export const PlaceCode = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens.");

export const CreateOrganisation = z.object({
  id: z.uuid(),
  code: PlaceCode,
  name: z.string().trim().min(1).max(200),
});

/** Adds a hospital group, university or network. */
export function createOrganisation(ctx: Context, input: z.output<typeof CreateOrganisation>) {
  return act(ctx, "organisation.create", {}, async ({ tx, record }) => {
    const sent = await findOrganisation(tx, input.id);
    if (sent) return allow({ id: sent.id });
    const others = await listOrganisations(tx);
    if (others.some((each) => each.code === input.code))
      return refuse("code_taken", { code: input.code });
    await insertOrganisation(tx, { ...input, entrySeq: await record(input) });
    return allow({ id: input.id });
  });
}

import { z } from "zod";
import { roles, type scopeKinds } from "#app/domain/people/roles.ts";

/** "everywhere" or "unit:<id>", as the place field writes it. */
const Place = z
  .string()
  .regex(/^(everywhere|(organisation|programme|unit):[0-9a-f-]{36})$/, "Choose one of the list.")
  .transform((text) => {
    const [kind = "", id = null] = text.split(":");
    return { scopeKind: kind as (typeof scopeKinds)[number], scopeId: id };
  });

/** The fields of components/role-fields. */
export const roleFields = { grantId: z.uuid(), role: z.enum(roles), place: Place };

type RoleForm = z.output<z.ZodObject<typeof roleFields>>;

export function grantWish({ grantId, role, place }: RoleForm) {
  return { id: grantId, role, ...place };
}

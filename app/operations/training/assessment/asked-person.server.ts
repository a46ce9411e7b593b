import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import { somebodyElse } from "#app/domain/training/assessment/assessment-link.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { findPerson, findPersonByEmail, insertPerson } from "#db/store/people/persons.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";

/** Who is asked: somebody offered by the form, or somebody named by the fellow. */
export const AskedPerson = z.object({
  assessorId: z.union([z.uuid(), z.literal(somebodyElse)]),
  assessorName: z.string().trim().min(2).max(200).optional(),
  assessorEmail: z.email("Check the e-mail address.").trim().toLowerCase().max(254).optional(),
  assessorRegistration: z
    .string()
    .trim()
    .regex(
      /^[A-Z][A-Z0-9-]{1,15}:[A-Za-z0-9./-]{1,32}$/,
      "Write the registration as AUTHORITY:number, such as GMC:7012345.",
    )
    .optional(),
});
export type AskedPerson = z.output<typeof AskedPerson>;

/**
 * The person asked. Somebody named is first looked for by registration and by e-mail address, so that
 * nobody is in the record twice; only an address that nobody has makes a new person. A registration typed
 * here finds somebody and is never recorded, since registrations decide who is on a roster.
 *
 * @param id  Of the person made where there is none.
 * @returns refusals with their field: `person_unclear`, `registration_unknown`, `name_needed`,
 *   `address_needed`, `no_such_person`.
 */
export async function askedPerson(
  tx: Transaction,
  asked: AskedPerson,
  { id, now }: { readonly id: string; readonly now: Instant },
): Promise<Result<string>> {
  if (asked.assessorId !== somebodyElse) {
    const known = await findPerson(tx, asked.assessorId);
    return known ? allow(known.id) : refuse("no_such_person", { field: "assessorId" });
  }
  const { assessorName: name, assessorEmail: email, assessorRegistration: registration } = asked;
  const byEmail = email ? await findPersonByEmail(tx, email) : null;
  const registered = registration ? await holderOf(tx, registration, now) : null;
  if (registered && byEmail && registered !== byEmail.id) {
    return refuse("person_unclear", { field: "assessorRegistration" });
  }
  const found = registered ?? byEmail?.id;
  if (found) return allow(found);
  if (!email && registration) {
    return refuse("registration_unknown", { field: "assessorRegistration" });
  }
  if (!email) return refuse("address_needed", { field: "assessorEmail" });
  if (!name) return refuse("name_needed", { field: "assessorName" });
  await insertPerson(tx, { id, name, email, phone: null });
  return allow(id);
}

async function holderOf(tx: Transaction, registration: string, now: Instant) {
  const held = await registrationsHeld(tx, [registration], everything);
  return held.find((each) => holds(each.during, now))?.personId ?? null;
}

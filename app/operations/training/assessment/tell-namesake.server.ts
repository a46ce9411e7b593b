import { v7 as uuidv7 } from "uuid";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import type { Turn } from "../../act.server.ts";

/**
 * Tells somebody that an assessment was given in their name off a fellow's screen, where nothing but a
 * fellow's word says who held the telephone. So whoever was not there hears of it.
 */
export async function tellNamesake(
  { tx, now }: Pick<Turn, "tx" | "now">,
  assessor: { readonly id: string; readonly name: string },
  { fellowName, programmeName }: Fellowship,
): Promise<void> {
  const email = (await findPerson(tx, assessor.id))?.email;
  if (!email) return;
  await insertMail(tx, {
    id: uuidv7(),
    toAddress: email,
    subject: `You assessed ${fellowName}`,
    body: [
      `Hello ${assessor.name},`,
      "",
      `An assessment of ${fellowName} was just recorded in your name, from a code on their screen.`,
      "Thank you. There is nothing more to do.",
      "",
      `If it was not you, tell the director of the programme: ${programmeName}.`,
      "",
    ].join("\n"),
    createdAt: now,
  });
}

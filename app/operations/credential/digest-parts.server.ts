import { reaches } from "#app/domain/people/grant.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { type DigestPart, dayInWords } from "#app/domain/training/assessment/digest.ts";
import type { Transaction } from "#db/client.server.ts";
import { confirmersAsked, maintenanceToConfirm } from "#db/store/credential/maintenance.server.ts";
import { grantsOf, openGrants } from "#db/store/people/grants.server.ts";
import { allUnits } from "#db/store/unit-lookup.server.ts";
import type { House } from "../context.server.ts";
import { statementsNeeded } from "./state-practice.server.ts";

/** Whose word may be waited for so that others keep their credentials: confirmers and heads of units. */
export async function askedForOthers(tx: Transaction, now: Instant): Promise<string[]> {
  const heads = (await openGrants(tx, "unit_lead")).filter((each) => holds(each.during, now));
  return [...new Set([...(await confirmersAsked(tx)), ...heads.map((each) => each.personId)])];
}

type Frame = { readonly house: House; readonly zone: string; readonly now: Instant };

/** What a person is asked to say so that holders keep their credentials. */
export async function keepingParts(
  frame: Frame,
  tx: Transaction,
  personId: string,
): Promise<DigestPart[]> {
  return [await confirmationsPart(frame, tx, personId), await statementsPart(frame, tx, personId)];
}

/** Cases of holders that name the person and wait for their word. */
async function confirmationsPart({ house, zone }: Frame, tx: Transaction, personId: string) {
  const waiting = await maintenanceToConfirm(tx, personId);
  const title = "To confirm for holders of credentials:";
  const oldest = waiting.at(-1);
  if (!oldest) return { title, lines: [] };
  const count = waiting.length === 1 ? "1 case" : `${waiting.length} cases`;
  const text = `${count}, the oldest of ${dayInWords(oldest.performedAt, zone)}`;
  return { title, lines: [{ text, link: `${house.settings.publicOrigin}/my/confirmations` }] };
}

/** Holders in units that the person heads whose renewal waits for a statement. */
async function statementsPart({ house, zone, now }: Frame, tx: Transaction, personId: string) {
  const grants = (await grantsOf(tx, personId)).filter((each) => each.role === "unit_lead");
  const lines = [];
  for (const unit of await allUnits(tx)) {
    const target = { unitId: unit.id, organisationId: unit.organisationId };
    if (!grants.some((each) => reaches(each, target, now))) continue;
    const needed = await statementsNeeded(tx, house.content, unit.id, personId, now);
    for (const { personName, code, validUntil } of needed.filter((each) => each.said === null)) {
      lines.push({
        text: `${personName}: ${code}, valid until ${dayInWords(validUntil, zone)}`,
        link: `${house.settings.publicOrigin}/units/${unit.code}/statements`,
      });
    }
  }
  return { title: "Statements that a renewal waits for:", lines };
}

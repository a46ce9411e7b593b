import { z } from "zod";
import { type Content, nameOfCode } from "#app/domain/content.ts";
import { disputeOutcomes } from "#app/domain/credential/reasons.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  allDisputes,
  type Dispute,
  disputesBy,
  findDispute,
  insertAnswer,
  insertDispute,
} from "#db/store/credential/disputes.server.ts";
import { everything } from "#db/store/known.server.ts";
import { licencesOf } from "#db/store/people/licences.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { act } from "../act.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { narrativeOf } from "../training/assessment/narrative.server.ts";

export const DisputeStanding = z.object({
  id: z.uuid(),
  /** A credential of ours, an outside one, or a licence. */
  aboutId: z.uuid(),
  text: z.string().trim().min(10).max(2_000),
});

/**
 * A holder says that something on record about them is wrong. It changes nothing; a registrar answers.
 * Refusals: `no_such_credential`, `dispute_open`, `free_text_identifies`.
 */
export function disputeStanding(ctx: Context, given: z.output<typeof DisputeStanding>) {
  const { id, aboutId, text } = given;
  const personId = ctx.actor.id ?? undefined;
  return act<{ id: string }>(ctx, "standing.dispute", { personId }, async ({ tx, record }) => {
    if (!personId) return refuse("person_needed");
    if (await findDispute(tx, id)) return allow({ id });
    if (!(await namesHeld(tx, ctx.content, personId)).has(aboutId)) {
      return refuse("no_such_credential");
    }
    const earlier = await disputesBy(tx, personId);
    if (earlier.some((each) => each.aboutId === aboutId && !each.answer)) {
      return refuse("dispute_open");
    }
    const said = acceptFreeText(text, "text");
    if (!said.ok) return said;
    const kept = narrativeOf(text);
    const fact = { id, personId, aboutId };
    const entrySeq = await record({ ...fact, narrative: kept.digest });
    await insertDispute(tx, { ...fact, entrySeq }, kept);
    return allow({ id });
  });
}

export const AnswerDispute = z.object({
  disputeId: z.uuid(),
  outcome: z.enum(disputeOutcomes),
  answer: z.string().trim().min(3).max(2_000),
});

/** A registrar answers with a reason; never about themselves, and once. */
export function answerDispute(ctx: Context, given: z.output<typeof AnswerDispute>) {
  return act<{ id: string }>(ctx, "dispute.answer", {}, async ({ tx, record }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const found = await findDispute(tx, given.disputeId);
    if (!found) return refuse("no_such_dispute");
    if (found.personId === ctx.actor.id) return refuse("registrar_is_holder");
    if (found.answer) return refuse("dispute_answered");
    const said = acceptFreeText(given.answer, "answer");
    if (!said.ok) return said;
    const fact = { ...given, answeredBy: ctx.actor.id };
    await insertAnswer(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id: given.disputeId });
  });
}

export type NamedDispute = Dispute & { readonly about: string };

/** Every dispute with what it is about; those that wait stand first. */
export function showDisputes(ctx: Context): Promise<Result<NamedDispute[]>> {
  return ask(ctx, "credential.manage", {}, async ({ tx }) => {
    const all = await allDisputes(tx);
    const named: NamedDispute[] = [];
    for (const each of all) {
      const names = await namesHeld(tx, ctx.content, each.personId);
      named.push({ ...each, about: names.get(each.aboutId) ?? each.aboutId });
    }
    return allow(named.sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null)));
  });
}

/** What a person holds or held, by id, in words: what can be disputed. */
export async function namesHeld(
  tx: Transaction,
  content: Content,
  personId: string,
): Promise<ReadonlyMap<string, string>> {
  const record = (await holderRecords(tx, [personId], everything)).get(personId);
  const licences = await licencesOf(tx, personId, everything);
  const held = [...(record?.own ?? []), ...(record?.external ?? [])];
  return new Map([
    ...held.map((each) => [each.id, `${nameOfCode(content, each.code)} (${each.code})`] as const),
    ...licences.map((each) => [each.id, `Licence in ${each.jurisdiction}`] as const),
  ]);
}

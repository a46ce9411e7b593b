import { say } from "#app/domain/copy.ts";
import { parseInstant } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { CheckedReceipt, Recomputed } from "#app/operations/coverage/receipt.server.ts";

/** A checked receipt as its page shows it. */
export function receiptView({ content, signer }: Context, { kid, answer, text }: CheckedReceipt) {
  const key = signer.keys().find(({ id }) => id === kid);
  return {
    kid,
    isInUse: key?.inUse ?? false,
    unit: answer.unit,
    answer: answer.answer,
    at: parseInstant(answer.at),
    knownAt: parseInstant(answer.knownAt),
    holdsUntil: answer.holdsUntil === null ? null : parseInstant(answer.holdsUntil),
    tier: say(content.copy, `tiers.${answer.unit.tier}`),
    ledgerSeq: answer.ledgerSeq,
    contentRelease: answer.contentRelease,
    override: answer.override,
    rules: answer.rules.map(({ id, title, severity, answer: met, metBy, reasons }) => ({
      id,
      title,
      severity,
      answer: met,
      metBy: metBy.map((each) => nameOf(answer, each)),
      reasons: reasons.map(({ detail }) => detail),
    })),
    text: JSON.stringify(JSON.parse(text), null, 2),
  };
}
export type ReceiptView = ReturnType<typeof receiptView>;

function nameOf({ people }: CheckedReceipt["answer"], id: string): string {
  return people.find((each) => each.id === id)?.name ?? id;
}

/** What comparing with the record came to; `words` where it could not be compared. */
export type ComparedView =
  | { readonly differences: Recomputed["differences"] }
  | { readonly words: string };

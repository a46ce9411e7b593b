import { readJws } from "#app/adapters/credentials/read-jws.server.ts";
import { answerAt } from "#app/domain/coverage/answer.ts";
import type { JsonObject } from "#app/domain/credential/json.ts";
import { canonical, type Json } from "#app/domain/ledger/canonical.ts";
import { type Difference, differences } from "#app/domain/ledger/differences.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { headOf } from "#db/ledger.server.ts";
import { findUnitId, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, type View } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { answerOf, reaches } from "./answer-coverage.server.ts";
import { StaffingAnswer } from "./staffing-answer.server.ts";
import { staffingBody } from "./staffing-body.server.ts";

/** The answer with a signature over all of it: what the portal said, provable without the portal. */
export function withReceipt(
  { signer }: Pick<Context, "signer">,
  answer: StaffingAnswer,
): StaffingAnswer {
  return { ...answer, receipt: signer.signText(canonical(answer)) };
}

/** What a receipt proves: that whoever holds the key gave this answer, to the letter. */
export type CheckedReceipt = {
  readonly kid: string;
  readonly answer: StaffingAnswer;
  /** The canonical text that was signed. */
  readonly text: string;
};

/** Longer than any answer; a unit of two hundred people on duty stays below it. */
const charactersMax = 500_000;

/**
 * Checks a receipt against a set of keys, asking nobody. The record is not looked at: that is
 * `recomputeReceipt`.
 *
 * @param jwks  By default those that the portal publishes, retired ones among them.
 * @returns refusal `receipt_missing`, `receipt_unreadable`, `receipt_key_unknown`, `receipt_altered`,
 *   `receipt_no_answer`.
 */
export function checkReceipt(given: string, jwks: JsonObject): Result<CheckedReceipt> {
  const receipt = given.trim();
  if (receipt === "") return refuse("receipt_missing");
  if (receipt.length > charactersMax) return refuse("receipt_unreadable");
  const read = readJws(receipt, jwks);
  if (!read.ok) return refuse(`receipt_${read.fault}`);
  const answer = answerIn(read.text);
  if (!answer) return refuse("receipt_no_answer");
  return allow({ kid: read.kid, text: read.text, answer });
}

/** What was signed as an answer; null for anything else that the same key may have signed. */
function answerIn(text: string): StaffingAnswer | null {
  try {
    const value = JSON.parse(text) as Json;
    const answer = StaffingAnswer.strict().safeParse(value);
    return answer.success && canonical(value) === text ? answer.data : null;
  } catch {
    return null;
  }
}

export type Recomputed = {
  /** Nothing where the record gives the same answer, byte for byte. */
  readonly differences: readonly Difference[];
};

/**
 * Answers the question of a receipt again, from what the record held through its entry, and compares. Who
 * may ask about the unit may ask this.
 *
 * @returns refusal `receipt_ahead` where the record has no such entry, `no_such_unit`.
 */
export function recomputeReceipt(
  ctx: Context,
  { answer, text }: CheckedReceipt,
): Promise<Result<Recomputed>> {
  const { code } = answer.unit;
  return ask<Recomputed>(ctx, "coverage.ask", unitTarget(code), async ({ tx }) => {
    const head = await headOf(tx);
    if (answer.ledgerSeq > head.seq) return refuse("receipt_ahead");
    const unitId = await findUnitId(tx, code, answer.ledgerSeq);
    if (unitId === null) return refuse("no_such_unit");
    const again = await recomputed(ctx, { tx, now: ctx.now }, unitId, answer);
    if (again.some((each) => canonical(each) === text)) return allow({ differences: [] });
    const given = JSON.parse(text) as Json;
    const [nearest = []] = again
      .map((each) => differences(given, each))
      .sort((a, b) => a.length - b.length);
    return allow({ differences: nearest });
  });
}

/**
 * The answer through the same entry, at the same instants: as to one who asked as the record grew, where a
 * roster goes stale with time, and as to one who asked about the past. A receipt does not say which it was.
 */
async function recomputed(
  { content }: Context,
  { tx }: View,
  unitId: string,
  answer: StaffingAnswer,
): Promise<StaffingAnswer[]> {
  const [at, knownAt] = [parseInstant(answer.at), parseInstant(answer.knownAt)] as Instant[];
  if (at === undefined || knownAt === undefined) return [];
  const when = { at, knownAt, ledgerSeq: answer.ledgerSeq };
  const asked = { at, knownAt, knownThrough: answer.ledgerSeq, who: "present" } as const;
  const asNow = await answerOf(content, tx, unitId, { ...asked, isNow: true });
  const plain = answerAt(asNow.read.facts, at);
  // Without staleness it may hold for longer, and so need a longer look ahead.
  const asThen = reaches(plain, asNow.window.end)
    ? { read: asNow.read, answer: plain }
    : await answerOf(content, tx, unitId, { ...asked, isNow: false });
  return [asNow, asThen].map((each) => staffingBody(content, each.read, each.answer, when));
}

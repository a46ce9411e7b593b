import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { say as words } from "#app/domain/copy.ts";
import type { JsonObject } from "#app/domain/credential/json.ts";
import type { Refusal } from "#app/domain/result.ts";
import { contextAs, type House, type system } from "#app/operations/context.server.ts";
import {
  type CheckedReceipt,
  checkReceipt,
  recomputeReceipt,
} from "#app/operations/coverage/receipt.server.ts";
import { complain, say } from "../terminal.ts";
import type { Errand } from "./errand.ts";

export const verifyReceipt: Errand = {
  name: "verify-receipt",
  does: "check a signed staffing answer, and compare it with the record",
  help: `npm run admin -- verify-receipt FILE
npm run admin -- verify-receipt FILE --keys jwks.json

FILE holds a receipt: three parts with dots between them, as the interface gives them under "receipt". Says
whether the signature holds, with which key, and what was answered. Then answers the question again from
what the record held through the entry that the receipt names, and compares byte for byte.

With --keys it is checked offline against a set of keys, as a portal serves it at /.well-known/jwks.json:
no record is opened and nobody is asked. Ends with status 1 if the receipt does not hold, or the record
gives another answer.`,
  alone(args) {
    const { file, keys } = given(args);
    if (keys === undefined) return null;
    const checked = checkReceipt(textOf(file), keySetIn(keys));
    if (checked.ok) tell(checked.value);
    else
      complain(`The receipt does not hold: ${faults[checked.refusal.code] ?? "it is no receipt"}.`);
    return checked.ok;
  },
  async run(house, args) {
    const checked = checkReceipt(textOf(given(args).file), house.signer.jwks());
    if (!checked.ok) return refused(house, checked.refusal);
    tell(checked.value);
    const again = await recomputeReceipt(contextAs(house, operator), checked.value);
    if (!again.ok) return refused(house, again.refusal);
    const { differences } = again.value;
    if (differences.length === 0) say("The record gives the same answer, byte for byte.");
    else complain("The record gives another answer today:");
    for (const each of differences)
      complain(`  ${each.pointer}: ${each.given ?? "nothing"} / ${each.found ?? "nothing"}`);
    return differences.length === 0;
  },
};

/** Without the portal's own words, which are read with it. */
const faults: Readonly<Record<string, string>> = {
  receipt_missing: "the file is empty",
  receipt_key_unknown: "none of these keys signed it",
  receipt_altered: "the signature does not fit the text",
  receipt_no_answer: "what was signed is no staffing answer",
};

/** Whoever may open the database may read all of it. */
const operator: typeof system = { kind: "system", id: null, name: "Operator" };

function given(args: readonly string[]): { readonly file: string; readonly keys?: string } {
  const options = { keys: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw cannotStart("Name one file. See --help.");
  return { file, ...values };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (fault) {
    throw cannotStart(`${path} could not be read.`, fault);
  }
}

function keySetIn(path: string): JsonObject {
  try {
    return JSON.parse(textOf(path)) as JsonObject;
  } catch (fault) {
    throw cannotStart(`${path} is no set of keys: it must be JSON with "keys".`, fault);
  }
}

function tell({ kid, answer }: CheckedReceipt) {
  say(`The signature holds, by ${kid}.`);
  const { unit, at, knownAt, ledgerSeq } = answer;
  say(`${unit.name} (${unit.code}) at ${at}, as known at ${knownAt}, entry ${ledgerSeq}:`);
  say(`  ${answer.answer.toUpperCase()}`);
  for (const rule of answer.rules) say(`  ${rule.answer.padEnd(14)} ${rule.id} ${rule.title}`);
}

function refused({ content }: House, { code, detail }: Refusal): boolean {
  complain(words(content.copy, `refusals.${code}`, detail));
  return false;
}

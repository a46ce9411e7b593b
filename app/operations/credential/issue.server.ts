import { v7 as uuidv7 } from "uuid";
import type { SignedDocument } from "#app/adapters/signer.server.ts";
import type { JsonObject } from "#app/domain/credential/json.ts";
import { lint } from "#app/domain/credential/lint.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { sha256 } from "#db/ledger.server.ts";
import {
  findCredentialRow,
  findProof,
  insertProof,
  preparedText,
  unsignedCredentials,
} from "#db/store/credential/credentials.server.ts";
import { insertEvent } from "#db/store/credential/events.server.ts";
import { findSignOff } from "#db/store/signoff/sign-offs.server.ts";
import { act } from "../act.server.ts";
import { type Context, system } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { issueTwin } from "./issue-twin.server.ts";

/**
 * Signs a prepared credential and puts it on record, once. People decided; this carries it out, so it acts
 * as the portal whoever's request it follows. After a crash the same bytes are signed again.
 *
 * @returns refusal `no_such_credential`, `sign_off_withdrawn`, `credential_not_fit`, `signing_failed`,
 *   `record_away`.
 */
export async function issueCredential(ctx: Context, id: string): Promise<Result<SignedDocument>> {
  const prepared = await unlessAway(() => ctx.db.transaction((tx) => readPrepared(tx, id)));
  if (!prepared.ok) return prepared;
  if (prepared.value.signed) return allow(prepared.value.signed);
  const linted = lint(JSON.parse(prepared.value.text) as JsonObject);
  if (!linted.ok) return linted;
  let signed: SignedDocument;
  try {
    signed = await ctx.signer.sign(linted.value);
  } catch (error) {
    ctx.log.error({ err: error, credentialId: id }, "a credential could not be signed");
    return refuse("signing_failed");
  }
  const entered = await enter({ ...ctx, actor: system }, id, signed);
  // A twin that fails is signed by the next sweep; the credential is out already.
  if (entered.ok) await issueTwin(ctx, id);
  return entered;
}

type Reader = Parameters<typeof preparedText>[0];

async function readPrepared(
  tx: Reader,
  id: string,
): Promise<Result<{ text: string; signed: SignedDocument | null }>> {
  const text = await preparedText(tx, id);
  if (text === null) return refuse("no_such_credential");
  const proof = await findProof(tx, id);
  if (proof) return allow({ text, signed: { text: proof.document, keyId: proof.keyId } });
  const credential = await findCredentialRow(tx, id);
  const signOff = credential ? await findSignOff(tx, credential.signOffId) : null;
  return signOff?.withdrawnAt === null
    ? allow({ text, signed: null })
    : refuse("sign_off_withdrawn");
}

function enter(ctx: Context, id: string, signed: SignedDocument) {
  return act<SignedDocument>(ctx, "credential.issue", {}, async ({ tx, now, record }) => {
    const again = await readPrepared(tx, id);
    if (!again.ok) return again;
    if (again.value.signed) return allow(again.value.signed);
    const proof = { credentialId: id, keyId: signed.keyId };
    const event = { id: uuidv7(), credentialId: id, kind: "issued", effectiveAt: now };
    const entrySeq = await record({ ...proof, document: sha256(signed.text), event });
    await insertProof(tx, { ...proof, document: signed.text, entrySeq });
    await insertEvent(tx, { ...event, entrySeq });
    return allow(signed);
  });
}

/** Signs what was prepared and left so, by a crash or a key that was away. @returns how many it signed. */
export async function issuePending(ctx: Context, limit = 50): Promise<number> {
  const waiting = await ctx.db.transaction((tx) => unsignedCredentials(tx, limit));
  let signed = 0;
  for (const id of waiting) {
    const issued = await issueCredential(ctx, id);
    if (issued.ok) signed += 1;
    else ctx.log.warn({ credentialId: id, refusal: issued.refusal.code }, "still only prepared");
  }
  return signed;
}
